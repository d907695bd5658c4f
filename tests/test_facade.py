"""Promises of the facade: few names, sorted, and importing them costs nothing."""

import subprocess
import sys

import triptych

HEAVY = ("numpy", "torch", "sklearn", "pandas", "matplotlib", "scipy", "pyarrow", "rich", "typer")


def test_the_names_are_sorted_and_there():
    """Everything announced can be imported; the list is easy to read and to merge."""
    assert triptych.__all__ == sorted(triptych.__all__)
    for name in triptych.__all__:
        assert getattr(triptych, name) is not None


def test_nothing_else_is_public():
    """A name is in the list or begins with an underscore, or is a module or a typing aid."""
    public = {
        name
        for name, value in vars(triptych).items()
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("triptych")
    }

    assert public <= set(triptych.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error():
    """`from triptych import Nonsense` fails as it does everywhere."""
    assert not hasattr(triptych, "Nonsense")


def test_the_import_is_light():
    """Importing the facade imports no library that computes or prints."""
    code = f"import sys, triptych; print(*[name for name in {HEAVY} if name in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout.split() == []
