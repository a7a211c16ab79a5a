"""Claims of several documents: which speak of one happening, on whose word, and do they agree."""
