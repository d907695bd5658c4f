"""How contenders explain themselves: estimates with intervals, or the reason why there are none.

Intervals cover items and seeds; see `clustered` for how. Formulas: docs/explainability.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeVar

import numpy as np
import numpy.typing as npt

from triptych.absent import Absent
from triptych.analysis.statistics import clustered
from triptych.analysis.statistics.clustered import Sample
from triptych.analysis.statistics.interval import ONE_SEED, Interval, from_sampling, wilson
from triptych.analysis.statistics.sampling import StudentT
from triptych.errors import TriptychError
from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.measure.quality import Numbers
from triptych.results.formats.explanations import (
    EVERYTHING,
    ExplanationLine,
    Facts,
    ReasonProof,
    Track,
    TrackSummary,
)
from triptych.results.run import Run

Value = TypeVar("Value")
Decisions = Literal["all", "right", "wrong"]

TRACKS: Final[tuple[Track, ...]] = ("probe", "native")
NOT_MEASURED: Final = Absent("not measured")
NONE_SUCH: Final = Absent("no such decision has an explanation that could be measured")
NOTHING_TO_SHOW: Final = Absent("no order of units has an effect")


@dataclass(frozen=True, eq=False, slots=True)
class Explained:
    """One contender's explanations on a task: one line of `triptych explain` per seed.

    groups    the group of each item by its number; None where items have none, or the item table
              is lost
    """

    contender: str
    lines: tuple[ExplanationLine, ...]
    groups: Mapping[int, int] | None = None
    _known: dict[tuple[str, str, str], Interval | Absent] = field(default_factory=dict)

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds whose fitted contenders were explained."""
        return tuple(line.seed for line in self.lines)

    @property
    def item_numbers(self) -> frozenset[int]:
        """Indices into the dataset of the items that were explained with at least one seed."""
        return frozenset(item for line in self.lines for item in line.items)

    @property
    def items(self) -> int:
        """The number of different items that were explained."""
        return len(self.item_numbers)

    @property
    def facts(self) -> Facts:
        """How the explanations of the last seed that did not fail were measured."""
        return next((line.facts for line in reversed(self.lines) if line.failed is None), Facts())

    def units(self, track: Track) -> str | None:
        """The units of a track in words; None where nothing was measured on the track."""
        return _last(one.units for one in self._tracks(track))

    def unit_count(self, track: Track) -> float | None:
        """Mean number of units of an item; None where the track ranks no units."""
        return _last(one.unit_count for one in self._tracks(track))

    def kind(self, track: Track) -> str | None:
        """The kind of a track's explanations, see `explanation.Kind`; None where there are none."""
        return _last(one.kind for one in self._tracks(track))

    def has(self, track: Track) -> bool:
        """Whether anything was measured on that track."""
        return any(one.is_measured for one in self._tracks(track))

    def why_not(self, track: Track, metric: str = EVERYTHING) -> Absent:
        """The reason why the metric has no value on the track."""
        return _reason(metric, [one.absent for one in self._tracks(track)])

    def estimate(
        self, track: Track, metric: ExplanationMetric, decisions: Decisions = "all"
    ) -> Interval | Absent:
        """A metric with its 95 % interval, over all explained decisions or some of them.

        A metric with one number per seed has Student's t over seeds; with a single seed both ends
        are infinite.
        """
        asked = track, metric.key, decisions
        if asked not in self._known:
            self._known[asked] = self._estimate(track, metric, decisions)
        return self._known[asked]

    def _estimate(
        self, track: Track, metric: ExplanationMetric, decisions: Decisions
    ) -> Interval | Absent:
        if not metric.of_items:
            return self._of_seeds(track, metric)
        sample = self.sample(track, metric, decisions)
        if sample is None:
            # Of all decisions a line may have one number a seed instead of one an item.
            return self._of_seeds(track, metric) if decisions == "all" else NONE_SUCH
        if not np.isfinite(sample.ratio):
            return NOTHING_TO_SHOW
        return clustered.interval(sample, self._span(track, metric))

    def sample(
        self, track: Track, metric: ExplanationMetric, decisions: Decisions = "all"
    ) -> Sample | None:
        """The item values of a metric; None where no decision has a value."""
        parts = []
        names = {**metric.parts, **metric.denominator}
        for line, one in zip(self.lines, self._tracks(track), strict=True):
            columns = one.items
            if not names.keys() <= columns.keys():
                continue
            values = {name: np.array(columns[name], dtype=np.float64) for name in names}
            items, is_right = np.array(line.items), np.array(line.is_right, dtype=object)
            below = _weighted(values, metric.denominator) if metric.denominator else items * 0 + 1.0
            above = _weighted(values, metric.parts)
            # A missing number of an item is null in the file, and NaN here.
            chosen = np.isfinite(above) & np.isfinite(below) & _are_chosen(is_right, decisions)
            seeds = np.full(len(items), line.seed)
            parts.append(np.column_stack([seeds, items, above, below])[chosen])
        rows = np.concatenate([*parts, np.zeros((0, 4))])
        if not len(rows):
            return None
        seeds, items, numerator, denominator = rows.T
        known = self.groups
        of_items = None if known is None else np.array([known[int(item)] for item in items])
        return Sample(
            seeds.astype(np.int64), items.astype(np.int64), numerator, denominator, of_items
        )

    def kept_by_no_unit(self, track: Track) -> dict[str, float]:
        """For each decision, the share of donors that get it, with no unit of the item kept."""
        by_class: dict[str, list[float]] = {}
        for one in self._tracks(track):
            for name, share in one.v_none_by_class.items():
                by_class.setdefault(name, []).append(share)
        return {name: float(np.mean(shares)) for name, shares in by_class.items()}

    def proved(self) -> Interval | None:
        """Share of explained items whose reason was proved sufficient, with Wilson's interval."""
        # A procedure and a sum of points have no conditions that a proof could begin with.
        proofs = [(one.proved, one.items) for one in self._proofs() if one.proved is not None]
        tried = sum(items for _, items in proofs)
        if not tried:
            return None
        # Several seeds of one rulebook repeat the same proofs: they count once.
        most = max(items for _, items in proofs)
        return wilson(most * sum(proved for proved, _ in proofs) / tried, most)

    def resampled_kept(self) -> float | None:
        """Share of draws that kept the decision when all but the reason was resampled."""
        shares = [one.resampled_kept for one in self._proofs() if one.resampled_kept is not None]
        return float(np.mean(shares)) if shares else None

    def _proofs(self) -> list[ReasonProof]:
        return [line.reason_proof for line in self.lines if line.reason_proof is not None]

    def _of_seeds(self, track: Track, metric: ExplanationMetric) -> Interval | Absent:
        sources: Sequence[Mapping[str, Any]]
        if metric.of_contender:
            sources = [line.contender_values for line in self.lines]
            why = _reason(metric.key, [line.contender_absent for line in self.lines])
        else:
            sources = [one.values for one in self._tracks(track)]
            why = self.why_not(track, metric.key)
        values = [one[metric.key] for one in sources if metric.key in one]
        return _over_seeds(values, metric, self.items) if values else why

    def _span(self, track: Track, metric: ExplanationMetric) -> tuple[float, float]:
        """Smallest and largest possible value; the number of units bounds counts of units."""
        most = _last(one.most_units for one in self._tracks(track))
        return metric.low, float(most or metric.high) if metric.unit == "units" else metric.high

    def _tracks(self, track: Track) -> list[TrackSummary]:
        return [line.tracks.of(track) for line in self.lines]


