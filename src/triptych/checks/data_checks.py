"""What a task promises about its card, its items and its split."""

import os
import subprocess
import sys
from typing import Final

import numpy as np

from triptych.checks.specimen import Specimen
from triptych.errors import ContractError
from triptych.fold import author_part, inseparable

_LOAD: Final = """
import sys
from pathlib import Path
from triptych.catalogue import Catalogue, LoadedTask
folder = Catalogue.find([Path(sys.argv[1])])[sys.argv[2]]
print(LoadedTask(folder).dataset.fingerprint)
"""


def check_data_loads(specimen: Specimen) -> None:
    """`load` returns a dataset that the declared split can divide."""
    if not len(specimen.dataset):
        raise ContractError("load() returned no item. Return at least a hundred.")
    for fold in specimen.folds:
        if not len(fold.train) or not len(fold.test):
            raise ContractError(
                f"{specimen.card.split} leaves {len(fold.train)} items to train on and "
                f"{len(fold.test)} to test on. Choose another split."
            )


def check_card_is_complete(specimen: Specimen) -> None:
    """The card has every text that the report shows."""
    card = specimen.card
    words = ("title", "question", "why", "delta_reason", "licence", "source", "citation")
    empty = [name for name in words if not getattr(card, name).strip()]
    if empty:
        raise ContractError(f"the card leaves {', '.join(empty)} empty. Say it in one sentence.")
    if "?" not in card.question:
        raise ContractError(
            f"the card's question is {card.question!r}. Ask it as a question about one item, "
            "with a question mark."
        )
    if card.delta <= 0:
        raise ContractError(
            f"the card's delta is {card.delta}. Give the largest difference, in the metric's "
            "unit, that would change nobody's choice: 0.02 is two points."
        )
    if card.metric.is_share and card.delta >= 1:
        raise ContractError(
            f"the card's delta={card.delta:g} is {card.delta * 100:g} points, as "
            f"{card.metric.label} is a share; write 0.02 for two points."
        )
    if card.time_limit <= 0:
        raise ContractError(
            f"the card's time_limit is {card.time_limit} seconds. Give more than 0."
        )
    if unknown := sorted({*card.unseeded} - {*specimen.task.folder.contenders}):
        raise ContractError(
            f"the card calls {', '.join(unknown)} unseeded; the task's contenders are "
            f"{', '.join(specimen.task.folder.contenders)}."
        )


def check_card_is_true(specimen: Specimen) -> None:
    """The card agrees with the data."""
    card, dataset = specimen.card, specimen.dataset
    if card.items != len(dataset):
        raise ContractError(
            f"the card says items={card.items}, load() returns {len(dataset)}. Correct the card."
        )
    classes = None if dataset.classes is None else len(dataset.classes)
    if card.classes != classes:
        raise ContractError(
            f"the card says classes={card.classes}, load() returns {classes}. Correct the card."
        )
    wanted = "number" if dataset.classes is None else "class"
    if card.metric.answer != wanted:
        raise ContractError(
            f"the metric {card.metric.label} judges a {card.metric.answer}, the task's answers "
            f"are of kind {wanted}. Choose a metric for that kind."
        )
    if card.metric.positive is not None and card.metric.positive not in (dataset.classes or ()):
        raise ContractError(
            f"the metric's positive class {card.metric.positive!r} is none of "
            f"{list(dataset.classes or ())}. Name one of them."
        )
    if card.metric.name == "mean_cost" and dataset.costs is None:
        raise ContractError("the metric is mean_cost, but Dataset.costs is None. Give the costs.")


def check_every_class_occurs(specimen: Specimen) -> None:
    """Each class occurs in training and in test items."""
    dataset = specimen.dataset
    if dataset.classes is None:
        return
    train = np.concatenate([fold.train for fold in specimen.folds])
    test = np.concatenate([fold.test for fold in specimen.folds])
    for part, indices in (("trained on", train), ("tested", test)):
        missing = sorted(set(dataset.classes) - set(dataset.target[indices].astype(str)))
        if missing:
            raise ContractError(
                f"no item of class {', '.join(map(repr, missing))} is {part}. Leave the class "
                "out, or choose a split in which it occurs."
            )


def check_loading_again_gives_the_same_items(specimen: Specimen) -> None:
    """`load` in another process returns the same items in the same order."""
    folder = specimen.task.folder
    # Sets of strings come in another order under another hash seed.
    other_seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    other = subprocess.run(
        [sys.executable, "-c", _LOAD, str(folder.path), folder.name],
        env=os.environ | {"PYTHONHASHSEED": other_seed},
        capture_output=True,
        text=True,
        check=False,
    )
    if other.returncode != 0:
        last = (other.stderr.strip().splitlines() or ["no message"])[-1]
        raise ContractError(f"load() fails in a fresh process: {last}")
    if other.stdout.split()[-1] != specimen.dataset.fingerprint:
        raise ContractError(
            "load() returns other items, or another order, in another process. Sort what comes "
            "out of a set or a folder, and draw random numbers from a generator with a fixed seed."
        )


def check_split_keeps_together_what_belongs_together(specimen: Specimen) -> None:
    """No item has a duplicate, or another item of its group, on the other side of the split."""
    together = inseparable(specimen.dataset)
    for number, fold in enumerate(specimen.folds):
        straddling = np.intersect1d(together[fold.train], together[fold.test])
        if len(straddling):
            items = np.flatnonzero(together == straddling[0])[:5].tolist()
            raise ContractError(
                f"fold {number} has items {items} on both sides though they are equal or of one "
                "group. Give such items one number in Dataset.groups."
            )


def check_author_part_is_never_tested(specimen: Specimen) -> None:
    """The author's part exists, is always in training and never tested.

    A rolling split trains on it until its window has passed it.
    """
    author = author_part(specimen.dataset)
    if not len(author):
        raise ContractError(
            "the author's part is empty, so nobody may look at an item to write rules. "
            "Use smaller groups, or more items."
        )
    for number, fold in enumerate(specimen.folds):
        tested = np.intersect1d(author, fold.test)
        passed = specimen.card.split.kind == "rolling" and number > 0
        untrained = np.empty(0) if passed else np.setdiff1d(author, fold.train)
        if len(tested) or len(untrained):
            raise ContractError(
                f"fold {number} tests {len(tested)} items of the author's part and leaves "
                f"{len(untrained)} of it out of training. Divide with triptych.fold.folds."
            )


def check_ordered_items_are_never_shuffled(specimen: Specimen) -> None:
    """Ordered items are tested by contenders that were trained on earlier items only."""
    if specimen.dataset.order is None:
        return
    for number, fold in enumerate(specimen.folds):
        if fold.train.max() > fold.test.min():
            raise ContractError(
                f"fold {number} trains on item {fold.train.max()} and tests the earlier item "
                f"{fold.test.min()}. Items with Dataset.order need split=rolling(window, step)."
            )
