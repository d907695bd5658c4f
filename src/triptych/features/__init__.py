"""Tables of raw items that nobody has measured yet: columns with a name and a meaning each."""
