"""The commands; only this package prints."""
