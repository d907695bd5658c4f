"""The command line: the only part of triptych that prints."""
