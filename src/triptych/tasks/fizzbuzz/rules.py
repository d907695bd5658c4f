"""The rule of the game, as children are taught it."""

from triptych.paradigms.rules import Procedure
from triptych.tasks.fizzbuzz.data import CLASSES


def say(number: int) -> tuple[str, str]:
    """What a player says for a number, and why."""
    if number % 15 == 0:
        return "fizzbuzz", "divisible by 3 and by 5"
    if number % 3 == 0:
        return "fizz", "divisible by 3 and not by 5"
    if number % 5 == 0:
        return "buzz", "divisible by 5 and not by 3"
    return "number", "divisible by neither 3 nor 5"


def make(seed: int) -> Procedure:
    """Play by the rule of the game; the seed decides nothing."""
    return Procedure(say, CLASSES, reads="raw")
