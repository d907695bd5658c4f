"""Promises of the card numbers: fair typing errors, no leak, and the check is not learned.

Only who is told that a sum modulo ten decides learns what each digit adds to it.
"""

import numpy as np
import pytest

from triptych.tasks.luhn.data import MEANINGS, features
from triptych.tasks.luhn.modular_equations import ModularEquations, null_space
from triptych.tasks.luhn.typing_errors import SHARE_OF_SWAPS, luhn_sums, mistype


@pytest.fixture(scope="module")
def dataset(load_task):
    return load_task("luhn").dataset


def as_digits(*numbers):
    return np.array([[int(digit) for digit in number] for number in numbers])


class TestTypingErrors:
    """What the check notices is what is known about it."""

    def test_the_sum_is_the_published_one(self):
        """Luhn's own worked example: 7992739871 takes the check digit 3."""
        sums = luhn_sums(as_digits("79927398713", "79927398710"))

        assert (sums % 10).tolist() == [0, 7]

    def test_every_wrong_digit_is_noticed(self):
        """Whatever digit is typed in place of a valid number's, at any place."""
        number = as_digits("4539148803436467")
        wrong = np.repeat(number, 16 * 10, axis=0)
        places = np.repeat(np.arange(16), 10)
        wrong[np.arange(160), places] = np.tile(np.arange(10), 16)
        changed = (wrong != number).any(axis=1)

        assert luhn_sums(number)[0] % 10 == 0
        assert (luhn_sums(wrong[changed]) % 10 != 0).all()

    def test_only_swaps_of_nought_and_nine_are_missed(self):
        """Of the 90 ordered pairs of different digits the check misses 09 and 90: 2.2 %."""
        pairs = [(a, b) for a in range(10) for b in range(10) if a != b]
        straight = luhn_sums(np.array(pairs))
        swapped = luhn_sums(np.array([pair[::-1] for pair in pairs]))
        missed = [pair for pair, a, b in zip(pairs, straight, swapped, strict=True) if a == b]

        assert missed == [(0, 9), (9, 0)]

    def test_a_typing_error_is_one_digit_or_one_swap(self):
        """In Verhoeff's proportion, anywhere in the number, and never without effect."""
        random = np.random.default_rng(0)
        number = as_digits("1234567890123456")[0]
        errors = [np.flatnonzero(mistype(number, random) != number) for _ in range(3000)]

        assert {len(places) for places in errors} == {1, 2}
        assert np.mean([len(places) == 2 for places in errors]) == pytest.approx(
            SHARE_OF_SWAPS, abs=0.02
        )
        assert {int(place) for places in errors for place in places} == set(range(16))

    def test_equal_digits_cannot_be_swapped(self):
        """A number of sixteen equal digits gets one wrong digit."""
        random = np.random.default_rng(0)
        number = np.full(16, 7)

        assert {int((mistype(number, random) != number).sum()) for _ in range(200)} == {1}


class TestData:
    """The classes differ in the check digit and in nothing else."""

    def test_labels_are_those_of_the_check(self, dataset):
        """A number is valid where its Luhn sum ends in 0, ten thousand times of each."""
        valid = luhn_sums(features(dataset.raw).to_numpy()) % 10 == 0

        np.testing.assert_array_equal(valid, dataset.target == "valid")
        assert valid.sum() == 10_000

    def test_no_number_occurs_twice(self, dataset):
        """And each has sixteen digits."""
        assert len(set(dataset.raw)) == len(dataset)
        assert {len(number) for number in dataset.raw} == {16}

    @pytest.mark.parametrize("column", MEANINGS)
    def test_no_column_tells_the_class(self, dataset, column):
        """At every value of a digit half of the numbers are valid: no prefix gives them away."""
        table = features(dataset.raw).assign(valid=dataset.target == "valid")

        assert table.groupby(column)["valid"].mean().between(0.45, 0.55).all()

    def test_how_often_a_digit_occurs_does_not_tell_the_class(self, dataset):
        """Nor does the plain sum of the digits."""
        digits = features(dataset.raw).to_numpy()
        valid = dataset.target == "valid"

        assert digits[valid].mean() == pytest.approx(digits[~valid].mean(), abs=0.03)
        assert digits.sum(axis=1)[valid].std() == pytest.approx(
            digits.sum(axis=1)[~valid].std(), rel=0.03
        )


