"""`walks.json`: selected items of each task, on their way through the kept contenders.

Structs are used where the file distinguishes types by a `kind`, or omits a name.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal

from msgspec import Struct

from triptych.absent import Absent
from triptych.explanation import Kind
from triptych.results.formats.task_document import TaskDocument
from triptych.results.record import WALKS_FILE

Real = int | float | None
"""A number with four significant digits; None where it is not finite."""

Plain = str | bool | int | float | None
"""An answer or a cell of a table; None where it is missing."""

Nested = Sequence[Any]
"""Numbers of any shape as nested lists."""

Track = Literal["native", "probe"]
"""The source of importance: the contender's native explanation, or the probe."""


class RawImage(Struct, frozen=True, kw_only=True, tag_field="kind", tag="image"):
    """Grey from 0 to 1, a list of `values` for each line of pixels."""

    height: int
    width: int
    values: Sequence[Sequence[Real]]


class _Curve(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Samples, or the minima and maxima of pieces where there are too many samples.

    samples     number of samples
    rate        samples per second; None where it is not known
    """

    values: Sequence[Real]
    samples: int
    rate: Real


class RawSeries(_Curve, frozen=True, tag="series"):
    """Measurements in order of time."""


class RawAudio(_Curve, frozen=True, tag="audio"):
    """A recording."""


class _Characters(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """The beginning of a text; `characters` is the length of the whole."""

    text: str
    characters: int


class RawText(_Characters, frozen=True, tag="text"):
    """Words of a language."""


class RawString(_Characters, frozen=True, tag="string"):
    """Characters that are not words, such as the digits of a card."""


class RawNumber(Struct, frozen=True, kw_only=True, tag_field="kind", tag="number"):
    """A number that is the whole item."""

    value: Real


class RawRow(Struct, frozen=True, kw_only=True, tag_field="kind", tag="row"):
    """A row of a table: its cells by column."""

    columns: Mapping[str, Plain]


RawItem = RawImage | RawSeries | RawAudio | RawText | RawString | RawNumber | RawRow
"""A raw item, for display."""


class Step(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A form of the item on its way: the step that makes it, its shape, type and range.

    low, high   None where there are no numbers; False and True in a table of truths
    layer       what a network's layer is made of
    values      for a table row, the cells to show, the most important first
    means       for a table row, the meanings of these columns, where the task gives them
    """

    name: str
    shape: Sequence[int]
    type: str
    low: Real | bool
    high: Real | bool
    layer: str | None = None
    values: Mapping[str, Plain] | None = None
    means: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """The output: probabilities by class, the points or the number; empty for a bare class."""

    kind: Literal["probabilities", "points", "number", "class"]
    values: Mapping[str, Real]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterfactual:
    """The smallest change of one condition that changes the decision, and the new decision."""

    says: str
    decision: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The importance of each unit of the item, or of each column of its table.

    names and values belong together in pairs.
    """

    track: Track
    over: Literal["units", "columns"]
    names: Sequence[str]
    values: Sequence[Real]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One contender's way from the item to the decision.

    reading         the interpretation of the output as an answer
    confidence      the probability of the decision; None where there are no probabilities
    is_right        None where decisions are numbers
    off_by          prediction minus truth; None where decisions are classes
    because … kind  the contender's native explanation, see `Explanation`; empty where it has none
    instead         its counterfactual
    unexplained     the reason why it has no explanation
    saliency        the importance of each pixel, sample or character; None for rows of a table
    """

    steps: Sequence[Step]
    output: Output
    reading: str
    decision: Plain
    confidence: Real
    is_right: bool | None
    off_by: Real
    was_trained_on: bool
    because: str
    fired: Sequence[str]
    read: Sequence[str]
    reason: Sequence[str]
    instead: Counterfactual | None
    kind: Kind
    unexplained: str
    evidence: Evidence
    saliency: Nested | None
    saliency_track: Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One item, by its number in the dataset, through every contender.

    why         the reason for its selection; empty for a requested item
    units       the parts of the item that can be exchanged, by name
    contenders  a trace for each contender that the run kept
    """

    item: int
    why: str
    truth: Plain
    raw: RawItem
    units: Sequence[str]
    contenders: Mapping[str, Trace]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWalks:
    """The walks of a task that a report shows.

    keys        the record's key of each contender that took part
    left_out    kinds of items that do not occur, with reasons
    """

    keys: Mapping[str, str]
    picked: Sequence[Walk]
    left_out: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Walks(TaskDocument[TaskWalks]):
    """The file's content: the walks of each task."""

    FILE: ClassVar[str] = WALKS_FILE
    # 1  first version
    SCHEMA: ClassVar[int] = 1


def read_walks(folder: Path, current: Collection[str]) -> dict[str, TaskWalks | Absent]:
    """The walks of each task, or the reason why they are missing.

    current     keys of the plan; skips walks with contenders of other keys

    Raises StoreError where the file cannot be read, or its format is another.
    """
    keys = set(current)
    return {
        task: one
        for task, one in Walks.read(folder).outcomes().items()
        if isinstance(one, Absent) or set(one.keys.values()) <= keys
    }
