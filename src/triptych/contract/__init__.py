"""The contract of data: one place where what people give becomes arrays, or is refused by name."""
