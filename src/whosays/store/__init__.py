"""Floor 5: where the ledger is kept."""
