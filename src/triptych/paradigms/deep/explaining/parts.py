"""Assigns credit of a network's inputs to the parts of raw items.

A transformer, or the function inside a FunctionTransformer, maps the credit of prepared positions
to the parts of raw items by a method `parts(items, credit)`; for tables, traceable columns are
enough (triptych.paradigms.origins).
"""

from typing import Any

import numpy as np
import pandas as pd
from sklearn.preprocessing import FunctionTransformer

from triptych.dataset import Raw
from triptych.estimator import KnowsParts, offers
from triptych.explanation import ExplanationUnavailable
from triptych.paradigms.additive import Floats
from triptych.paradigms.origins import column_names, function_name, gathered, origins


def parts_of(prepare: Any, items: Raw, credit: Floats) -> list[Floats]:
    """For each item, the credit of each of its parts.

    prepare   fitted transformer from items to the network's inputs
    credit    credit of each prepared position (n, …); for codes, one number per position (n,
              positions)

    Raises ExplanationUnavailable, with the reason, where the assignment of positions to parts is
    unknown.
    """
    encoder = prepare.func if isinstance(prepare, FunctionTransformer) else prepare
    if offers(encoder, KnowsParts):
        return list(encoder.parts(items, credit))
    if np.ndim(items) == 2 and credit.ndim == 2:
        names = column_names(items)
        return list(gathered(credit, origins(prepare, items), len(names)))
    raise ExplanationUnavailable(
        f"the numbers that {function_name(encoder)!r} gives the network belong to no single part "
        "of an item"
    )


def names_of(items: Raw) -> tuple[str, ...] | None:
    """The names of the parts of items: for a table, its columns; otherwise none."""
    return column_names(items) if isinstance(items, pd.DataFrame) else None
