"""Values: constants in comparisons, and arrays of a measure's values."""

# ruff: noqa: D102  a node's methods mean what Node says they mean
import math
from dataclasses import dataclass
from numbers import Real
from typing import Any, final

import numpy as np
import numpy.typing as npt

from triptych.paradigms.rules.language.error import RuleError
from triptych.paradigms.rules.language.node import Batch, Node, Reads, Scope

Value = float | str
"""A constant a measure is compared with."""


def constant(value: Any) -> Value:
    """A value as a plain Python number or text, so that repr is Python again.

    Raises TypeError for other types, ValueError for numbers that are not finite.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str):
        return str(value)
    if not isinstance(value, Real):
        raise TypeError(
            f"a measure can be compared with a number, a text or another measure, "
            f"not with {value!r}."
        )
    if not math.isfinite(value):
        raise ValueError(
            f"a comparison with {value!r} never depends on the item. "
            "For missing values write .is_missing()."
        )
    return value if isinstance(value, int) else float(value)


@final
@dataclass(frozen=True, eq=False, repr=False)
class Constant(Node):
    """The same value for every item."""

    value: Value

    @property
    def reads(self) -> Reads:
        return frozenset()

    @property
    def says(self) -> str:
        return str(self.value)

    def evaluate(self, batch: Batch) -> Value:
        return self.value if isinstance(self.value, str) else float(self.value)

    def code(self, scope: Scope) -> str:
        return repr(self.value if isinstance(self.value, str) else float(self.value))

    def __repr__(self) -> str:
        return repr(self.value)


def is_numeric(values: Any) -> bool:
    """Whether values, an array or a constant, are numbers."""
    return isinstance(values, float) or (
        isinstance(values, np.ndarray) and values.dtype == np.float64
    )


def numbers(batch: Batch, measure: Node) -> npt.NDArray[np.float64]:
    """The measure of every item as numbers (n,); raises RuleError for names."""
    values = batch.value(measure)
    if is_numeric(values):
        return np.asarray(values)
    example = next(value for value in values if isinstance(value, str))
    raise RuleError(
        f"{measure!r} is compared or calculated as a number, but holds {example!r}. "
        "Names can be compared with == and != and isin; turn numbers written as text "
        "into numbers in features()."
    )


def missing(values: Any) -> Any:
    """A mask of missing values: only NaN differs from itself."""
    return values != values
