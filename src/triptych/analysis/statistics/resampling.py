"""Resampling: comparisons of models that were trained repeatedly on overlapping data.

Formulas and sources: docs/statistics.md#resampled.
"""

import numpy as np
import numpy.typing as npt

from triptych.analysis.statistics.sampling import StudentT, mean_score, p_of_no_difference
from triptych.errors import DataError
from triptych.metric import Metric
from triptych.results.outcomes import Outcomes, pair
from triptych.results.task_card import TaskCard


def corrected_resampled_t(differences: npt.ArrayLike, test_ratio: float) -> StudentT:
    """Return the distribution of the mean difference over J trainings on overlapping data.

    differences   one for each training and test part
    test_ratio    test items divided by training items

    The variance of a mean, 1/J, is raised to 1/J + n_test/n_train, since overlapping training
    parts make fits alike (Nadeau & Bengio, Machine Learning 52, 2003; for repeated
    cross-validation Bouckaert & Frank, PAKDD 2004). Raises DataError for fewer than two
    differences, or for any that is not finite.
    """
    values = np.asarray(differences, dtype=np.float64)
    if values.ndim != 1 or len(values) < 2 or not np.isfinite(values).all() or test_ratio < 0:
        raise DataError(
            f"the corrected resampled t needs two or more finite differences and a test ratio that "
            f"is not negative; got {values.tolist()} and {test_ratio}."
        )
    variance = (1 / len(values) + test_ratio) * float(values.var(ddof=1))
    return StudentT(float(values.mean()), float(np.sqrt(variance)), len(values) - 1.0)


def p_over_folds(card: TaskCard, first: Outcomes, second: Outcomes) -> float | None:
    """Return the two-sided p-value that two contenders of a cross-validated task do not differ.

    By the corrected resampled t (Nadeau & Bengio, 2003) on the metric's difference in each fold of
    each seed. None where the task is not cross-validated, its folds were not recorded, or the
    difference is the same in every fold. Raises DataError where the two share no item or no seed.
    """
    if card.split.kind != "cross_validated":
        return None
    # A deterministic contender stands beside every seed of the other, whose folds then count.
    of_first = not first.deterministic
    first, second = pair(first, second)
    folds = first.folds if of_first else second.folds
    if folds is None:
        return None
    differences, tested = [], []
    for seed, of_items in enumerate(folds):
        for fold in np.unique(of_items):
            members = np.flatnonzero(of_items == fold)
            one, other = (
                _score(side.on(members), seed, card.metric, card.classes or ())
                for side in (first, second)
            )
            differences.append(one - other)
            tested.append(len(members))
    if len(differences) < 2 or not np.ptp(differences):
        return None
    items = float(np.mean(tested))
    # Whatever a fold does not test it trains on, the author's part included.
    return p_of_no_difference(corrected_resampled_t(differences, items / (card.items - items)))


def _score(outcomes: Outcomes, seed: int, metric: Metric, classes: tuple[str, ...]) -> float:
    if metric.decomposable:
        return float(outcomes.values(metric)[seed].mean())
    return mean_score(metric, outcomes.truth, outcomes.predictions[[seed]], classes)
