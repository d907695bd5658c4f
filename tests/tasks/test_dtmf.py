"""Promises of the keypad tones: signals as the standard says, and contenders that hear them."""

import numpy as np
import pytest

from triptych.fold import folds
from triptych.tasks.dtmf.data import MEANINGS, UNITS, features, noise_decibels
from triptych.tasks.dtmf.signals import (
    HIGH_HERTZ,
    KEYS,
    LOW_HERTZ,
    NO_KEY,
    SAMPLES,
    hear,
    key_tone,
)


@pytest.fixture(scope="module")
def line():
    """Plays a sound on a line of some noise, always with the same draws."""

    def play(sound, decibels=30.0, times=20):
        random = np.random.default_rng(5)
        return np.stack([hear(sound, decibels, random).wave for _ in range(times)])

    return play


@pytest.fixture(scope="module")
def dataset(load_task):
    return load_task("dtmf").dataset


@pytest.fixture(scope="module")
def rules(load_task):
    """The rules, fitted on a few items of every key."""
    task = load_task("dtmf")
    few = slice(0, 400)
    return task.make("rules", 0).fit(task.table.iloc[few], task.dataset.target[few])


class TestSignals:
    """What is played is what ITU-T Q.23 and Q.24 describe."""

    def test_keys_are_laid_out_as_on_a_telephone(self):
        """Sixteen pairs of a low and a high frequency; 5 is 770 and 1,336 Hz."""
        assert len(set(KEYS.values())) == 16
        assert KEYS["5"] == (770, 1336)
        assert KEYS["#"] == (941, 1477)
        assert KEYS["D"] == (941, 1633)

    @pytest.mark.parametrize("key", sorted(KEYS))
    def test_a_key_is_two_tones_within_the_tolerance(self, line, key):
        """Both tones are measured within 1.5 %, and nearly all power lies in them."""
        table = features(line(key_tone(key)))

        assert (table["low tone"] == KEYS[key][0]).all()
        assert (table["high tone"] == KEYS[key][1]).all()
        assert table[["low deviation", "high deviation"]].to_numpy().max() < 1.7
        assert table["pair share"].min() > 0.98
        assert table["twist"].between(-9, 5).all()

    @pytest.mark.parametrize("sound", NO_KEY[1:], ids=lambda sound: sound.__name__)
    def test_what_is_no_key_breaks_the_standard(self, line, rules, sound):
        """Lone tones, overtones, vowels and detuned pairs are refused on a quiet line."""
        refused = rules.predict(features(line(sound, times=40))) == "none"

        assert refused.mean() >= 0.95

    def test_noise_is_as_loud_as_it_is_said_to_be(self):
        """At 0 dB the burst has the power of the noise: where it sounds, power doubles."""
        heard = [hear(key_tone("1"), 0.0, np.random.default_rng(n)) for n in range(200)]
        inside = np.concatenate([one.wave[one.begin : one.end] / np.std(one.wave) for one in heard])
        outside = np.concatenate([one.wave[: one.begin] / np.std(one.wave) for one in heard])

        assert np.var(inside) / np.var(outside) == pytest.approx(2, rel=0.1)

    def test_a_burst_lasts_40_to_60_milliseconds(self):
        """320 to 480 samples at 8 kHz, all of them inside the tenth of a second."""
        random = np.random.default_rng(0)
        heard = [hear(key_tone("9"), 20.0, random) for _ in range(200)]

        assert {320 <= one.end - one.begin <= 480 for one in heard} == {True}
        assert min(one.begin for one in heard) >= 0
        assert max(one.end for one in heard) <= SAMPLES


