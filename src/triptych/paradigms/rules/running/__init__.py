"""Running rules: on batches of items, or compiled for single items."""
