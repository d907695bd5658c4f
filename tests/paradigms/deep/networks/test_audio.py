"""Promises of networks over sounds: spectrograms are true, variation keeps the answer."""

import numpy as np
import pytest
import torch

from triptych.features.mel import mel_filters
from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.audio import (
    Spectrogram,
    frame_network,
    spectrogram_network,
    spectrograms,
)
from triptych.paradigms.deep.networks.sound_variation import SoundVariation

FINE = Spectrogram(
    samples_per_second=8000,
    window_samples=256,
    hop_samples=128,
    transform_samples=256,
    lowest_hertz=0,
    highest_hertz=4000,
)
MEL = Spectrogram(
    samples_per_second=8000,
    window_samples=256,
    hop_samples=128,
    transform_samples=512,
    lowest_hertz=100,
    highest_hertz=4000,
    mel_bands=16,
)


@pytest.fixture(autouse=True)
def _same_draws():
    """Variation draws from torch's global generator; every test starts it anew."""
    torch.manual_seed(0)


def tone(hertz, samples=1024):
    """A sine of full scale 1."""
    return np.sin(2 * np.pi * hertz * np.arange(samples) / 8000)


@pytest.fixture(scope="module")
def sounds():
    """Noisy waves whose tone rises or falls, and which of both it does."""
    generator = np.random.default_rng(0)
    time = np.arange(1024) / 8000
    waves, answers = [], []
    for _ in range(200):
        rising = generator.random() < 0.5
        hertz = generator.uniform(600, 1200) + (1 if rising else -1) * 4000 * (time - 0.064)
        waves.append(np.sin(2 * np.pi * np.cumsum(hertz) / 8000))
        answers.append("rising" if rising else "falling")
    noise = generator.normal(0, 0.1, (200, 1024))
    return (np.stack(waves) + noise).astype(np.float32), np.array(answers, dtype=object)


class TestSpectrogram:
    """Decibels by band and frame, scaled from 0 to 1."""

    def test_a_tone_is_loudest_in_its_own_band(self):
        """1,000 Hz of 4,000 in 129 lines is line 32; its frames all have the full level."""
        (pictured,) = FINE(tone(1000)[None])

        assert pictured.shape == (129, 7)
        assert (pictured.argmax(axis=0) == 32).all()
        np.testing.assert_allclose(pictured[32], 1, atol=1e-3)

    def test_levels_are_decibels(self):
        """A tenth of the amplitude is 20 dB less: a third of a range of 60 dB."""
        both = tone(1000) + 0.1 * tone(2500)

        (pictured,) = FINE(both[None])

        np.testing.assert_allclose(pictured[80], 1 - 20 / 60, atol=1e-2)

    def test_loudness_cannot_be_told(self):
        """Relative to its loudest spot a soft sound looks like a loud one."""
        wave = (tone(700) * 20000).astype(np.int16)
        softer = wave // 10

        loud, soft = FINE(np.stack((wave, softer)))

        np.testing.assert_allclose(loud.max(), soft.max())
        np.testing.assert_allclose(loud[22], soft[22], atol=1e-2)

    def test_loudness_can_be_kept(self):
        """Relative to full scale a tenth of the amplitude is 20 dB lower everywhere."""
        kept = Spectrogram(**{**vars(FINE), "full_scale": 1.0})

        loud, soft = kept(np.stack((tone(1000), 0.1 * tone(1000))))

        np.testing.assert_allclose(loud[32] - soft[32], 20 / 60, atol=1e-4)

    def test_silence_is_pictured_too(self):
        """Zeros give finite numbers, and a wave with zeros behind it is as dark as can be there."""
        waves = np.zeros((2, 1024))
        waves[1, :512] = tone(900, 512)

        pictured = FINE(waves)

        assert np.isfinite(pictured).all()
        assert (pictured[1, :, -1] == 0).all()

    def test_a_sound_is_pictured_by_itself(self):
        """Alone or among others, and in any number: the same picture, and no wave is changed."""
        waves = np.random.default_rng(1).normal(size=(300, 600)).astype(np.float32)
        before = waves.copy()

        together = MEL(waves)

        np.testing.assert_allclose(MEL(waves[[257]])[0], together[257], atol=1e-6)
        np.testing.assert_array_equal(waves, before)


class TestMelFilters:
    """Bands as wide as the ear's."""

    def test_bands_grow_wider_and_cover_everything(self):
        """Middles rise, distances grow, and each band's weights add up to 1."""
        hertz = np.fft.rfftfreq(1024, 1 / 8000)

        filters = mel_filters(20, hertz, 100, 4000)
        middles = filters @ hertz

        np.testing.assert_allclose(filters.sum(axis=1), 1)
        assert (np.diff(middles) > 0).all()
        assert (np.diff(middles, 2) > -8).all()
        assert middles[0] > 100
        assert middles[-1] < 4000

    def test_a_band_narrower_than_the_lines_is_not_empty(self):
        """With few lines the lowest bands take the nearest one."""
        filters = mel_filters(40, np.fft.rfftfreq(128, 1 / 8000), 0, 4000)

        assert (filters.sum(axis=1) > 0).all()


