"""The files that phases after a run leave: one frozen format each, with its schema version."""
