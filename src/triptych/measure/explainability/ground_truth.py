"""Ground truth: whether explanations name the truly relevant units of generated items.

Arras, Osman and Samek, CLEVR-XAI, Information Fusion 81 (2022), for mass; Zhang et al.,
Top-down Neural Attention by Excitation Backprop, ECCV 2016, for the pointing game.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.metrics import roc_auc_score

from triptych.errors import ContractError
from triptych.measure.explainability.masking import Map


@dataclass(frozen=True, eq=False)
class GroundTruth:
    """Agreement of explanations with the relevant units; (n,) each, larger is better.

    top1    1 where the unit with the greatest value is relevant; of tied units, the share that is
            relevant
    mass    sum of the positive values of relevant units / sum of all positive values; 0 where
            nothing is positive
    auc     area under the ROC curve of the values, for relevant units against the others

    NaN where an item has no finite map, no relevant unit or unknown truth; the area also where
    every unit is relevant.
    """

    top1: npt.NDArray[np.float64]
    mass: npt.NDArray[np.float64]
    auc: npt.NDArray[np.float64]


def ground_truth(
    attributions: Sequence[Map | None], relevant: Sequence[npt.NDArray[np.bool_] | None]
) -> GroundTruth:
    """Compare maps (units,) with the relevant units (units,), item by item.

    relevant    booleans (units,) for each item; None where they are not known

    Raises ContractError where a map and the truth have different numbers of units.
    """
    rows = [_row(one, truth) for one, truth in zip(attributions, relevant, strict=True)]
    return GroundTruth(*np.array(rows, dtype=np.float64).reshape(-1, 3).T)


def _row(
    attribution: Map | None, relevant: npt.NDArray[np.bool_] | None
) -> tuple[float, float, float]:
    if relevant is None:
        return np.nan, np.nan, np.nan
    if attribution is not None and attribution.shape != relevant.shape:
        raise ContractError(
            f"a map of shape {attribution.shape}, and a truth of shape {relevant.shape}; "
            "expected a number and a truth for each unit."
        )
    if attribution is None or not relevant.any() or not np.isfinite(attribution).all():
        return np.nan, np.nan, np.nan
    positive = np.maximum(attribution, 0)
    return (
        float(relevant[attribution == attribution.max()].mean()),
        float(positive[relevant].sum() / positive.sum()) if positive.any() else 0.0,
        np.nan if relevant.all() else float(roc_auc_score(relevant, attribution)),
    )
