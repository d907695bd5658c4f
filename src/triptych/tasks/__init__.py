"""The built-in tasks, one folder each; the catalogue finds them by name."""
