"""Agreement of clusters with classes, as numbers of items whose mean it is.

Formulas and sources: docs/statistics.md#agreement.
"""

import numpy as np

from triptych.measure.agreement import agreement, agreement_without_each
from triptych.measure.quality import Numbers
from triptych.metric import Metric
from triptych.results.outcomes import Outcomes


def of_each_item(outcomes: Outcomes, metric: Metric) -> Numbers:
    """The jackknife's pseudo-values M[seed, item] of an agreement, whose mean is its score.

    How much each item adds with the clusters as they are (Tukey, Annals of Mathematical Statistics
    29, 1958), without the jackknife's correction of bias.
    """
    rows = []
    for clusters in outcomes.predictions:
        whole = agreement(metric, outcomes.truth, clusters)
        without = agreement_without_each(metric, outcomes.truth, clusters)
        pseudo = (1 - len(without)) * without
        rows.append(pseudo - pseudo.mean() + whole)
    return np.array(rows)
