"""What is known of items by their content: whether an author saw them, what belongs together."""

from typing import Any, final

import numpy as np
import numpy.typing as npt

from triptych.dataset import Dataset, Indices, Raw, digests
from triptych.errors import ContractError
from triptych.fold import author_part, inseparable


@final
class KnownItems:
    """A task's items, recognised by their content; no answer is read.

    An estimator is given items without their numbers. Identical items are on one side of every
    split and of the author's part, so that content tells enough.
    """

    def __init__(self, dataset: Dataset) -> None:
        author = np.zeros(len(dataset), dtype=bool)
        author[author_part(dataset)] = True
        self._digests, first = np.unique(dataset.item_digests, return_index=True)
        self._author = author[first]
        self._together = inseparable(dataset)[first]

    def of_author(self, X: Raw) -> npt.NDArray[np.bool_]:
        """Whether the author of the rules may have looked at each raw item (n,)."""
        known: npt.NDArray[np.bool_] = self._author[self._places(X)]
        return known

    def together(self, X: Raw) -> npt.NDArray[Any] | None:
        """The group of each raw item (n,) that no fold may divide; None where all are alone."""
        groups = self._together[self._places(X)]
        return None if len(np.unique(groups)) == len(groups) else groups

    def _places(self, X: Raw) -> Indices:
        found = digests(X)
        places = np.searchsorted(self._digests, found).clip(max=len(self._digests) - 1)
        if not np.array_equal(self._digests[places], found):
            raise ContractError(
                f"{int(np.sum(self._digests[places] != found))} of {len(found)} items are none of "
                "the task's; expected raw items as load() returns them, unchanged."
            )
        return np.asarray(places)