class TestContenders:
    """Rules know; learners guess."""

    @pytest.mark.parametrize(
        ("number", "label"),
        [("79927398713", "valid"), ("79927398710", "mistyped"), ("", "valid"), ("0", "valid")],
    )
    def test_the_check_works_for_any_length(self, load_task, dataset, number, label):
        """The standard is not about sixteen digits."""
        rules = load_task("luhn").make("rules", 0).fit(dataset.raw[:100], dataset.target[:100])

        assert rules.predict(np.array([number], dtype=object)).tolist() == [label]

    def test_the_rules_make_no_mistake(self, tested_accuracy):
        """The floor of the rules is 1."""
        assert tested_accuracy("luhn", "rules", 1) == 1

    @pytest.mark.parametrize("learner", ["classical", "classical:modular_algebra", "deep"])
    def test_a_learner_still_decides(self, fit_small, learner):
        """Fitted on the author's part it gives probabilities for both classes."""
        estimator, items, _ = fit_small("luhn", learner)

        assert sorted(estimator.classes_) == ["mistyped", "valid"]
        np.testing.assert_allclose(estimator.predict_proba(items).sum(axis=1), 1, atol=1e-6)

    def test_trees_do_not_find_the_check(self, tested_accuracy):
        """Accuracy is that of a coin; more would be a leak, less a broken split."""
        assert abs(tested_accuracy("luhn", "classical", 1) - 0.5) <= 0.03

    @pytest.mark.slow
    def test_the_network_does_not_find_the_check(self, tested_accuracy):
        """Accuracy is that of a coin; more would be a leak, less a broken split."""
        assert abs(tested_accuracy("luhn", "deep", 2) - 0.5) <= 0.03


class TestModularEquations:
    """The reference that holds the rule in disguise."""

    @pytest.mark.parametrize("prime", [2, 5])
    def test_all_solutions_are_found_and_nothing_else(self, prime):
        """As many as rank and columns leave over, independent, and each solves every equation."""
        rows = np.random.default_rng(0).integers(0, prime, size=(6, 10)).astype(np.int16)
        rows[5] = (rows[0] + 2 * rows[1]) % prime
        solutions = null_space(rows, prime)
        solved = (rows @ solutions.T) % prime
        combinations = np.array(list(np.ndindex(*[prime] * len(rows))))
        rank = round(np.log(len(np.unique(combinations @ rows % prime, axis=0))) / np.log(prime))

        assert not solved.any()
        assert len(solutions) == 10 - rank
        assert len(null_space(solutions, prime)) == rank

    def test_it_makes_no_mistake_once_it_has_enough_numbers(self, tested_accuracy):
        """Told of the sum modulo ten it learns what each digit adds: it is right for all."""
        assert tested_accuracy("luhn", "classical:modular_algebra", 1) == 1

    def test_a_few_hundred_valid_numbers_suffice(self, dataset):
        """With 250 of them it is right for all others; with 100 it takes hardly any for valid."""
        valid = np.flatnonzero(dataset.target == "valid")
        tested = np.setdiff1d(np.arange(2000), valid[:250])
        table = features(dataset.raw)
        hits = {}
        for count in (100, 250):
            model = ModularEquations("valid", "mistyped")
            model.fit(table.iloc[valid[:count]], dataset.target[valid[:count]])
            hits[count] = model.predict(table.iloc[tested]) == dataset.target[tested]
        is_valid = dataset.target[tested] == "valid"

        assert hits[250].all()
        assert hits[100][is_valid].mean() < 0.05
        assert hits[100][~is_valid].all()

    def test_without_valid_numbers_it_takes_none_for_valid(self, dataset):
        """Who has seen no valid number calls every number mistyped."""
        table, mistyped = features(dataset.raw), dataset.target == "mistyped"
        model = ModularEquations("valid", "mistyped").fit(table[mistyped], dataset.target[mistyped])

        assert set(model.predict(table[:50])) == {"mistyped"}
