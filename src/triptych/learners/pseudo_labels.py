"""Pseudo-labels: a network that takes its surest guesses for answers, in rounds.

Pseudo-labels are Lee's (ICML workshop, 2013); training anew on growing shares of them is curriculum
labelling (Cascante-Bonilla and others, AAAI 2021), as many of each class as there are is
distribution alignment (Berthelot and others, ICLR 2020).
"""

from collections.abc import Mapping
from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Indices, Raw, take
from triptych.errors import ContractError
from triptych.estimator import Estimator, PredictsProba, missing
from triptych.learners.repeated import repeated
from triptych.learners.together import together
from triptych.task import view_of

SHARES: Final = (0.2, 0.5, 0.8)
"""Share of the unlabelled items that each round after the first learns from."""

TRAININGS: Final = 1 + len(SHARES)
"""How often the network is trained: on labels alone, then once for each share."""

_OF_LABELS: Final = 0.25
"""The part of a training's rows that are items with labels, however few they are."""


@final
class PseudoLabels:
    """A network that learns from its own guesses about items without answers.

    Each training is anew, on `size` rows: so `TRAININGS` of them take as many steps as one on
    `TRAININGS` times `size`.

    frequencies   the share of each class among all items, by its name: as many guesses are taken
                  of each as the share says, and who has labels alone does not know it. Without
                  them a class that is guessed too often is learned too often (digits, 20 labels,
                  in the author's part: .90 without, .98 with)
    """

    def __init__(
        self, estimator: Estimator, size: int, frequencies: Mapping[str, float], seed: int
    ) -> None:
        self.estimator = estimator
        self.size_of_training = size
        self.frequencies = frequencies
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
            frequencies = [self.frequencies[str(name)] for name in network.classes_]
            chosen = surest(probabilities, np.multiply(share, frequencies))
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


def surest(probabilities: npt.NDArray[np.float64], shares: npt.NDArray[np.float64]) -> Indices:
    """The surest items guessed to be of each class, sorted: as many as its share of all of them.

    Fewer where fewer are guessed to be of it, one at least where any is.

    probabilities   (items, classes)
    shares          of the items, for each class (classes,)
    """
    guessed, sure = probabilities.argmax(axis=1), probabilities.max(axis=1)
    chosen = []
    for number in np.unique(guessed):
        members = np.flatnonzero(guessed == number)
        by_sureness = members[np.argsort(-sure[members], kind="stable")]
        chosen.append(by_sureness[: max(1, round(shares[number] * len(probabilities)))])
    return np.sort(np.concatenate(chosen))
