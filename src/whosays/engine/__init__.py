"""Floor 7: many documents, one process or a pool."""
