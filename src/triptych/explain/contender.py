"""One contender's explanations, measured in a worker: a line of `explanations.jsonl`."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import fmean
from typing import Any

import numpy as np

from triptych.absent import Absent
from triptych.dataset import Indices
from triptych.estimator import Estimator, HasRulebook, offers
from triptych.explain.case import Case, CaseBuilder
from triptych.explain.context import ExplainContext, context_of
from triptych.explain.explainer import Native, Probe
from triptych.explain.job import ExplainJob
from triptych.explain.proofs import reason_proof
from triptych.explain.summary import contender_summary, rounded, summary
from triptych.explain.track import Measured, Track
from triptych.explain.untrained_twin import twin_of
from triptych.explanation import ExplanationUnavailable
from triptych.harness.budgets import ExplainBudget
from triptych.measure.explainability.metrics.measured import MeasuredContender
from triptych.measure.explainability.surrogate import Answered, surrogate
from triptych.measure.read import read_for_a_decision
from triptych.paradigms import native
from triptych.results.fitted import load_fitted
from triptych.results.formats.explanations import (
    SCHEMA,
    SIZE,
    ExplanationLine,
    Facts,
    ReasonProof,
    Tracks,
    TrackSummary,
)
from triptych.results.record import Record
from triptych.task import view_of


def explained(job: ExplainJob) -> ExplanationLine:
    """Measure the explanations of a contender that the run kept.

    Items are explained in a fixed order until the time is used up. Raises StoreError where the
    contender cannot be read, DataError where the data have changed.
    """
    record, budget = job.record, job.budget
    seed, fingerprint = record.cell.seed, record.inputs["data"]
    context = context_of(job.folder, seed, fingerprint, budget)
    estimator = load_fitted(job.run_folder, record).estimator
    start = time.perf_counter()
    contender = _Contender(context, record, estimator, budget)
    cases, measured = _measured(contender.tracks, context.tested[: budget.items], budget)
    decided = [decision for case in cases for decision in case.decisions]
    items = np.concatenate([case.indices for case in cases])
    is_right = _is_right(context, items, decided)
    tracks = {
        name: summary(measured[name], track.builder.viewed, decided, contender.no_twin)
        for name, track in contender.tracks.items()
    } | {name: TrackSummary.nothing(why.reason) for name, why in contender.missing_tracks.items()}
    native_cases = measured.get("native", ())
    values, absent = contender_summary(contender.itself(items, native_cases))
    seconds = rounded(time.perf_counter() - start)
    return ExplanationLine(
        schema=SCHEMA,
        task=record.cell.task,
        contender=record.cell.contender,
        seed=seed,
        key=record.key,
        code=job.code,
        facts=Facts(
            items=len(items),
            wrong=is_right.count(False),
            draws=budget.draws,
            permutations=budget.permutations,
            donors=context.donors,
            units=tracks["probe"].units,
            seconds=seconds,
        ),
        items=tuple(items.tolist()),
        is_right=tuple(is_right),
        tracks=Tracks(probe=tracks["probe"], native=tracks["native"]),
        contender_values={**values, SIZE: record.size},
        contender_absent=absent,
        reason_proof=contender.reason_proof(items, decided, native_cases),
    )


def _measured(
    tracks: Mapping[str, Track], tested: Indices, budget: ExplainBudget
) -> tuple[list[Case], dict[str, list[Measured]]]:
    """Explain as many items as the time allows, on every track.

    Returns the probe's cases, and the measurements of each case by track.
    """
    cases: list[Case] = []
    measured: dict[str, list[Measured]] = {name: [] for name in tracks}
    for indices in _in_time(tested, budget):
        built: dict[CaseBuilder, Case] = {}
        for name, track in tracks.items():
            if track.builder not in built:
                built[track.builder] = track.builder.build(indices)
            measured[name].append(track.measure(built[track.builder]))
        cases.append(built[tracks["probe"].builder])
    return cases, measured


def _in_time(tested: Indices, budget: ExplainBudget) -> Iterator[Indices]:
    """Yield batches of items, as long as the next batch is expected to end in time.

    Time is CPU time, not wall time: other work on the machine costs no items.
    """
    start = time.process_time()
    done, size = 0, budget.least_items
    while done < len(tested) and size > 0:
        begun = time.process_time()
        yield (part := tested[done : done + size])
        now = time.process_time()
        left, an_item = start + budget.seconds - now, (now - begun) / len(part)
        done += len(part)
        # Twice as many as before: items that are decided together cost less each.
        size = min(2 * size, int(left / an_item))


def _is_right(context: ExplainContext, items: Indices, decided: Sequence[Any]) -> list[bool | None]:
    """Whether each decision is right (n,); None for numbers, which are neither right nor wrong."""
    if context.tolerance is not None:
        return [None] * len(items)
    truth = context.task_data.dataset.target[items]
    return [str(one) == str(true) for one, true in zip(decided, truth, strict=True)]


class _Contender:
    """A fitted contender with its explainers.

    tracks          the tracks by name: `probe` always, `native` where it explains itself
    missing_tracks  the reason for each missing track
    no_twin         the reason why there is no twin; None where there is one
    """

    def __init__(
        self, context: ExplainContext, record: Record, estimator: Estimator, budget: ExplainBudget
    ) -> None:
        self._context = context
        self._record = record
        self._estimator = estimator
        self._budget = budget
        self._view = view_of(estimator, record.cell.contender)
        self._twin = self._made_twin()
        self.no_twin = self._twin if isinstance(self._twin, Absent) else None
        self.tracks: dict[str, Track] = {}
        self.missing_tracks: dict[str, Absent] = {}
        raw = CaseBuilder(context.raw, self._decide(estimator), budget)
        self.tracks["probe"] = self._probe(raw)
        try:
            self.tracks["native"] = self._native(raw)
        except ExplanationUnavailable as reason:
            self.missing_tracks["native"] = Absent(str(reason))

    def itself(self, items: Indices, native_cases: Sequence[Measured]) -> MeasuredContender:
        """Metrics of the contender itself: its surrogate tree, and how much it reads.

        native_cases    measurements of its native explanations, which may state what was read
        """
        context = self._context
        dataset = context.task_data.dataset
        fitted, held_out = (
            Answered(
                table=table,
                decisions=np.asarray(
                    self._estimator.predict(
                        table if self._view == "table" else context.raw.items(indices)
                    )
                ),
                truth=dataset.target[indices],
            )
            for indices, table in context.surrogate_tables
        )
        classes = None if dataset.classes is None else len(dataset.classes)
        tree = surrogate(fitted, held_out, classes, seed=context.seed)
        return MeasuredContender(
            tree_excess=tree.excess,
            tree_error_share=tree.error_share,
            read=self._read(items, native_cases),
            is_classifier=classes is not None,
        )

    def reason_proof(
        self, items: Indices, decided: Sequence[Any], native_cases: Sequence[Measured]
    ) -> ReasonProof | None:
        """Whether its reasons are sufficient; None for contenders without reasons."""
        if not native_cases or not offers(self._estimator, HasRulebook):
            return None
        seen = self.tracks["native"].builder.viewed.items(items)
        return reason_proof(self._estimator, seen, decided, native_cases)

    def _read(self, items: Indices, native_cases: Sequence[Measured]) -> float:
        """Mean number of reads per decision; NaN where that is not known."""
        reads = [one.read or 0 for case in native_cases for one in case.attributions]
        if any(reads):
            return fmean(reads)
        viewed = self._context.table if self._view == "table" else self._context.raw
        read = read_for_a_decision(self._estimator, viewed.items(items))
        return np.nan if read is None else read

    def _decide(self, estimator: Any) -> Callable[[Any], Any]:
        """From raw items to decisions, like `pipeline.decider` with a cache of features."""
        if self._view == "raw":
            return estimator.predict  # type: ignore[no-any-return]
        features = self._context.features
        return lambda raw: estimator.predict(features(raw))

    def _made_twin(self) -> Any:
        """A contender that learned nothing, or the reason why there is none."""
        try:
            seconds = self._budget.twin_seconds
            twin = twin_of(self._estimator, self._record, self._context, self._view, seconds)
            self._decide(twin)(self._context.raw.items(self._background))
        except ExplanationUnavailable as reason:
            return Absent(str(reason))
        except MemoryError:
            raise
        except Exception as error:  # fitting may fail on shuffled answers
            return Absent(f"no twin could be trained: {type(error).__name__}: {error}")
        else:
            return twin

    def _probe(self, builder: CaseBuilder) -> Track:
        permutations = self._budget.permutations
        return Track(
            builder,
            Probe(builder.viewed, builder.decide, permutations),
            background=self._background,
            twin=None
            if self.no_twin
            else Probe(builder.viewed, self._decide(self._twin), permutations),
        )

    def _native(self, raw: CaseBuilder) -> Track:
        context = self._context
        viewed = context.table if self._view == "table" else context.raw
        builder = (
            raw
            if viewed is context.raw
            else CaseBuilder(viewed, self._estimator.predict, self._budget)
        )
        explainer, twin = (
            None if isinstance(one, Absent) else Native(viewed, native.explainer(one))
            for one in (self._estimator, self._twin)
        )
        assert explainer is not None
        return Track(builder, explainer, background=self._background, twin=twin)

    @property
    def _background(self) -> Indices:
        return self._context.reserved[: self._budget.background]
