"""Promises of a licence in a table: its name, and no more."""

import pytest

from triptych.cli.terminal.licence import in_short


@pytest.mark.parametrize(
    ("licence", "short"),
    [
        ("CC BY 4.0", "CC BY 4.0"),
        ("unclear: nobody answered", "unclear"),
        ("MIT (the code; data as is)", "MIT"),
        ("CC0-1.0, after its README", "CC0-1.0"),
    ],
)
def test_a_licence_is_its_name(licence, short):
    """A table has no room for what is said after it; the card has."""
    assert in_short(licence) == short
