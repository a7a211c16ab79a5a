"""Floor 3: offset-safe text."""
