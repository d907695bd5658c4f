"""Hybrids: contenders made of a task's rules and its classical model together, never judged."""
