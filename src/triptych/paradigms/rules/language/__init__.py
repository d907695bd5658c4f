"""What rules can say: conditions, measures and rules."""
