"""Groups: items that belong together say less than as many that do not.

Every distribution here is at least as wide as that of independent items, and has the degrees of
freedom of groups (docs/statistics.md#groups). `group` is the number of each item's group (n,).
"""

from collections.abc import Iterable

import numpy as np
from scipy import sparse

from triptych.analysis.statistics.jackknife import pseudo_values
from triptych.analysis.statistics.sampling import StudentT, Wider, bootstrap, student_t
from triptych.measure.quality import Answers, Numbers
from triptych.metric import Metric


def of_means(matrix: Numbers, group: Answers) -> StudentT:
    """Return the distribution of the mean of M[seed, item], with seeds and groups sampled.

    The two-way variance of the groups' sums (Cochran, Sampling Techniques, 3rd edition, 1977,
    section 9A.1), never less than that of single items. The standard error of one group is
    infinite.
    """
    of_items, over_groups = student_t(matrix), _of_groups(matrix, group)
    return StudentT(
        over_groups.estimate,
        max(of_items.standard_error, over_groups.standard_error),
        min(of_items.degrees, over_groups.degrees, degrees_of_freedom(group)),
    )


def of_confusions(
    metric: Metric,
    truth: Answers,
    predictions: Answers,
    classes: tuple[str, ...],
    *,
    group: Answers,
    minus: Answers | None = None,
) -> Wider:
    """Return the distribution of a metric of confusion counts, with seeds and groups sampled.

    By the jackknife over groups or the bootstrap of single items (docs/statistics.md#groups),
    whichever is wider.
    """
    place = _numbered(group)
    values, score = pseudo_values(metric, truth, predictions, classes, unit=place, minus=minus)
    over_groups = student_t(values)
    degrees = min(over_groups.degrees, degrees_of_freedom(group))
    return Wider(
        bootstrap(metric, truth, predictions, classes, minus=minus),
        StudentT(score, over_groups.standard_error, degrees),
    )


def effective_groups(group: Answers) -> float:
    """Return the number of equally large groups that would say as much as these.

    Kish's n² / sum of squared sizes (Survey Sampling, 1965, section 8.2); the number of groups
    where all are equally large.
    """
    sizes = np.bincount(_numbered(group))
    return float(len(group) ** 2 / np.sum(sizes.astype(np.float64) ** 2))


def degrees_of_freedom(group: Answers) -> float:
    """Return the degrees of freedom of a variance between groups: at most their number less one.

    The effective number of groups less one (docs/statistics.md#groups).
    """
    return max(effective_groups(group) - 1.0, 1.0)


def effective_items(matrix: Numbers, group: Answers) -> float:
    """Return how many independent items would say as much of the mean of M[seed, item].

    The number of items over the design effect (Kish, 1965), at most the number of items. Where all
    values are equal nothing shows how alike groups are: the number of groups.
    """
    values = matrix.mean(axis=0)
    if not np.ptp(values):
        return effective_groups(group)
    error = _of_groups(values[None, :], group).standard_error
    independent = float(values.var(ddof=1)) / len(values)
    return max(len(values) / max(error**2 / independent, 1.0), 1.0)


def effective_pairs(differences: Numbers, errors: Iterable[Numbers], group: Answers) -> float:
    """Return the same of a difference M[seed, item], where the errors of both sides are known.

    As for blocks of time (docs/statistics.md#ordered-items): the fewer groups hold a difference,
    the more the errors of each side count instead, wholly where a quarter of them holds none.
    """
    place = _numbered(group)
    own = effective_items(differences, group)
    varied = [one for one in errors if np.ptp(one.mean(axis=0))]
    least = min((effective_items(one, group) for one in varied), default=effective_groups(group))
    silent = np.bincount(place, np.abs(differences).max(axis=0)) == 0
    share = min(4 * float(silent.mean()), 1.0)
    return 1 / ((1 - share) / own + share / min(least, own))


def _of_groups(matrix: Numbers, group: Answers) -> StudentT:
    """The two-way distribution with groups in the place of items."""
    place, items = _numbered(group), matrix.shape[1]
    groups, mean = int(place.max()) + 1, float(matrix.mean())
    if groups == 1:
        return StudentT(mean, np.inf, 1.0)
    cells = place, np.arange(items)
    membership = sparse.csr_array((np.ones(items), cells), shape=(groups, items))
    # Deviations are summed, not values: larger groups would differ by their size alone.
    deviations: Numbers = (membership @ (matrix - mean).T).T
    return student_t(mean + deviations * groups / items)


def _numbered(group: Answers) -> Answers:
    """Groups counted from 0 without gaps, as items that are left out may take a group with them."""
    _, place = np.unique(group, return_inverse=True)
    return np.asarray(place, dtype=np.intp)
