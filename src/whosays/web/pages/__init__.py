"""The pages, one a file: each gives its routes."""
