"""Calls: prepared before, concluded after, what the function does."""

from triptych.errors import DataError
from triptych.harness.workers.call import Call, make_here


def refuse(argument):
    raise DataError(f"not {argument}")


def joined(argument, value):
    return argument, value


def test_a_call_gives_what_its_function_returns():
    """Without conclusion, just that."""
    assert make_here(Call(abs, -3, 1.0, 1)).value == 3


def test_the_conclusion_has_the_argument_and_the_value():
    """What it makes of them is the call's value."""
    assert make_here(Call(abs, -3, 1.0, 1, conclude=joined)).value == (-3, 3)


def test_what_cannot_be_prepared_is_not_made():
    """Nor what cannot be concluded; the ending has the reason."""
    for call in (Call(joined, 1, 1.0, 1, prepare=refuse), Call(abs, 1, 1.0, 1, conclude=refuse)):
        assert make_here(call).status == "failed"
    assert make_here(Call(joined, 1, 1.0, 1, prepare=refuse)).reason == "not 1"


def test_a_function_that_fails_is_not_concluded():
    """Its own reason stands."""
    assert make_here(Call(refuse, 5, 1.0, 1, conclude=joined)).reason == "not 5"
