"""One row of a table, as the argument of a procedure."""

from collections.abc import Callable, Iterator
from typing import Any, final

from triptych.paradigms.rules.language.error import unknown_column


class Row(dict[str, Any]):
    """One row of a table: cells by the name of their column."""

    def __missing__(self, name: str) -> Any:
        raise unknown_column(name, self)


@final
class WatchedRow(Row):
    """A row that records which cells were read, in order; all cells where it cannot tell.

    Reading names reads no cell: every row has the same names. Compiled code that reads a dict
    without calling its methods is not noticed.
    """

    def __init__(self, row: Row) -> None:
        super().__init__(row)
        self._asked: dict[str, None] = {}

    @property
    def asked(self) -> tuple[str, ...]:
        """The columns whose cells were read, in order."""
        return tuple(self._asked)

    def __getitem__(self, name: str) -> Any:
        cell = super().__getitem__(name)
        self._asked[name] = None
        return cell

    def __iter__(self) -> Iterator[str]:
        # Also keeps `dict(row)` and `**row` from copying the cells without asking for them.
        return super().__iter__()

    def get(self, name: str, default: Any = None) -> Any:
        """The cell of a column, or the default."""
        return self[name] if name in self else default  # noqa: SIM401  it would ask itself


def _asking_all(name: str) -> Callable[..., Any]:
    """A method of dict that counts as reading every cell."""
    method = getattr(dict, name)

    def asking(row: WatchedRow, *arguments: Any, **named: Any) -> Any:
        row._asked.update(dict.fromkeys(dict.keys(row)))
        return method(row, *arguments, **named)

    return asking


for _name in (
    *("__eq__", "__ne__", "__or__", "__repr__", "__ror__"),
    *("copy", "items", "pop", "popitem", "setdefault", "values"),
):
    setattr(WatchedRow, _name, _asking_all(_name))
