"""Promises of FizzBuzz: no column is the rule in disguise, and no learner finds the rule."""

import numpy as np
import pytest
from sklearn.metrics import balanced_accuracy_score

from triptych.tasks.fizzbuzz.data import MEANINGS, TRAINED_TO, features, load

NUMBERS = np.arange(3000)


@pytest.fixture(scope="module")
def dataset(load_task):
    return load_task("fizzbuzz").dataset


@pytest.fixture(scope="module")
def tested_score(load_task, dataset, view_of):
    """Balanced accuracy of a contender on the thousand numbers above its training numbers."""

    def score(contender, seed=0):
        task = load_task("fizzbuzz")
        estimator = task.make(contender, seed)
        train, test = np.arange(TRAINED_TO), np.arange(TRAINED_TO, len(dataset))
        estimator.fit(view_of(task, estimator, contender, train), dataset.target[train])
        decided = estimator.predict(view_of(task, estimator, contender, test))
        return balanced_accuracy_score(dataset.target[test], decided)

    return score


def test_the_answers_are_those_of_the_game():
    """15 is fizzbuzz, 9 fizz, 10 buzz, and 7 stays a number."""
    answers = dict(zip(load().raw.tolist(), load().target, strict=True))

    assert [answers[n] for n in (7, 9, 10, 15, 1500, 2000)] == [
        *("number", "fizz", "buzz", "fizzbuzz", "fizzbuzz", "buzz")
    ]


def test_what_is_tested_lies_above_what_is_trained():
    """The thousand largest numbers are for testing, and nothing else is."""
    dataset = load()

    np.testing.assert_array_equal(dataset.official_split, dataset.raw > 1000)


def test_the_table_has_the_digits_as_written():
    """One column for each place, as MEANINGS explains them."""
    table = features(np.array([7, 1234]))

    assert list(table.columns) == list(MEANINGS)
    assert table.to_numpy().tolist() == [[0, 0, 0, 7], [1, 2, 3, 4]]


@pytest.mark.parametrize("column", MEANINGS)
def test_no_column_is_the_rule_in_disguise(column):
    """Whatever a column says, about a third of the numbers is divisible by three.

    A digit sum or a remainder would decide it. The last digit does tell divisibility by
    five, which anybody sees in a number as it is written.
    """
    by_value = features(NUMBERS).assign(divisible=NUMBERS % 3 == 0).groupby(column)["divisible"]

    assert by_value.mean().between(0.3, 0.37).all()


@pytest.mark.parametrize("number", [0, 3, 5, 15, 10**12, 10**12 + 5])
def test_the_rule_holds_beyond_the_data(load_task, dataset, number):
    """The rules play right for numbers of any size."""
    rules = load_task("fizzbuzz").make("rules", 0).fit(dataset.raw[:100], dataset.target[:100])
    said = ("fizz" if number % 3 == 0 else "") + ("buzz" if number % 5 == 0 else "")

    assert rules.predict(np.array([number])).tolist() == [said or "number"]


def test_the_rules_make_no_mistake(tested_score):
    """The floor of the rules is 1."""
    assert tested_score("rules") == 1


@pytest.mark.parametrize(("learner", "most"), [("classical", 0.55), ("deep", 0.3)])
def test_a_learner_does_not_find_the_rule(tested_score, learner, most):
    """A tree that knows the last digit still guesses divisibility by three: half is right.

    The network on bits is below chance. More would mean that the answer leaked.
    """
    assert tested_score(learner) <= most


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_a_digit_never_seen_stops_the_network_on_digits(tested_score, seed):
    """Whichever way its untrained weights fall out, it is far from the rule above 1,000."""
    assert tested_score("deep:digits", seed) <= 0.8


def test_the_network_on_digits_finds_the_rule_among_known_digits(load_task, dataset):
    """So it loses above 1,000 by the new digit, not because the rule is beyond it."""
    order = np.random.default_rng(0).permutation(999)
    train, others = order[:800], order[800:]
    network = load_task("fizzbuzz").make("deep:digits", 0)
    network.fit(dataset.raw[train], dataset.target[train])

    decided = network.predict(dataset.raw[others])

    assert balanced_accuracy_score(dataset.target[others], decided) >= 0.85


def test_the_network_is_not_broken(load_task, dataset):
    """Where all bits are known it does well: it answers for 1 to 100, trained on 101 to 1,000."""
    network = load_task("fizzbuzz").make("deep", 0)
    network.fit(dataset.raw[100:1000], dataset.target[100:1000])

    assert np.mean(network.predict(dataset.raw[:100]) == dataset.target[:100]) >= 0.85
