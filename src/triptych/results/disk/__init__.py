"""Crash-safe writing."""
