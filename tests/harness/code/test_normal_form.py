"""Normal form: what a reader sees may change, what Python does may not."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.harness.code.normal_form import Import, parse

STATEMENTS = (
    "x = 1",
    "limit = 16.8",
    "words = ('prize', \"win\", 'he said \"no\"')",
    "def decide(item):\n    return item > limit if item else None",
    "class Rule:\n    label: str = 'a'\n\n    def fires(self, x):\n        return x[0] & ~x[1]",
    "for word in words:\n    if word:\n        x += len(word)\n    else:\n        continue",
    "try:\n    import fast\nexcept ImportError:\n    fast = None",
    "pattern = rf'\\b{x}\\b'",
    "with open('a') as file, open('b'):\n    text = file.read()",
    "assert x == -1, 'no'",
    "table = {'a': [1, 2.0, 3j], **{}, 'b': {*()}}",
    "async def later():\n    yield await x",
    "def area(a, /, b=2, *rest, c: int, **more) -> 'float': ...",
)

programs = st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=6)


@given(programs)
def test_layout_is_no_part_of_the_normal_form(statements: list[str]) -> None:
    """A formatter that writes the same program differently changes no digest."""
    source = "\n".join(statements)

    assert parse(source.encode()).digest == parse(ast.unparse(ast.parse(source)).encode()).digest


@given(programs, st.text(st.characters(exclude_categories=["C", "Z"]), max_size=30))
def test_comments_and_docstrings_are_no_part_of_the_normal_form(
    statements: list[str], words: str
) -> None:
    """Explaining a program does not change its digest."""
    plain = "\n".join(statements)
    docstring = repr(words)
    explained = f"# {words}\n{docstring}\n\n" + f"\n\n# {words}\n".join(statements) + f" # {words}"
    explained = explained.replace("(item):\n", f"(item):\n    {docstring}\n")
    explained = explained.replace("class Rule:\n", f"class Rule:\n    {docstring}\n\n")

    assert parse(explained.encode()).digest == parse(plain.encode()).digest


@given(st.lists(st.sampled_from(STATEMENTS), unique=True, min_size=1), st.data())
def test_every_other_change_shows(statements: list[str], data: st.DataObject) -> None:
    """Leaving a statement out, or moving it, gives another digest."""
    left_out = data.draw(st.integers(0, len(statements) - 1))
    shorter = statements[:left_out] + statements[left_out + 1 :]
    digests = {parse("\n".join(lines).encode()).digest for lines in (statements, shorter)}

    assert len(digests) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = 16.8", "x = 16.9"),
        ("x = 1", "x = 1.0"),
        ("x = 0.0", "x = -0.0"),
        ("x = 'a'", "x = b'a'"),
        ("x = a - b - c", "x = a - (b - c)"),
        ("x = f'{a}'", "x = f'{a!r}'"),
        ("def f(a, b): pass", "def f(a, *, b): pass"),
        ("from a import b", "from .a import b"),
    ],
)
def test_small_changes_show(before: str, after: str) -> None:
    """One character can be a different program."""
    assert parse(before.encode()).digest != parse(after.encode()).digest


def test_what_is_no_python_stands_for_itself() -> None:
    """A file that cannot be parsed has a digest too; running it will say what is wrong."""
    assert parse(b"def (").digest != parse(b"def ((").digest
    assert parse(b"\0").imports == ()
    assert parse(b"x = " + b"+".join([b"1"] * 5000)).digest


def test_imports_are_found_wherever_they_stand() -> None:
    """An import inside a function runs as well; one for type checkers does not."""
    source = parse(
        b"""
import a.b as c
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import never
else:
    import otherwise
def later():
    from ..up import name
"""
    )

    assert set(source.imports) == {
        Import("a.b"),
        Import("typing", 0, "TYPE_CHECKING"),
        Import("otherwise"),
        Import("up", 2, "name"),
    }
