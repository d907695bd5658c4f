"""How often the verdict is wrong, and how often it finds out, over simulated studies."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from scipy import signal, stats

from triptych.analysis.one_task.verdict import judge
from triptych.metric import balanced_accuracy, mean_absolute_error, mean_cost
from triptych.split import rolling
from triptych.task import PARADIGMS

COSTS = [[0.0, 1.0], [5.0, 0.0]]


def in_runs(random, answered, shares, items, *, lasting=0.95, ability=0.0):
    """Three contenders on a stream whose difficulty lasts, and abilities maybe too."""

    def autoregression(correlation):
        noise = random.normal(size=items + 200) * np.sqrt(1 - correlation**2)
        return signal.lfilter([1], [1, -correlation], noise)[200:]

    difficulty = 1.5 * autoregression(lasting)
    outcomes = {}
    for name, share in zip(PARADIGMS, shares, strict=True):
        centre = stats.norm.ppf(share) * np.sqrt(1.5**2 + 0.25)
        wrong = centre + difficulty + 0.5 * autoregression(ability) <= 0
        outcomes[name] = replace(answered(wrong.astype(int), contender=name), ordered=True)
    return outcomes


def by_class(random, answered, *, rare, items, costs=None, lasting=0.0):
    """Simpler contenders decide the rare class wrongly more often, the frequent one alike."""
    truth = (random.random(items) < rare).astype(int)
    noise = random.normal(size=items + 200) * np.sqrt(1 - lasting**2)
    difficulty = 1.5 * signal.lfilter([1], [1, -lasting], noise)[200:]
    outcomes = {}
    for name, recall in zip(PARADIGMS, (0.93, 0.93, 0.97), strict=True):
        centre = stats.norm.ppf(np.where(truth == 1, recall, 0.95)) * np.sqrt(1.5**2 + 0.25)
        right = centre + difficulty + 0.5 * random.normal(size=items) > 0
        one = answered(np.where(right, truth, 1 - truth), truth, contender=name, costs=costs)
        outcomes[name] = replace(one, ordered=lasting > 0)
    return outcomes


def with_errors(random, answered, items):
    """Simpler contenders err by a tenth more, on items whose errors are skewed."""
    errors = np.abs(random.normal(size=items))
    return {
        name: answered(
            size * errors * np.exp(0.3 * random.normal(size=items)), np.zeros(items), contender=name
        )
        for name, size in zip(PARADIGMS, (1.1, 1.1, 1.0), strict=True)
    }


IN_ORDER = {"split": rolling(window=10, step=5)}


def stream(*shares, **runs):
    return lambda random, answered, items: (
        in_runs(random, answered, shares, items, **runs),
        IN_ORDER,
    )


BOUNDARIES = {
    "in runs": stream(0.93, 0.93, 0.95),
    "in runs, few errors": stream(0.97, 0.97, 0.99),
    "in runs, hardly any error": stream(0.979, 0.979, 0.999),
    "in runs, abilities too": stream(0.97, 0.97, 0.99, ability=0.8),
    "in long runs": stream(0.97, 0.97, 0.99, lasting=0.97),
    "in order, independent": stream(0.97, 0.97, 0.99, lasting=0.0),
    "in runs, rare class": lambda random, answered, items: (
        by_class(random, answered, rare=0.2, items=items, lasting=0.95),
        {"metric": balanced_accuracy()} | IN_ORDER,
    ),
    "in runs, costs of 5 to 1": lambda random, answered, items: (
        by_class(random, answered, rare=0.2, items=items, costs=COSTS, lasting=0.95),
        {"metric": mean_cost(), "delta": 0.04 * 0.2 * 5} | IN_ORDER,
    ),
    "balanced accuracy, rare class": lambda random, answered, items: (
        by_class(random, answered, rare=0.05, items=items),
        {"metric": balanced_accuracy()},
    ),
    "costs of 5 to 1": lambda random, answered, items: (
        by_class(random, answered, rare=0.2, items=items, costs=COSTS),
        {"metric": mean_cost(), "delta": 0.04 * 0.2 * 5},
    ),
    "absolute errors": lambda random, answered, items: (
        with_errors(random, answered, items),
        # The mean of a lognormal factor times that of a half-normal error.
        {
            "metric": mean_absolute_error("euros"),
            "classes": None,
            "delta": 0.1 * np.exp(0.3**2 / 2) * np.sqrt(2 / np.pi),
        },
    ),
}


def answers(draw, card, *, repetitions):
    """How often each answer is given, over repetitions of the whole study."""
    given: Counter[str] = Counter()
    for _ in range(repetitions):
        outcomes, changes = draw()
        given[judge(card(**changes), outcomes).answer] += 1
    return {name: count / repetitions for name, count in given.items()}


def sufficing(draw, card, *, repetitions):
    """How often rules or classical are said to suffice: wrongly, where both are worse by delta."""
    given = answers(draw, card, repetitions=repetitions)
    return given.get("rules", 0) + given.get("classical", 0)


def most(repetitions):
    """The most that a true rate of 6 in 100 shows in 95 of 100 simulations."""
    return 0.06 + 1.65 * np.sqrt(0.06 * 0.94 / repetitions)


@pytest.mark.parametrize("shares", [(0.93, 0.93, 0.95), (0.97, 0.97, 0.99)])
def test_false_alarms_are_rare(three, card, shares):
    """Both simpler contenders are worse by exactly delta: `suffices` in at most 6 of 100."""
    random = np.random.default_rng(8)

    found = sufficing(lambda: (three(random, 300, shares), {}), card, repetitions=400)

    assert found <= most(400)


@pytest.mark.parametrize("boundary", ["in runs, few errors", "absolute errors"])
def test_false_alarms_are_rare_for_other_kinds_of_outcomes(answered, card, boundary):
    """Where items are in the order of time, or answers are numbers."""
    random = np.random.default_rng(9)

    def draw():
        return BOUNDARIES[boundary](random, answered, 1000)

    assert sufficing(draw, card, repetitions=100) <= most(100)


@pytest.mark.slow
@pytest.mark.parametrize("items", [300, 1000])
@pytest.mark.parametrize("seeds", [1, 5])
@pytest.mark.parametrize(
    "shares", [(0.93, 0.93, 0.95), (0.97, 0.97, 0.99), (0.979, 0.979, 0.999), (0.93, 0.89, 0.95)]
)
def test_false_alarms_stay_below_their_level(three, card, shares, seeds, items):
    """Few errors or many, one fit or five: at most 6 of 100."""
    random = np.random.default_rng(8)

    found = sufficing(lambda: (three(random, items, shares, seeds), {}), card, repetitions=2000)

    assert found <= 0.062


@pytest.mark.slow
@pytest.mark.parametrize("items", [300, 1000, 3000])
@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_false_alarms_stay_below_their_level_for_every_kind(answered, card, boundary, items):
    """Runs of errors, rare classes, costs and numbers: at most 6 of 100."""
    random = np.random.default_rng(9)
    repetitions = 200 if boundary.startswith("balanced") else 1000

    def draw():
        return BOUNDARIES[boundary](random, answered, items)

    assert sufficing(draw, card, repetitions=repetitions) <= most(repetitions)


@pytest.mark.slow
@pytest.mark.parametrize(("items", "least"), [(300, 0.15), (1000, 0.8), (3000, 0.99)])
def test_equal_contenders_are_found_out(three, card, items, least):
    """With 1,000 test items three equal contenders mostly come out as `rules suffice`."""
    random = np.random.default_rng(8)

    def draw():
        return three(random, items, (0.95, 0.95, 0.95)), {}

    assert answers(draw, card, repetitions=200)["rules"] >= least


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lasting", "items", "least"), [(0.0, 1000, 0.8), (0.95, 3000, 0.85), (0.95, 10000, 0.99)]
)
def test_equal_contenders_are_found_out_in_order_too(answered, card, lasting, items, least):
    """Runs cost items, they do not make the verdict useless: 3,000 do where 1,000 would.

    That rules or classical suffice, for blocks leave it to chance more often which of the two.
    """
    random = np.random.default_rng(8)

    def draw():
        return stream(0.95, 0.95, 0.95, lasting=lasting)(random, answered, items)

    assert sufficing(draw, card, repetitions=200) >= least
