"""Linear models."""

from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

# From nearly one answer for everybody to hardly any restraint, in steps of a factor of 3.
_INVERSE_PENALTIES: Final = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
_PENALTIES: Final = tuple(float(penalty) for penalty in np.logspace(-1, 3, 9))


def logistic(seed: int) -> GridSearchCV:
    """Logistic regression on standardised number columns.

    The penalty is the one of seven with the smallest log loss in a five-fold cross-validation of
    the training items. By scikit-learn's `LogisticRegression` in a `GridSearchCV`.
    """
    return GridSearchCV(
        make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000)),
        {"logisticregression__C": _INVERSE_PENALTIES},
        scoring="neg_log_loss",
        cv=StratifiedKFold(5, shuffle=True, random_state=seed),
    )


def ridge() -> Pipeline:
    """Ridge regression on standardised number columns.

    The penalty is the one of nine with the smallest mean absolute error when each training item is
    answered by a model of all the others. By scikit-learn's `RidgeCV`.
    """
    return make_pipeline(StandardScaler(), RidgeCV(_PENALTIES, scoring="neg_mean_absolute_error"))
