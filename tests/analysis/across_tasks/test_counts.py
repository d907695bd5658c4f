import numpy as np
import pytest
from scipy import stats

from triptych.analysis.across_tasks.counts import (
    LEVEL,
    failing_p,
    holding_p,
    lowest_share,
    majority_p,
    more_tasks,
    needed,
    shown_count,
    tasks_like_these,
)

EIGHT = np.array([0.0001, 0.0002, 0.003, 0.004, 0.012, 0.02, 0.04, 0.3])


def test_hochbergs_count_has_the_known_answers():
    """Five of eight; and all eight where each has .04, since the last step takes no multiple."""
    assert shown_count(EIGHT) == 5
    assert shown_count(np.full(8, 0.04)) == 8


def test_quantifiers_have_the_known_answers():
    """All: the largest p. Most: the smallest step from the fifth of eight on."""
    assert holding_p(np.full(8, 0.04), "all") == pytest.approx(0.04)
    assert holding_p(np.full(8, 0.04), "most") == pytest.approx(0.04)
    assert holding_p(EIGHT, "most") == pytest.approx(0.048)
    assert holding_p(EIGHT, "all") == pytest.approx(0.3)


@pytest.mark.parametrize("tasks", [1, 2, 3, 8, 9])
@pytest.mark.parametrize("quantifier", ["all", "most"])
def test_a_claim_is_shown_exactly_where_the_count_is_large_enough(tasks, quantifier):
    """The p of a quantifier is at most 5 % where so many tasks are shown."""
    p_values = np.random.default_rng(tasks).uniform(0, 0.3, (2000, tasks)) ** 2

    enough = shown_count(p_values) >= needed(tasks, quantifier)

    assert np.array_equal(holding_p(p_values, quantifier) <= LEVEL, enough)
    assert 0 < enough.mean() < 1


def test_one_failure_refutes_all_and_half_of_them_most():
    """All: n times the smallest q. Most of eight: four that fail; of seven: four."""
    q_values = np.array([0.001, 0.001, 0.001, 0.001, 1.0, 1.0, 1.0, 1.0])

    assert failing_p(np.array([0.004, 1.0, 1.0]), "all") == pytest.approx(0.012)
    assert failing_p(q_values, "most") == pytest.approx(0.005)
    assert failing_p(np.array([0.001, 0.001, 0.001, 1.0, 1.0, 1.0, 1.0]), "most") == 1.0


@pytest.mark.parametrize(
    ("shown", "tasks", "p_value", "share"),
    [(3, 3, 0.145, 0.335), (5, 5, 0.0399, 0.525), (7, 8, 0.0475, 0.504), (9, 11, 0.0467, 0.505)],
)
def test_tasks_like_these_have_the_known_answers(shown, tasks, p_value, share):
    """The p of the hypothesis that it holds on half of them at most, and the bound on the share."""
    found = tasks_like_these(np.where(np.arange(tasks) < shown, 0.01, 0.5))

    assert (found.shown, found.tasks) == (shown, tasks)
    assert found.p_value == pytest.approx(p_value, rel=0.005)
    assert found.lowest_share == pytest.approx(share, abs=0.0006)


def test_the_tasks_that_are_needed_have_the_known_answers():
    """5, 8, 11 and 14 with no miss, one, two and three."""
    tasks = np.arange(4, 30)
    enough = [majority_p(tasks - misses, tasks) <= LEVEL for misses in range(4)]

    assert [tasks[np.argmax(one)] for one in enough] == [5, 8, 11, 14]


@pytest.mark.parametrize(
    ("shown", "tasks", "more"), [(5, 5, 0), (3, 3, 2), (0, 5, None), (1, 2, None), (0, 0, None)]
)
def test_what_would_settle_it_is_said_at_the_rate_seen(shown, tasks, more):
    """No number of tasks shows it of most where half of them do."""
    assert more_tasks(shown, tasks) == more


def test_no_task_shows_nothing():
    """An empty list of p-values has a defined answer everywhere."""
    nothing = np.array([])

    assert shown_count(nothing) == 0
    assert holding_p(nothing, "all") == holding_p(nothing, "most") == 1.0
    assert failing_p(nothing, "all") == failing_p(nothing, "most") == 1.0
    assert (majority_p(0, 0), lowest_share(0, 0)) == (1.0, 0.0)


