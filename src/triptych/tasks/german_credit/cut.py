"""Where a probability of a bad risk becomes a refusal: at the least expected cost."""

from typing import Any, Final

from sklearn.model_selection import FixedThresholdClassifier

from triptych.tasks.german_credit.data import CLASSES, COSTS

GOOD, BAD = CLASSES
_REFUSED_GOOD: Final = COSTS[0, 1]
_ACCEPTED_BAD: Final = COSTS[1, 0]

# Refusing costs (1 - p) times the one, accepting p times the other: they are equal here.
CUT: Final = float(_REFUSED_GOOD / (_REFUSED_GOOD + _ACCEPTED_BAD))
"""The probability of a bad risk from which refusing is cheaper: one sixth."""


def refusing_at_the_cut(classifier: Any) -> FixedThresholdClassifier:
    """The classifier, deciding for bad from a probability of `CUT` on."""
    return FixedThresholdClassifier(
        classifier, threshold=CUT, pos_label=BAD, response_method="predict_proba"
    )
