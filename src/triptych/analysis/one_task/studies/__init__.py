"""Studies of one task: curves over conditions, gains over a baseline, and where curves cross."""
