"""Numbered migrations: each brings a ledger from one schema to the next, in one transaction."""
