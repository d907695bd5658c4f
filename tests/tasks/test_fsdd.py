"""Promises of the spoken digits: strangers stay strangers, and no measurement names them."""

import io

import numpy as np
import pytest
from scipy.io import wavfile

from triptych.errors import DataError
from triptych.fold import author_part, folds
from triptych.tasks.fsdd.data import MEANINGS, features
from triptych.tasks.fsdd.measurements import PHONETIC_MEANINGS
from triptych.tasks.fsdd.recordings import DIGITS, SPEAKERS, read_recordings
from triptych.tasks.fsdd.rules import EXPECTED, REASONS


def noise(seconds, loudness):
    """White noise of so many seconds."""
    return np.random.default_rng(1).normal(0, loudness, int(seconds * 8000))


def vowel(seconds, *resonances):
    """A buzz of 120 Hz, louder near its resonances, far below the loudest that can be held."""
    time = np.arange(int(seconds * 8000)) / 8000
    partials = np.arange(120, 3900, 120)
    strength = sum(np.exp(-(((partials - hertz) / 120) ** 2)) for hertz in resonances)
    return 1000 * np.sin(2 * np.pi * partials * time[:, None]) @ strength


def word(*parts):
    """Parts one after the other, filled up with zeros to a second: one raw item."""
    spoken = np.concatenate(parts)
    return np.pad(spoken, (0, 8000 - len(spoken))).round().astype(np.int16)[None]


