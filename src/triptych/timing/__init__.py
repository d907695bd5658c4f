"""The quiet phase: clocks around fitted contenders."""
