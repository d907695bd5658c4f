"""Identifiers: columns that number or name the rows, and say nothing of them."""

import re
from typing import Final

import numpy as np
import pandas as pd

from triptych.own_data.columns.column import Column

_NAMED_SO: Final = re.compile(
    r"(.*[^a-z]|)(id|ids|uuid|guid|key|index|idx|rowid|row|row ?number|row ?nr|no|nr|#)"
    r"|unnamed:? ?\d*",
    re.IGNORECASE,
)
_CAMEL: Final = re.compile(r".*[a-z](Id|ID|Key|Nr|No)")
_UNIQUE: Final = 0.98
_DENSE: Final = 1.5
_LEAST_REPEATED: Final = 1.5
_FEW_GROUPS: Final = 10


def is_named_as_identifier(name: str) -> bool:
    """Whether the name says so, as "customer_id", "PassengerId" and "Unnamed: 0" do."""
    return bool(_NAMED_SO.fullmatch(name) or _CAMEL.fullmatch(name))


def is_identifier(column: Column) -> bool:
    """Whether nearly every row has another value, as only numbers and names of rows have.

    Whole numbers have to be named so, or be without holes, or others such as incomes would be
    taken for one.
    """
    if column.kind not in ("number", "words"):
        return False
    filled = column.values[~column.gaps]
    different = len(pd.unique(filled))
    if different < 2 or different < _UNIQUE * len(filled):
        return False
    if column.kind == "words":
        return True
    numbers = filled.astype(np.float64)
    if not np.array_equal(numbers, np.round(numbers)):
        return False
    is_dense = numbers.max() - numbers.min() + 1 <= _DENSE * len(numbers)
    return is_named_as_identifier(column.name) or bool(is_dense)


def may_be_groups(column: Column) -> bool:
    """Whether rows of equal value may belong together, as those of one customer."""
    if column.kind not in ("number", "words") or not len(column.values):
        return False
    filled = column.values[~column.gaps]
    different = len(pd.unique(filled))
    repeats = len(filled) / max(different, 1)
    if different < _FEW_GROUPS or repeats < _LEAST_REPEATED:
        return False
    return is_named_as_identifier(column.name) or (
        column.kind == "words" and different > len(filled) ** 0.5
    )
