"""Concentration of an explanation: on few units, or spread over many."""

import numpy as np
from scipy import special

from triptych.measure.explainability.masking import Map


def effective_units(attribution: Map) -> float:
    """The effective number of units: exp(-sum p log p) with p = |a| / sum |a|.

    Between 1 and the number of units; a map of zeros has all units. The entropy is
    that of Bhatt, Weller and Moura, Evaluating and Aggregating Feature-based Model
    Explanations, IJCAI 2020; its exponential is Hill's number of order 1.
    """
    sizes = np.abs(attribution)
    if not sizes.any():
        return float(len(attribution))
    return float(np.exp(special.entr(sizes / sizes.sum()).sum()))


def gini(attribution: Map) -> float:
    """The Gini index: sum (2 i - n - 1) |a|_(i) / (n sum |a|), ascending, i from 1.

    0 where all units are equal, or all zero, and (n - 1) / n where one unit has everything. As in
    Chalasani et al., Concise Explanations of Neural Networks using Adversarial Training,
    ICML 2020.
    """
    sizes = np.sort(np.abs(attribution))
    count = len(sizes)
    if not sizes.any():
        return 0.0
    weights = 2 * np.arange(1, count + 1) - count - 1
    return float((weights @ sizes) / (count * sizes.sum()))
