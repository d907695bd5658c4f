"""Promises of the size of a procedure: the lines of code that decide, wherever they stand."""

from functools import partial
from math import sqrt

from triptych.paradigms.rules.systems.procedure_size import lines_of_code


def alone(number):
    # A comment is no code,

    return number  # nor is a blank line.


def divides(number):
    return number % 7 == 0


def helped(number):
    found = [one for one in range(number) if divides(one)]
    return helped(number - 1) if found else sqrt(number)


def with_inner(number):
    def inner():
        return divides(number)

    return inner()


class Decider:
    def decide(self, number):
        return divides(number)


def test_blank_lines_and_comments_do_not_count():
    assert lines_of_code(alone) == 2


def test_helpers_of_the_same_file_count_once():
    """What a procedure calls beside it is written for it; a library is not, nor is itself again."""
    assert lines_of_code(helped) == 3 + 2


def test_what_an_inner_function_uses_counts():
    """Hiding code one level deeper makes nothing smaller."""
    assert lines_of_code(with_inner) == 4 + 2


def test_a_method_or_a_prepared_call_is_what_it_calls():
    assert lines_of_code(Decider().decide) == 2 + 2
    assert lines_of_code(partial(alone, 3)) == 2


def test_code_that_nobody_can_read_has_no_lines():
    """Compiled functions have no source: nothing is guessed."""
    assert lines_of_code(sqrt) == 0
