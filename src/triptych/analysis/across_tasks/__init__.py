"""Statistics over many tasks: claims, mean effects and ranks."""
