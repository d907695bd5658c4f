"""Promises of the pretrained networks; each is skipped where its weights or libraries are not."""

import numpy as np
import pytest

from triptych.downloads.pretrained import MINILM, RESEMBLYZER, SPEECH_EMBEDDING
from triptych.downloads.usable import why_not_usable


@pytest.fixture(scope="module")
def sentences():
    if reason := why_not_usable(MINILM):
        pytest.skip(reason)
    from triptych.paradigms.pretrained.sentences import sentence_encoder

    return sentence_encoder()


@pytest.fixture(scope="module")
def speech():
    if reason := why_not_usable(SPEECH_EMBEDDING):
        pytest.skip(reason)
    from triptych.paradigms.pretrained.speech import speech_encoder

    return speech_encoder(8000)


@pytest.fixture(scope="module")
def speakers():
    if reason := why_not_usable(RESEMBLYZER):
        pytest.skip(reason)
    from triptych.paradigms.pretrained.speakers import speaker_encoder

    return speaker_encoder(8000)


def waves(*hertz, seconds=0.4):
    """Tones of 8 kHz in a second that is silent after them."""
    times = np.arange(int(8000 * seconds)) / 8000
    found = np.zeros((len(hertz), 8000), dtype=np.int16)
    for wave, pitch in zip(found, hertz, strict=True):
        wave[: len(times)] = 8000 * np.sin(2 * np.pi * pitch * times) + 1
    return found


def test_sentences_have_the_published_similarities(sentences):
    """Those that the network's publishers print for these three sentences."""
    texts = ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
    whole = sentences.encode(np.array(texts, dtype=object))[:, :384]

    published = [[1.0, 0.6660, 0.1046], [0.6660, 1.0, 0.1411], [0.1046, 0.1411, 1.0]]
    assert np.allclose(whole @ whole.T, published, atol=1e-4)


def test_a_sentence_does_not_depend_on_its_neighbours(sentences):
    """Longer ones beside it change nothing but the last digits."""
    texts = np.array(["no", "a much longer text, with many words " * 20, ""], dtype=object)
    alone = np.concatenate([sentences.encode(texts[place : place + 1]) for place in range(3)])

    assert np.allclose(sentences.encode(texts), alone, atol=1e-5)
    assert alone.shape == (3, 768)


@pytest.mark.parametrize("network", ["speech", "speakers"])
def test_a_wave_does_not_depend_on_its_neighbours(request, network):
    """Nor on how loud they are."""
    encoder = request.getfixturevalue(network)
    sounds = waves(200, 300, 1000)
    sounds[2] *= 3
    alone = np.concatenate([encoder.encode(sounds[place : place + 1]) for place in range(3)])

    assert np.allclose(encoder.encode(sounds), alone, atol=1e-4)
    assert np.isfinite(encoder.encode(np.zeros((1, 8000), dtype=np.int16))).all()


def test_silence_after_a_word_is_no_part_of_it(speech):
    """The same sound in a longer recording has the same vector."""
    sounds = waves(300)
    longer = np.pad(sounds, ((0, 0), (0, 1000)))

    assert speech.encode(sounds).shape == (1, 192)
    assert np.allclose(speech.encode(sounds), speech.encode(longer), atol=1e-4)


def test_speakers_are_told_apart_by_vectors_of_length_one(speakers):
    """Like sounds are nearer to each other than unlike ones."""
    low, like_it, high = speakers.encode(waves(150, 155, 1500))

    assert np.isclose(np.linalg.norm(low), 1, atol=1e-5)
    assert low @ like_it > low @ high
