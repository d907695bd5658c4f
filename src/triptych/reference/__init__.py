"""The reference panel: simple models that run beside the contenders of every task."""
