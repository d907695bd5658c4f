"""Inputs that say little or nothing: each has a defined answer, or none with a reason.

Warnings are errors here, and no number that comes out may be NaN, wherever it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from triptych.absent import Absent
from triptych.analysis.across_tasks.claims import decide
from triptych.analysis.across_tasks.effect import TaskEffects, of_comparison, points_per_unit
from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.pairwise import pairings
from triptych.analysis.across_tasks.ranking import ranking
from triptych.analysis.across_tasks.task_tests import measure_claim
from triptych.analysis.one_task.answer.plan import planned
from triptych.analysis.one_task.calibration import calibration
from triptych.analysis.one_task.comparison import compare
from triptych.analysis.one_task.conformal import conformal_intervals, conformal_sets
from triptych.analysis.one_task.confusion import class_table, confusion_table, cost_table
from triptych.analysis.one_task.expected_cost import cost_curves, cost_curves_of_moved_thresholds
from triptych.analysis.one_task.guaranteed_coverage import guaranteed_coverage
from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.one_task.proper_score import proper_scores
from triptych.analysis.one_task.residuals import parts_of_truth, predictions_table
from triptych.analysis.one_task.risk_coverage import selective_risk
from triptych.analysis.one_task.studies.crossing import crossing
from triptych.analysis.one_task.verdict import judge
from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.rank_tests import holm
from triptych.analysis.statistics.resampling import p_over_folds
from triptych.analysis.statistics.score import of_outcomes
from triptych.claim import Claim, Scope
from triptych.errors import DataError
from triptych.metric import (
    accuracy,
    balanced_accuracy,
    f1,
    macro_f1,
    mean_absolute_error,
    mean_cost,
)
from triptych.report.words.verdict import sentence
from triptych.results.outcomes import Outcomes
from triptych.split import cross_validated, held_out, rolling
from triptych.task import PARADIGMS

pytestmark = pytest.mark.filterwarnings("error")

CLASSES = ("no", "yes")
COSTS = [[0.0, 1.0], [5.0, 0.0]]
SHARES = [accuracy(), balanced_accuracy(), f1("yes"), macro_f1()]


@dataclass(frozen=True)
class Case:
    """Truth, the decisions of each seed, and how sure they are."""

    truth: list[int]
    predictions: list[list[int]]
    confidence: float | None = None
    ordered: bool = False


ALTERNATING = [0, 1] * 5
CASES = {
    "ten items": Case(ALTERNATING, [[0, 1, 1, 1, 0, 0, 0, 1, 0, 1], [0, 1] * 5]),
    "one item, right": Case([1], [[1], [1]]),
    "one item, wrong": Case([1], [[0]]),
    "one seed": Case(ALTERNATING, [[0, 0, 0, 1, 0, 1, 1, 1, 0, 1]]),
    "one class, all right": Case([0] * 10, [[0] * 10] * 3),
    "one class, all wrong": Case([1] * 10, [[0] * 10] * 3),
    "all right": Case(ALTERNATING, [ALTERNATING] * 2),
    "all wrong": Case(ALTERNATING, [[1, 0] * 5] * 2),
    "constant answers": Case(ALTERNATING * 12, [[0] * 120]),
    "ties": Case(ALTERNATING * 12, [[0, 1, 1] * 40, [1, 0, 1] * 40], confidence=0.5),
    "certain and right": Case(ALTERNATING, [ALTERNATING], confidence=1.0),
    "certain and wrong": Case(ALTERNATING, [[1, 0] * 5], confidence=1.0),
    "ten items in order": Case(ALTERNATING, [[0, 0, 0, 1, 0, 1, 1, 1, 0, 1]] * 2, ordered=True),
    "in order, all right": Case(ALTERNATING * 12, [ALTERNATING * 12], ordered=True),
    "in order, constant": Case(ALTERNATING * 12, [[0] * 120] * 2, ordered=True),
    "in order, late errors": Case([0] * 200, [[0] * 199 + [1]], ordered=True),
}


@pytest.fixture(params=CASES, ids=str)
def case(request):
    return CASES[request.param]


@pytest.fixture
def three_of(case, answered):
    """The case for each paradigm: all of them answer alike."""
    return {
        name: replace(
            answered(case.predictions, case.truth, contender=name, costs=COSTS),
            ordered=case.ordered,
            folds=np.resize(np.arange(2), np.shape(case.predictions)),
        )
        for name in PARADIGMS
    }


@pytest.fixture
def sure_of(case, three_of):
    """The same with probabilities."""
    return {name: forecasts(one, case.confidence) for name, one in three_of.items()}


@pytest.fixture
def numbers_of(case, answered):
    """The same as numbers, all truths being equal where there is one class."""
    return {
        name: replace(
            answered(
                np.array(case.predictions, float), np.array(case.truth, float), contender=name
            ),
            ordered=case.ordered,
        )
        for name in PARADIGMS
    }


def forecasts(outcomes, confidence):
    """Probabilities of the decisions: all alike, or growing with the item."""
    sure = np.linspace(0.6, 0.9, len(outcomes.items)) if confidence is None else confidence
    of_decision = np.broadcast_to(sure, outcomes.predictions.shape)
    probabilities = np.stack([1 - of_decision, of_decision], axis=2)
    swapped = outcomes.predictions[..., None] == 0
    return ClassProbabilities(
        outcomes=outcomes, probabilities=np.where(swapped, probabilities[..., ::-1], probabilities)
    )


def not_numbers(value, place=""):
    """Where a NaN stands in a result, however it is built."""
    if isinstance(value, float | np.floating):
        return [place] if np.isnan(value) else []
    if isinstance(value, np.ndarray):
        return [place] if value.dtype.kind == "f" and np.isnan(value).any() else []
    if isinstance(value, pd.DataFrame | pd.Series):
        return [place] if value.isna().to_numpy().any() else []
    if isinstance(value, Mapping):
        return [one for name, item in value.items() for one in not_numbers(item, f"{place}.{name}")]
    if isinstance(value, tuple | list):
        return [one for item in value for one in not_numbers(item, place)]
    if is_dataclass(value):
        return [
            one
            for field in fields(value)
            for one in not_numbers(getattr(value, field.name), f"{place}.{field.name}")
        ]
    return []


@pytest.mark.parametrize("metric", [*SHARES, mean_cost()], ids=lambda metric: metric.label)
def test_scores_comparisons_and_verdicts_are_defined(three_of, card, case, metric):
    """Intervals in order, p between 0 and 1, a verdict, and a sentence about it."""
    split = rolling(window=10, step=5) if case.ordered else held_out()
    task = card(metric=metric, split=split)

    judged = judge(task, three_of)

    assert not_numbers(judged) == []
    assert sentence(judged)
    for standing in judged.standings.values():
        assert standing.score.low <= standing.score.estimate <= standing.score.high
        assert 0 <= standing.p_value <= 1
    for comparison in judged.comparisons.values():
        assert 0 <= comparison.p_value <= 1
        assert not_numbers(comparison.relative_error_reduction) == []
        assert not_numbers(planned(comparison, 0.02)) == []


def test_numbers_are_judged_too(numbers_of, card, case):
    """Absolute errors, all of them equal or none at all."""
    split = rolling(window=10, step=5) if case.ordered else held_out()
    task = card(metric=mean_absolute_error("euros"), classes=None, split=split)
    edges = np.quantile(case.truth, [0.2, 0.4, 0.6, 0.8])

    judged = judge(task, numbers_of)

    assert not_numbers(judged) == []
    for one in numbers_of.values():
        assert not_numbers(conformal_intervals(one)) == []
        assert not_numbers(parts_of_truth(one, edges)) == []
    assert not_numbers(predictions_table(numbers_of)) == []


def test_probabilities_are_judged(sure_of):
    """Calibration, proper scores, selective answers, guarantees: a number, or what is missing."""
    for one in sure_of.values():
        assert not_numbers(calibration(one)) == []
        assert not_numbers(proper_scores(one)) == []
        assert not_numbers(selective_risk(one)) == []
        assert not_numbers(guaranteed_coverage(one)) == []
        sets = conformal_sets(one)
        # A class without items has no coverage: the report leaves its place empty.
        absent = () if isinstance(sets, Absent) else sets.of_class
        rest = sets if isinstance(sets, Absent) else replace(sets, of_class=())
        assert not_numbers(rest) == []
        assert all(np.isnan(value) or 0 <= value <= 1 for value in absent)


def test_costs_are_judged_at_every_ratio(three_of, sure_of):
    """As decided, and with thresholds moved."""
    assert not_numbers(cost_curves(three_of, 1)) == []
    assert not_numbers(cost_curves_of_moved_thresholds(sure_of, 1)) == []


def test_confusion_is_counted(three_of):
    """What a class without items or decisions cannot have is empty, and nothing else is."""
    one = three_of["rules"]
    table = class_table(one, CLASSES)

    assert not_numbers(confusion_table(one, CLASSES)) == []
    assert not_numbers(cost_table(one, CLASSES)) == []
    assert (table["recall"].isna() == (table["items"] == 0)).all()
    assert (table["precision"].isna() == (table["decisions"] == 0)).all()


def test_shares_of_one_fit_have_an_interval(three_of):
    """Of hits in any order."""
    one = three_of["rules"]

    share = design_of(one).share_interval(one.hits[0])

    assert 0 <= share.low <= share.estimate <= share.high <= 1


def test_folds_that_say_nothing_give_no_p(three_of, card):
    """Every fold differs by the same: there is nothing to test."""
    task = card(split=cross_validated(2), items=400)

    assert p_over_folds(task, three_of["rules"], three_of["deep"]) is None


@pytest.mark.parametrize("metric", [accuracy(), mean_cost()], ids=lambda metric: metric.label)
@pytest.mark.parametrize("tasks", [1, 2])
def test_effects_claims_and_ranks_are_defined_or_left_out(three_of, card, case, metric, tasks, run):
    """A task whose effects have no size is left out, with a reason."""
    task = card(metric=metric)
    claim = Claim(
        sentence="Rules are better.",
        because="",
        quantifier="all",
        tasks=Scope(modalities=("table",)),
        study="supervised",
        measure="score",
        first="rules",
        relation="better",
        rivals=("classical", "deep"),
        null="Rules are not ahead of classical or deep by more than δ.",
    )
    between, missing, comparisons = {}, {}, {}
    try:
        scale = points_per_unit(metric, list(three_of.values()))
        for first, second in combinations(PARADIGMS, 2):
            compared = compare(three_of[first], three_of[second], metric, CLASSES)
            comparisons[first, second] = compared
            effect = of_comparison(compared, task, scale)
            between[first, second], between[second, first] = effect, effect.swapped()
    except DataError as error:
        missing = dict.fromkeys(PARADIGMS, str(error))
    scores = {} if missing else {name: one.hits.mean() for name, one in three_of.items()}
    effects = [TaskEffects(task=task, between=between, scores=scores, missing=missing)] * tasks
    measured = [MeasuredTask(run=run, effects=one, comparisons=comparisons) for one in effects]

    (decided,) = decide(
        {"claim": claim}, lambda _, claim: measure_claim(claim, measured, lambda _: "exploratory")
    )

    assert not_numbers(decided) == []
    assert decided.word in ("open", "refuted")
    assert decided.mean is not None or all(decided.left_out.values())
    if decided.mean is not None:
        assert not_numbers((decided.mean.interval, decided.mean.bootstrap)) == []
        assert not_numbers((decided.mean.median, decided.mean.without_one)) == []
    assert not_numbers(pairings(effects)) == []
    assert not_numbers(ranking(effects)) == []


@pytest.mark.parametrize("advantage", [0.0, 1.0, -1.0])
def test_curves_that_never_cross_say_so(advantage):
    """Alike, always ahead, never ahead: on one seed and one item."""
    found = crossing([10, 20, 40], np.full((3, 1, 1), advantage))

    assert not_numbers(found) == []
    assert found.in_words()


@pytest.mark.parametrize("metric", [*SHARES, mean_cost()], ids=lambda metric: metric.label)
def test_a_score_needs_no_second_contender(three_of, metric):
    """Each contender by itself."""
    for one in three_of.values():
        interval = of_outcomes(one, metric, CLASSES)
        assert not_numbers(interval) == []
        assert interval.low <= interval.estimate <= interval.high


def test_what_is_no_number_is_refused():
    """A score that is NaN has no mean: it is said whose, and how many."""
    table = pd.DataFrame(
        {"item": [0, 1], "seed": [0, 0], "truth": [1.0, 2.0], "prediction": [1.0, np.nan]}
    ).assign(loss=[0.0, np.nan], cost=np.nan)

    with pytest.raises(DataError, match="1 of 2 answers have a prediction"):
        Outcomes.of_items("rules", table)


@pytest.mark.parametrize(
    ("probabilities", "reason"),
    [
        ([None, None], "gives no probabilities"),
        ([[0.5, 0.5], None], "1 of its 2 answers have no probabilities"),
        ([[0.5, 0.5], [np.nan, 1.0]], "1 of its 2 answers are no numbers"),
        ([[0.5, 0.5], [0.9, 0.9]], "1 of its 2 answers are no numbers"),
    ],
)
def test_missing_probabilities_are_said(answered, probabilities, reason):
    """A sentence stands where numbers would."""
    items = pd.DataFrame({"seed": [0, 0], "item": [0, 1], "probabilities": probabilities})

    said = ClassProbabilities.of_items(answered([[0, 1]], [0, 1]), items)

    assert isinstance(said, Absent)
    assert reason in said.reason


def in_euros(card, **errors):
    """The verdict on contenders that are off by so many euros on each item."""
    outcomes = {
        name: Outcomes(
            contender=name,
            seeds=(0,),
            items=np.arange(len(of_items)),
            truth=np.zeros(len(of_items)),
            predictions=np.array([of_items], float),
            losses=np.array([of_items], float),
        )
        for name, of_items in errors.items()
    }
    task = card(metric=mean_absolute_error("euros"), classes=None, delta=5.0)
    return judge(task, outcomes)


@pytest.mark.parametrize("shift", [0.0, 0.1], ids=["equal", "equal but for rounding"])
def test_two_items_with_equal_errors_show_nothing(card, shift):
    """Ten euros apart on both items is two items, not certainty: a sign test's p is .5."""
    rules, better = [20.3 + shift, 20.3], [10.3 + shift, 10.3]

    judged = in_euros(card, rules=rules, classical=better, deep=better)

    comparison = judged.comparisons["rules", "classical"]
    assert comparison.p_value == 0.5
    assert comparison.p_worse_by(5.0) > 0.05
    assert comparison.swapped().p_worse_by(5.0) == 0.25
    assert judged.answer == "undecided"
    assert {one.word for one in judged.standings.values()} <= {"undecided"}
    assert "cannot be said" in comparison.difference.note
    assert not np.isfinite(comparison.difference.low)