def explained(run: Run, task: str) -> dict[str, Explained]:
    """Every explained contender of a task, in the card's order; empty before `triptych explain`."""
    found = {}
    for contender in run.task(task).contenders:
        lines = [
            line for line in run.explanations if (line.task, line.contender) == (task, contender)
        ]
        if lines:
            found[contender] = Explained(
                contender,
                tuple(sorted(lines, key=lambda line: line.seed)),
                _groups(run, task, contender),
            )
    return found


def _groups(run: Run, task: str, contender: str) -> dict[int, int] | None:
    """The group of each tested item; None where items have none, or the table is lost.

    Items of a single stream are of no group: as one they would show nothing.
    """
    try:
        items = run.items(task, contender, columns=("group",))
    except TriptychError:
        return None
    is_one_stream = run.task(task).ordered and items["group"].nunique() == 1
    if is_one_stream or items["group"].isna().any():
        return None
    return dict(zip(items["item"].tolist(), items["group"].astype(np.int64).tolist(), strict=True))


def difference(first: Explained, second: Explained, metric: ExplanationMetric) -> Interval | Absent:
    """How much larger a metric of the probe is for the first than for the second, paired by item.

    Only the probe compares contenders: it queries all of them in the same way about the same units
    (docs/explainability.md#intervals).
    """
    samples = [one.sample("probe", metric) for one in (first, second)]
    for one, sample in zip((first, second), samples, strict=True):
        if sample is None:
            return Absent(f"{one.contender}: {one.why_not('probe', metric.key).reason}")
    spans = [one._span("probe", metric) for one in (first, second)]
    span = min(low for low, _ in spans), max(high for _, high in spans)
    found = clustered.difference(samples[0], samples[1], span)  # type: ignore[arg-type]
    if found is None:
        return Absent("no decision of both was explained with the same seed")
    if not np.isfinite(found.estimate):
        return NOTHING_TO_SHOW
    return found


def _over_seeds(values: list[float], metric: ExplanationMetric, items: int) -> Interval:
    seeds = len(values)
    mean = float(np.mean(values))
    if seeds == 1:
        return Interval(mean, -np.inf, np.inf, "one number a seed", 1, items, ONE_SEED)
    error = float(np.std(values, ddof=1)) / seeds**0.5
    found = from_sampling(StudentT(mean, error, seeds - 1.0), "t over seeds", seeds, items)
    return found.clipped(metric.low, metric.high)


def _weighted(values: Mapping[str, Numbers], weights: Mapping[str, float]) -> Numbers:
    total: Numbers = np.sum([weight * values[name] for name, weight in weights.items()], axis=0)
    return total


def _are_chosen(is_right: npt.NDArray[np.object_], decisions: Decisions) -> npt.NDArray[np.bool_]:
    """Which items belong to the chosen decisions; numbers are neither right nor wrong."""
    if decisions == "all":
        return np.ones(len(is_right), dtype=bool)
    return np.array([one is (decisions == "right") for one in is_right], dtype=bool)


def _last(values: Iterable[Value | None]) -> Value | None:
    """The last value that is present: a failed seed does not hide the others."""
    return next((one for one in reversed([*values]) if one is not None), None)


def _reason(metric: str, absent: Sequence[Mapping[str, str]]) -> Absent:
    """The first reason given for one metric, or for all metrics."""
    reasons = (one.get(metric) or one.get(EVERYTHING) for one in absent)
    return next((Absent(one) for one in reasons if one), NOT_MEASURED)
