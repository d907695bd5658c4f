"""One look at the source files: what was found of them stays found until the look ends.

Planning asks for the same code again and again. Within a look no file is digested twice, and an
edit made meanwhile counts from the next look on; outside of one, every question is asked anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from triptych.harness.code import source_files
from triptych.harness.code.normal_form import Source
from triptych.harness.code.source_cache import source_cache

_P = ParamSpec("_P")
_Found = TypeVar("_Found")

_looks: list[dict[Any, Any]] = []
"""What the looks found that are going on; only the first one counts."""


@contextmanager
def one_look() -> Iterator[None]:
    """Ask of each source file once inside; afterwards what is new is kept for later commands."""
    _looks.append({})
    try:
        yield
    finally:
        _looks.pop()
        if not _looks:
            source_cache().save()


def once(
    function: Callable[_P, _Found], key: Any, *arguments: _P.args, **named: _P.kwargs
) -> _Found:
    """Call the function, or give what it gave in this look for the same key."""
    if not _looks:
        return function(*arguments, **named)
    found, whole = _looks[0], (function, key)
    if whole not in found:
        found[whole] = function(*arguments, **named)
    answer: _Found = found[whole]
    return answer


def source(file: Path, without: str = "") -> Source:
    """A source file in normal form, one name's definition left out."""
    return once(source_files.read, (file, without), file, without=without)
