"""From what a network is given back to the parts of raw items.

A transformer, or the function inside a FunctionTransformer, says by a method
`parts(items, credit)` how the credit of prepared places belongs to the parts of raw items;
for tables it is enough that columns can be followed (triptych.paradigms.origins).
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

    prepare   fitted transformer from items to what the network is given
    credit    of each prepared place (n, …); of codes, one number a place (n, places)

    Raises ExplanationUnavailable, with the reason, where nobody says which places belong to which
    parts.
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
    """The names of the parts of items, where they have any: of a table, its columns."""
    return column_names(items) if isinstance(items, pd.DataFrame) else None
