"""What a contender may offer: two methods that it must have, and what it gains by each other one.

No base class is needed: a method or an attribute of the right name is the offer. An attribute
may be set in `fit`; one that is None is not there. Ask with `offers`, never with isinstance:
scikit-learn's wrappers have a method (`predict_proba` of a search, say) or not according to
what they hold, which their class does not show.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from inspect import get_annotations
from types import FunctionType
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

if TYPE_CHECKING:  # listing tasks must not pay for numpy and pandas
    import numpy as np
    import numpy.typing as npt
    from typing_extensions import TypeIs

    from triptych.dataset import Raw
    from triptych.explanation import Explanation

View = Literal["raw", "table"]

Offer = TypeVar("Offer")


@dataclass(frozen=True, slots=True, eq=False)
class Activation:
    """What one step of a network made of n items.

    name     where the step stands in the network: `seen.7`
    layer    what it is: `Conv2d, BatchNorm2d, ReLU`
    values   32-bit floats, of codes whole numbers (n, …)
    """

    name: str
    layer: str
    values: "npt.NDArray[Any]"


class Estimator(Protocol):
    """What every contender is: it learns from items, and decides about others."""

    def fit(self, X: "Raw", y: "npt.NDArray[Any]") -> Any:
        """Learn from n items and their answers (n,)."""

    def predict(self, X: "Raw") -> "npt.NDArray[Any]":
        """A decision for each item (n,): a class name, or a number."""


class Reads(Protocol):
    """It is given the view of the items that it names, whatever its paradigm usually reads."""

    reads: View


class PredictsProba(Protocol):
    """Its probabilities are judged: calibration, selective prediction, guarantees, costs."""

    def predict_proba(self, X: "Raw") -> "npt.NDArray[np.float64]":
        """A row for each item, a column for each of `classes_`; rows sum to 1."""


class HasClasses(Protocol):
    """The columns of its probabilities have names; `predict_proba` needs it."""

    classes_: "npt.NDArray[Any]"


class LearnsFurther(Protocol):
    """Studies of a changing world can have it learn new items without starting anew."""

    def partial_fit(self, X: "Raw", y: "npt.NDArray[Any]") -> Any:
        """Learn from n more items and their answers (n,)."""


class LearnsSemiSupervised(Protocol):
    """Studies of few labels can give it items whose answers are kept back."""

    def fit_semi_supervised(self, X: "Raw", y: "npt.NDArray[Any]", unlabelled: "Raw") -> Any:
        """Learn from n items with answers (n,), and from others without."""


class HasSize(Protocol):
    """It is counted in its own words, not by what is found in it."""

    def size(self) -> Mapping[str, float]:
        """How much it is made of, by the name of the part: {"rules": 3, "conditions": 7}."""


class Explains(Protocol):
    """Its own explanations are measured and shown beside those that are found by asking it."""

    def explain(self, X: "Raw") -> "Iterable[Explanation]":
        """An explanation of each decision; raises ExplanationUnavailable, with the reason."""


class Contributes(Protocol):
    """Inside scikit-learn's wrappers it still explains itself: they are looked through."""

    def contributions(self, X: "Raw", decisions: "npt.NDArray[Any]") -> Any:
        """The `triptych.paradigms.additive.Additive` of the given decisions (n,)."""


class HasRulebook(Protocol):
    """It is treated as a rule system: its rules are listed, and training it changes none."""

    def rulebook(self) -> Iterable[Mapping[str, Any]]:
        """Each rule in plain values: `says` and `because`, and `label` or `points`."""


class Fires(Protocol):
    """How often each of its rules decides, and how often it is right, is counted."""

    def fires(self, X: "Raw") -> "npt.NDArray[np.bool_]":
        """Whether each rule decided each item (n, rules of the rulebook)."""


class Argues(Protocol):
    """Its reasons are proved to be enough, where resampling could only make it likely."""

    def reasons(self, X: "Raw") -> Sequence[Any]:
        """For each item the conditions of the rule language that force its decision."""

    def argument(self, beside: Iterable[Any] = ()) -> Any:
        """The `Argument` of the system, with conditions beside its own."""


class SumsPoints(Protocol):
    """A walk shows the points of the item as what it computed."""

    def points(self, X: "Raw") -> "npt.NDArray[np.float64]":
        """The sum of points of each item (n,)."""


class HasThreshold(Protocol):
    """A walk says whether the points, or the probability, reach the threshold."""

    threshold: float


class HasPositiveLabel(Protocol):
    """The class whose probability is held against the threshold."""

    pos_label: str | int


class ShowsActivations(Protocol):
    """Its layers are probed and pictured, and shown in walks."""

    def activations(self, X: "Raw") -> Sequence[Activation]:
        """What each step of the network makes of the items, the outputs last."""


class KnowsOrigins(Protocol):
    """A transformer: what its columns contribute is given to the columns they are made of."""

    def origins(self, X: "Raw") -> Sequence[int]:
        """For each prepared column the place of the column that it is made of."""


class KnowsParts(Protocol):
    """A transformer: what its numbers contribute is given to the parts of raw items."""

    def parts(self, items: "Raw", credit: "npt.NDArray[np.float64]") -> Iterable[Any]:
        """For each item the credit (n, …) of prepared numbers, as that of its own parts."""


def offers(estimator: object, offer: type[Offer]) -> "TypeIs[Offer]":
    """Whether an estimator has every method and attribute of one of the protocols above."""
    return not missing(estimator, offer)


def missing(estimator: object, offer: type) -> tuple[str, ...]:
    """The methods and attributes of an offer that an estimator does not have."""
    return tuple(
        name for name, is_method in _members(offer) if not _has(estimator, name, is_method)
    )


def _has(estimator: object, name: str, is_method: bool) -> bool:
    found = getattr(estimator, name, None)
    return callable(found) if is_method else found is not None


@cache
def _members(offer: type) -> tuple[tuple[str, bool], ...]:
    """The name of each method and attribute of a protocol, and whether it is a method."""
    methods = [name for name, value in vars(offer).items() if isinstance(value, FunctionType)]
    return (
        *((name, True) for name in methods if not name.startswith("_")),
        *((name, False) for name in get_annotations(offer)),
    )
