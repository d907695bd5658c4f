"""Promises of the way back from what a network is given: no credit is lost or made up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.explanation import ExplanationUnavailable
from triptych.paradigms.deep.explaining.ordered_encoder import InStep
from triptych.paradigms.deep.networks.audio import Spectrogram
from triptych.paradigms.deep.networks.text import CharacterCodes
from triptych.paradigms.deep.networks.words import WordCodes

SPECTROGRAM = {
    "samples_per_second": 8000,
    "window_samples": 64,
    "hop_samples": 16,
    "transform_samples": 64,
    "lowest_hertz": 0,
    "highest_hertz": 4000,
}


@given(st.text(max_size=30), st.integers(1, 12))
def test_the_credit_of_characters_that_are_read_is_kept(text, longest):
    """Character by character, from the first."""
    credit = np.arange(1.0, longest + 1)[None]
    (found,) = CharacterCodes(longest).parts(np.array([text], dtype=object), credit)

    read = min(len(text), longest)
    assert found[:read].tolist() == credit[0, :read].tolist()
    assert found.shape == (len(text),)
    assert not found[read:].any()


@given(st.text(alphabet="ab 7_!é٣", max_size=30))
def test_the_credit_of_words_is_kept_where_they_stand(text):
    """Words are cut as the network reads them; digits of any script take one place."""
    texts = np.array([text], dtype=object)
    words = WordCodes(40).fit(texts)
    (found,) = words.parts(texts, np.ones((1, 40)))

    codes = WordCodes(40).fit(np.repeat(texts, 2)).transform(texts)[0]
    assert found.sum() == pytest.approx(codes.any(axis=1).sum())
    assert not any(
        number for number, character in zip(found, text, strict=True) if character == " "
    )


@pytest.mark.parametrize("frames", [None, 12], ids=["own time", "stretched"])
def test_a_sound_is_credited_where_it_was_heard(frames):
    """The credit of a frame goes to its samples, and all of it."""
    waves = np.zeros((2, 640), dtype=np.int16)
    waves[:, :400] = np.random.default_rng(0).integers(-99, 99, (2, 400))
    spectrogram = Spectrogram(**SPECTROGRAM, frames=frames)
    credit = np.zeros(spectrogram(waves).shape)
    credit[:, :, 0] = 1.0
    found = np.stack(spectrogram.parts(waves, credit))

    np.testing.assert_allclose(found.sum(axis=1), credit.sum(axis=(1, 2)))
    assert not found[:, 64:].any()
    assert found.shape == waves.shape


@pytest.mark.parametrize(
    ("places", "count", "expected"),
    [
        pytest.param(3, 3, [1, 2, 3], id="one each"),
        pytest.param(3, 6, [0.5, 0.5, 1, 1, 1.5, 1.5], id="two parts a place"),
        pytest.param(4, 2, [3, 7], id="two places a part"),
    ],
)
def test_what_is_in_step_is_shared_in_equal_steps(places, count, expected):
    """Places stand for equally many parts, or parts for equally many places."""
    credit = np.arange(1.0, places + 1)[None]

    (found,) = InStep(np.asarray).parts(np.zeros((1, count)), credit)
    assert found.tolist() == expected


def test_what_is_out_of_step_is_not_explained():
    """Five places cannot be shared by three parts."""
    with pytest.raises(ExplanationUnavailable, match="5 places are not in step with 3 parts"):
        InStep(np.asarray).parts(np.zeros((1, 3)), np.ones((1, 5)))
