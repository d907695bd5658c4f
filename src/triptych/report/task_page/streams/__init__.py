"""Streams in a study: shares of right answers along them, and what known changes cost."""