class TestNetworks:
    """Both networks learn what goes on in time, and leave the answer to no neighbour."""

    @pytest.mark.parametrize(
        "network",
        [
            pytest.param(frame_network(channels=(24, 24), width=3), id="over time"),
            pytest.param(spectrogram_network(channels=(6, 12)), id="over time and frequency"),
        ],
    )
    def test_it_learns_movements(self, sounds, network):
        """Trained on tones that rise or fall, it tells others apart, alone as in a batch."""
        waves, answers = sounds
        model = NetworkClassifier(
            network,
            spectrograms(MEL),
            max_epochs=12,
            learning_rate=1e-2,
            batch_size=16,
            validation_share=0,
        ).fit(waves[:140], answers[:140])

        probabilities = model.predict_proba(waves[140:])

        assert np.mean(model.predict(waves[140:]) == answers[140:]) > 0.9
        np.testing.assert_allclose(
            model.predict_proba(waves[[150]])[0], probabilities[10], atol=1e-5
        )


class TestSoundVariation:
    """Each change does what it says and no more."""

    def test_no_variation_changes_nothing(self):
        """With every range zero the batch comes back as it was."""
        batch = torch.rand(3, 16, 20)

        torch.testing.assert_close(SoundVariation()(batch), batch)

    def test_a_shift_moves_along_time_alone(self):
        """A short sound keeps its band and stays within so many frames."""
        batch = torch.zeros(100, 9, 21)
        batch[:, 4, 10] = 1

        heard = (SoundVariation(shift=3)(batch) > 1e-6).any(dim=0)

        assert heard[4, 7:14].all()
        assert heard.sum() == 7

    def test_a_stretch_keeps_the_beginning(self):
        """The end of a sound moves, its first frame does not."""
        batch = torch.zeros(200, 3, 40)
        batch[:, :, :20] = 1

        varied = SoundVariation(stretch=0.2)(batch)
        lengths = (varied[:, 1] > 0.5).sum(dim=1)

        assert (varied[:, 1, 1] > 0.99).all()
        assert lengths.min() >= 20 / 1.2 - 1
        assert lengths.max() <= 20 / 0.8 + 1
        assert lengths.unique().numel() > 3

    def test_a_bend_keeps_both_ends_and_the_order(self):
        """The middle comes earlier or later, in all bands alike; beginning and end stay."""
        course = torch.linspace(0, 1, 41)

        varied = SoundVariation(bend=0.1)(course.expand(200, 5, 41))

        torch.testing.assert_close(varied[:, 1], varied[:, 3])
        assert (varied[:, 2].diff(dim=1)[:, 1:-1] > 0).all()
        torch.testing.assert_close(
            varied[:, 2, [1, -2]], course[[1, -2]].expand(200, 2), atol=0.025, rtol=0
        )
        assert varied[:, 2, 20].min() < 0.42
        assert varied[:, 2, 20].max() > 0.58

    def test_another_throat_moves_bands(self):
        """Rise and spread leave every frame where it was."""
        batch = torch.zeros(200, 20, 10)
        batch[:, 10, 5] = 1

        heard = (SoundVariation(rise=1, spread=0.1)(batch) > 1e-6).any(dim=0)

        assert heard[:, 5].sum() > 3
        assert not heard[:, [0, 1, 2, 3, 7, 8, 9]].any()

    def test_a_microphone_colours_bands_and_no_frame(self):
        """Some bands rise where others fall, in every frame alike; silence stays silence."""
        batch = torch.full((200, 16, 10), 0.5)
        batch[:, :, 7:] = 0

        varied = SoundVariation(colour=0.1)(batch)
        change = varied[:, :, 0] - 0.5

        torch.testing.assert_close(varied[:, :, :7], varied[:, :, :1].expand(200, 16, 7))
        assert (varied[:, :, 7:] == 0).all()
        torch.testing.assert_close(change.mean(dim=1), torch.zeros(200), atol=1e-6, rtol=0)
        assert 0.1 < change.abs().max() <= 0.2

    def test_noise_drowns_what_is_softer(self):
        """Nothing gets softer, and what is louder than the noise stays as it was."""
        batch = torch.rand(50, 8, 8)

        varied = SoundVariation(noise=0.4)(batch)

        assert (varied >= batch).all()
        assert torch.equal(varied[batch > 0.4], batch[batch > 0.4])
        assert varied[batch < 0.05].max() > 0.3

    def test_masks_hide_whole_frames_and_bands(self):
        """No more frames and bands are silenced than allowed, and each in one run."""
        varied = SoundVariation(hidden_frames=5, hidden_bands=3)(torch.ones(200, 12, 30))
        hidden_frames = (varied == 0).all(dim=1).sum(dim=1)
        hidden_bands = (varied == 0).all(dim=2).sum(dim=1)

        assert 3 <= hidden_frames.max() <= 5
        assert 1 <= hidden_bands.max() <= 3
        assert varied.mean() > 0.7
