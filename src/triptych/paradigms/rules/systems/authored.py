"""The base of rule systems for scikit-learn: estimators that a person wrote."""

from typing import Final

from sklearn.base import BaseEstimator
from sklearn.exceptions import NotFittedError
from sklearn.utils import Tags

RULES: Final = "rules"
"""What the lines of a rule system are counted as, unless its author knows better."""


class Authored(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """A classifier or regressor written by a person; comes before scikit-learn's mixins."""

    def __sklearn_tags__(self) -> Tags:
        """Tags that promise no good score: fit cannot make rules better than they are."""
        tags: Tags = super().__sklearn_tags__()
        for own in filter(None, (tags.classifier_tags, tags.regressor_tags)):
            own.poor_score = True
        return tags


def not_fitted(estimator: object) -> NotFittedError:
    """The error of scikit-learn's check_is_fitted, which itself is slower than a decision."""
    return NotFittedError(
        f"This {type(estimator).__name__} instance is not fitted yet. Call 'fit' with "
        "appropriate arguments before using this estimator."
    )
