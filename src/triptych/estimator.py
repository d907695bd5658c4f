"""Protocols of contenders: the two required methods, and the optional ones with their effect.

No base class is needed: a method or an attribute of the right name is enough. An attribute may be
set in `fit`; None counts as missing. Use `offers`, never isinstance: whether one of scikit-learn's
wrappers has a method (such as `predict_proba` of a search) depends on the wrapped estimator, not on
its class.
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
    """The output of one step of a network for n items.

    name     path of the step in the network: `seen.7`
    layer    its modules: `Conv2d, BatchNorm2d, ReLU`
    values   32-bit floats, of codes whole numbers (n, …)
    """

    name: str
    layer: str
    values: "npt.NDArray[Any]"


class Estimator(Protocol):
    """The protocol of every contender: learns from items, and decides about others."""

    def fit(self, X: "Raw", y: "npt.NDArray[Any]") -> Any:
        """Learn from n items and their answers (n,)."""

    def predict(self, X: "Raw") -> "npt.NDArray[Any]":
        """The decision for each item (n,): a class name, or a number."""


class Reads(Protocol):
    """Reads the view of the items that it names, instead of its paradigm's default view."""

    reads: View


class PredictsProba(Protocol):
    """Has probabilities, for calibration, selective prediction, guarantees and costs."""

    def predict_proba(self, X: "Raw") -> "npt.NDArray[np.float64]":
        """Probabilities (n, classes), columns in the order of `classes_`; rows sum to 1."""


class HasClasses(Protocol):
    """Names the columns of its probabilities; required beside `predict_proba`."""

    classes_: "npt.NDArray[Any]"


class DecidesByProbability(Protocol):
    """Decides for the most probable class, by `predict_proba` and `classes_`; says so if True.

    It is then asked once for both; `triptych check` compares them with its `predict`.
    """

    decides_by_probability: bool
    classes_: "npt.NDArray[Any]"

    def predict_proba(self, X: "Raw") -> "npt.NDArray[np.float64]":
        """Probabilities (n, classes), columns in the order of `classes_`; rows sum to 1."""


class LearnsFurther(Protocol):
    """Can learn new items without starting anew, for studies of changing data."""

    def partial_fit(self, X: "Raw", y: "npt.NDArray[Any]") -> Any:
        """Learn from n more items and their answers (n,)."""


class LearnsSemiSupervised(Protocol):
    """Can learn from unlabelled items, for studies of few labels."""

    def fit_semi_supervised(self, X: "Raw", y: "npt.NDArray[Any]", unlabelled: "Raw") -> Any:
        """Learn from n items with answers (n,), and from others without."""


class HasSize(Protocol):
    """Counts its own parts, instead of the generic count of `measure.size`."""

    def size(self) -> Mapping[str, float]:
        """Numbers of parts by name: {"rules": 3, "conditions": 7}."""


class Explains(Protocol):
    """Has native explanations, which are measured and shown beside those of the probe."""

    def explain(self, X: "Raw") -> "Iterable[Explanation]":
        """One explanation per decision (n,); raises ExplanationUnavailable, with the reason."""


class Contributes(Protocol):
    """Has native contributions, also inside scikit-learn's wrappers."""

    def contributions(self, X: "Raw", decisions: "npt.NDArray[Any]") -> Any:
        """The `triptych.paradigms.additive.Additive` of the given decisions (n,)."""


class HasRulebook(Protocol):
    """Is a rule system: its rules are listed, and no answer in training changes any of them."""

    def rulebook(self) -> Iterable[Mapping[str, Any]]:
        """Each rule as plain values: `says` and `because`, and `label` or `points`."""


class HasLines(Protocol):
    """Is made of lines of which some can decide alone, for studies of how many are needed."""

    def holds(self, X: "Raw") -> "npt.NDArray[np.bool_]":
        """Whether the condition of each line holds for each item (n, lines)."""

    def decided_by(
        self, holding: "npt.NDArray[np.bool_]", lines: Sequence[int]
    ) -> "npt.NDArray[Any]":
        """The decisions (n,) of the lines at these positions alone, by what `holds` gave."""


class Fires(Protocol):
    """Tells which rules fired, so that hits and precision of each rule are counted."""

    def fires(self, X: "Raw") -> "npt.NDArray[np.bool_]":
        """Whether each rule decided each item (n, rules of the rulebook)."""


class Argues(Protocol):
    """Has reasons that can be proved sufficient; otherwise they are only tested by resampling."""

    def reasons(self, X: "Raw") -> Sequence[Any]:
        """For each item, the conditions of the rule language that force its decision."""

    def argument(self, beside: Iterable[Any] = ()) -> Any:
        """The `Argument` of the system, with further conditions `beside` its own."""


class SumsPoints(Protocol):
    """Has points, which a walk shows as the computed output."""

    def points(self, X: "Raw") -> "npt.NDArray[np.float64]":
        """The sum of points of each item (n,)."""


class HasThreshold(Protocol):
    """Has a threshold, with which a walk compares the points or the probability."""

    threshold: float


class HasPositiveLabel(Protocol):
    """Names the class whose probability is compared with the threshold."""

    pos_label: str | int


class ShowsActivations(Protocol):
    """Has layers, which are probed, drawn as a map and shown in walks."""

    def activations(self, X: "Raw") -> Sequence[Activation]:
        """The output of each step of the network for the items, the logits last."""


class Chooses(Protocol):
    """Is chosen among candidates in each `fit`; the choice is recorded, and shown on task pages."""

    candidates: Mapping[str, Estimator]
    champion_: str
    inner_scores_: Mapping[str, float]


class DescribesGroups(Protocol):
    """Answers with clusters and tells what they are, for studies without labels."""

    def described_groups(self) -> Mapping[str, Any]:
        """Plain values: `number`, `map` of the first items tested, and `apart` by cluster."""


class KnowsOrigins(Protocol):
    """A transformer whose columns' contributions belong to the columns they are made of."""

    def origins(self, X: "Raw") -> Sequence[int]:
        """For each prepared column, the index of the column it is made of."""


class KnowsParts(Protocol):
    """A transformer whose outputs' contributions belong to parts of raw items."""

    def parts(self, items: "Raw", credit: "npt.NDArray[np.float64]") -> Iterable[Any]:
        """For each item, the `credit` (n, …) of prepared numbers, as credit of its parts."""


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
