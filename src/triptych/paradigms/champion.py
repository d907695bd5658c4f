"""Champions: of several candidates the one that is right most often on its training items."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import KW_ONLY, dataclass
from statistics import fmean
from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator

from triptych.dataset import Raw, take
from triptych.errors import ContractError
from triptych.estimator import Estimator, Reads, View, offers
from triptych.measure.quality import Numbers, score
from triptych.metric import Metric
from triptych.paradigms.inner_folds import inner_folds

_OFFERED: Final = frozenset(
    {
        "activations",
        "argument",
        "classes_",
        "explain",
        "fires",
        "points",
        "pos_label",
        "predict_proba",
        "reasons",
        "rulebook",
        "size",
        "threshold",
    }
)
"""What a champion offers where the chosen candidate does."""


@final
@dataclass(eq=False, repr=False)
class Champion(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Chooses one of several candidates in each `fit`, by cross-validation of the training items.

    candidates    estimators by the names of their variants, the simplest first: it wins a tie, and
                  where the items are too few for an inner cross-validation
    metric        by which they are scored, with `classes` and `costs` as in the dataset
    folds         number of inner folds, fewer where a class has not as many items
    together      from items to the group of each (n,), which no inner fold divides; None where
                  every item is alone
    seed          of the inner folds

    After `fit`: `champion_` is the name of the chosen candidate, `inner_scores_` the mean score of
    each over the inner folds, empty where there were none, and `estimator_` the chosen one, fitted
    on all training items. It decides and explains as `estimator_` does.
    """

    candidates: Mapping[str, Estimator]
    metric: Metric
    _: KW_ONLY
    classes: tuple[str, ...] | None
    costs: Numbers | None = None
    folds: int = 5
    together: Callable[[Any], npt.NDArray[Any]] | None = None
    seed: int = 0

    @property
    def reads(self) -> View | None:
        """The view that all candidates read; None for the paradigm's default.

        Raises ContractError where they read different views.
        """
        views = {one.reads if offers(one, Reads) else None for one in self.candidates.values()}
        if len(views) != 1:
            raise ContractError(
                f"the candidates {', '.join(self.candidates)} read different views of the items; "
                "expected candidates that read the same. Leave out the one that sees other inputs, "
                "or have it make them from the view of the others."
            )
        return views.pop()

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Choose a candidate by n items and their answers (n,), and fit it on all of them."""
        together = None if self.together is None else self.together(X)
        labels = None if self.classes is None else y
        folds = inner_folds(len(y), labels, together, folds=self.folds, seed=self.seed)
        self.inner_scores_ = {
            name: fmean(self._score(candidate, X, y, *fold) for fold in folds)
            for name, candidate in self.candidates.items()
            if folds
        }
        sign = 1 if self.metric.greater_is_better else -1
        self.champion_ = max(
            self.candidates, key=lambda name: sign * self.inner_scores_.get(name, 0.0)
        )
        self.estimator_ = deepcopy(self.candidates[self.champion_]).fit(X, y)
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The chosen candidate's decisions (n,)."""
        decisions: npt.NDArray[Any] = self.estimator_.predict(X)
        return decisions

    def __getattr__(self, name: str) -> Any:
        """What the chosen candidate offers, once it is chosen."""
        if name in _OFFERED and "estimator_" in vars(self):
            return getattr(self.estimator_, name)
        raise AttributeError(f"a {type(self).__name__} has no {name}")

    def _score(
        self,
        candidate: Estimator,
        X: Raw,
        y: npt.NDArray[Any],
        train: npt.NDArray[np.intp],
        held_out: npt.NDArray[np.intp],
    ) -> float:
        fitted = deepcopy(candidate).fit(take(X, train), y[train].copy())
        answers = (self._numbers(one) for one in (y[held_out], fitted.predict(take(X, held_out))))
        return score(self.metric, *answers, classes=self.classes, costs=self.costs)

    def _numbers(self, answers: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Answers as the metric needs them: class numbers, or numbers."""
        if self.classes is None:
            return np.asarray(answers, dtype=np.float64)
        return np.array([self.classes.index(str(answer)) for answer in answers])
