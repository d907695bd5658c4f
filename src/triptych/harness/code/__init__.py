"""The code that determines an outcome: follows imports from file to file, and digests files."""
