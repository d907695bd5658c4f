"""Networks by kind of input."""
