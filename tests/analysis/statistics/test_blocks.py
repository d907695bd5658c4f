from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import signal, stats

from triptych.analysis.one_task.answer.plan import planned
from triptych.analysis.one_task.comparison import compare
from triptych.analysis.statistics import blocks
from triptych.analysis.statistics.sampling import bootstrap
from triptych.analysis.statistics.score import of_outcomes
from triptych.metric import accuracy, balanced_accuracy, f1, macro_f1, mean_absolute_error

CLASSES = ("no", "yes")


def autoregression(random, items, correlation, *, seeds=1):
    """Losses that resemble those before them; their true mean is 0."""
    noise = random.normal(size=items + 300) * np.sqrt(1 - correlation**2)
    lasting = signal.lfilter([1], [1, -correlation], noise)[300:]
    return lasting + 0.3 * random.normal(size=(seeds, items)) * (seeds > 1)


def regimes(random, items, length):
    """Hits with a share of .98 or .8, which change after `length` items on average."""
    hard = (np.cumsum(random.random(items) < 1 / length) + random.integers(2)) % 2
    return (random.random((1, items)) < np.where(hard, 0.8, 0.98)).astype(float) - 0.89


def coverage(repetitions, draw):
    random = np.random.default_rng(0)
    held = 0
    for _ in range(repetitions):
        low, high = blocks.of_means(draw(random)).bounds(0.95)
        held += low <= 0 <= high
    return held / repetitions


def test_independent_blocks_are_the_t_test_of_their_means():
    """Where neighbours do not resemble each other: scipy's t interval of twenty block means."""
    means = np.tile([1.0, -1.0], 10) + np.linspace(0, 0.3, 20)
    expected = stats.ttest_1samp(means, 0).confidence_interval(0.95)

    sampling = blocks.of_means(np.repeat(means, 30)[None, :])

    assert sampling.bounds(0.95) == pytest.approx(tuple(expected), abs=1e-9)


def test_the_estimate_is_the_mean_whatever_the_number_of_items():
    """Items that do not divide into equal blocks shift nothing."""
    values = np.random.default_rng(1).normal(5, 1, (2, 1013))

    assert blocks.of_means(values).estimate == values.mean()
    assert blocks.of_means(np.full((1, 1013), 0.9)).standard_error == pytest.approx(0, abs=1e-12)


def test_runs_widen_the_interval():
    """The same losses in another order: only the order says that they come in runs."""
    random = np.random.default_rng(2)
    losses = autoregression(random, 4000, 0.95)

    in_runs = blocks.of_means(losses).standard_error
    shuffled = blocks.of_means(random.permuted(losses, axis=1)).standard_error

    assert in_runs > 3 * shuffled
    assert blocks.effective_items(losses) < 400
    assert blocks.effective_items(random.permuted(losses, axis=1)) > 2000


@pytest.mark.parametrize("correlation", [0.0, 0.9])
def test_blocks_cover(correlation):
    """A nominal 95 % interval of a thousand items in runs holds the truth 92 times in 100."""
    found = coverage(400, lambda random: autoregression(random, 1000, correlation))

    assert 0.92 <= found <= 0.985


@pytest.mark.slow
@pytest.mark.parametrize(
    ("items", "draw"),
    [
        pytest.param(300, lambda r, n: autoregression(r, n, 0.5), id="300, weak"),
        pytest.param(300, lambda r, n: autoregression(r, n, 0.9), id="300, strong"),
        pytest.param(1000, lambda r, n: autoregression(r, n, 0.95), id="1,000, strong"),
        pytest.param(3000, lambda r, n: autoregression(r, n, 0.97), id="3,000, very strong"),
        pytest.param(3000, lambda r, n: autoregression(r, n, 0.9, seeds=5), id="five seeds"),
        pytest.param(300, lambda r, n: regimes(r, n, 20), id="300, regimes of 20"),
        pytest.param(3000, lambda r, n: regimes(r, n, 100), id="3,000, regimes of 100"),
    ],
)
def test_blocks_cover_where_runs_are_long(items, draw):
    """Autoregressions and changing regimes, as long as twenty blocks are longer than the runs."""
    assert 0.915 <= coverage(3000, lambda random: draw(random, items)) <= 0.98


def test_a_metric_that_is_no_mean_scatters_as_its_bootstrap(answered):
    """On independent items the jackknife over blocks has the bootstrap's standard error."""
    random = np.random.default_rng(3)
    truth = (random.random(2000) < 0.3).astype(int)
    predictions = np.where(random.random((3, 2000)) < 0.85, truth, 1 - truth)

    errors, references = [], []
    for metric in (balanced_accuracy(), f1("yes"), macro_f1()):
        answers = metric, truth, predictions, CLASSES
        sampling = blocks.of_confusions(*answers)
        reference = bootstrap(*answers)
        assert sampling.estimate == pytest.approx(reference.estimate, abs=1e-12)
        errors.append(sampling.standard_error)
        references.append(reference.standard_error)

    assert errors == pytest.approx(references, rel=0.5)


