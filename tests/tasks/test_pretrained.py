"""Promises of the pretrained contenders of built-in tasks, where their weights are here."""

import numpy as np
import pytest

from triptych.downloads.usable import why_not_usable
from triptych.fold import folds
from triptych.task import PRETRAINED


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("fsdd", 0.90),
        ("fsdd_speaker", 0.98),
        ("trec", 0.93),
        ("sms_spam", 0.97),
        ("code_or_prose", 0.91),
    ],
)
def test_a_pretrained_contender_reaches_its_floor(load_task, name, floor):
    """Accuracy on the tested items of one fold."""
    task = load_task(name)
    if reason := why_not_usable(task.card.pretrained):
        pytest.skip(reason)
    dataset = task.dataset
    fold = folds(dataset, task.card.split, 0)[0]
    model = task.make(PRETRAINED, 0).fit(dataset.raw[fold.train], dataset.target[fold.train])

    assert np.mean(model.predict(dataset.raw[fold.test]) == dataset.target[fold.test]) >= floor
