"""Sufficiency of a rule system's reasons: proved where possible, else tested by resampling."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from triptych.dataset import Raw
from triptych.estimator import Argues, Estimator, offers
from triptych.explain.summary import rounded
from triptych.explain.track import Measured
from triptych.explanation import Explanation
from triptych.paradigms import native
from triptych.paradigms.rules.explaining.proof import suffices
from triptych.results.formats.explanations import ReasonProof

ROUNDING: Final = 1e-9
"""Points that add up to this near the decision add up to it."""
NO_PROOF = "its reasons are not conditions, which a proof needs"


def reason_proof(
    estimator: Estimator, items: Raw, decisions: Sequence[Any], measured: Sequence[Measured]
) -> ReasonProof:
    """Count the items whose reason is proved to force the decision.

    items       as the estimator reads them
    measured    measurements of its native explanations: how often the decision stayed when all
                units that the reason does not name were exchanged
    """
    kept = np.concatenate([case.exactness.values for case in measured])
    share = None if np.isnan(kept).all() else rounded(float(np.nanmean(kept)))
    count = len(decisions)
    if not offers(estimator, Argues):  # such as a procedure
        return ReasonProof(
            items=count,
            proved=None,
            resampled_kept=share,
            absent=NO_PROOF,
            named_shares=_replayed(estimator, items, decisions),
        )
    pairs = zip(estimator.reasons(items), decisions, strict=True)
    proved = [suffices(one, estimator, decision) for one, decision in pairs]
    named = [one.named for case in measured for one in case.attributions]
    return ReasonProof(
        items=count,
        proved=sum(proved),
        resampled_kept=share,
        named_shares=tuple(
            rounded(float(units.mean())) if is_proved and units is not None else None
            for is_proved, units in zip(proved, named, strict=True)
        ),
    )


def _replayed(
    estimator: Estimator, items: Raw, decisions: Sequence[Any]
) -> tuple[float | None, ...]:
    """0 for each decision that running the whole computation anew, as it explains, gives again.

    The steps of a procedure with all inputs that it read, or points that add up to the decision.
    """
    return tuple(
        0.0 if _is_whole(one) and one.decision == decision else None
        for one, decision in zip(native.explain(estimator, items), decisions, strict=True)
    )


def _is_whole(one: Explanation) -> bool:
    if one.kind == "additive":
        return one.completeness_error is not None and one.completeness_error <= ROUNDING
    return one.kind == "exact"
