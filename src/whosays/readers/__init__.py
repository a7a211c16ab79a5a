"""Floor 5: bytes become documents."""
