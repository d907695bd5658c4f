"""The reference panel: which simple models run beside a task's contenders, and are never judged."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from triptych.errors import UnknownName
from triptych.estimator import Estimator
from triptych.reference.repeat_last import REPEAT_LAST
from triptych.task import REFERENCE, Task, maker_of

if TYPE_CHECKING:  # planning must not pay for numpy and pandas
    from triptych.dataset import Dataset

CONSTANT: Final = f"{REFERENCE}:constant"
LOGISTIC: Final = f"{REFERENCE}:logistic"
RIDGE: Final = f"{REFERENCE}:ridge"
FOREST: Final = f"{REFERENCE}:forest"
BOOSTING: Final = f"{REFERENCE}:boosting"
TFIDF: Final = f"{REFERENCE}:tfidf"
TREE: Final = f"{REFERENCE}:tree"
NETWORK: Final = f"{REFERENCE}:network"

ENSEMBLES: Final = (FOREST, BOOSTING)
"""The references that take longest, which a profile may leave out on large tasks."""

_MODULES: Final = {
    CONSTANT: "constant",
    REPEAT_LAST: "repeat_last",
    LOGISTIC: "table",
    RIDGE: "table",
    FOREST: "table",
    BOOSTING: "table",
    TFIDF: "text",
    TREE: "table",
    NETWORK: "network",
}
"""The module of `triptych.reference` that makes each."""

UNSEEDED: Final = (CONSTANT, REPEAT_LAST, LOGISTIC, RIDGE, TFIDF)
"""References that no seed changes, as `Task.unseeded` says of contenders."""

OF_CHECKS: Final = (TREE, NETWORK)
"""References that `triptych check --references` alone fits: no run has them beside a task."""

REFERENCES: Final = tuple(name for name in _MODULES if name not in OF_CHECKS)


def references_of(card: Task) -> tuple[str, ...]:
    """The references that fit a task, the simplest first."""
    return (
        CONSTANT,
        *([REPEAT_LAST] if card.split.kind == "rolling" else []),
        RIDGE if card.classes is None else LOGISTIC,
        *ENSEMBLES,
        *([TFIDF] if card.modality == "text" else []),
    )


def references_of_kind(card: Task, paradigm: str) -> tuple[str, ...]:
    """The references that are of the same kind as a paradigm's contender.

    A tree of depth 4 beside rules, untuned models on the table and on words beside the classical
    model, and an untuned network on raw items beside the deep one.
    """
    if paradigm == "rules":
        return (TREE,)
    if paradigm == "deep":
        return (NETWORK,)
    learners = (LOGISTIC, RIDGE, *ENSEMBLES, TFIDF)
    return tuple(name for name in references_of(card) if name in learners)


def module_of(reference: str) -> str:
    """The import name of the module that makes a reference; raises UnknownName."""
    if reference not in _MODULES:
        raise UnknownName.of("reference", reference, _MODULES)
    return f"{__package__}.{_MODULES[reference]}"


def make_reference(reference: str, card: Task, dataset: "Dataset", seed: int) -> Estimator:
    """A fresh estimator of a reference; of `dataset` it reads no answer."""
    maker = getattr(import_module(module_of(reference)), maker_of(reference))
    made: Estimator = maker(card.metric, dataset, seed)
    return made
