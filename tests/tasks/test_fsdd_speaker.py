"""Promises of the known speakers: voices are measured truly, and told apart."""

import numpy as np
import pytest

from triptych.fold import author_part
from triptych.tasks.fsdd.recordings import SPEAKERS
from triptych.tasks.fsdd_speaker.data import MEANINGS, features


def voice(hertz, amplitude=3000):
    """Half a second of a buzz, then silence: one raw item."""
    time = np.arange(4000) / 8000
    partials = np.arange(1, int(3000 / hertz))
    wave = amplitude * np.sin(2 * np.pi * hertz * partials * time[:, None]) @ (1 / partials**1.5)
    return np.pad(wave, (0, 4000)).round().astype(np.int16)[None]


class TestData:
    """The recordings of `fsdd`, by who speaks."""

    def test_each_speaker_is_heard_equally_often(self, load_task):
        """500 recordings of each of six, all different."""
        dataset = load_task("fsdd_speaker").dataset

        assert dataset.classes == SPEAKERS
        assert {name: int(np.sum(dataset.target == name)) for name in SPEAKERS} == dict.fromkeys(
            SPEAKERS, 500
        )
        assert len(np.unique(dataset.item_digests)) == 3000


class TestMeasurements:
    """Pitch, loudness and room are what they are called."""

    @pytest.mark.parametrize("hertz", [85, 110, 150, 220, 290])
    def test_pitch_is_how_often_the_voice_vibrates(self, hertz):
        """Within 2 %, and neither an octave too high nor too low."""
        row = features(voice(hertz)).iloc[0]

        assert row["pitch"] == pytest.approx(hertz, rel=0.02)
        assert row["periodicity"] > 0.9

    def test_loudness_is_in_decibels(self):
        """A tenth of the amplitude is 20 dB softer, and neither pitch nor timbre moves far."""
        loud, soft = (features(voice(120, size)).iloc[0] for size in (10000, 1000))

        assert loud["loudness"] - soft["loudness"] == pytest.approx(20, abs=0.1)
        assert loud["pitch"] == pytest.approx(soft["pitch"], rel=0.01)
        assert loud["power 300 to 700 Hz"] == pytest.approx(soft["power 300 to 700 Hz"], abs=0.1)

    def test_a_pause_is_a_share_of_the_recording(self):
        """A quarter of a second of faint noise before half a second of voice is a third."""
        faint = np.random.default_rng(0).normal(0, 3, 2000).round().astype(np.int16)
        item = np.concatenate((faint, voice(120)[0, :6000]))[None]

        row = features(item).iloc[0]

        assert row["pause before"] == pytest.approx(1 / 3, abs=0.05)
        assert row["duration"] == pytest.approx(0.75, abs=0.03)

    def test_every_column_has_its_meaning(self):
        """The table has the columns that MEANINGS explains, in that order; silence is finite."""
        table = features(np.zeros((2, 8000), dtype=np.int16))

        assert list(table.columns) == list(MEANINGS)
        assert all(MEANINGS.values())
        assert np.isfinite(table.to_numpy()).all()

    def test_a_voice_is_measured_by_itself(self):
        """The same row alone as among others."""
        waves = np.concatenate((voice(100), voice(250, 300), voice(170, 30)))

        together = features(waves)

        for number in range(len(waves)):
            alone = features(waves[[number]])
            np.testing.assert_allclose(alone.iloc[0], together.iloc[number], rtol=1e-9, atol=1e-9)


class TestContenders:
    """Each contender knows a voice again."""

    def test_every_speaker_has_a_rule_or_is_left(self, load_task):
        """A few rules, each with a reason; who fits none is the sixth."""
        rules = load_task("fsdd_speaker").make("rules", 0)

        assert {rule.label for rule in rules.rules} | {rules.otherwise} == set(SPEAKERS)
        assert all(len(rule.because.split()) > 5 for rule in rules.rules)
        assert len(rules.rules) <= 12

    @pytest.mark.parametrize(
        ("contender", "least"),
        [("rules", 0.7), ("classical", 0.85), ("classical:voice", 0.7), ("deep", 0.7)],
    )
    def test_a_contender_learns_from_a_few_recordings(self, load_task, contender, least):
        """Fitted on 500 recordings of the author's part, it knows most of 100 others."""
        task = load_task("fsdd_speaker")
        waves, speakers = task.dataset.raw, task.dataset.target
        author = author_part(task.dataset)
        few, others = author[::2], np.setdiff1d(np.arange(len(waves)), author)[::20]
        view = np.asarray if contender == "deep" else task.features
        estimator = task.make(contender, 0)

        estimator.fit(view(waves[few]), speakers[few])
        items = view(waves[others])

        assert np.mean(estimator.predict(items) == speakers[others]) >= least
        np.testing.assert_allclose(estimator.predict_proba(items).sum(axis=1), 1, rtol=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("contender", "floor"),
    [("rules", 0.85), ("classical", 0.99), ("classical:voice", 0.95), ("deep", 0.99)],
)
def test_a_contender_reaches_its_floor(tested_accuracy, contender, floor):
    """Over the whole protocol each contender is as good as a first honest run was."""
    assert tested_accuracy("fsdd_speaker", contender, 1) >= floor
