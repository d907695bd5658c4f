"""What the outcomes of one task say."""
