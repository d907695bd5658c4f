"""Linear algebra modulo a prime: the equations that all given numbers fulfil."""

from typing import Any, Final, Self, final

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin

from triptych.tasks.luhn.typing_errors import Digits

Residues = npt.NDArray[np.int16]

PRIMES: Final = (2, 5)
"""By the Chinese remainder theorem a sum is 0 modulo ten where it is 0 modulo both."""


@final
class ModularEquations(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # has no types
    """Calls those rows of digits `regular` that fulfil what all regular training rows do.

    The unknowns are what each digit adds to a sum at each place; the equations say that every
    regular row's sum is 0, modulo 2 and modulo 5. Fitting solves them by Gaussian elimination, and
    needs no other rows. A row fulfils all that was found or not, so probabilities are 0 or 1.

    regular, otherwise   the two classes
    """

    def __init__(self, regular: str, otherwise: str) -> None:
        self.regular = regular
        self.otherwise = otherwise

    def fit(self, X: Any, y: npt.NDArray[Any]) -> Self:
        """Solve the equations of the regular rows among those of digits (n, places)."""
        self.classes_ = np.array(sorted((self.regular, self.otherwise)), dtype=object)
        self.n_features_in_ = np.shape(X)[1]
        regular = _indicators(X)[np.asarray(y) == self.regular]
        self.solutions_ = {prime: null_space(regular, prime) for prime in PRIMES}
        return self

    def predict(self, X: Any) -> npt.NDArray[np.object_]:
        """The class of each row of digits (n, places)."""
        indicators = _indicators(X)
        remainders = [indicators @ null.T % prime for prime, null in self.solutions_.items()]
        fulfilled = ~np.hstack(remainders).any(axis=1)
        return np.where(fulfilled, self.regular, self.otherwise).astype(object)

    def predict_proba(self, X: Any) -> npt.NDArray[np.float64]:
        """1 for the class of each row and 0 for the other (n, 2), in the order of `classes_`."""
        return np.asarray(self.predict(X)[:, None] == self.classes_, dtype=np.float64)

    def size(self) -> dict[str, float]:
        """Number of solutions, each a number for each digit at each place."""
        return {"equations": float(sum(map(len, self.solutions_.values())))}


def null_space(rows: Residues, prime: int) -> Residues:
    """A basis (solutions, columns) of all v with `rows @ v` = 0 modulo a prime."""
    reduced, pivots = _row_echelon(rows, prime)
    free = np.setdiff1d(np.arange(rows.shape[1]), pivots)
    basis = np.zeros((len(free), rows.shape[1]), dtype=rows.dtype)
    basis[np.arange(len(free)), free] = 1
    basis[:, pivots] = -reduced[: len(pivots), free].T % prime
    return basis


def _row_echelon(rows: Residues, prime: int) -> tuple[Residues, list[int]]:
    """The reduced row echelon form modulo a prime, and the columns of its pivots."""
    reduced = rows % prime
    pivots: list[int] = []
    for column in range(rows.shape[1]):
        top = len(pivots)
        found = top + np.flatnonzero(reduced[top:, column])
        if len(found):
            reduced[[top, found[0]]] = reduced[[found[0], top]]
            reduced[top] = reduced[top] * pow(int(reduced[top, column]), -1, prime) % prime
            others = np.setdiff1d(np.flatnonzero(reduced[:, column]), top)
            taken = np.outer(reduced[others, column], reduced[top])
            reduced[others] = (reduced[others] - taken) % prime
            pivots.append(column)
    return reduced, pivots


def _indicators(X: Any) -> Residues:
    """Ten indicators for each digit (n, 10 places)."""
    digits: Digits = np.asarray(X, dtype=np.int64)
    return np.eye(10, dtype=np.int16)[digits].reshape(len(digits), -1)
