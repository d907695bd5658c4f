"""The parts of a task; a broken part does not hide the others."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Final, final

import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.pipeline import Pipeline

from triptych.catalogue import LoadedTask
from triptych.checks.blame import blame
from triptych.cli.data.needed import data_status, with_fetch_command
from triptych.cli.show.item import shown_items
from triptych.dataset import Dataset, Indices, Raw, take
from triptych.errors import ContractError, DataError
from triptych.estimator import Estimator, HasRulebook, HasSize, offers
from triptych.fold import author_part
from triptych.split import Split
from triptych.task import PARADIGMS, module_of, view_of

ITEMS: Final = "items"
FEATURES: Final = "features"
RULES: Final = "rules"


@dataclass(frozen=True, slots=True)
class _Seen:
    """The author's part of the dataset, which rule authors may look at."""

    dataset: Dataset
    numbers: Indices
    raw: Raw


@final
class Anatomy:
    """Collects the parts of a task; parts that cannot be made, fitted or loaded are left out.

    errors      exceptions by part: `items`, `features` or the name of a contender
    """

    def __init__(self, task: LoadedTask) -> None:
        self.task = task
        self.errors: dict[str, Exception] = {}

    def facts(self, items: int) -> dict[str, Any]:
        """All known facts, with `items` items of the author's part, as JSON values.

        `problems` has a sentence for each part that is left out, or that cannot be fitted.
        """
        task = self.task
        seen = self._seen()
        table = None if seen is None else self._table(seen)
        made = {name: self._made(name) for name in self._contenders()}
        rules = made[RULES]
        if rules is not None and seen is not None:
            with self._kept_errors(RULES):
                _fit(rules, seen, table)
        shown: list[dict[str, Any]] = []
        if seen is not None:
            with self._kept_errors(ITEMS):
                shown = _items(seen, items)
        return {
            **_card(task),
            **_counts(task, seen),
            "contenders": [self._contender(name, estimator) for name, estimator in made.items()],
            "features": self._features(table),
            "rules": self._rulebook(rules),
            "author_part": shown,
            "problems": {
                part: blame(error, task.folder.path) for part, error in self.errors.items()
            },
        }

    @contextmanager
    def _kept_errors(self, part: str) -> Iterator[None]:
        """Keep an exception raised inside as the error of the part; the first one is kept."""
        try:
            yield
        except DataError as error:
            words = with_fetch_command(str(error), self.task.folder)
            self.errors.setdefault(part, type(error)(words).with_traceback(error.__traceback__))
        except Exception as error:
            self.errors.setdefault(part, error)

    def _kept_errors_of_items(self, part: str) -> AbstractContextManager[None]:
        """Like `_kept_errors`; does nothing without items, whose error is kept already."""
        return self._kept_errors(ITEMS if ITEMS in self.errors else part)

    def _seen(self) -> _Seen | None:
        with self._kept_errors(ITEMS):
            dataset = self.task.dataset
            numbers = author_part(dataset)
            return _Seen(dataset, numbers, take(dataset.raw, numbers))
        return None

    def _table(self, seen: _Seen) -> pd.DataFrame | None:
        with self._kept_errors(FEATURES):
            return self.task.features(seen.raw)
        return None

    def _contenders(self) -> tuple[str, ...]:
        try:
            return self.task.folder.contenders
        except ContractError:  # the broken contender reports its error when it is made
            return PARADIGMS

    def _made(self, contender: str) -> Estimator | None:
        """An estimator of the contender; None where it cannot be made."""
        with self._kept_errors(contender):
            file = self.task.folder.path / f"{module_of(contender)}.py"
            if not file.is_file():
                raise ContractError(f"there is no {file}. `triptych new` writes one to copy.")
            return self.task.make(contender, 0)
        return None

    def _contender(self, name: str, estimator: Estimator | None) -> dict[str, Any]:
        facts = {"name": name, "estimator": "", "reads": "", "size": {}}
        if estimator is not None:
            with self._kept_errors_of_items(name):
                facts["estimator"] = _in_words(estimator)
                facts["reads"] = view_of(estimator, name)
                if name == RULES and offers(estimator, HasSize):
                    facts["size"] = estimator.size()
        return facts

    def _features(self, table: pd.DataFrame | None) -> list[dict[str, str]]:
        """The columns with their meanings; without a table, the columns that have a meaning."""
        with self._kept_errors_of_items(FEATURES):
            meanings = self.task.meanings
            columns = meanings if table is None else table.columns
            return [{"name": str(name), "means": meanings.get(name, "")} for name in columns]
        return []

    def _rulebook(self, rules: Estimator | None) -> list[Mapping[str, Any]]:
        if not offers(rules, HasRulebook):
            return []
        with self._kept_errors_of_items(RULES):
            return list(rules.rulebook())
        return []


def _fit(rules: Estimator, seen: _Seen, table: pd.DataFrame | None) -> None:
    """Fit rules on the author's part: fitting only counts, and changes no decision."""
    X = table if view_of(rules, RULES) == "table" else seen.raw
    if X is None:
        raise ContractError("they read the table of features, which cannot be made.")
    rules.fit(X, seen.dataset.target[seen.numbers])


def _items(seen: _Seen, count: int) -> list[dict[str, Any]]:
    numbers = seen.numbers[:count]
    return [
        {"item": number, "answer": answer, "raw": item}
        for number, answer, item in zip(
            numbers.tolist(),
            seen.dataset.target[numbers].tolist(),
            shown_items(seen.raw[:count]),
            strict=True,
        )
    ]


def _card(task: LoadedTask) -> dict[str, Any]:
    card = task.card
    return {
        "name": task.name,
        "title": card.title,
        "question": card.question,
        "why": card.why,
        "modality": card.modality,
        "metric": card.metric.label,
        "split": _split_in_words(card.split),
        "delta": card.delta,
        "delta_reason": card.delta_reason,
        "licence": card.licence,
        "source": card.source,
        "citation": card.citation,
        "data": data_status(card),
        "folder": str(task.folder.path),
    }


def _counts(task: LoadedTask, seen: _Seen | None) -> dict[str, Any]:
    """Counts of items and classes; without items, the numbers on the card."""
    if seen is None:
        unnamed: list[str] | None = None if task.card.classes is None else []
        return {"items": task.card.items, "author_items": None, "classes": unnamed}
    classes = seen.dataset.classes
    return {
        "items": len(seen.dataset),
        "author_items": len(seen.numbers),
        "classes": None if classes is None else list(classes),
    }


def _split_in_words(split: Split) -> str:
    if split.kind == "cross_validated":
        return f"cross-validated in {split.folds} folds, a new partition each seed"
    if split.kind == "held_out":
        return f"about {split.test_items:,} items held out, the same for every seed"
    if split.kind == "rolling":
        blocks = (
            f"blocks of {split.step:,} items, each after training on the {split.window:,} before"
        )
        return (
            blocks
            if split.streams == 1
            else f"{blocks}; each seed on one of {split.streams} streams"
        )
    return "the publisher's own test part"


def _in_words(estimator: object) -> str:
    """The estimator's class and its parts, in words."""
    if isinstance(estimator, Pipeline):
        return " + ".join(_in_words(step) for _, step in estimator.steps)
    name = type(estimator).__name__
    parameters = estimator.get_params(deep=False) if isinstance(estimator, BaseEstimator) else {}
    inner = parameters.get("estimator")
    return name if inner is None else f"{name} of {_in_words(inner)}"
