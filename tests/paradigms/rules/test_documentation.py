"""docs/rules.md says what is so."""

import doctest
from pathlib import Path

from triptych.paradigms import rules

PAGE = Path(__file__).parents[3] / "docs" / "rules.md"


def test_every_example_on_the_page_gives_what_it_shows():
    """Someone who copies an example gets the answer printed below it."""
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")

    assert result.attempted > 30
    assert result.failed == 0


def test_every_name_of_the_language_is_on_the_page():
    """What is not documented does not exist."""
    internal = {"Condition", "RuleError"}
    page = PAGE.read_text(encoding="utf-8")

    assert [name for name in rules.__all__ if name not in internal and name not in page] == []
