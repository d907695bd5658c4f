"""Which code decides an outcome: imports followed from file to file, and digested."""