ERRORS = np.loadtxt(
    [
        "0.04 0.04 0.12 0.12 0.12 0.13 0.14 0.14 0.16 0.17 0.21 0.22 0.23",
        "0.25 0.25 0.26 0.26 0.28 0.28 0.35 0.35 0.36 0.37 0.37 0.38 0.42",
        "0.42 0.45 0.45 0.46 0.48 0.55 0.71 0.92 0.94 0.99 1.02 1.06 6.11",
    ]
).ravel()
"""Standard errors of the effects behind the claims of the published run, in units of δ."""
SAMPLES = 4000
COUNTS = (8, 12, 20, 40)
WRONG = 0.057
"""At most so often a claim that does not hold may be called supported (nominal 5 %)."""

POPULATIONS = {
    "around -δ": lambda random, shape: random.normal(-1.0, 0.5, shape),
    "one in ten far worse": lambda random, shape: np.where(random.random(shape) < 0.1, -10.0, 0.0),
    "one in twenty far, far worse": lambda random, shape: np.where(
        random.random(shape) < 0.05, -29.5, 0.5
    ),
    "half worse": lambda random, shape: np.where(random.random(shape) < 0.5, 10.0, -1.2),
    "half just worse": lambda random, shape: np.where(random.random(shape) < 0.5, 10.0, -1.0),
}
"""True effects of tasks in units of δ; "not worse" holds on a task above -1."""


def sample(name, tasks, samples=SAMPLES):
    """True effects and p-values of `samples` runs over so many tasks."""
    random = np.random.default_rng([tasks, len(name)])
    effects = POPULATIONS[name](random, (samples, tasks))
    return effects, p_values_of(effects, random)


def p_values_of(effects, random):
    errors = random.choice(ERRORS, effects.shape)
    return stats.norm.sf((random.normal(effects, errors) + 1) / errors)


def wrongly_supported(name, quantifier, tasks, samples=SAMPLES):
    """How often a claim is supported that does not hold on as many of the sampled tasks."""
    effects, p_values = sample(name, tasks, samples)
    supported = holding_p(p_values, quantifier) <= LEVEL
    return np.mean(supported & (np.sum(effects > -1, axis=1) < needed(tasks, quantifier)))


def exaggerated(name, tasks):
    """How often more tasks are said to be shown than there are on which the claim holds."""
    effects, p_values = sample(name, tasks)
    return np.mean(shown_count(p_values) > np.sum(effects > -1, axis=1))


def test_a_false_claim_is_seldom_supported():
    """The population that misled a test of means, with few samples."""
    assert wrongly_supported("one in ten far worse", "all", 8, 1000) <= 0.075


@pytest.mark.slow
@pytest.mark.parametrize("tasks", COUNTS)
@pytest.mark.parametrize("name", POPULATIONS)
def test_a_false_claim_is_wrongly_supported_no_more_than_it_may_be(name, tasks):
    """Whatever effects look like: all, most, and the count itself."""
    assert wrongly_supported(name, "all", tasks) <= WRONG
    assert wrongly_supported(name, "most", tasks) <= WRONG
    assert exaggerated(name, tasks) <= WRONG


def test_these_limits_are_ones_that_a_test_of_means_exceeds():
    """A t-test of the mean effect supports most where it fails on half of the tasks."""
    random = np.random.default_rng(1)
    effects = POPULATIONS["half worse"](random, (SAMPLES, 8))
    seen = random.normal(effects, random.choice(ERRORS, effects.shape))

    supported = stats.ttest_1samp(seen, -1, axis=1, alternative="greater").pvalue <= LEVEL

    assert np.mean(supported & (np.sum(effects > -1, axis=1) < needed(8, "most"))) > 5 * WRONG


@pytest.mark.slow
@pytest.mark.parametrize("tasks", COUNTS)
@pytest.mark.parametrize("name", ["around -δ", "half worse", "half just worse"])
def test_half_of_such_tasks_are_wrongly_called_most_no_more_than_they_may_be(name, tasks):
    """Populations in which it holds on exactly half of the tasks."""
    _, p_values = sample(name, tasks)

    shown = np.sum(p_values <= LEVEL, axis=1)

    assert np.mean(majority_p(shown, tasks) <= LEVEL) <= WRONG
    assert np.mean(lowest_share(shown, tasks) > 0.5) <= WRONG


@pytest.mark.slow
@pytest.mark.parametrize(("tasks", "power"), [(8, 0.31), (12, 0.30), (20, 0.49), (40, 0.79)])
def test_equal_contenders_are_shown_to_be_equal_on_most_tasks(tasks, power):
    """A test that always says open would never be wrong."""
    random = np.random.default_rng(tasks)
    p_values = p_values_of(random.normal(0.0, 0.5, (SAMPLES, tasks)), random)

    shown = np.sum(p_values <= LEVEL, axis=1)

    assert np.mean(majority_p(shown, tasks) <= LEVEL) == pytest.approx(power, abs=0.03)
