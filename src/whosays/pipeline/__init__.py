"""Floor 6: put the annotators in order and run them over one document."""
