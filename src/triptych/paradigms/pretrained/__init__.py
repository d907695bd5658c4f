"""Networks that others trained: frozen, with a classifier trained on what they make of items."""
