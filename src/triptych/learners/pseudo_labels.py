"""Pseudo-labels: a network that takes its surest guesses for answers, in rounds.

Pseudo-labels are Lee's (ICML workshop, 2013); training anew on growing shares of them is curriculum
labelling (Cascante-Bonilla and others, AAAI 2021), the same share of each guessed class is
class-balanced self-training (Zou and others, ECCV 2018).
"""

from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Indices, Raw, take
from triptych.errors import ContractError
from triptych.estimator import Estimator, PredictsProba, missing
from triptych.learners.repeated import repeated
from triptych.learners.together import together
from triptych.task import view_of

SHARES: Final = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Share of the guesses of each class that each round after the first learns from."""

TRAININGS: Final = 1 + len(SHARES)
"""How often the network is trained: on labels alone, then once for each share."""

_OF_LABELS: Final = 0.25
"""The part of a training's rows that are items with labels, however few they are."""


@final
class PseudoLabels:
    """A network that learns from its own guesses about items without answers.

    Each training is anew, on `size` rows: so `TRAININGS` of them take as many steps as one on
    `TRAININGS` times `size`. As many items are taken of each class as are guessed to be of it: how
    frequent classes are is not used.
    """

    def __init__(self, estimator: Estimator, size: int, seed: int) -> None:
        self.estimator = estimator
        self.size_of_training = size
        self.seed = seed
        self.reads = view_of(estimator, "deep")

    def fit_semi_supervised(self, X: Raw, y: npt.NDArray[Any], unlabelled: Raw) -> Self:
        """Learn from n items and their answers (n,), and from m items without."""
        network: Any = self.estimator
        if lacking := missing(network, PredictsProba):
            raise ContractError(
                f"Pseudo-labels go to the surest guesses, but a {type(network).__name__} has no "
                f"{', '.join(lacking)}. Give it one, or leave this contender out."
            )
        random = np.random.default_rng(self.seed)
        size = max(self.size_of_training, len(y))
        rows = repeated(len(y), size, random)
        network.fit(take(X, rows), y[rows])
        for share in SHARES:
            probabilities = network.predict_proba(unlabelled)
            chosen = surest(probabilities, share)
            guesses = network.classes_[probabilities[chosen].argmax(axis=1)]
            known = max(len(y), round(_OF_LABELS * size))
            labelled = repeated(len(y), known, random)
            guessed = repeated(len(chosen), max(size - known, 1), random)
            network.fit(
                together(take(X, labelled), take(unlabelled, chosen[guessed])),
                np.concatenate([y[labelled], guesses[guessed]]),
            )
        self.estimator_ = network
        return self

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Refuse: without unlabelled items there is nothing to guess."""
        raise ContractError(
            "Pseudo-labels need items without answers; call fit_semi_supervised(X, y, unlabelled)."
        )

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The decision of the last training for each item (n,)."""
        return np.asarray(self.estimator_.predict(X))


def surest(probabilities: npt.NDArray[np.float64], share: float) -> Indices:
    """The given share of the items guessed to be of each class, by their probability, rounded up.

    probabilities   (n, classes)
    """
    guessed, sure = probabilities.argmax(axis=1), probabilities.max(axis=1)
    chosen = []
    for number in np.unique(guessed):
        members = np.flatnonzero(guessed == number)
        by_sureness = members[np.argsort(-sure[members], kind="stable")]
        chosen.append(by_sureness[: int(np.ceil(share * len(members)))])
    return np.sort(np.concatenate(chosen))
