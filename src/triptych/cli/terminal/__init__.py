"""What several commands write in the same way."""
