"""A small convolutional network on the mel spectrogram, loudness and all."""

from typing import Final

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.audio import Spectrogram, frame_network, spectrograms
from triptych.tasks.fsdd.recordings import SAMPLES_PER_SECOND

SPECTROGRAM: Final = Spectrogram(
    samples_per_second=SAMPLES_PER_SECOND,
    window_samples=256,
    hop_samples=160,
    transform_samples=256,
    lowest_hertz=50,
    highest_hertz=4000,
    mel_bands=48,
    range_decibels=90,
    full_scale=2.0**15,
)


def make(seed: int) -> NetworkClassifier:
    """Two convolutions over time and eight epochs: voices and rooms are soon told apart."""
    return NetworkClassifier(
        frame_network(channels=(64, 64), width=3),
        spectrograms(SPECTROGRAM),
        max_epochs=8,
        learning_rate=5e-3,
        batch_size=64,
        validation_share=0,
        seed=seed,
    )
