"""What a contender says itself about its decisions: the native track of explanations."""

from typing import Any

from triptych.explanation import Explanation, ExplanationUnavailable


def explain(estimator: Any, X: Any) -> list[Explanation]:
    """The estimator's own explanations, or the contributions of a scikit-learn estimator.

    Raises ExplanationUnavailable, with the reason, where there is neither, or where explaining
    fails.
    """
    own = getattr(estimator, "explain", None)
    try:
        if callable(own):
            return list(own(X))
        # Imported when asked: rules explain themselves without scikit-learn.
        from triptych.paradigms.classical import contributions

        return contributions.explain(estimator, X)
    except (ExplanationUnavailable, MemoryError):
        raise
    except Exception as error:  # of third parties: the probe can still ask, so it is a reason
        raise ExplanationUnavailable(
            f"its explain failed: {type(error).__name__}: {error}"
        ) from error