def hiss(seconds, loudness):
    """The hiss of an s: noise without its low frequencies."""
    spectrum = np.fft.rfft(noise(seconds, loudness))
    spectrum[: len(spectrum) * 5 // 8] = 0
    return np.fft.irfft(spectrum, int(seconds * 8000))


SIX = word(noise(0.05, 1), hiss(0.15, 40), vowel(0.12, 400, 2000), noise(0.06, 1), hiss(0.15, 40))


class TestRecordings:
    """The files are read whole, and anything else is refused with its reason."""

    @pytest.fixture
    def folder(self, tmp_path):
        """All 3,000 names, each a hundredth of a second."""
        wave = io.BytesIO()
        wavfile.write(wave, 8000, np.full(80, 4, dtype=np.int16))
        for digit in DIGITS:
            for speaker in SPEAKERS:
                for number in range(50):
                    (tmp_path / f"{digit}_{speaker}_{number}.wav").write_bytes(wave.getvalue())
        return tmp_path

    def test_a_name_says_who_says_what(self, folder):
        """Sorted by digit, speaker and number as a number; zeros fill a wave up to a second."""
        wavfile.write(folder / "7_theo_2.wav", 8000, np.arange(20000, dtype=np.int16))

        recordings = read_recordings(folder)

        item = 7 * 300 + 4 * 50 + 2
        assert recordings.waves.shape == (3000, 8000)
        assert (recordings.digits[item], recordings.speakers[item]) == ("7", "theo")
        np.testing.assert_array_equal(recordings.waves[item], np.arange(8000))
        np.testing.assert_array_equal(recordings.waves[item + 1], [4] * 80 + [0] * 7920)

    @pytest.mark.parametrize(
        ("rate", "wave", "told"),
        [
            pytest.param(16000, np.ones(80, np.int16), "16000 samples a second", id="rate"),
            pytest.param(8000, np.ones(80, np.uint8), "of uint8", id="8 bit"),
            pytest.param(8000, np.ones((80, 2), np.int16), "2 dimension", id="stereo"),
        ],
    )
    def test_another_format_is_refused(self, folder, rate, wave, told):
        """Another rate, depth or number of channels is told, with the file."""
        wavfile.write(folder / "3_lucas_9.wav", rate, wave)

        with pytest.raises(DataError, match=rf"3_lucas_9\.wav has .*{told}"):
            read_recordings(folder)

    @pytest.mark.parametrize("content", [b"", b"no sound at all", b"RIFF\x10\x00\x00\x00WAVE"])
    def test_what_is_no_sound_is_refused(self, folder, content):
        """An empty, foreign or torn file is told by name."""
        (folder / "0_george_0.wav").write_bytes(content)

        with pytest.raises(DataError, match=r"0_george_0\.wav is no readable wave file"):
            read_recordings(folder)

    def test_missing_and_odd_files_are_told(self, folder):
        """49 recordings where 50 belong, or a name that says nothing."""
        (folder / "5_theo_17.wav").unlink()
        with pytest.raises(DataError, match="49 recordings of 5 by theo; expected 50"):
            read_recordings(folder)

        (folder / "silence.wav").write_bytes(b"")
        with pytest.raises(DataError, match=r"silence\.wav is no name of a recording"):
            read_recordings(folder)


class TestSplit:
    """Who is tested has never been heard."""

    def test_no_speaker_is_on_both_sides(self, load_task):
        """Four folds test one speaker each; the two of the author's part are never tested."""
        task = load_task("fsdd")
        speakers = task.dataset.groups
        author = set(speakers[author_part(task.dataset)])

        tested = [set(speakers[fold.test]) for fold in folds(task.dataset, task.card.split, 0)]

        assert len(author) == 2
        assert [len(each) for each in tested] == [1, 1, 1, 1]
        assert set.union(*tested) == set(SPEAKERS) - author
        for fold in folds(task.dataset, task.card.split, 0):
            assert not set(speakers[fold.train]) & set(speakers[fold.test])


class TestMeasurements:
    """A word is measured as a phonetician hears it."""

    def test_every_column_has_its_meaning(self):
        """The table has the columns that MEANINGS explains, in that order; silence is finite."""
        table = features(np.zeros((2, 8000), dtype=np.int16))

        assert list(table.columns) == list(MEANINGS)
        assert all(MEANINGS.values())
        assert np.isfinite(table.to_numpy()).all()

    def test_loudness_cannot_be_told(self):
        """A word four times as loud in every sample gives the same row."""
        loud, soft = features(SIX * 4), features(SIX)

        np.testing.assert_allclose(loud, soft, rtol=1e-6, atol=1e-6)

    def test_length_cannot_be_told(self):
        """No column is a time: a vowel held twice as long keeps its resonances and levels."""
        short, long = (features(word(vowel(s, 500, 1500))).iloc[0] for s in (0.2, 0.4))

        same = [
            f"{what} resonance {at}" for what in ("first", "second") for at in ("early", "late")
        ]
        np.testing.assert_allclose(short[same], long[same], rtol=0.05)
        np.testing.assert_allclose(short["level middle"], long["level middle"], atol=1)

    def test_silence_around_a_word_changes_little(self):
        """A recording that was cut less tightly gives nearly the same resonances and hiss."""
        tight = features(SIX).iloc[0]
        wide = features(word(noise(0.2, 1), SIX[0, :4500])).iloc[0]

        for name in ("hiss before", "hiss after", "first resonance middle"):
            assert wide[name] == pytest.approx(tight[name], rel=0.25), name

    def test_soft_hiss_is_not_cut_off(self):
        """An s 40 dB below the vowel, as in six and seven, is found on both sides of it."""
        row = features(SIX).iloc[0]

        assert row["hiss before"] > 0.15
        assert row["hiss after"] > 0.15
        assert row["gap"] > 0.05
        plain = features(word(noise(0.1, 1), vowel(0.3, 400, 2000), noise(0.1, 1))).iloc[0]
        assert plain["hiss before"] < 0.05
        assert plain["hiss after"] < 0.05

    def test_resonances_are_found(self):
        """A vowel with resonances at 400 and 2,200 Hz is measured near them."""
        row = features(word(vowel(0.3, 400, 2200))).iloc[0]

        assert row["first resonance middle"] == pytest.approx(400, abs=60)
        assert row["second resonance middle"] == pytest.approx(2200, abs=120)

    def test_two_syllables_have_a_dip(self):
        """A hollow between two vowels counts, the fading of one does not."""
        two = features(word(vowel(0.15, 500, 1500), vowel(0.05, 500) / 5, vowel(0.15, 500, 1500)))
        one = features(word(vowel(0.35, 500, 1500)))

        assert two.loc[0, "dip"] > 6
        assert one.loc[0, "dip"] < 2

    def test_a_word_is_measured_by_itself(self):
        """The same row alone as among others, and no wave is changed."""
        waves = np.concatenate((SIX, word(vowel(0.3, 600, 1200)), word(noise(0.4, 500))))
        before = waves.copy()

        together = features(waves)

        for number in range(len(waves)):
            alone = features(waves[[number]])
            np.testing.assert_allclose(alone.iloc[0], together.iloc[number], rtol=1e-9, atol=1e-9)
        np.testing.assert_array_equal(waves, before)


class TestContenders:
    """Each contender learns something from two speakers that holds for four others."""

    def test_rules_expect_something_of_every_digit(self, load_task):
        """Ten expectations of each measurement, ten reasons, and only columns that rules read."""
        assert set(EXPECTED) <= set(PHONETIC_MEANINGS)
        assert {len(expected.digits) for expected in EXPECTED.values()} == {10}
        assert sorted(REASONS) == list(DIGITS)

    @pytest.mark.parametrize(
        ("contender", "least"), [("rules", 0.5), ("classical", 0.5), ("deep", 0.4)]
    )
    def test_a_contender_understands_strangers(self, load_task, contender, least):
        """Fitted on 300 words of two speakers, it understands much of what four others say."""
        task = load_task("fsdd")
        waves, digits = task.dataset.raw, task.dataset.target
        author = author_part(task.dataset)
        strangers = np.setdiff1d(np.arange(len(waves)), author)[::20]
        view = np.asarray if contender == "deep" else task.features
        estimator = task.make(contender, 0)

        estimator.fit(view(waves[author[::3]]), digits[author[::3]])
        items = view(waves[strangers])

        assert np.mean(estimator.predict(items) == digits[strangers]) >= least
        np.testing.assert_allclose(estimator.predict_proba(items).sum(axis=1), 1, rtol=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("contender", "floor", "seeds"), [("rules", 0.72, 1), ("classical", 0.85, 1), ("deep", 0.87, 1)]
)
def test_a_contender_reaches_its_floor(tested_accuracy, contender, floor, seeds):
    """Over the whole protocol each contender is as good as is known to be possible."""
    assert tested_accuracy("fsdd", contender, seeds) >= floor
