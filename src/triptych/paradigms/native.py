"""What a contender says itself about its decisions: the native track of explanations."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from triptych.estimator import Explains, offers
from triptych.explanation import Explanation, ExplanationUnavailable


def explain(estimator: object, X: Any) -> list[Explanation]:
    """The estimator's own explanations, or the contributions of a scikit-learn estimator.

    Raises ExplanationUnavailable, with the reason, where there is neither, or where explaining
    fails.
    """
    return explainer(estimator)(X)


def explainer(estimator: object) -> Callable[[Any], list[Explanation]]:
    """What gives the same again and again: whether the estimator explains is asked once."""
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
