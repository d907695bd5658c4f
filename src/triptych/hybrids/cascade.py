"""A cascade: rules decide where training items show that they may, and a model decides the rest.

The usual advice for introducing a model beside a rule system. Bounds are Clopper and Pearson's
(Biometrika 26, 1934), by scipy.
"""

from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
from scipy.stats import beta
from sklearn.base import BaseEstimator
from sklearn.model_selection import cross_val_predict

from triptych.dataset import Raw, take
from triptych.errors import Unfit
from triptych.estimator import Estimator, Fires, SumsPoints, View, offers
from triptych.hybrids.known_items import KnownItems
from triptych.hybrids.panel import TaskParts
from triptych.hybrids.views import Views
from triptych.paradigms.inner_folds import inner_folds

LEVEL: Final = 0.95
"""Of the one-sided bound on a rule's precision."""

FOLDS: Final = 5
"""Of the cross-validation that says how often the model is right."""

Grounds = npt.NDArray[Any]
"""What a decision rests on (n,): the sum of points, or which rules fired, as bytes."""


@final
class Cascade:
    """Rules first, and a classical model for the rest.

    What rules decide on the same ground (the rule that fired, the sum of points, the reason of a
    procedure) is theirs where the lower bound on their precision is at least the share that the
    model got right of the same items, each answered by a model that had not learned it. Both are
    of training items outside the author's part, on which rules look better than they are; where
    there are none, the model decides.

    After `fit`, `trusted_` holds the grounds on which rules decide.
    """

    reads: View = "raw"

    def __init__(
        self, rules: Any, model: Estimator, views: Views, known: KnownItems, seed: int
    ) -> None:
        self.rules = rules
        self.model = model
        self.views = views
        self.known = known
        self.seed = seed

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Fit both on n raw items and their class names (n,), and choose what rules decide."""
        ruled, modelled = self.views.of_both(X)
        self.rules.fit(ruled, y)
        guesses = self._held_out_guesses(X, modelled, y)
        self.model.fit(modelled, y)
        self.trusted_: set[Any] = set()
        if guesses is not None:
            new = np.flatnonzero(~self.known.of_author(X))
            right = (np.asarray(self.rules.predict(ruled)) == y)[new]
            self.trusted_ = trusted(_grounds(self.rules, ruled)[new], right, (guesses == y)[new])
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The class of each raw item (n,): the rules', or the model's."""
        ruled, modelled = self.views.of_both(X)
        decided = np.array(self.rules.predict(ruled), dtype=object)
        rest = np.flatnonzero(~self._decides(ruled))
        if len(rest):
            decided[rest] = self.model.predict(take(modelled, rest))
        return decided

    def fires(self, X: Raw) -> npt.NDArray[np.bool_]:
        """Who decides each raw item (n, 2): the rules, the model."""
        decides = self._decides(self.views.of_both(X)[0])
        return np.column_stack([decides, ~decides])

    def rulebook(self) -> list[dict[str, str]]:
        """The meaning of each column of `fires`."""
        return [
            {"says": "rules", "because": "right at least as often as the model, as training shows"},
            {"says": "model", "because": "not shown that the rules are right as often"},
        ]

    def size(self) -> dict[str, float]:
        """On how many grounds rules decide."""
        return {"trusted grounds": float(len(self.trusted_))}

    def _decides(self, ruled: Raw) -> npt.NDArray[np.bool_]:
        """Whether the rules decide each item (n,), as they read it."""
        grounds = _grounds(self.rules, ruled)
        return np.array([ground in self.trusted_ for ground in grounds.tolist()], dtype=bool)

    def _held_out_guesses(
        self, X: Raw, modelled: Raw, y: npt.NDArray[Any]
    ) -> npt.NDArray[Any] | None:
        """The class of each item (n,) by a model that had not learned it; None of too few items.

        Items that belong together are held out together.
        """
        if not isinstance(self.model, BaseEstimator):
            raise Unfit(
                f"the classical {type(self.model).__name__} is no estimator of scikit-learn, which "
                "cross-validates it; expected a subclass of its BaseEstimator"
            )
        folds = inner_folds(len(y), y, self.known.together(X), folds=FOLDS, seed=self.seed)
        if not folds:
            return None
        return np.asarray(cross_val_predict(self.model, modelled, y, cv=folds))


def trusted(
    grounds: Grounds, right: npt.NDArray[np.bool_], model_right: npt.NDArray[np.bool_]
) -> set[Any]:
    """The grounds on which rules decide, by items (n,) outside the author's part.

    right         whether the rules are right of each
    model_right   whether a model is that had not learned it

    Where the lower bound on the rules' precision, one-sided at 95 % (Clopper and Pearson), is at
    least the model's share.
    """
    names, place = np.unique(grounds, return_inverse=True)
    items, hits, model_hits = (
        np.bincount(place, weights, len(names)) for weights in (None, right, model_right)
    )
    # A quantile of the beta distribution with no hit at all is not defined: the bound is 0.
    lowest = np.nan_to_num(beta.ppf(1 - LEVEL, hits, items - hits + 1))
    return set(names[lowest >= model_hits / items].tolist())


def _grounds(rules: Any, ruled: Raw) -> Grounds:
    """What the rules' decision on each item (n,) rests on."""
    if offers(rules, SumsPoints):
        return rules.points(ruled)
    if not offers(rules, Fires):
        raise Unfit(
            f"a {type(rules).__name__} does not tell which rule decided, so that no rule has a "
            "precision"
        )
    return np.array([row.tobytes() for row in rules.fires(ruled)], dtype=object)


def make_cascade(task: TaskParts, seed: int) -> Cascade:
    """Make a cascade of a task's rules and its classical model."""
    rules, model = task.make("rules", seed), task.make("classical", seed)
    views = Views(rules, model, task.features)
    return Cascade(rules, model, views, KnownItems(task.dataset), seed)
