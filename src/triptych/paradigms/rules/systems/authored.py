"""What every rule system is to scikit-learn: something that a person wrote."""

from sklearn.base import BaseEstimator
from sklearn.exceptions import NotFittedError
from sklearn.utils import Tags


class Authored(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """A classifier or regressor whose knowledge its author wrote; stands before their mixins."""

    def __sklearn_tags__(self) -> Tags:
        """Tags that promise no good score: fit cannot make rules better than they are."""
        tags: Tags = super().__sklearn_tags__()
        for own in filter(None, (tags.classifier_tags, tags.regressor_tags)):
            own.poor_score = True
        return tags


def not_fitted(estimator: object) -> NotFittedError:
    """The error of scikit-learn's check_is_fitted, which takes longer than a decision."""
    return NotFittedError(
        f"This {type(estimator).__name__} instance is not fitted yet. Call 'fit' with "
        "appropriate arguments before using this estimator."
    )