@pytest.mark.slow
def test_the_jackknife_over_blocks_covers(answered):
    """F1 of a rare class on items in runs: 92 to 98 of 100 intervals hold the truth."""
    random = np.random.default_rng(4)
    truth_level = 2 * 0.2 * 0.8 / (2 * 0.2 * 0.8 + 0.2 * 0.2 + 0.8 * 0.2)
    held = 0
    for _ in range(800):
        truth = (random.random(2000) < 0.2).astype(int)
        wrong = stats.norm.cdf(autoregression(random, 2000, 0.9)[0]) < 0.2
        predictions = np.where(wrong, 1 - truth, truth)[None, :]
        low, high = blocks.of_confusions(f1("yes"), truth, predictions, CLASSES).bounds(0.95)
        held += low <= truth_level <= high

    assert 0.92 <= held / 800 <= 0.98


def test_runs_of_errors_are_counted_by_blocks():
    """Errors in one stretch are a run; those of every stretch are too many to tell apart."""
    errors = np.zeros((1, 1000))
    errors[0, [3, 10, 17]] = 1
    spread = np.zeros((1, 1000))
    spread[0, ::50] = 1

    assert blocks.runs(errors) == pytest.approx(-20 * np.log(19 / 20))
    assert blocks.runs(np.zeros((1, 1000))) == 0
    assert np.isinf(blocks.runs(spread))
    assert np.isinf(blocks.runs(errors[:, :99]))
    # Of items in the first half alone: one of ten blocks.
    assert blocks.runs(errors, np.arange(500)) == pytest.approx(-10 * np.log(9 / 10))


def test_as_many_items_are_independent_as_errors_came_in_runs(hitting):
    """Three errors in a thousand ordered items prove little, wherever they lie; unordered, much."""
    hits = np.ones((2, 1000))
    hits[0, [100, 500, 900]] = 0
    sides = hitting(hits[0]), hitting(hits[1], contender="deep")

    ordered = compare(*map(in_order, sides), accuracy(), CLASSES)
    unordered = compare(*sides, accuracy(), CLASSES)

    assert unordered.p_worse_by(0.02) < 0.001
    assert ordered.p_worse_by(0.02) > 0.05
    assert ordered.effective_items > 900


@given(
    hits=arrays.arrays(int, (2, 1, 200), elements=st.integers(0, 1)),
    delta=st.sampled_from([0.01, 0.1]),
)
@settings(max_examples=25)
def test_order_never_makes_a_verdict_surer_by_its_runs(hitting, hits, delta):
    """A limit on independent items can only raise p."""
    sides = hitting(hits[0]), hitting(hits[1], contender="deep")
    compared = compare(*map(in_order, sides), accuracy(), CLASSES)
    without = tuple(replace(one, error_runs=np.inf) for one in compared.strata)

    limited, unlimited = (
        compared.p_worse_by(delta),
        replace(compared, strata=without).p_worse_by(delta),
    )

    assert limited >= unlimited - 1e-12


def in_order(outcomes):
    return replace(outcomes, ordered=True)


def test_ordered_outcomes_are_judged_by_blocks(hitting):
    """Scores and differences say so, and need more items to settle."""
    random = np.random.default_rng(5)
    easy = autoregression(random, 2000, 0.95)[0]
    first, second = (easy + random.normal(size=(2, 2000)) + [[1.2], [1.0]] > 0).astype(int)
    sides = hitting(first), hitting(second, contender="deep")

    score = of_outcomes(in_order(sides[0]), accuracy(), CLASSES)
    comparison = compare(*map(in_order, sides), accuracy(), CLASSES)
    as_if_independent = compare(*sides, accuracy(), CLASSES)

    assert score.method == "Wilson, effective items"
    assert score.items == 2000
    assert score.half_width > 2 * of_outcomes(sides[0], accuracy(), CLASSES).half_width
    assert comparison.test == "t over blocks"
    assert comparison.effective_items <= 2000
    assert planned(comparison, 0.02).items >= planned(as_if_independent, 0.02).items
    assert comparison.p_worse_by(0.02) >= as_if_independent.p_worse_by(0.02)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("items", [1, 10, 99])
def test_few_items_in_order_say_nothing(answered, hitting, items):
    """No runs can be seen in a short stream: nothing is said of how far its mean lies off."""
    random = np.random.default_rng(6)
    hits = in_order(hitting(random.integers(0, 2, items)))
    numbers = in_order(answered(random.normal(size=(2, items)), np.zeros(items)))

    score = of_outcomes(hits, accuracy(), CLASSES)
    error = of_outcomes(numbers, mean_absolute_error("euros"), None)

    assert (score.low, score.high) == (0, 1)
    assert (error.low, error.high) == (-np.inf, np.inf)
    assert "cannot be said" in score.note
    assert compare(hits, replace(hits, contender="deep"), accuracy(), CLASSES).p_value == 1


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("metric", [accuracy(), balanced_accuracy(), f1("yes")])
@pytest.mark.parametrize("answer", ["all right", "all wrong", "constant"])
def test_ordered_answers_without_scatter_have_a_defined_interval(answered, metric, answer):
    """Where no run can be seen, as many items count as there are blocks."""
    truth = np.arange(400) % 2
    answers = {"all right": truth, "all wrong": 1 - truth, "constant": np.zeros(400, dtype=int)}

    interval = of_outcomes(in_order(answered(answers[answer], truth)), metric, CLASSES)

    assert 0 <= interval.low <= interval.estimate <= interval.high <= 1
    if answer == "all right":
        assert interval.low < 0.95


def test_runs_as_long_as_the_blocks_are_said(hitting):
    """Half a stream right, half wrong: twenty blocks are two."""
    score = of_outcomes(in_order(hitting([1] * 500 + [0] * 500)), accuracy(), CLASSES)

    assert "too narrow" in score.note
