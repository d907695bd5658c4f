"""`explanations.jsonl`: measurements of each contender's explanations, one line per seed."""

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
"""The explainer: the probe, the same for all contenders, or the contender itself."""

EVERYTHING: Final = "*"
"""The key, in place of a metric's name, for a reason that applies to all metrics."""

SIZE: Final = "size"
"""The key of a contender's size among its values, as in its record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The conditions of measurement; all None where nothing was measured.

    items, wrong    number of explained decisions, and number of wrong ones
    draws           donors for the value of a set of units
    permutations    orders of the units behind each Shapley value
    donors, units   in words
    seconds         of measuring
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
    """The measurements of one explainer's explanations; `absent` gives reasons.

    Metrics have the names of `measure.explainability.metrics`.

    units           what the units are, in words
    unit_count      units of an item, on average; None where the explanations rank none
    most_units      units of the largest item; likewise
    kind            how explanations follow from the decision, see `explanation.Kind`
    items           by metric, or part of one, a number for each item; None for a missing number
    values          by metric, over all items
    v_none_by_class for each decision, the share of donors with it
    absent          by metric, the reason why it has no number
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
    """The measurements of each explainer's explanations."""

    probe: TrackSummary
    native: TrackSummary

    def of(self, track: Track) -> TrackSummary:
        """The measurements on that track."""
        return self.probe if track == "probe" else self.native


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonProof:
    """Whether the reasons of a rule system are sufficient for its decisions.

    items           number of explained decisions
    proved          number of decisions whose reason was proved sufficient; None where no proof is
                    possible, and `absent` gives the reason
    resampled_kept  share of draws that kept the decision with all other units exchanged; None
                    where the reasons name no units
    named_shares    for each decision the share of the item's units that its proved reason names;
                    0 where the whole computation was replayed, None where neither is so; None for
                    all in early runs
    """

    items: int
    proved: int | None
    resampled_kept: float | None = None
    absent: str | None = None
    named_shares: tuple[float | None, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationLine:
    """The measurements of one fitted contender's explanations.

    key         key of the record whose contender was explained
    code        digest of the other inputs of the measurement: code, data, settings and versions
    items       indices into the dataset of the explained items, in the order of all columns
    is_right    of each whether the decision was; None where it is a number, which is neither
    contender_values    by metric, values of the contender itself; and `size`
    contender_absent    by metric, the reason why it has no number
    reason_proof        for rule systems that explain themselves
    failed      the reason why nothing could be measured, or None
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
        """A line with the reason in place of every number."""
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
        """The cell of the explained contender."""
        return Cell(self.task, self.contender, MAIN_STUDY, None, self.seed)

    def to_json(self) -> dict[str, Any]:
        """The line as a JSON object, without keys for missing measurements."""
        values: dict[str, Any] = _filled(self)
        return values


def explanation_lines(folder: Path) -> Iterator[ExplanationLine]:
    """The lines of a run folder in order, of present and of outdated records.

    Skips damaged lines and lines without this form. Raises StoreError for another format version.
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
    """The last line of each task, contender and seed with the key of the current record.

    current   the key of each supervised cell's record, as the plan has it

    Where a new measurement of a task was interrupted, only lines of the new code count. Raises
    StoreError for another format version.
    """
    found: dict[Cell, ExplanationLine] = {}
    for line in explanation_lines(folder):
        if line.key == current.get(line.cell):
            # Removed first, so that the latest measurement is also the last entry.
            found.pop(line.cell, None)
            found[line.cell] = line
    newest = {cell.task: line.code for cell, line in found.items()}
    return tuple(line for cell, line in found.items() if line.code == newest[cell.task])


def _filled(value: Any) -> Any:
    """A dataclass as a JSON object, without missing measurements.

    Optional fields that are None or empty are left out; but in a measured track, an empty part is
    kept.
    """
    if not is_dataclass(value) or (isinstance(value, TrackSummary) and value.is_measured):
        return to_json(value)
    parts = ((one, getattr(value, one.name)) for one in fields(value))
    return {
        one.name: _filled(part)
        for one, part in parts
        if part not in (None, {}) or (one.default is MISSING and one.default_factory is MISSING)
    }
