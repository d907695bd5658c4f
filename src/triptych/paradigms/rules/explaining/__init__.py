"""Explanations of rule systems: sufficient reasons with proof, and counterfactuals."""
