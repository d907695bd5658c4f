"""Worker processes: guarded calls, one at a time each."""
