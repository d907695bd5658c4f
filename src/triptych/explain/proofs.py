"""Whether the reasons a rule system gives are enough: proved where they can be, else resampled."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from triptych.dataset import Raw
from triptych.estimator import Argues, Estimator, offers
from triptych.explain.summary import rounded
from triptych.explain.track import Measured
from triptych.paradigms.rules.explaining.proof import suffices

NO_PROOF = "its reasons are no conditions that a proof could begin with"


def reason_proof(
    estimator: Estimator, items: Raw, decisions: Sequence[Any], measured: Sequence[Measured]
) -> dict[str, Any]:
    """For how many items the reason forces the decision, whatever else they are.

    items       as the estimator reads them
    measured    its own explanations: how often the decision stayed where everything that the
                reason does not speak of was exchanged

    Where nothing can be proved, as of a procedure, `proved` is null and `absent` says why.
    """
    kept = np.concatenate([case.exactness.values for case in measured])
    told: dict[str, Any] = {"items": len(decisions), "proved": None}
    if not np.isnan(kept).all():
        told["resampled_kept"] = rounded(float(np.nanmean(kept)))
    if not offers(estimator, Argues):
        return told | {"absent": NO_PROOF}
    pairs = zip(estimator.reasons(items), decisions, strict=True)
    return told | {"proved": sum(suffices(one, estimator, decision) for one, decision in pairs)}
