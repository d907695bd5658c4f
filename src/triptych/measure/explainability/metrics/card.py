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

    key          as the files have it
    name         for people, as the head of a column
    sentence     what a task's page says of it, `{each}` being what each contender has
    note         how it is computed
    unit         `percent`: a share, shown times 100; `units`: how many of the item's units
    better       "up", "down", or "" where that depends
    low, high    least and largest value that is possible

    How it is computed, from what was measured:

    columns         by the name that is stored, a number for each item; NaN where it has none
    value           a number over all items; NaN where there is none
    of_contender    of what belongs to the contender and to no single explanation
    why_absent      the reason where there is no number
    numerator       which columns are added up over items, each times its weight; by default its own
    denominator     of a ratio of sums over items, likewise; empty for a mean

    Where it stands:

    said_under      what the sentence is headed; by default as the note is
    own_words       whether the sentence also says what contenders' own explanations have
    read_with       what follows each number of the sentence in brackets
    table           which table it has a column in
    controls        what stands in the second line of its cell, and what a number is read with
    beside          how it is written there itself; else its name before the number
    is_compared     whether differences between contenders are tabulated
    figures, axis   by track, the title of its figure; and what the axis says
    over_tasks      its part of the table over tasks
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
    said_under: str = ""
    own_words: bool = True
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
        return self.said_under or self.note.title

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
