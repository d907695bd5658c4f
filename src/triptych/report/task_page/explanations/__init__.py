"""A task page's section on explanations."""
