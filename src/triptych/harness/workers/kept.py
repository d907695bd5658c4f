"""What calls share, kept in memory by the process that makes them."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

MOST_KEPT: Final = 4
"""A worker stays with a task as long as it can; a few more are kept for the end of a run."""


@dataclass(frozen=True, slots=True)
class Need:
    """What calls share, such as a task's data: made once by each worker, and kept.

    function        importable; what it returns can be pickled
    argument        hashable
    """

    function: Callable[[Any], Any]
    argument: Any


_KEPT: Final[OrderedDict[Need, Any]] = OrderedDict()


def kept(function: Callable[[Any], Any], argument: Any) -> Any:
    """What `function(argument)` returns, from memory where this process has it."""
    need = Need(function, argument)
    if not is_kept(need):
        keep(need, function(argument))
    return _KEPT[need]


def is_kept(need: Need) -> bool:
    """Whether it is in memory; what was asked for last is forgotten last."""
    if need in _KEPT:
        _KEPT.move_to_end(need)
    return need in _KEPT


def keep(need: Need, value: Any) -> None:
    """Put it in memory, in the place of what was not asked for longest."""
    _KEPT[need] = value
    while len(_KEPT) > MOST_KEPT:
        _KEPT.popitem(last=False)
