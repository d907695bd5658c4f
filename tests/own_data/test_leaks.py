"""What gives the answer away is found before time is spent; what is honest is left alone."""

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_breast_cancer, load_iris, load_wine

from own_data.conftest import sentences, tickets
from triptych.fold import inseparable
from triptych.own_data import Wishes, read

TEAM = Wishes(target="team")


def lines_of(own):
    return [finding.line for finding in own.findings]


def leaky(frame, share=0.02, seed=0):
    """The team's desk, which is written down when the ticket is closed, with a few slips."""
    random = np.random.default_rng(seed)
    desks = frame["team"].map({"billing": 3, "desk": 7, "field": 5}) * 10
    desks += random.integers(0, 3, len(frame))
    slips = random.random(len(frame)) < share
    return desks.where(~slips, random.integers(30, 73, len(frame)))


@pytest.mark.parametrize("as_words", [False, True], ids=["number", "words"])
def test_a_column_that_tells_the_answer_alone_is_left_out(as_words):
    """It says what all others do not: it was written after the fact."""
    frame = tickets()
    desks = leaky(frame)
    own = read(frame.assign(closed_by=desks.map("desk {}".format) if as_words else desks), TEAM)

    assert "closed_by" not in own.dataset.raw
    assert "alone tells the answer" in own.left_out["closed_by"]
    assert any(
        line.startswith("! `closed_by` alone tells `team` in 9") and "--keep closed_by" in line
        for line in lines_of(own)
    )


def test_it_is_read_where_its_owner_says_so():
    """--keep knows better."""
    frame = tickets()
    own = read(frame.assign(closed_by=leaky(frame)), Wishes(target="team", keep=("closed_by",)))

    assert "closed_by" in own.dataset.raw
    assert any("`closed_by` alone tells" in line and "kept" in line for line in lines_of(own))


def test_the_answer_in_other_words_is_left_out():
    """A code for each class, however good the others are."""
    frame = tickets()
    own = read(frame.assign(code=frame["team"].str[:1].str.upper()), TEAM)

    assert "code" in own.left_out


def test_a_number_that_another_is_made_from_is_left_out():
    """Of a regression: the price with tax."""
    random = np.random.default_rng(0)
    frame = pd.DataFrame({"size": random.normal(100, 20, 400), "rooms": random.integers(1, 7, 400)})
    frame["price"] = frame["size"] * 3 + random.normal(0, 60, 400)
    frame["with tax"] = frame["price"] * 1.19
    own = read(frame, Wishes(target="price"))

    assert set(own.left_out) == {"with tax"}


@pytest.mark.parametrize("load", [load_iris, load_wine, load_breast_cancer])
def test_honest_tables_lose_no_column(load):
    """Petals tell nearly all of irises alone, and so do the other columns together."""
    frame = load(as_frame=True).frame.assign(
        target=lambda table: table["target"].map("class {}".format)
    )
    own = read(frame, Wishes(target="target"))

    assert own.left_out == {}


def test_the_only_column_is_never_taken_away():
    """A table of one column that decides is a simple task, not a leak."""
    random = np.random.default_rng(0)
    x = random.normal(size=300)
    own = read(pd.DataFrame({"x": x, "y": np.where(x > 0, "high", "low")}), Wishes(target="y"))

    assert list(own.dataset.raw.columns) == ["x"]


def test_gaps_that_tell_the_class_are_said():
    """A column that is filled in for some answers only."""
    frame = tickets()
    random = np.random.default_rng(0)
    filled = (frame["team"] == "billing") ^ (random.random(300) < 0.02)
    frame["refund"] = pd.Series(random.normal(size=300)).where(filled)
    own = read(frame[["age", "refund", "team"]].assign(team=frame["team"] == "billing"), TEAM)

    said = "Whether `refund` is filled tells `team`"
    assert "refund" in own.left_out or any(said in line for line in lines_of(own))


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(np.arange(300), id="numbers in a row"),
        pytest.param(np.random.default_rng(0).permutation(300) + 7000, id="numbers, shuffled"),
        pytest.param([f"T{7 * number:05d}" for number in range(300)], id="codes"),
        pytest.param([f"{number:032x}" for number in range(300)], id="hexadecimal"),
    ],
)
def test_identifiers_are_left_out(values):
    """Another value in every row says nothing of the next one."""
    own = read(tickets().assign(ticket=values), TEAM)

    assert "ticket" in own.left_out
    assert any("--keep ticket" in line for line in lines_of(own))
    kept = read(tickets().assign(ticket=values), Wishes(target="team", keep=("ticket",)))
    assert "ticket" in kept.dataset.raw


def test_measurements_are_no_identifiers():
    """Fractions, and whole numbers with holes, may all differ and still say something."""
    random = np.random.default_rng(0)
    incomes = random.choice(100_000, 300, replace=False)
    own = read(tickets().assign(income=incomes, weight=random.normal(size=300)), TEAM)

    assert own.left_out == {}


def test_repeated_texts_stay_on_one_side():
    """Capitals and commas make no other text."""
    texts = sentences(200)
    frame = pd.DataFrame({"said": [*texts, *(f"{t.upper()}!" for t in texts[:60])]})
    frame["team"] = [f"team {number % 2}" for number in range(200)] * 1 + [
        f"team {number % 2}" for number in range(60)
    ]
    own = read(frame, TEAM)

    assert any("60 of 260 texts repeat another" in line for line in lines_of(own))
    together = inseparable(own.dataset)
    assert (together[200:] == together[:60]).all()


def test_equal_rows_with_other_answers_are_said():
    """Nobody can be right about both."""
    frame = tickets(400)[["kind", "team"]].assign(
        age=np.random.default_rng(0).integers(20, 40, 400).astype(float)
    )
    own = read(frame, TEAM)

    assert any("with another answer" in line for line in lines_of(own))


def test_characters_that_nobody_sees_are_taken_out_of_texts():
    """Where all of one class have them, they are a leak."""
    frame = pd.DataFrame({"said": sentences(200), "team": ["a", "b"] * 100})
    frame.loc[frame["team"] == "a", "said"] += "\u200b"
    own = read(frame, TEAM)

    assert not any("\u200b" in text for text in own.dataset.raw)
    assert any("nobody sees" in line and "class 'a'" in line for line in lines_of(own))


def test_texts_that_name_their_class_are_said():
    """A tag in front of each text."""
    frame = pd.DataFrame({"said": sentences(200), "team": ["field", "desk"] * 100})
    frame["said"] = "[" + frame["team"] + "] " + frame["said"]
    own = read(frame, TEAM)

    assert any("have the word 'desk'" in line for line in lines_of(own))


def test_warnings_come_first():
    """Then questions, then notes."""
    frame = tickets()
    own = read(frame.assign(closed_by=leaky(frame), empty=None), TEAM)
    levels = [finding.level for finding in own.findings]

    assert levels == sorted(levels, key=["warning", "question", "note"].index)
    assert set(levels) == {"warning", "question", "note"}


def test_little_data_are_said():
    """Intervals will be wide."""
    assert any(
        "60 rows: intervals will be wide" in line for line in lines_of(read(tickets(60), TEAM))
    )
