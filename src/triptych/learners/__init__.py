"""Estimators that studies make from a task's contenders: they learn from more than labels."""
