"""Estimators and tests that know nothing of tasks."""
