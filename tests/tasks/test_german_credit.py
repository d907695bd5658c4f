"""Promises of the German credit task: costs, the corrected meanings, and floors."""

import numpy as np
import pandas as pd
import pytest

from triptych.dataset import take
from triptych.errors import DataError
from triptych.fold import folds
from triptych.measure.quality import score
from triptych.tasks.german_credit.cut import CUT
from triptych.tasks.german_credit.data import CLASSES, COSTS, MEANINGS, read_applicants

ROW = "A11,6,A34,A43,1169,A65,A75,4,A93,A101,4,A121,67,A143,A152,2,A173,1,A192,A201,1"
LEARNED = ["classical", "classical:boosting", "classical:logistic", "deep"]


@pytest.fixture
def file(tmp_path):
    """Writes rows to a file, encoded as the published one or otherwise."""

    def write(*rows, encoding="ascii"):
        path = tmp_path / "german.csv"
        path.write_bytes("\n".join([*rows, ""]).encode(encoding))
        return path

    return write


@pytest.fixture
def tested_cost(load_task, view_of):
    """Mean cost of a contender over all folds of the task's split, mean over seeds."""

    def cost(contender, seeds):
        task = load_task("german_credit")
        costs = []
        for seed in range(seeds):
            for fold in folds(task.dataset, task.card.split, seed):
                estimator = task.make(contender, seed)
                train, test = (
                    view_of(task, estimator, contender, part) for part in (fold.train, fold.test)
                )
                estimator.fit(train, task.dataset.target[fold.train])
                truth, decided = (
                    np.array([CLASSES.index(label) for label in labels])
                    for labels in (task.dataset.target[fold.test], estimator.predict(test))
                )
                costs += [*COSTS[truth, decided]]
        return np.mean(costs)

    return cost


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("A11,", "A11,A11,", "21 fields"),
        ("A11,", "", "21 fields"),
        ("A11", "A15", "'checking account', got A15"),
        ("1169", "much", "'amount', got much"),
        ("A201,1", "A201,3", "'risk', got 3"),
    ],
)
def test_changed_columns_are_refused(file, old, new, words):
    """A column more, less, or with an unknown code is named with what was expected."""
    with pytest.raises(DataError, match=words):
        read_applicants(file(ROW.replace(old, new)))


@pytest.mark.parametrize("changed", [f"A11,{ROW}", "A11,6,A34"])
def test_a_single_row_of_another_length_is_refused(file, changed):
    """Nothing is filled in or dropped in silence."""
    with pytest.raises(DataError):
        read_applicants(file(ROW, changed))


def test_another_encoding_is_refused(file):
    """UTF-16 is no table of these applicants."""
    with pytest.raises(DataError, match="ASCII"):
        read_applicants(file(ROW, encoding="utf-16"))


def test_codes_mean_what_they_truly_mean(file):
    """Where german.names is wrong, the words are Grömping's (2019)."""
    (applicant,) = read_applicants(file(ROW)).to_dict("records")

    assert applicant["checking account"] == "none"
    assert applicant["credit history"] == "all repaid at this bank"
    assert applicant["savings"] == "1000 DM or more"
    assert applicant["housing"] == "rented"
    assert applicant["foreign worker"] == "no"
    assert applicant["purpose"] == "furniture"


def test_the_corrected_meanings_are_said_to_be_corrected():
    """Whoever compares with german.names finds each difference explained."""
    corrected = ["checking account", "credit history", "purpose", "savings", "instalment"]
    corrected += ["personal status", "property", "housing", "foreign worker"]

    assert all("german.names" in MEANINGS[name] for name in corrected)


def test_the_applicants_are_the_published_ones(load_task):
    """1,000 different applicants, 300 of them bad, nothing missing, few foreign workers."""
    task = load_task("german_credit")
    raw = task.dataset.raw

    assert pd.Series(task.dataset.target).value_counts().to_dict() == {"good": 700, "bad": 300}
    assert list(raw.columns) == list(MEANINGS)
    assert not raw.isna().to_numpy().any()
    assert not raw.duplicated().any()
    assert (raw["foreign worker"] == "yes").sum() == 37


@pytest.mark.parametrize(("always", "cost"), [("good", 1.5), ("bad", 0.7)])
def test_the_costs_are_the_official_ones(load_task, always, cost):
    """Accepting everybody costs 1.5 a case, refusing everybody 0.7."""
    task = load_task("german_credit")
    truth = np.array([CLASSES.index(label) for label in task.dataset.target])
    decided = np.full(len(truth), CLASSES.index(always))

    got = score(task.card.metric, truth, decided, classes=CLASSES, costs=task.dataset.costs)
    assert got == pytest.approx(cost)


def test_the_cut_lies_where_both_decisions_cost_the_same():
    """A case is refused from a probability of one sixth on, not of one half."""
    expected = np.array([1 - CUT, CUT]) @ COSTS

    assert pytest.approx(1 / 6) == CUT
    assert expected[0] == pytest.approx(expected[1])


@pytest.mark.parametrize("contender", LEARNED)
def test_learned_contenders_decide_by_cost(fit_small, contender):
    """Probabilities decide at the cut; so more are refused than are probably bad."""
    estimator, items, _ = fit_small("german_credit", contender)
    bad = estimator.predict_proba(items)[:, list(estimator.classes_).index("bad")]
    refused = estimator.predict(items) == "bad"

    np.testing.assert_array_equal(refused, bad >= CUT)
    assert refused.sum() > (bad > 0.5).sum()


def test_the_score_card_reads_no_protected_attribute(load_task):
    """Neither age nor personal status nor origin gives points; each line says why."""
    lines = load_task("german_credit").make("rules", 0).lines
    read = frozenset[str]().union(*(line.condition.reads for line in lines))

    assert not read & {"age", "personal status", "foreign worker"}
    assert all(len(line.because.split()) > 5 for line in lines)


def test_the_score_card_refuses_risks_that_are_probably_good(fit_small, load_task):
    """Its threshold is where the costs put it: just below it hardly anybody is bad."""
    card, items, _ = fit_small("german_credit", "rules")
    bad = card.predict_proba(items)[:, list(card.classes_).index("bad")]
    refused = card.predict(items) == "bad"

    assert bad[refused].min() < 0.5
    assert bad[~refused].max() <= bad[refused].min()


def test_nothing_is_learned_from_the_order_of_rows(load_task):
    """The rows are in no order of risk: the first and the second half are alike."""
    target = take(load_task("german_credit").dataset.target, np.arange(500))

    assert np.mean(target == "bad") == pytest.approx(0.3, abs=0.04)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("contender", "dearest", "seeds"),
    [
        ("rules", 0.60, 1),
        ("classical", 0.57, 3),
        ("classical:boosting", 0.60, 3),
        ("classical:logistic", 0.57, 3),
        ("deep", 0.575, 3),
    ],
)
def test_a_contender_reaches_its_floor(tested_cost, contender, dearest, seeds):
    """Over the whole protocol each contender is as cheap as is known to be possible."""
    assert tested_cost(contender, seeds) <= dearest
