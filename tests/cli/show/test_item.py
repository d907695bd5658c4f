"""Promises of an item in a window: what a person can read, count or see, and a program parse."""

import json

import numpy as np
import pandas as pd
import pytest

from triptych.cli.show.item import SHADES, item_in_words, shown_items


def test_a_row_keeps_its_types_and_says_what_is_missing():
    """Its JSON is valid: a program reads null, not NaN."""
    row = {"age": 3.5, "sex": "male", "port": None, "seen": True, "far": float("inf")}
    (told,) = shown_items(pd.DataFrame([row]))

    assert told == {"age": 3.5, "sex": "male", "port": None, "seen": True, "far": "inf"}
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert item_in_words(told) == "age: 3.5, sex: male, port: missing, seen: True, far: inf"


def test_a_text_is_itself():
    assert shown_items(np.array(["Free now!"], dtype=object)) == ["Free now!"]
    assert item_in_words("Free now!") == "Free now!"


def test_a_small_picture_is_drawn():
    """Dark to bright, two letters a pixel; a picture of one shade is drawn too."""
    ramp = np.linspace(0, 255, len(SHADES)).astype(int)[None, None, :]

    assert shown_items(ramp) == ["".join(2 * shade for shade in SHADES).rstrip()]
    assert shown_items(np.full((1, 2, 2), 7)) == ["\n"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (np.array([[1.0, 2.0, 6.0]]), "3 numbers from 1 to 6, mean 3"),
        (np.zeros((1, 80, 80)), "80 x 80 numbers from 0 to 0, mean 0"),
        (np.array([["a", "b"]]), "2 values: ['a', 'b']"),
        (np.array([19]), "19"),
    ],
    ids=["a series", "a large picture", "words", "a number"],
)
def test_what_cannot_be_drawn_is_described(raw, words):
    assert shown_items(raw) == [words]
