"""`walks.json`: picked items of each task, led through the contenders that a run kept.

Structs stand where the file tells kinds of an object apart by its `kind`, or leaves a name out.
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
"""A number of four significant digits, whole ones without a point; None where it is not finite."""

Plain = str | bool | int | float | None
"""An answer or a cell of a table; None where it is missing."""

Nested = Sequence[Any]
"""Numbers of any shape as lists in lists."""

Track = Literal["native", "probe"]
"""Who says what counts: the contender itself, or its answers once parts are exchanged."""


class RawImage(Struct, frozen=True, kw_only=True, tag_field="kind", tag="image"):
    """Grey from 0 to 1, a list of `values` for each line of pixels."""

    height: int
    width: int
    values: Sequence[Sequence[Real]]


class _Curve(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Samples, or the lowest and highest of pieces where there are more than a line can show.

    samples     how many the item has
    rate        how many of them are a second; None where it is not known
    """

    values: Sequence[Real]
    samples: int
    rate: Real


class RawSeries(_Curve, frozen=True, tag="series"):
    """Measurements in their order in time."""


class RawAudio(_Curve, frozen=True, tag="audio"):
    """A recording."""


class _Characters(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """The beginning of a text; `characters` are how many the whole has."""

    text: str
    characters: int


class RawText(_Characters, frozen=True, tag="text"):
    """Words of a language."""


class RawString(_Characters, frozen=True, tag="string"):
    """Characters that are no words, such as the digits of a card."""


class RawNumber(Struct, frozen=True, kw_only=True, tag_field="kind", tag="number"):
    """A number that is the whole item."""

    value: Real


class RawRow(Struct, frozen=True, kw_only=True, tag_field="kind", tag="row"):
    """A row of a table: its cells by column."""

    columns: Mapping[str, Plain]


RawItem = RawImage | RawSeries | RawAudio | RawText | RawString | RawNumber | RawRow
"""An item as a person looks at it, reads it or listens to it."""


class Step(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A form the item takes on its way: what makes it, its shape, its type and its range.

    low, high   None where there are no numbers; False and True in a table of truths
    layer       what a network's layer is made of
    values      of a table row: the cells to show, the most telling first
    means       of a table row: what these columns mean, where the task says it
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
    """What comes out: probabilities by class, the points, the number; of a bare class nothing."""

    kind: Literal["probabilities", "points", "number", "class"]
    values: Mapping[str, Real]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterfactual:
    """The smallest change of one condition that changes the decision, and to what."""

    says: str
    decision: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How much each unit of the item, or each column of its table, counts for the decision.

    names and values belong together in pairs.
    """

    track: Track
    over: Literal["units", "columns"]
    names: Sequence[str]
    values: Sequence[Real]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What one contender makes of the item.

    reading         how the output is read as an answer
    confidence      the probability of the decision; None where there are no probabilities
    is_right        None where decisions are numbers
    off_by          the number less the true one; None where decisions are classes
    because … kind  the contender's own explanation, see `Explanation`: empty where it has none
    instead         its counterfactual
    unexplained     why it has no explanation
    saliency        how much each pixel, sample or character counts; None for rows of a table
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

    why         what makes it worth looking at; empty where somebody asked for it
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
    left_out    kinds of items without one, and why
    """

    keys: Mapping[str, str]
    picked: Sequence[Walk]
    left_out: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Walks(TaskDocument[TaskWalks]):
    """The file's content: what was walked through of each task."""

    FILE: ClassVar[str] = WALKS_FILE
    # 1  first version
    SCHEMA: ClassVar[int] = 1


def read_walks(folder: Path, current: Collection[str]) -> dict[str, TaskWalks | Absent]:
    """What was walked through of each task, or the reason why nothing was.

    current     keys of the plan: a walk of a contender that is not among them is passed over

    Raises StoreError where the file cannot be read, or its format is another.
    """
    keys = set(current)
    return {
        task: one
        for task, one in Walks.read(folder).outcomes().items()
        if isinstance(one, Absent) or set(one.keys.values()) <= keys
    }
