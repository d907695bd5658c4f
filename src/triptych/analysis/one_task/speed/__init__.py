"""One task's timings: ratios of contenders, changes between two runs, and what CPU time costs."""
