"""Notes: how numbers are computed, with formulas."""
