import numpy as np
import pytest

from triptych.analysis.across_tasks.effect import of_comparison, points_per_unit, task_effects
from triptych.analysis.one_task.comparison import compare
from triptych.analysis.one_task.verdict import judge, verdict
from triptych.errors import DataError
from triptych.metric import accuracy, balanced_accuracy, mean_absolute_error, mean_cost

CLASSES = ("no", "yes")
COSTS = [[0.0, 1.0], [5.0, 0.0]]


@pytest.mark.parametrize("metric", [accuracy(), balanced_accuracy()], ids=lambda one: one.name)
def test_a_share_is_worth_a_hundred_points(hitting, card, metric):
    """Hits on 10 of 100 items more are 10 points, whatever the direction they are seen from."""
    outcomes = hitting(np.arange(100) < 90), hitting(np.arange(100) < 80, contender="deep")
    comparison = compare(*outcomes, accuracy(), CLASSES)

    effect = of_comparison(comparison, card(metric=metric), points_per_unit(metric, outcomes))

    assert effect.points == pytest.approx(10)
    assert effect.delta_points == pytest.approx(2)
    assert effect.standard_error == pytest.approx(100 * comparison.sampling.standard_error)
    assert effect.swapped().points == pytest.approx(-10)


def test_an_error_is_measured_against_the_best_constant(answered, card):
    """The median's error is 100 points; the smaller error is the better by as many as it saves."""
    truth = np.repeat([0.0, 10.0, 20.0, 30.0], 2)  # of fewer than six alike nothing can be said
    good, bad = answered(truth + 1, truth), answered(truth + 2, truth, contender="deep")
    metric = mean_absolute_error("euros")

    scale = points_per_unit(metric, [good, bad])
    effect = of_comparison(compare(good, bad, metric, None), card(metric=metric, delta=0.5), scale)

    assert scale == 10.0  # the median is off by 10 on average
    assert effect.points == pytest.approx(10)
    assert effect.delta_points == 5


def test_a_cost_is_measured_against_the_cheapest_constant(answered):
    """Of a decision whose cost was seen for every class; here `yes` for 3 of 4 items at 1."""
    truth = [0, 0, 0, 1]
    always = answered([1, 1, 1, 1], truth, costs=COSTS)
    never = answered([0, 0, 0, 0], truth, costs=COSTS, contender="deep")

    assert points_per_unit(mean_cost(), [always]) == pytest.approx(100 / 0.75)
    assert points_per_unit(mean_cost(), [always, never]) == pytest.approx(100 / 0.75)
    assert points_per_unit(mean_cost(), [never]) == pytest.approx(100 / 1.25)


@pytest.mark.parametrize(
    ("metric", "said"),
    [(mean_absolute_error("euros"), "constant answer is right"), (mean_cost(), "no costs")],
)
def test_an_error_without_a_size_is_refused(answered, metric, said):
    """All truths alike, or no costs: there is nothing to measure by."""
    with pytest.raises(DataError, match=said):
        points_per_unit(metric, [answered(np.ones(5), np.ones(5))])


def test_decisions_nobody_took_have_no_cost(answered):
    """Where everything was right, no decision was seen on items of every class."""
    with pytest.raises(DataError, match="every class"):
        points_per_unit(mean_cost(), [answered([0, 1], [0, 1], costs=COSTS)])


def test_no_difference_seen_still_has_a_standard_error(hitting, card):
    """The same answers on 300 items leave room for about 3.7 / 300 of them to differ."""
    same = hitting(np.ones(300)), hitting(np.ones(300), contender="deep")

    effect = of_comparison(compare(*same, accuracy(), CLASSES), card(), 100.0)

    assert effect.points == 0
    assert effect.standard_error == pytest.approx(100 * (1 - 0.025 ** (1 / 300)) / 1.96, rel=1e-3)


def test_one_item_is_no_comparison(answered, card):
    """Its standard error is endless: the task does not count, and says why."""
    pair = answered([1.0], [0.0]), answered([3.0], [0.0], contender="deep")
    metric = mean_absolute_error("euros")
    comparison = compare(*pair, metric, None)

    with pytest.raises(DataError, match="1 tested items"):
        of_comparison(comparison, card(metric=metric), 1.0)


def test_a_run_has_effects_between_all_of_each_task(run):
    """Both ways round, with the sign of the metric's direction, and in one unit."""
    effects = {name: task_effects(run, verdict(run, name)) for name in run.tasks}

    figures, rents = effects["figures"], effects["rents"]
    assert figures.between["deep", "classical"].points == pytest.approx(8, abs=1)
    assert figures.between["classical", "deep"].points < 0
    assert rents.between["classical", "rules"].points > 0  # errors of 60 against 90 euros
    assert rents.scores["classical"] > rents.scores["rules"]
    assert figures.points_per_unit == pytest.approx(100)
    assert figures.missing == {}


def test_who_is_missing_keeps_the_reason(run, hitting):
    """A task without a result of one contender still has the effects of the others."""
    hits = {name: hitting(np.arange(50) < 40, contender=name) for name in ("rules", "classical")}
    judged = judge(run.task("figures"), hits, {"deep": "timeout: it took longer than 600 s"})

    found = task_effects(run, judged)

    assert found.between["rules", "classical"].points == 0
    assert "no result of deep: timeout" in found.missing["deep"]


def test_what_was_skipped_says_why_in_a_few_words(run, card):
    """The same for every task without its data, so that many can be named together."""
    reason = "skipped: data not downloaded: adult.csv is not in the data folder. Fetch it."
    skipped = judge(card(), {}, dict.fromkeys(("rules", "classical", "deep"), reason))

    assert set(task_effects(run, skipped).missing.values()) == {"data not downloaded"}
