"""Floor 4: model folders; arrays in, arrays out."""
