"""Sufficiency of a rule system's reasons: proved where possible, else tested by resampling."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from triptych.dataset import Raw
from triptych.estimator import Argues, Estimator, offers
from triptych.explain.summary import rounded
from triptych.explain.track import Measured
from triptych.paradigms.rules.explaining.proof import suffices
from triptych.results.formats.explanations import ReasonProof

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
        return ReasonProof(items=count, proved=None, resampled_kept=share, absent=NO_PROOF)
    pairs = zip(estimator.reasons(items), decisions, strict=True)
    proved = sum(suffices(one, estimator, decision) for one, decision in pairs)
    return ReasonProof(items=count, proved=proved, resampled_kept=share)
