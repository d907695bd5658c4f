"""Pages as HTML and as Markdown."""
