"""`explanations.jsonl`: what was measured of each contender's explanations, a line a seed."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Final, Literal, Self

from triptych.cell import Cell
from triptych.errors import StoreError
from triptych.results.disk.json_lines import lines_of
from triptych.results.formats.document import from_json, to_json
from triptych.results.formats.schema import require_schema
from triptych.results.record import EXPLANATIONS_FILE, Record
from triptych.study import MAIN_STUDY

# 1  first version; lines of it that are older have no `most_units`
SCHEMA: Final = 1

Track = Literal["probe", "native"]
"""Who explains: the probe, the same for all contenders, or the contender itself."""

EVERYTHING: Final = "*"
"""In the place of a metric's name: why none of them has a value."""

SIZE: Final = "size"
"""Among the values of a contender: its size, by unit, as in its record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """How explanations were measured; all None where nothing was.

    items, wrong    how many decisions were explained, and how many of them were wrong
    draws           donors for the value of a set of units
    permutations    orders of the units behind each Shapley value
    donors, units   in words
    seconds         that measuring took
    """

    items: int | None = None
    wrong: int | None = None
    draws: int | None = None
    permutations: int | None = None
    donors: str | None = None
    units: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackSummary:
    """What was measured of one explainer's explanations; where nothing was, `absent` says why.

    Metrics are called as `measure.explainability.metrics` declares them.

    units           what the units are, in words
    unit_count      units of an item, on average; None where the explanations rank none
    most_units      units of the largest item; likewise
    kind            how explanations follow from the decision, see `explanation.Kind`
    items           by metric, or part of one, a number for each item; None where it has none
    values          by metric, over all items
    v_none_by_class by decision, how often a donor alone has it
    absent          by metric, why it has no number
    """

    units: str | None = None
    unit_count: float | None = None
    most_units: int | None = None
    kind: str | None = None
    items: Mapping[str, tuple[float | None, ...]] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)
    v_none_by_class: Mapping[str, float] = field(default_factory=dict)
    absent: Mapping[str, str]

    @classmethod
    def nothing(cls, reason: str) -> Self:
        """A track on which nothing was measured."""
        return cls(absent={EVERYTHING: reason})

    @property
    def is_measured(self) -> bool:
        """Whether there is any number."""
        return bool(self.items or self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """What was measured of each explainer's explanations."""

    probe: TrackSummary
    native: TrackSummary

    def of(self, track: Track) -> TrackSummary:
        """What was measured on that track."""
        return self.probe if track == "probe" else self.native


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonProof:
    """Whether the reasons a rule system gives are enough for its decisions.

    items           how many decisions were explained
    proved          for how many the reason was proved to force the decision; None where no proof
                    can begin, and `absent` says why
    resampled_kept  how often the decision stayed where all else was exchanged; None where the
                    reasons name no units
    """

    items: int
    proved: int | None
    resampled_kept: float | None = None
    absent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationLine:
    """What was measured of one fitted contender's explanations.

    key         of the record whose contender was explained
    code        digest of what else decides the measurement: code, data, settings and versions
    items       the indices into the dataset of what was explained, in the order of every column
    is_right    of each whether the decision was; None where it is a number, which is neither
    contender_values    by metric, what is of the contender and of no single explanation; and `size`
    contender_absent    by metric, why it has no number
    reason_proof        of rule systems that explain themselves
    failed      why nothing could be measured, where nothing was
    """

    schema: int
    task: str
    contender: str
    seed: int
    key: str
    code: str
    facts: Facts
    items: tuple[int, ...]
    is_right: tuple[bool | None, ...]
    tracks: Tracks
    contender_values: Mapping[str, float | Mapping[str, float]]
    contender_absent: Mapping[str, str]
    reason_proof: ReasonProof | None = None
    failed: str | None = None

    @classmethod
    def of_failure(cls, record: Record, code: str, reason: str) -> Self:
        """A line in which the reason stands in the place of every number."""
        nothing = TrackSummary.nothing(reason)
        return cls(
            schema=SCHEMA,
            task=record.cell.task,
            contender=record.cell.contender,
            seed=record.cell.seed,
            key=record.key,
            code=code,
            facts=Facts(),
            items=(),
            is_right=(),
            tracks=Tracks(probe=nothing, native=nothing),
            contender_values={},
            contender_absent={EVERYTHING: reason},
            failed=reason,
        )

    @property
    def cell(self) -> Cell:
        """Whose contender was explained."""
        return Cell(self.task, self.contender, MAIN_STUDY, None, self.seed)

    def to_json(self) -> dict[str, Any]:
        """The line as a JSON object; what was not measured has no key in it."""
        values: dict[str, Any] = _filled(self)
        return values


def explanation_lines(folder: Path) -> Iterator[ExplanationLine]:
    """The lines of a run folder in order, whatever records they belong to.

    A line that is damaged, or that is not of this form, is passed over. Raises StoreError
    where the format is another.
    """
    path = folder / EXPLANATIONS_FILE
    for values in lines_of(path):
        require_schema(path, {"schema": SCHEMA, **values}, SCHEMA)
        try:
            line = from_json(values, ExplanationLine, str(path))
        except StoreError:
            continue
        yield line


def read_explanations(folder: Path, current: Mapping[Cell, str]) -> tuple[ExplanationLine, ...]:
    """The last line of each task, contender and seed whose key is still that of its record.

    current   the key of each supervised cell's record, as the plan has it

    Of a task that was measured anew and not to the end, only what the new code measured counts.
    Raises StoreError where the format is another.
    """
    found: dict[Cell, ExplanationLine] = {}
    for line in explanation_lines(folder):
        if line.key == current.get(line.cell):
            # Taken out first, so that what was measured last also stands last.
            found.pop(line.cell, None)
            found[line.cell] = line
    newest = {cell.task: line.code for cell, line in found.items()}
    return tuple(line for cell, line in found.items() if line.code == newest[cell.task])


def _filled(value: Any) -> Any:
    """A dataclass as a JSON object, without what was not measured.

    That is what need not be there and is None or empty; but in a track that was measured an empty
    part says that there was nothing.
    """
    if not is_dataclass(value) or (isinstance(value, TrackSummary) and value.is_measured):
        return to_json(value)
    parts = ((one, getattr(value, one.name)) for one in fields(value))
    return {
        one.name: _filled(part)
        for one, part in parts
        if part not in (None, {}) or (one.default is MISSING and one.default_factory is MISSING)
    }
