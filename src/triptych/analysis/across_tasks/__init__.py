"""What holds over many tasks."""
