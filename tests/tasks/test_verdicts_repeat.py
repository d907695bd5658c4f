"""Whether verdicts repeat: the same contenders again, with fresh seeds and fresh splits."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from triptych.analysis.one_task.verdict import judge
from triptych.fold import folds
from triptych.harness.workers.isolation import seed_everything
from triptych.measure.quality import loss
from triptych.results.outcomes import Outcomes
from triptych.results.task_card import TaskCard, TaskEntry
from triptych.task import PARADIGMS

SEEDS = 3
RERUNS = 10
"""Some five minutes for the three tasks on a quiet core; docs/statistics.md#reruns has more."""


def answers_of(task, view_of, contender, seed):
    """The tested items and the contender's answers, over all folds of a seed, by item."""
    items, answers = [], []
    for fold in folds(task.dataset, task.card.split, seed):
        seed_everything(seed)
        estimator = task.make(contender, seed)
        train, test = (
            view_of(task, estimator, contender, part) for part in (fold.train, fold.test)
        )
        estimator.fit(train, task.dataset.target[fold.train])
        items.append(fold.test)
        answers.append(np.asarray(estimator.predict(test)))
    order = np.argsort(np.concatenate(items))
    return np.concatenate(items)[order], np.concatenate(answers)[order]


def outcomes_of(task, view_of, contender, seeds):
    found = [answers_of(task, view_of, contender, seed) for seed in seeds]
    items, classes = found[0][0], task.dataset.classes

    def numbered(answers):
        if classes is None:
            return np.asarray(answers, float)
        return np.array([classes.index(str(one)) for one in answers])

    truth = numbered(task.dataset.target[items])
    predictions = np.array([numbered(answers) for _, answers in found])
    losses = np.array([loss(task.card.metric, truth, row) for row in predictions])
    return Outcomes(
        contender=contender,
        seeds=tuple(seeds),
        items=items,
        truth=truth,
        predictions=predictions,
        losses=losses,
    )


def verdicts(name, load_task, view_of):
    """The verdict of each rerun."""
    task = load_task(name)
    card = TaskCard(name=name, **vars(TaskEntry.of(task.card, PARADIGMS, None)))
    card = replace(card, classes=task.dataset.classes)
    for number in range(RERUNS):
        seeds = range(1000 + number * SEEDS, 1000 + (number + 1) * SEEDS)
        yield judge(card, {one: outcomes_of(task, view_of, one, seeds) for one in PARADIGMS})


@pytest.mark.slow
@pytest.mark.parametrize("name", ["wine", "breast_cancer", "diabetes"])
def test_a_verdict_is_seldom_turned_round_by_a_rerun(name, load_task, view_of):
    """Who suffices in one run hardly ever falls short in another; one answer is most of them."""
    found = list(verdicts(name, load_task, view_of))
    answers = Counter(one.answer for one in found)

    assert answers.most_common(1)[0][1] >= RERUNS / 2, answers
    assert {"missing", "incomplete"}.isdisjoint(answers)
    for contender in PARADIGMS:
        words = Counter(one.standings[contender].word for one in found)
        turned = min(words["suffices"] + words["best"], words["falls short"])
        assert turned <= RERUNS / 10, (contender, words)
