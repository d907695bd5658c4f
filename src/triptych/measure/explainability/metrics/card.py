"""The card of a metric of explanations: its names, meaning, texts and computation.

Tables, sentences, notes and figures of the report, and what `triptych explain` stores, loop over
cards. A new metric is a card in the `CARDS` of its family's file, and its row in the documentation.
"""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Literal, NamedTuple

from triptych.measure.explainability.metrics.measured import MeasuredContender, MeasuredTrack
from triptych.measure.explainability.track import Numbers
from triptych.measure.formula import Formula

Unit = Literal["percent", "number", "units", "milliseconds"]
Table = Literal["order", "trust", "kind", "conditions", "contender", ""]


class OverTasks(NamedTuple):
    """A metric's column in the table over tasks, and the sentence that describes it."""

    column: str
    says: str


@dataclass(frozen=True, slots=True, eq=False)
class ExplanationMetric:
    """One metric of explanations.

    key          its key in files
    name         its name for people, as the head of a column
    sentence     its sentence on a task's page; `{each}` becomes the contenders' values
    note         the note on its computation
    unit         `percent`: a share, shown times 100; `units`: a number of the item's units
    better       "up", "down", or "" where neither is better
    low, high    smallest and largest possible value

    Its computation from measurements:

    columns         stored numbers for each item, by name; NaN for a missing number
    value           a number over all items; NaN for a missing number
    of_contender    a number of the contender itself
    why_absent      the reason for a missing number
    numerator       names of columns that are summed over items, with weights; by default its own
    denominator     likewise, for a ratio of sums over items; empty for a mean

    Its places in the report:

    sentence_heading    heading of the sentence; by default that of the note
    with_native         whether the sentence also states the values of native explanations
    read_with           metric in brackets after each number of the sentence
    table               the table with its column
    controls            metrics in the second line of its cell
    beside              its format in a second line; by default its name before the number
    is_compared         whether differences between contenders are tabulated
    figures, axis       titles of its figures by track; and the label of their axis
    over_tasks          its part of the table over tasks
    """

    key: str
    name: str
    sentence: str = ""
    _: KW_ONLY
    note: Formula
    unit: Unit = "number"
    better: Literal["up", "down", ""] = "up"
    low: float = 0.0
    high: float = 1.0
    columns: Mapping[str, Callable[[MeasuredTrack], Numbers]] = field(default_factory=dict)
    value: Callable[[MeasuredTrack], float] | None = None
    of_contender: Callable[[MeasuredContender], float] | None = None
    why_absent: Callable[..., str] = MeasuredTrack.why_no_order
    numerator: Mapping[str, float] = field(default_factory=dict)
    denominator: Mapping[str, float] = field(default_factory=dict)
    sentence_heading: str = ""
    with_native: bool = True
    read_with: "ExplanationMetric | None" = None
    table: Table = ""
    controls: "tuple[ExplanationMetric, ...]" = ()
    beside: str = ""
    is_compared: bool = False
    figures: Mapping[Literal["probe", "native"], str] = field(default_factory=dict)
    axis: str = ""
    over_tasks: OverTasks | None = None

    @property
    def heading(self) -> str:
        """The heading of the metric's sentence; several metrics may share one."""
        return self.sentence_heading or self.note.title

    @property
    def parts(self) -> Mapping[str, float]:
        """The columns that are added up: by default the column named `key`."""
        return self.numerator or {self.key: 1.0}

    @property
    def stored(self) -> tuple[str, ...]:
        """The names under which its numbers are stored."""
        return tuple(dict.fromkeys((*self.columns, self.key)))

    @property
    def of_items(self) -> bool:
        """Whether it has a value per item; otherwise one number per seed."""
        return bool(self.denominator) or (self.value is None and self.of_contender is None)
