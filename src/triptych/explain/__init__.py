"""The phase that measures explanations of the contenders a run kept."""
