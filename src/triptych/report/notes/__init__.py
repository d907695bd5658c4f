"""Where a number comes from: formulas and their sources."""
