"""The section on speed: timings, ratios between contenders, costs."""
