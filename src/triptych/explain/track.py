"""A track: measures one explainer's explanations of a contender, case by case."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
import pandas as pd

from triptych.dataset import Indices, Raw
from triptych.explain.case import Case, CaseBuilder
from triptych.explain.explainer import Attribution, Explainer
from triptych.explanation import ExplanationUnavailable
from triptych.measure.explainability.exactness import Exactness, exactness
from triptych.measure.explainability.ground_truth import GroundTruth, ground_truth
from triptych.measure.explainability.masking import Map
from triptych.measure.explainability.stability import Stability, stability
from triptych.measure.explainability.track import TrackValues, track


@dataclass(frozen=True, eq=False, kw_only=True)
class Measured:
    """The measurements of one case.

    seconds, calls  mean cost of one explanation: seconds, and requested decisions
    truth           agreement with the relevant units; NaN where they are not known
    ranked          the map of each item (units,); None where the item has nothing to rank
    twins           the maps of the twin, a randomised model; empty where there is none
    """

    attributions: Sequence[Attribution]
    seconds: float
    calls: float
    values: TrackValues
    stability: Stability
    exactness: Exactness
    truth: GroundTruth
    ranked: Sequence[Map | None]
    twins: Sequence[Map | None]


@final
class Track:
    """One explainer, with the references for its metrics.

    background      training items whose mean map is the constant control
    twin            the explainer of the twin, a randomised model; None where there is none
    """

    def __init__(
        self,
        builder: CaseBuilder,
        explainer: Explainer,
        *,
        background: Indices,
        twin: Explainer | None,
    ) -> None:
        self.builder = builder
        self._explainer = explainer
        self._twin = twin
        attributions = explainer.explain(builder.viewed.items(background), background)
        self._background = [one.map for one in attributions if one.map is not None]

    def measure(self, case: Case) -> Measured:
        """Explain the items of a case, and compute the metrics of the explanations."""
        explainer, builder = self._explainer, self.builder
        asked, start = explainer.calls, time.perf_counter()
        # Items and their noisy copies together: the fixed cost of a call counts once.
        everything = self._everything(case)
        seconds, calls = time.perf_counter() - start, explainer.calls - asked
        attributions, copies = everything[: len(case.indices)], everything[len(case.indices) :]
        maps = [one.map for one in attributions]
        values = track(
            builder.masking,
            case.items,
            case.decisions,
            maps,
            constant=self._constants(case.items),
            seed=builder.seed,
            best=case.best,
        )
        # Maps of items whose units have no value are alike, which is no information.
        ranked = [
            None if dropped else one for one, dropped in zip(maps, values.is_dropped, strict=True)
        ]
        return Measured(
            attributions=attributions,
            seconds=seconds / len(everything),
            calls=calls / len(everything),
            values=values,
            stability=stability(ranked, case.copies, lambda *_: [one.map for one in copies]),
            exactness=exactness(
                builder.closely, case.items, case.decisions, [one.named for one in attributions]
            ),
            truth=ground_truth(maps, case.relevant),
            ranked=ranked,
            twins=self._of_twin(case),
        )

    def _of_twin(self, case: Case) -> list[Map | None]:
        if self._twin is None:
            return []
        try:
            return [one.map for one in self._twin.explain(case.items, case.indices)]
        except ExplanationUnavailable:
            # A search for settings may have selected another kind of model.
            return [None] * len(case.items)

    def _everything(self, case: Case) -> list[Attribution]:
        """The attributions of the items, then of their copies."""
        items, copies, origin = case.items, case.copies.items, case.copies.origin
        if isinstance(items, pd.DataFrame):
            both: Raw = pd.concat([items, pd.DataFrame(copies)], ignore_index=True)
        else:
            both = np.concatenate([items, np.asarray(copies)])
        which = np.concatenate([np.arange(len(items)), origin])
        decisions = [case.decisions[item] for item in which]
        return self._explainer.explain(both, case.indices[which], decisions)

    def _constants(self, items: Raw) -> list[Map] | None:
        """The mean map for each item; for items of different length, by relative position."""
        if not self._background:
            return None
        counts = self.builder.masking.unit_counts(items).tolist()
        return [
            np.mean([one[np.arange(count) * len(one) // count] for one in self._background], axis=0)
            for count in counts
        ]
