"""Floor 6: ask the ledger."""
