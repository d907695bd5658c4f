"""The answer of the item before, for items in the order of time."""

from typing import TYPE_CHECKING, Any, Final, Self

from triptych.task import REFERENCE

if TYPE_CHECKING:  # planning names this reference, and must not pay for numpy and pandas
    from triptych.dataset import Dataset
    from triptych.metric import Metric

REPEAT_LAST: Final = f"{REFERENCE}:repeat_last"

ANSWER_BEFORE: Final = "answer before"
"""The view of an item that only this reference may read: the true answer of the item before."""


class RepeatLast:
    """Decides for each item as the item before turned out.

    It is told more than contenders are, who learn no answer of the tested block: what knows the
    last answer has to beat it (I. Zliobaite, arXiv:1301.3524, 2013).
    """

    reads = ANSWER_BEFORE

    def fit(self, X: Any, y: Any) -> Self:
        """Learn nothing."""
        return self

    def predict(self, X: Any) -> Any:
        """The answers before (n,), unchanged."""
        return X


def make_repeat_last(metric: "Metric", dataset: "Dataset", seed: int) -> RepeatLast:
    """The answer of the item before."""
    return RepeatLast()
