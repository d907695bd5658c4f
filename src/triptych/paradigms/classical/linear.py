"""Linear models."""

from typing import Final

from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

# From nearly one answer for everybody to hardly any restraint, in steps of a factor of 3.
_INVERSE_PENALTIES: Final = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)


def logistic(seed: int) -> GridSearchCV:
    """Logistic regression on standardised number columns.

    The penalty is the one of seven with the smallest log loss in a five-fold
    cross-validation of the training items.
    """
    return GridSearchCV(
        make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000)),
        {"logisticregression__C": _INVERSE_PENALTIES},
        scoring="neg_log_loss",
        cv=StratifiedKFold(5, shuffle=True, random_state=seed),
    )
