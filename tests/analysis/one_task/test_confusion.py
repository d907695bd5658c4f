from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix, precision_score, recall_score

from triptych.analysis.one_task.confusion import class_table, confusion_table, cost_table
from triptych.analysis.statistics.interval import wilson

CLASSES = ("no", "yes", "never")
TRUTH = [0, 0, 1, 1, 1, 0]
ANSWERS = [[0, 1, 1, 1, 0, 0], [0, 0, 1, 1, 0, 0]]


def test_counts_are_means_over_seeds(answered):
    """Each seed's matrix is scikit-learn's."""
    table = confusion_table(answered(ANSWERS, TRUTH), CLASSES)

    each = [confusion_matrix(TRUTH, row, labels=range(3)) for row in ANSWERS]
    assert table.to_numpy().tolist() == np.mean(each, axis=0).tolist()
    assert (table.index.name, table.columns.name) == ("truth", "decision")


def test_costs_are_summed_by_truth_and_decision(answered):
    """What each kind of decision cost in all, on average over seeds; None without costs."""
    outcomes = answered(ANSWERS, TRUTH)
    priced = replace(outcomes, costs=np.full(outcomes.predictions.shape, 2.5))

    counts = confusion_table(outcomes, CLASSES)
    assert cost_table(priced, CLASSES).equals(counts * 2.5)
    assert cost_table(outcomes, CLASSES) is None


def test_recall_and_precision_agree_with_scikit_learn(answered):
    """One fit: the shares of scikit-learn, with Wilson's interval."""
    table = class_table(answered(ANSWERS[0], TRUTH), CLASSES)

    recall = recall_score(TRUTH, ANSWERS[0], labels=[0, 1], average=None)
    precision = precision_score(TRUTH, ANSWERS[0], labels=[0, 1], average=None)
    assert table["recall"][:2].tolist() == pytest.approx(recall.tolist())
    assert table["precision"][:2].tolist() == pytest.approx(precision.tolist())
    assert table["recall_low"][0] == wilson(2, 3).low
    assert table["items"].tolist() == [3, 3, 0]
    assert table["decisions"].tolist() == [3, 3, 0]


def test_a_class_that_never_occurs_has_no_shares(answered):
    """Nothing divided by nothing is left empty."""
    never = class_table(answered(ANSWERS, TRUTH), CLASSES).iloc[2]

    assert never[["recall", "recall_low", "recall_high", "precision"]].isna().all()