class TestData:
    """5,000 pieces of the line, the same everywhere, and nothing gives them away."""

    def test_every_key_and_every_noise_is_there(self, dataset):
        """225 of each key and 1,400 of none, a quarter of all at each of four noises."""
        levels = noise_decibels()

        counts = {label: int(np.sum(dataset.target == label)) for label in dataset.classes}
        assert counts == dict.fromkeys(KEYS, 225) | {"none": 1400}
        assert [int(np.sum(levels == level)) for level in (20, 10, 5, 0)] == [1250] * 4
        for level in (20, 0):
            assert np.mean(dataset.target[levels == level] == "none") == pytest.approx(
                0.28, abs=0.04
            )

    def test_the_burst_is_what_is_relevant(self, dataset):
        """Some 8 to 12 pieces of 5 ms, side by side; in noise alone there are none."""
        count = dataset.relevant.sum(axis=1)
        starts = (np.diff(dataset.relevant.astype(int), axis=1, prepend=0) == 1).sum(axis=1)

        assert dataset.relevant.shape == (5000, len(UNITS.names(dataset.raw[0])))
        assert set(count) <= {0, *range(8, 13)}
        assert (starts == (count > 0)).all()
        assert set(dataset.target[count == 0]) == {"none"}
        assert np.sum(count == 0) == 280

    def test_loudness_says_nothing(self, dataset):
        """Of the pieces with a burst, keys and no keys are equally loud on average."""
        heard = dataset.relevant.any(axis=1)
        loudness = 20 * np.log10(dataset.raw.std(axis=1))
        none = dataset.target == "none"

        keys = loudness[heard & ~none].mean()
        assert loudness[heard & none].mean() == pytest.approx(keys, abs=1)

    def test_every_column_has_its_meaning(self):
        """The table has the columns that MEANINGS explains, in that order; silence is finite."""
        table = features(np.zeros((2, SAMPLES)))

        assert list(table.columns) == list(MEANINGS)
        assert all(MEANINGS.values())
        assert np.isfinite(table.to_numpy()).all()

    @pytest.mark.parametrize("hertz", [*LOW_HERTZ, *HIGH_HERTZ, 720.0, 1500.0])
    def test_a_tone_is_measured_to_a_tenth_of_the_tolerance(self, hertz):
        """Deviations are right to .15 % for a clean tone, wherever it lies between lines."""
        wave = np.sin(2 * np.pi * hertz * np.arange(SAMPLES) / 8000)
        group, nominal = ("low", LOW_HERTZ) if hertz < 1000 else ("high", HIGH_HERTZ)
        row = features(wave[None]).iloc[0]

        true = min(abs(hertz / known - 1) for known in nominal) * 100
        assert row[f"{group} deviation"] == pytest.approx(true, abs=0.15)


class TestContenders:
    """Each contender hears keys through noise; a brittle threshold does not."""

    def test_every_key_has_one_rule_and_every_rule_a_reason(self, rules):
        """Sixteen keys, a few reasons to refuse; those of the standard name their source."""
        labels = [rule.label for rule in rules.rules]

        assert sorted(label for label in labels if label != "none") == sorted(KEYS)
        assert len(labels) <= 24
        assert all(len(rule.because.split()) > 5 for rule in rules.rules)
        assert sum(bool(rule.source) for rule in rules.rules) >= 19

    @pytest.mark.parametrize(
        ("contender", "least"),
        [("rules", 0.97), ("rules:clean_line", 0.7), ("classical", 0.85), ("deep", 0.7)],
    )
    def test_a_contender_learns_from_a_fifth_of_the_items(self, fit_small, contender, least):
        """Fitted on the author's part alone, every contender decides most of 50 other items."""
        estimator, items, answers = fit_small("dtmf", contender)
        probabilities = estimator.predict_proba(items)

        assert np.mean(estimator.predict(items) == answers) >= least
        assert sorted(estimator.classes_) == sorted((*KEYS, "none"))
        np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-6)

    def test_a_threshold_set_on_a_clean_line_collapses_in_noise(self, load_task):
        """Both rule systems are alike at 20 dB; at 0 dB one of them refuses nearly every key."""
        task = load_task("dtmf")
        right = {}
        for contender in ("rules", "rules:clean_line"):
            estimator = task.make(contender, 0).fit(task.table[:400], task.dataset.target[:400])
            right[contender] = estimator.predict(task.table) == task.dataset.target
        clean, noisy = (noise_decibels() == level for level in (20, 0))

        assert right["rules:clean_line"][clean].mean() >= right["rules"][clean].mean() - 0.005
        assert right["rules"][noisy].mean() > 0.98
        assert right["rules:clean_line"][noisy].mean() < 0.35


@pytest.mark.slow
@pytest.mark.parametrize(
    ("contender", "floor", "floor_in_noise", "seeds"),
    [
        ("rules", 0.99, 0.98, 1),
        ("classical", 0.99, 0.97, 1),
        ("deep", 0.99, 0.985, 5),
    ],
)
def test_a_contender_reaches_its_floor(load_task, view_of, contender, floor, floor_in_noise, seeds):
    """On the tested items, over all noises and where noise is as strong as the burst."""
    task = load_task("dtmf")
    (fold,) = folds(task.dataset, task.card.split, 0)
    right = []
    for seed in range(seeds):
        estimator = task.make(contender, seed)
        estimator.fit(
            view_of(task, estimator, contender, fold.train), task.dataset.target[fold.train]
        )
        decided = estimator.predict(view_of(task, estimator, contender, fold.test))
        right.append(decided == task.dataset.target[fold.test])
    noisy = noise_decibels()[fold.test] == 0

    assert np.mean(right) >= floor
    assert np.mean(right, axis=0)[noisy].mean() >= floor_in_noise
