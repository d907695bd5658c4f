"""What score cards and procedures say of a decision."""

import numpy as np
import pandas as pd
import pytest

from triptych.explanation import Change
from triptych.paradigms.rules import (
    Points,
    Procedure,
    ScoreCard,
    ScoreCardRegressor,
    column,
    length,
    matches,
)
from triptych.paradigms.rules.running.row import Row, WatchedRow

INCOME, DEBTS, AGE = column("income"), column("debts"), column("age")
TABLE = pd.DataFrame(
    {"income": [60.0, 20.0, 90.0], "debts": [0.0, 4.0, 1.0], "age": [30.0, 40.0, 50.0]}
)
LINES = [
    Points(+3, INCOME > 50, because="test"),
    Points(-2, (DEBTS > 2) & (AGE < 45), because="test"),
    Points(+1, AGE > 35, because="test"),
]


@pytest.fixture
def card():
    return ScoreCard(("bad", "good"), LINES, threshold=1).fit(TABLE, ["good", "bad", "good"])


def test_a_card_reads_every_line_and_reasons_with_the_heaviest(card):
    """3 points reach the threshold even if 2 were taken: the other lines need not be known."""
    explanation = card.explain(TABLE)[0]

    assert explanation.read == ("income > 50", "not (debts > 2)", "not (age > 35)")
    assert explanation.reason == ("income > 50",)
    assert explanation.named.tolist() == [True, False, False]
    assert explanation.contributions.tolist() == [3, 0, 0]
    assert explanation.kind == "exact"


def test_a_line_that_does_not_hold_may_be_the_reason(card):
    """Without income only the last line gives points, and it alone reaches the threshold."""
    explanation = card.explain(TABLE)[1]

    assert explanation.decision == "bad"
    assert explanation.reason == ("not (income > 50)", "debts > 2", "age < 45")
    # Towards "bad": two points of debts and age, one against it of age.
    assert explanation.contributions.tolist() == [0, 1, 1 - 1]


def test_lines_that_imply_each_other_are_weighed_together():
    """Who is above 50 is above 20 as well, and below 20 nothing holds."""
    lines = [Points(1, INCOME > 20, because="test"), Points(1, INCOME > 50, because="test")]
    card = ScoreCard(("bad", "good"), lines, threshold=2).fit(TABLE, ["good", "bad", "good"])

    assert card.explain(TABLE)[0].reason == ("income > 50",)
    assert card.explain(TABLE)[1].reason == ("not (income > 20)",)


def test_a_change_moves_a_measure_and_every_line_that_reads_it(card):
    """An income of 60 falls to 50, the nearest that costs the points."""
    assert card.explain(TABLE)[0].counterfactual == Change("income at most 50 instead of 60", "bad")
    assert card.explain(TABLE)[1].counterfactual == Change("age at least 45 instead of 40", "good")


def test_points_of_a_regressor_add_up_to_its_prediction():
    """With the base they are the answer; every line with points is a reason."""
    lines = [*LINES, Points(0, AGE > 99, because="test")]
    days = ScoreCardRegressor(lines, base=4).fit(TABLE, [1.0, 2.0, 3.0])

    for explanation, prediction in zip(days.explain(TABLE), days.predict(TABLE), strict=True):
        assert explanation.kind == "additive"
        assert explanation.contributions.sum() + 4 == pytest.approx(prediction)
        assert explanation.completeness_error == pytest.approx(0)
        assert explanation.counterfactual is None
    assert days.explain(TABLE)[0].reason == ("income > 50", "not (debts > 2)", "not (age > 35)")


def test_lines_on_texts_share_their_points_among_what_they_found():
    """A length is nowhere in particular: its points rest on no character."""
    lines = [
        Points(2, matches("prize"), because="test"),
        Points(-1, length() > 3, because="test"),
    ]
    texts = np.array(["a prize", "hello"], dtype=object)
    card = ScoreCard(("ham", "spam"), lines, threshold=1).fit(texts, ["spam", "ham"])
    spam, ham = card.explain(texts)

    assert spam.contributions.tolist() == pytest.approx([0, 0, *[0.4] * 5])
    assert spam.reason == ("the text matches prize",)
    assert spam.named.tolist() == [False] * 2 + [True] * 5
    assert ham.contributions.tolist() == [0] * 5
    assert ham.named.all()
    points = ScoreCardRegressor(lines).fit(texts, [1.0, -1.0])
    assert [one.completeness_error for one in points.explain(texts)] == pytest.approx([1, 1])


def cautious(row):
    """Looks at debts only where income is low."""
    if row["income"] > 50:
        return "good", "enough income"
    if row["debts"] > 2:
        return "bad", "too many debts"
    return "good", "few debts"


def test_a_procedure_on_a_table_is_watched():
    """Its reason is the cells it asked for, in that order."""
    rules = Procedure(cautious, ("bad", "good"), reads="table").fit(TABLE, ["good", "bad", "good"])
    rich, poor = rules.explain(TABLE)[:2]

    assert rich.read == rich.reason == ("income = 60",)
    assert poor.reason == ("income = 20", "debts = 4")
    assert poor.named.tolist() == [True, True, False]
    assert poor.contributions.tolist() == [0.5, 0.5, 0]
    assert (poor.decision, poor.because, poor.kind) == ("bad", "too many debts", "exact")


@pytest.mark.parametrize(
    "ask",
    [
        dict,
        lambda row: {**row},
        lambda row: list(row.values()),
        lambda row: dict(row.items()),
        lambda row: row.copy(),
        lambda row: (lambda **cells: cells)(**row),
        str,
        lambda row: row == {},
        lambda row: row | {},
    ],
    ids=["dict", "stars", "values", "items", "copy", "keywords", "str", "equals", "or"],
)
def test_who_takes_a_row_as_a_whole_asks_for_all_of_it(ask):
    """No cell is read unnoticed."""
    row = WatchedRow(Row(a=1.0, b=2.0))
    ask(row)

    assert sorted(row.asked) == ["a", "b"]


def test_names_are_not_cells():
    """Every row has the same columns: knowing them tells nothing of the item."""
    row = WatchedRow(Row(a=1.0, b=2.0))

    assert (list(row), len(row), "a" in row, row.get("c", 7)) == (["a", "b"], 2, True, 7)
    assert row.asked == ()
    assert row.get("b") == 2
    assert row.asked == ("b",)


def test_a_procedure_on_raw_items_reads_the_whole_item():
    """Every character of a string; of a number no digits are known."""
    texts = Procedure(lambda text: ("yes", "always"), ("yes",)).fit(["ab", "c"], ["yes", "yes"])
    numbers = Procedure(lambda number: ("yes", "always"), ("yes",)).fit([1, 2], ["yes", "yes"])
    (text,), (number,) = texts.explain(["abcd"]), numbers.explain([15])

    assert text.contributions.tolist() == [0.25] * 4
    assert text.named.all()
    assert text.reason == number.reason == ("the whole item",)
    assert number.contributions is None
    assert number.named is None
