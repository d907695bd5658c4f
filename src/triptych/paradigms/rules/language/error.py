"""The error of the rule language."""

import difflib
from collections.abc import Iterable

from triptych.errors import ContractError


class RuleError(ContractError, ValueError):
    """Raised for rules that do not fit together, or that do not fit their data.

    Also a ValueError: scikit-learn's protocol expects one for input that cannot be used.
    """


class CellError(ContractError, TypeError):
    """Raised for a table cell that is neither a number, a name nor missing."""


def unknown_column(name: str, known: Iterable[str]) -> RuleError:
    """The error for an unknown column, with the nearest spellings and the known columns."""
    names = [str(column) for column in known]
    near = difflib.get_close_matches(name, names, n=3)
    hint = f" Nearest: {', '.join(map(repr, near))}." if near else ""
    shown = ", ".join(map(repr, names[:12])) + (", …" if len(names) > 12 else "")
    return RuleError(
        f"the rules read the column {name!r}, which the table does not have.{hint} "
        f"Its columns: {shown or 'none'}."
    )
