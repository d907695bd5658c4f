"""From cells to records: planning, guarded trials, the store."""