def test_many_items_with_equal_errors_show_who_is_better(card):
    """The same on a hundred items is no accident any more."""
    errors = {"rules": [20.0] * 100, "classical": [10.0] * 100, "deep": [10.0] * 100}

    judged = in_euros(card, **errors)

    assert judged.answer == "classical"
    assert 0 < judged.comparisons["rules", "classical"].p_value < 1e-9


@pytest.mark.parametrize("metric", SHARES[1:], ids=lambda metric: metric.label)
def test_one_positive_that_nobody_finds_shows_nobody_sufficient(answered, card, metric):
    """Three who miss the one positive in a thousand are not shown to be equally good."""
    truth = np.zeros(1000, int)
    truth[5] = 1
    three = {name: answered(np.zeros(1000, int), truth, contender=name) for name in PARADIGMS}

    judged = judge(card(metric=metric), three)

    assert judged.answer == "undecided"
    assert judged.comparisons["rules", "deep"].p_worse_by(0.02) > 0.9


@pytest.mark.parametrize("right", [True, False], ids=["no error", "no hit"])
def test_no_error_seen_leaves_probabilities_a_range(answered, right):
    """Areas, log-loss and Brier score of fifty right answers have a width: another may be wrong."""
    truth = np.array([0, 1] * 25)
    decided = truth if right else 1 - truth
    certain = forecasts(answered(decided, truth), 1.0)

    scores, risk = proper_scores(certain), selective_risk(certain)

    for one in (scores.log_loss, scores.brier, risk.augrc, risk.aurc):
        assert one.low <= one.estimate <= one.high
        assert one.high - one.low > 0.02
        assert (one.high > one.estimate) is right


def test_a_p_that_is_not_a_number_counts_as_one():
    """What cannot be said shows nothing, and takes nothing from the others in any order."""
    for place in range(3):
        names = ["first", "second"]
        names.insert(place, "lost")
        p_values = {"first": 0.01, "second": 0.03, "lost": np.nan}

        adjusted = holm({name: p_values[name] for name in names})

        assert adjusted == {"first": 0.03, "second": 0.06, "lost": 1.0}


@pytest.mark.parametrize("number", [1e300, -1e300, np.inf, np.nan])
def test_errors_that_are_no_sensible_numbers_are_refused(answered, number):
    """Their mean has no variance that a computer can hold, so nothing is computed from them."""
    with pytest.raises(DataError, match=r"1 of 3 answers .* nothing can be said"):
        answered(np.array([1.0, number, 2.0]), np.zeros(3))
