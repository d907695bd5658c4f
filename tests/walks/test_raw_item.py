"""Promises of a raw item in a walk: what a person would look at, in a few bytes of valid JSON."""

import numpy as np
import pandas as pd
import pytest

from triptych.results.formats.walks import RawAudio, RawNumber, RawSeries, RawString, RawText
from triptych.walks.raw_item import LONGEST_TEXT, MOST_POINTS, plain, raw_item, short


def test_a_row_shows_its_cells_and_what_is_missing():
    row = {"age": 30.123456, "name": "Ada", "port": None, "seen": np.True_}

    assert raw_item(pd.DataFrame([row]), "table").columns == {
        "age": 30.12,
        "name": "Ada",
        "port": None,
        "seen": True,
    }


@pytest.mark.parametrize(("modality", "kind"), [("text", RawText), ("symbolic", RawString)])
def test_a_long_text_is_cut_and_says_how_long_it_was(modality, kind):
    """Words are read, and strings of digits are counted through."""
    text = "x" * (LONGEST_TEXT + 5)
    told = raw_item(np.array([text], dtype=object), modality)

    assert type(told) is kind
    assert (len(told.text), told.characters) == (LONGEST_TEXT, LONGEST_TEXT + 5)


@pytest.mark.parametrize("colours", [1, 3])
def test_an_image_is_grey_from_black_to_white(colours):
    """Whatever its range is: a dark picture would show nothing. One shade is black."""
    pixels = np.array([[10.0, 20.0], [30.0, 30.0]])
    raw = np.repeat(pixels[None, :, :, None], colours, axis=3)

    told = raw_item(raw, "image")

    assert (told.height, told.width) == (2, 2)
    assert told.values == [[0, 0.5], [1, 1]]
    assert raw_item(np.full((1, 2, 2), 7.0), "image").values == [[0, 0], [0, 0]]


@pytest.mark.parametrize(("modality", "kind"), [("audio", RawAudio), ("series", RawSeries)])
def test_a_peak_is_not_lost_where_samples_are_many(modality, kind):
    """A click of one sample in a second of sound is what somebody listens for."""
    samples = np.zeros(20_000)
    samples[12_345], samples[7] = 1.0, -1.0

    told = raw_item(samples[None], modality)

    assert type(told) is kind
    assert (told.samples, len(told.values)) == (20_000, MOST_POINTS)
    assert (min(told.values), max(told.values)) == (-1, 1)
    assert raw_item(np.array([[0.5, 1.5]]), modality).values == [0.5, 1.5]


def test_a_number_is_itself():
    assert raw_item(np.array([1905]), "symbolic") == RawNumber(value=1905)


@pytest.mark.parametrize(
    ("value", "told"),
    [(0.123456, 0.1235), (3.0, 3), (1e20, 1e20), (123456.0, 123500), (float("nan"), None)],
)
def test_a_number_has_four_digits(value, told):
    """What a person reads; a whole number has no point, and what is no number is null."""
    assert short(value) == told
    assert type(short(value)) is type(told)
    assert plain(np.float64(value)) == told


def test_what_json_does_not_know_is_said_in_words():
    assert plain(pd.Timestamp("2026-01-02")) == "2026-01-02 00:00:00"
    assert plain(pd.NaT) is None
    assert plain(True) is True
