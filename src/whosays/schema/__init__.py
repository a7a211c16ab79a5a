"""Floor 2: the nouns. Frozen, slotted dataclasses; tuples, never lists."""
