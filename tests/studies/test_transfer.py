"""Promises of transfer: the same labels for both, a source that is never tested, and reasons."""

from types import SimpleNamespace

import numpy as np
import pytest

from triptych.catalogue import Catalogue, LoadedTask
from triptych.cell import Cell
from triptych.dataset import Dataset
from triptych.errors import ContractError
from triptych.fold import Fold
from triptych.learners.fine_tuned import FineTuned
from triptych.learners.unchanged import Unchanged, Uninformed
from triptych.studies.transfer import HALVES, LABELS, PRINTED, SOURCE_RULES, STUDY
from triptych.task import PRETRAINED

TASKS = Catalogue.find().tasks
DIGITS = LoadedTask(TASKS["digits"])


def data_of(title, classes=10, items=2000, pretrained=None):
    names = tuple("0123456789"[:classes])
    target = np.array(names, dtype=object)[np.arange(items) % classes]
    raw = np.random.default_rng(0).integers(0, 17, (items, 8, 8)).astype(np.uint8)
    fold = Fold(np.arange(items - 300), np.arange(items - 300, items))
    return SimpleNamespace(
        card=SimpleNamespace(title=title, pretrained=pretrained),
        dataset=Dataset(raw=raw, target=target, classes=names),
        folds=lambda seed: [fold],
        seen=lambda raw, view: DIGITS.features(raw),
    )


def cell(condition, contender="deep", seed=0):
    return Cell("digits", contender, "transfer", condition, seed)


def network():
    return DIGITS.make("deep", 0)


def test_labels_are_of_each_class_and_the_same_for_both():
    """Nested, and tested on the same items whatever their number."""
    data = data_of(PRINTED)
    few, many = (STUDY.trial(data, cell(count)).steps[0] for count in (2, 5))
    tuned = STUDY.trial(data, cell(2, PRETRAINED)).steps[0]

    assert np.unique(data.dataset.target[few.labelled], return_counts=True)[1].tolist() == [2] * 10
    assert set(few.labelled) < set(many.labelled)
    assert few.labelled.tolist() == tuned.labelled.tolist()
    assert few.test.tolist() == many.test.tolist() == tuned.test.tolist()


def test_printed_digits_need_no_label():
    """Whoever starts from scratch names one class then; the source's rules are as they are."""
    data = data_of(PRINTED)
    nothing = STUDY.trial(data, cell(0))
    tuned = STUDY.trial(data, cell(0, PRETRAINED)).adapt(network())
    rules = STUDY.trial(data, cell(0, SOURCE_RULES)).adapt(None)

    assert len(nothing.steps[0].labelled) == 0
    assert isinstance(nothing.adapt(network()), Uninformed)
    assert isinstance(tuned, FineTuned)
    assert tuned.source[0].shape[1:] == (8, 8)
    assert isinstance(rules, Unchanged)


def test_halves_of_the_classes_share_none():
    """The source is the first half's training items, the labels and tested items the other's."""
    data = data_of(HALVES)
    trial = STUDY.trial(data, cell(5, PRETRAINED))
    asked = data.dataset.target[np.concatenate([trial.steps[0].labelled, trial.steps[0].test])]
    source = trial.adapt(network()).source[1]

    assert set(asked) == set("56789")
    assert set(source) == set("01234")


def test_a_network_that_others_trained_is_the_task_s_own():
    """It is fitted as it is."""
    data = data_of("Texts", classes=2, pretrained=object())

    assert STUDY.trial(data, cell(5, PRETRAINED)).adapt is None
    assert STUDY.trial(data, cell(5)).adapt is not None


def test_a_class_with_too_few_items_is_told():
    """Nobody gets more labels of one class than of another."""
    with pytest.raises(ContractError, match="50 labels of each class"):
        STUDY.trial(data_of(PRINTED, items=500), cell(50))


def test_tasks_that_do_not_fit_say_why():
    """Those with a source are few; users' tasks fit with a pretrained network."""
    fit = {name for name, task in TASKS.items() if not STUDY.unfit_for(task.card)}

    assert fit == {"digits", "kmnist", *(n for n, one in TASKS.items() if one.card.pretrained)}
    assert "there is no source" in STUDY.unfit_for(TASKS["wine"].card)
    assert "numbers" in STUDY.unfit_for(TASKS["diabetes"].card)
    assert tuple(STUDY.conditions(TASKS["digits"].card)) == (0, *LABELS)
    assert tuple(STUDY.conditions(TASKS["trec"].card)) == LABELS
