"""One item through every contender, from what it is to the decision."""
