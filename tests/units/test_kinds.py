"""Promises of units: items fall into parts that can be exchanged for another item's."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.errors import ContractError
from triptych.units.kinds import (
    Blocks,
    Characters,
    Columns,
    Digits,
    Frames,
    Tokens,
    units_by_default,
)

TEXTS = st.lists(st.text(max_size=60), min_size=1, max_size=6)


def strings(texts):
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return array


@pytest.mark.parametrize("units", [Tokens(most=5), Characters(most=7)])
@given(items=TEXTS, rolled=st.integers(0, 5))
def test_texts_come_back_whole_or_are_their_donors(units, items, rolled):
    """With every unit kept a text is unchanged, to the last space; with none it is the donor."""
    own = strings(items)
    donors = np.roll(own, rolled)

    for kept, expected in ((True, own), (False, donors)):
        exchanged = units.exchange(own, donors, np.full((len(own), 7), kept))
        assert exchanged.tolist() == expected.tolist()


@given(items=TEXTS)
def test_a_text_has_at_most_so_many_units_and_they_cover_it(items):
    """The names of a text's units are its words in order, at most `most` of them."""
    units = Tokens(most=4)
    for text in items:
        names = units.names(text)
        assert 1 <= len(names) <= 4
        assert "".join("".join(names).split()) == "".join(text.split())


def test_words_of_one_text_stand_in_another():
    """A word that is not kept is the donor's at about the same place."""
    kept = np.array([[True, False, True]])

    exchanged = Tokens().exchange(strings(["win a prize"]), strings(["see you there soon"]), kept)

    assert exchanged.tolist() == ["win you prize"]


@given(
    words=st.lists(st.text("abc", min_size=1), min_size=1),
    others=st.lists(st.text("xyz", min_size=1), min_size=1),
    kept=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_words_stay_words_beside_those_of_another_text(words, others, kept):
    """However few words the donor has, none of its is glued to one that is kept."""
    exchanged = Tokens(most=5).exchange(
        strings([" ".join(words)]), strings([" ".join(others)]), np.array([kept])
    )

    assert set(exchanged[0].split()) <= {*words, *others}


def test_characters_are_exchanged_in_place():
    """Strings of one length keep it."""
    kept = np.array([[True, True, False, False]])

    assert Characters().exchange(strings(["1234"]), strings(["9876"]), kept).tolist() == ["1276"]


def test_digits_keep_their_place_and_the_numbers_their_type():
    """The tens of 1234 become those of 98, the rest stays."""
    units = Digits(4)
    items, donors = np.array([1234], dtype=np.int32), np.array([98], dtype=np.int32)

    exchanged = units.exchange(items, donors, np.array([[True, True, False, True]]))

    assert exchanged.tolist() == [1294]
    assert exchanged.dtype == np.int32
    assert units.names(1234) == ("1,000s: 1", "100s: 2", "10s: 3", "1s: 4")


@given(
    height=st.integers(4, 11),
    width=st.integers(4, 11),
    unit=st.integers(0, 15),
)
def test_a_block_is_a_rectangle_of_its_own(height, width, unit):
    """Each pixel belongs to exactly one block: what one mask takes, the opposite leaves."""
    own, donors = np.zeros((1, height, width)), np.ones((1, height, width))
    kept = np.ones((1, 16), dtype=bool)
    kept[0, unit] = False

    taken = Blocks(4, 4).exchange(own, donors, kept)
    left = Blocks(4, 4).exchange(own, donors, ~kept)

    assert taken.sum() > 0
    assert np.array_equal(taken + left, np.ones_like(own))


def test_frames_are_pieces_of_time():
    """The second half of a recording may be another's, in all its channels."""
    own, donors = np.zeros((1, 6, 2)), np.ones((1, 6, 2))

    exchanged = Frames(2).exchange(own, donors, np.array([[True, False]]))

    assert exchanged[0, :, 0].tolist() == [0, 0, 0, 1, 1, 1]
    assert exchanged.shape == own.shape


def test_columns_keep_their_types_and_groups_go_together():
    """A category stays one; a named group is exchanged as a whole."""
    rows = pd.DataFrame(
        {"sex": pd.Categorical(["f", "m"]), "age": [1.0, np.nan], "years": [10, 20]}
    )
    units = Columns({"who": ("sex",), "how old": ("age", "years")})

    exchanged = units.exchange(rows, rows[::-1], np.array([[False, True], [True, False]]))

    assert exchanged["sex"].tolist() == ["m", "m"]
    assert exchanged["years"].tolist() == [10, 10]
    assert exchanged.dtypes.tolist() == rows.dtypes.tolist()
    assert units.names(rows.iloc[0]) == ("who", "how old")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (pd.DataFrame({"a": [1]}), Columns),
        (strings(["one", "a text"]), Tokens),
        (strings(["XIV", "MMXX"]), Characters),
        (np.array([17, 2000]), Digits),
        (np.zeros((2, 100), dtype=np.float32), Frames),
        (np.zeros((2, 8, 8), dtype=np.uint8), Blocks),
        (np.zeros((2, 8, 8, 3), dtype=np.uint8), Blocks),
    ],
)
def test_a_task_that_names_no_units_gets_what_suits_its_items(raw, expected):
    """The shape of the items decides."""
    assert isinstance(units_by_default(raw), expected)


def test_items_without_known_units_are_refused():
    """The error says what to do."""
    with pytest.raises(ContractError, match=r"Give UNITS in data\.py"):
        units_by_default(np.zeros(3))


ITEMS = [
    pytest.param(Columns(), pd.Series([1.0, 2.0], index=["a", "b"]), id="columns"),
    pytest.param(
        Columns({"size": ["a", "c"], "colour": ["b"]}),
        pd.Series([1.0, 2.0, 3.0], index=["a", "b", "c"]),
        id="groups of columns",
    ),
    pytest.param(Blocks(2, 3), np.zeros((5, 7)), id="blocks"),
    pytest.param(Frames(4), np.zeros(10), id="frames"),
    pytest.param(Tokens(most=2), " win a  prize ", id="tokens"),
    pytest.param(Tokens(), "", id="no token"),
    pytest.param(Characters(), "MCMXC", id="characters"),
    pytest.param(Digits(4), 1999, id="digits"),
]


@pytest.mark.parametrize(("units", "item"), ITEMS)
def test_every_part_of_an_item_belongs_to_one_unit(units, item):
    """What parts add up to, their units add up to; every unit has its parts."""
    places = units.places(item)
    parts = np.random.default_rng(0).normal(size=places.shape)

    pooled = units.pool(item, parts)

    assert len(pooled) == len(units.names(item))
    assert pooled.sum() == pytest.approx(parts.sum())
    assert set(places.ravel()) == (set(range(len(pooled))) if places.size else set())


def test_a_text_has_a_number_for_each_character():
    """Characters of a word are its unit; the space before it belongs to it."""
    assert Tokens().places("see you").tolist() == [0, 0, 0, 1, 1, 1, 1]


def test_pooling_refuses_another_number_of_parts():
    """The shape of the parts is the item's, or it is said which it should be."""
    with pytest.raises(ContractError, match=r"shape \(3,\).*shape \(2,\)"):
        Columns().pool(pd.Series([1.0, 2.0], index=["a", "b"]), np.ones(3))
