"""A task: the card that its author writes, and the folder of its files."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, get_args

from triptych.downloads.download import Downloadable
from triptych.downloads.pretrained import PretrainedNetwork
from triptych.downloads.usable import why_not_usable
from triptych.errors import ContractError
from triptych.estimator import Reads, View, offers
from triptych.metric import Metric
from triptych.split import Split

Modality = Literal["table", "text", "image", "audio", "series", "symbolic"]

PARADIGMS: Final = ("rules", "classical", "deep")
"""In order of simplicity: the verdict prefers the earlier."""

REFERENCE: Final = "reference"
"""What the names of the reference panel begin with, as those of variants with a paradigm."""

PRETRAINED: Final = f"{PARADIGMS[-1]}:pretrained"
"""The contender whose network others trained: no variant of `deep`, with a verdict of its own."""

Hybrid = Literal["cascade", "firings"]

HYBRIDS: Final[tuple[Hybrid, ...]] = get_args(Hybrid)
"""What the harness makes of a task's rules and its classical model, where the card asks for it."""

HYBRID: Final = "hybrid"
"""What stands in the place of a paradigm for hybrids: they are of two."""

DEFAULT_VIEW: Final[dict[str, View]] = {"rules": "table", "classical": "table", "deep": "raw"}
"""The view that an estimator reads, unless it has an attribute `reads`."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """The card of a task: a question about items and how answers are judged.

    `delta` is the largest difference, in the metric's unit (0.02 = two points of accuracy),
    that would not change anyone's choice; `delta_reason` says why. `classes` is None for
    regression. `files` are what has to be downloaded before the data can be loaded;
    `pretrained` is the network that the contender `deep:pretrained` of pretrained.py begins with.
    `time_limit` is in seconds for one trial (all folds of one seed). `unseeded` names contenders
    that no seed changes: where the split does not change either, two seeds are fitted and, if they
    agree, stand for the others. `unlearnable` says why nothing that learns can find the answer:
    `triptych check --references` then holds learners to chance. `hybrids` are made of rules and the
    classical model and run beside the three, never judged (docs/rules.md). `generates` says that
    data.py has `generate(items, seed)`.

    Of items in the order of time, `changes` are the indices of those from which on something is
    known to have changed, increasing, over all streams. `edited_after` is how many items late a
    person's edits of the rules are in force, which the contender `rules:edited` makes; None where
    nobody edits them. Raises ContractError for hybrids that nobody can make.
    """

    title: str
    question: str
    why: str
    modality: Modality
    items: int
    classes: int | None
    metric: Metric
    split: Split
    delta: float = 0.02
    delta_reason: str
    licence: str
    source: str
    citation: str
    files: tuple[Downloadable, ...] = ()
    pretrained: PretrainedNetwork | None = None
    time_limit: float = 600.0
    unseeded: tuple[str, ...] = ()
    unlearnable: str = ""
    changes: tuple[int, ...] = ()
    edited_after: int | None = None
    hybrids: tuple[Hybrid, ...] = ()
    generates: bool = False

    def __post_init__(self) -> None:
        """Raise ContractError for an unknown hybrid, and for a cascade of numbers."""
        if unknown := [name for name in self.hybrids if name not in HYBRIDS]:
            raise ContractError(
                f"Task.hybrids names {', '.join(map(repr, unknown))}; expected some of "
                f"{', '.join(map(repr, HYBRIDS))}."
            )
        if self.classes is None and "cascade" in self.hybrids:
            raise ContractError(
                "Task.hybrids names 'cascade', but the answers are numbers, neither right nor "
                "wrong: no rule has a precision. Leave it out."
            )

    @property
    def all_files(self) -> tuple[Downloadable, ...]:
        """Everything that can be downloaded for the task: its data, then a network's weights."""
        return self.files + (self.pretrained.files if self.pretrained else ())


@dataclass(frozen=True)
class TaskFolder:
    """A task's folder: its name is the task's, `package` is its import name."""

    name: str
    path: Path
    package: str
    search_path: Path | None
    """The folder given to `--tasks`, None for installed packages."""
    card: Task

    @cached_property
    def contenders(self) -> tuple[str, ...]:
        """Every contender: `rules`, `classical`, `deep`, then variants as `classical:logistic`.

        `deep:pretrained` comes last, where the card declares a pretrained network.
        Found by reading the source, so that listing and planning import no library.
        """
        makers = {paradigm: _makers(self, paradigm) for paradigm in PARADIGMS}
        variants = [
            f"{paradigm}:{maker.removeprefix('make_')}"
            for paradigm, names in makers.items()
            for maker in names
            if maker != "make"
        ]
        pretrained = [PRETRAINED] if self.card.pretrained else []
        return (*PARADIGMS, *variants, *pretrained)


def paradigm_of(contender: str) -> str:
    """Name the paradigm of a contender: `classical:logistic` is `classical`.

    `reference` for one of the panel, `hybrid` for what is made of two paradigms.
    """
    return HYBRID if is_hybrid(contender) else contender.partition(":")[0]


def is_reference(contender: str) -> bool:
    """Whether the name is one of the reference panel, which the harness makes for every task."""
    return paradigm_of(contender) == REFERENCE


def is_hybrid(contender: str) -> bool:
    """Whether the harness makes it of a task's rules and its classical model."""
    return contender in HYBRIDS


def view_of(estimator: object, contender: str) -> View:
    """The view that an estimator of the contender reads: raw items, or their table."""
    return estimator.reads if offers(estimator, Reads) else DEFAULT_VIEW[paradigm_of(contender)]


def module_of(contender: str) -> str:
    """Name the module of a task that makes a contender: its paradigm's, or `pretrained`."""
    return "pretrained" if contender == PRETRAINED else paradigm_of(contender)


def why_not_made(card: Task, contender: str) -> str:
    """Why a contender cannot be made here: weights or libraries it lacks; empty where it can."""
    network = card.pretrained if contender == PRETRAINED else None
    return "" if network is None else why_not_usable(network)


def maker_of(contender: str) -> str:
    """Name the function that makes a contender: `classical:logistic` -> `make_logistic`."""
    _, _, variant = contender.partition(":")
    return f"make_{variant}" if variant and contender != PRETRAINED else "make"


def _makers(folder: TaskFolder, paradigm: str) -> list[str]:
    file = folder.path / f"{paradigm}.py"
    if not file.is_file():
        raise ContractError(
            f"task {folder.name}: no {paradigm}.py in {folder.path}. A task needs "
            "__init__.py, data.py, rules.py, classical.py and deep.py; "
            "`triptych new` writes all five."
        )
    try:
        tree = ast.parse(file.read_bytes(), filename=str(file))
    except SyntaxError as error:
        raise ContractError(
            f"task {folder.name}: {file} line {error.lineno}: {error.msg}."
        ) from error
    names = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and (node.name == "make" or node.name.startswith("make_"))
    ]
    if "make" not in names:
        raise ContractError(
            f"task {folder.name}: {file.name} has no function `make(seed)`. "
            "It should return a fresh estimator."
        )
    return names
