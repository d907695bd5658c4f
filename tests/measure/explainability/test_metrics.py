"""Promises of the cards: each metric of explanation is declared once, wholly, and everywhere."""

from math import isinf
from pathlib import Path

import pytest

from triptych.measure.explainability.metrics import CARDS
from triptych.measure.explainability.metrics.faithfulness import UNEXPLAINED
from triptych.measure.formula import EXPLAINABILITY
from triptych.report.findings import Findings
from triptych.report.task_page.explanations.all_numbers import all_numbers
from triptych.results.run import Run

DOCUMENT = Path(__file__).parents[3] / EXPLAINABILITY
BESIDE = {
    other for card in CARDS for other in (*card.controls, card.read_with) if other is not None
}
each_card = pytest.mark.parametrize("card", CARDS, ids=lambda card: card.key)


def row(card):
    """How docs/explainability.md lists a metric."""
    low, high = (
        "" if isinf(end) else f"{end:g}".replace("-", "\N{MINUS SIGN}")
        for end in (card.low, card.high)
    )
    span = f"{low} to {high}" if low and high else f"from {low}" if low else f"to {high}"
    unit = "share" if card.unit == "percent" else card.unit
    how = f"[{card.note.title}](#{card.note.chapter})"
    return f"| `{card.key}` | {card.name} | {unit} | {span} | {card.better or 'depends'} | {how} |"


@each_card
def test_a_card_is_whole(card):
    """A name, a heading, a range, and a note that says how it is computed and with what formula."""
    note = card.note

    assert all((card.key, card.name, card.heading, note.title, note.text, note.formula))
    assert card.low < card.high
    assert card.better in ("up", "down", "")


@each_card
def test_a_metric_is_spoken_of(card):
    """In a sentence of its own, beside the number it is read with, or in a table of its own."""
    # How many items had no map is a count beside all other numbers, and no statement.
    assert "{each}" in card.sentence or card in BESIDE or card.table or card is UNEXPLAINED
    assert "{each}" in (card.beside or "{each}")


def test_no_two_cards_have_one_name():
    """Neither in the files nor on the pages."""
    assert len({card.key for card in CARDS}) == len({card.name for card in CARDS}) == len(CARDS)


@each_card
def test_a_metric_is_documented(card):
    """With its name in the files, unit, range and direction, and the chapter that explains it."""
    text = DOCUMENT.read_text(encoding="utf-8")

    assert row(card) in text.splitlines()
    assert f'<a id="{card.note.chapter}"></a>' in text


def test_a_page_shows_every_metric(folder):
    """The table of all numbers has a row for each card, with a number where there is one."""
    findings = Findings.of(Run.open(folder), "figures")
    shown = {row[2].value for row in all_numbers(findings, findings.explained).rows}

    assert shown == {card.key for card in CARDS}
