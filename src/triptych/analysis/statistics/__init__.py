"""Estimators and tests that are independent of tasks."""
