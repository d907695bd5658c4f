"""The rules: a procedure, for tasks where a few lines of Python are clearer than conditions."""

from triptych.paradigms.rules import Procedure


def make(seed: int) -> Procedure:
    """Decide by counting, as a person would with a finger on the string."""
    return Procedure(decide, classes=("balanced", "unbalanced"), reads="raw")


def decide(text: str) -> tuple[str, str]:
    """The answer and the reason for it."""
    depth = 0
    for bracket in text:
        depth += 1 if bracket == "(" else -1
        if depth < 0:
            return "unbalanced", "a bracket closes that was never opened"
    if depth:
        return "unbalanced", "a bracket is left open at the end"
    return "balanced", "every bracket is closed, and none too early"
