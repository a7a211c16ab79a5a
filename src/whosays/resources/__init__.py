"""Floor 4: files of ``data/`` in memory."""
