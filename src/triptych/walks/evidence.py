"""Evidence for a contender's decision about an item: native explanations, or the probe."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.dataset import Raw
from triptych.estimator import Estimator
from triptych.explanation import Explanation, ExplanationUnavailable
from triptych.harness.pipeline import Pipeline
from triptych.measure.explainability.masking import Masking
from triptych.measure.explainability.shapley import shapley
from triptych.paradigms import native
from triptych.results.formats.walks import Evidence, Nested, Track
from triptych.units import Columns, Units
from triptych.walks.raw_item import LONGEST_TEXT, MOST_POINTS, piece_starts, shorts

MOST_COLUMNS: Final = 12
DECIMALS: Final = 9
MOST_ORDERS: Final = 30
MOST_CALLS: Final = 1000
"""Limit of decisions by the probe; numbers for comparison are in `explanations.jsonl`."""

SEED: Final = 0

_Values = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Question:
    """One decision about one item, with its contender.

    raw, X      the item (n = 1), raw and in the estimator's view
    decide      from raw items to decisions
    donors      raw items whose parts replace those of the item
    rows        function that returns the donors in the estimator's view
    tolerance   for numbers, the largest difference that counts as the same decision
    """

    estimator: Estimator
    raw: Raw
    X: Raw
    decision: str | float
    decide: Pipeline
    units: Units
    donors: Raw
    rows: Callable[[], Raw]
    tolerance: float | None

    @property
    def raw_is_measured(self) -> bool:
        """Whether the raw item is an image, a recording or a series."""
        return isinstance(self.raw, np.ndarray) and self.raw.ndim > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """The reasons for a contender's decision.

    own             its native explanation; an empty one where it has none
    unexplained     the reason why it has none
    evidence        the importance of units or columns in its view
    saliency        the importance of each part of the raw item; None for rows of a table
    """

    own: Explanation
    unexplained: str
    evidence: Evidence
    saliency: Nested | None
    saliency_track: Track


def reasons_of(question: Question) -> Reasons:
    """The native explanation, and the evidence for the decision.

    Native contributions come first. Where there are none, or where they are for columns of a table
    and the item is a picture, text or recording, the probe exchanges parts of the item for those of
    donors.
    """
    own, unexplained = _own(question)
    contributions = own.contributions
    track: Track = "probe" if contributions is None else "native"
    marked: Track = track
    if isinstance(question.X, pd.DataFrame):
        if contributions is None:
            contributions = _probed_columns(question)
        evidence = _of_columns(question.X.columns, track, contributions)
        is_table = isinstance(question.raw, pd.DataFrame)
        saliency = None if is_table else _spread_of_units(question, _probed_units(question))
        marked = "probe"
    elif contributions is None:
        values = _probed_units(question)
        evidence = _of_units(question, track, values)
        saliency = _spread_of_units(question, values)
    else:
        values = question.units.pool(first(question.raw), contributions)
        evidence = _of_units(question, track, values)
        saliency = _spread_of_parts(question, contributions, values)
    return Reasons(
        own=own,
        unexplained=unexplained,
        evidence=evidence,
        saliency=saliency,
        saliency_track=marked,
    )


def _own(question: Question) -> tuple[Explanation, str]:
    """The native explanation, or an empty one with the reason."""
    try:
        return native.explain(question.estimator, question.X)[0], ""
    except ExplanationUnavailable as reason:
        return Explanation(question.decision, because=""), str(reason)


def _of_columns(columns: "pd.Index[Any]", track: Track, values: _Values) -> Evidence:
    """The most important columns of the table."""
    largest = np.argsort(-np.abs(values), kind="stable")[:MOST_COLUMNS]
    names = [str(columns[place]) for place in largest]
    return Evidence(track=track, over="columns", names=names, values=_listed(values[largest]))


def _of_units(question: Question, track: Track, values: _Values) -> Evidence:
    names = [str(name) for name in question.units.names(first(question.raw))]
    return Evidence(track=track, over="units", names=names, values=_listed(values))


def _probed_columns(question: Question) -> _Values:
    return _probed(question, question.X, Columns(), question.estimator.predict, question.rows())


def _probed_units(question: Question) -> _Values:
    return _probed(question, question.raw, question.units, question.decide, question.donors)


def _probed(question: Question, item: Raw, units: Units, decide: Pipeline, donors: Raw) -> _Values:
    """The importance of each unit for the decision, by the probe."""
    masking = Masking(decide, units, donors, seed=SEED, tolerance=question.tolerance)
    orders = min(MOST_ORDERS, MOST_CALLS // len(units.names(first(item))))
    # Every second order is the reverse of the one before.
    return shapley(masking, item, question.decision, max(2, orders - orders % 2), SEED)


def _spread_of_units(question: Question, values: _Values) -> Nested | None:
    """The value of each part's unit; None for rows of a table."""
    if isinstance(question.raw, pd.DataFrame):
        return None
    return _fitting(values[question.units.places(first(question.raw))], np.maximum.reduceat)


def _spread_of_parts(question: Question, contributions: _Values, values: _Values) -> Nested | None:
    """The value of each pixel or sample; characters have the value of their unit."""
    if question.raw_is_measured:
        return _fitting(contributions, np.add.reduceat)
    return _spread_of_units(question, values)


def _fitting(values: _Values, join: Any) -> Nested:
    """Values, reduced to the number that a page can show; images unchanged."""
    if values.ndim == 1 and len(values) > LONGEST_TEXT:
        values = join(values, piece_starts(len(values), MOST_POINTS))
    return _listed(values)


def _listed(values: _Values) -> Nested:
    """Values as a list, without the rounding noise of sums that cancel."""
    return shorts(np.round(values, DECIMALS))


def first(raw: Raw) -> Any:
    """The first item as an argument of `Units`: a row of a table as a Series."""
    return raw.iloc[0] if isinstance(raw, pd.DataFrame) else raw[0]
