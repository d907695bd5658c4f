"""Justified decisions: how many have a proved reason that names few units, or a replayed procedure.

Formulas and sources: docs/statistics.md#claims-on-justification.
"""

from typing import Final

import numpy as np

from triptych.analysis.across_tasks.counts import LEVEL
from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.measures.measure import (
    ClaimAxis,
    Measure,
    Position,
    TaskResult,
    a_p_value,
)
from triptych.analysis.one_task.explanations import Explained, explained
from triptych.analysis.statistics.clustered import Sample
from triptych.analysis.statistics.contrast import Contrast, mean_of_sample
from triptych.claim import Claim
from triptych.errors import DataError, NotRun
from triptych.task import paradigm_of

UNPROVED: Final = "deep"
"""The paradigm whose decisions no code proves a reason for yet: nothing is said of its share."""


def share_of_justified_decisions(claim: Claim, task: MeasuredTask) -> TaskResult:
    """Test whether the first justifies nearly every decision, and no rival does.

    As long as a rival's decisions cannot be proved by anybody, the claim cannot be shown, and fails
    where the first justifies too few (docs/statistics.md#claims-on-justification). Raises DataError
    where the first gives no reasons; NotRun where they were not measured.
    """
    every, fewest = (one.value for one in claim.margins)
    task.outcomes(claim.first)  # who has no result has no decisions to justify
    of_task = explained(task.run, task.card.name)
    first = _share(of_task.get(claim.first), claim.first, fewest)
    holds, fails = [first.p_at_most(every)], [first.p_at_least(every)]
    for rival in claim.rivals:
        if paradigm_of(rival) == UNPROVED:
            holds.append(1.0)
            continue
        share = _share(of_task.get(rival), rival, fewest)
        holds.append(share.p_at_least(every))
        fails.append(share.p_at_most(every))
    low, high = first.bounds(LEVEL)
    return TaskResult(
        p_value=max(map(a_p_value, holds)),
        opposite_p_value=min(1.0, min(map(a_p_value, fails)) * len(fails)),
        position=Position(
            value=first.estimate,
            low=low,
            high=high,
            leader=claim.first,
        ),
    )


def _share(found: Explained | None, contender: str, fewest: float) -> Contrast:
    """The share of a contender's explained decisions that are justified."""
    command = "`triptych explain` measures them"
    if found is None:
        raise NotRun(f"the reasons of {contender} were not measured: {command}")
    proofs = [(one, one.reason_proof) for one in found.lines if one.reason_proof is not None]
    if not proofs:
        why = next((one.failed for one in found.lines if one.failed), "it states no reasons")
        raise DataError(f"no reasons of {contender}: {why}")
    kept = [(line, proof.named_shares) for line, proof in proofs if proof.named_shares is not None]
    if not kept:
        raise NotRun(f"what the reasons of {contender} name was not kept: {command} anew")
    items = np.concatenate([line.items for line, _ in kept]).astype(np.int64)
    seeds = np.concatenate([np.full(len(line.items), line.seed) for line, _ in kept])
    shares = [share for _, of_line in kept for share in of_line]
    justified = np.array([one is not None and one <= fewest for one in shares], dtype=np.float64)
    groups = None if found.groups is None else np.array([found.groups[one] for one in items])
    sample = Sample(seeds, items, justified, np.ones(len(items)), groups)
    return mean_of_sample(sample, (0.0, 1.0))


def _axis(claim: Claim) -> ClaimAxis:
    return ClaimAxis(
        label=f"share of the decisions of {claim.first} that are justified",
        margin=claim.margins[0].value,
        unit="%",
    )


SHARE_OF_JUSTIFIED_DECISIONS: Final = Measure(
    test=share_of_justified_decisions,
    axis=_axis,
    limit="a proof of the network's reasons, which no code tries yet: until then it can be refuted",
)
