"""The report: pages for people, built from statistics."""
