"""Native explanations of a contender's decisions."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from triptych.estimator import Explains, offers
from triptych.explanation import Explanation, ExplanationUnavailable


def explain(estimator: object, X: Any) -> list[Explanation]:
    """The estimator's `explain`, or the contributions of a scikit-learn estimator; one per item.

    Raises ExplanationUnavailable, with the reason, where both are missing, or explaining fails.
    """
    return explainer(estimator)(X)


def explainer(estimator: object) -> Callable[[Any], list[Explanation]]:
    """A function that explains items repeatedly; looks up the estimator's method only once."""
    own = estimator.explain if offers(estimator, Explains) else partial(_contributions, estimator)
    return partial(_explained, own)


def _explained(explain: Callable[[Any], Iterable[Explanation]], X: Any) -> list[Explanation]:
    try:
        return list(explain(X))
    except (ExplanationUnavailable, MemoryError):
        raise
    except Exception as error:  # of third parties: the probe can still ask, so it is a reason
        raise ExplanationUnavailable(
            f"its explain failed: {type(error).__name__}: {error}"
        ) from error


def _contributions(estimator: object, X: Any) -> list[Explanation]:
    # Imported when asked: rules explain themselves without scikit-learn.
    from triptych.paradigms.classical import contributions

    return contributions.explain(estimator, X)
