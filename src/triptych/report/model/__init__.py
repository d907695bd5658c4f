"""The content of pages, independent of their format; imports no view."""
