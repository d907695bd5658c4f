"""Native explanations of networks, and their layers."""
