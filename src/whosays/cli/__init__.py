"""Floor 8: parse the command line, call, print."""
