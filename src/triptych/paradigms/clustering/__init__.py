"""Clustering: estimators that group items without any answer."""
