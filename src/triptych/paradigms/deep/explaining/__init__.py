"""What a network has to say about its decisions and its layers."""
