"""Promises of marks: the three can be told apart without colour, and seen on both pages."""

import re
from pathlib import Path

import pytest

from triptych.report.drawing.mark import MARKS, mark_of, marker
from triptych.report.rendering import html
from triptych.task import HYBRID, PARADIGMS, REFERENCE

STYLE = (Path(html.__file__).parent / "templates" / "style.css").read_text()
PAPERS = re.findall(r"--paper: (#[0-9a-f]{6})", STYLE)
LEAST = 3.0
"""WCAG 2.1, 1.4.11: what graphical objects need against what is beside them."""


def luminance(colour):
    """Relative luminance, as WCAG 2.1 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_colour_is_never_alone():
    """Shape and line differ as well: for who sees no colour, and for paper."""
    assert list(MARKS) == [*PARADIGMS, HYBRID, REFERENCE]
    for part in ("colour", "shape", "line"):
        assert len({getattr(mark, part) for mark in MARKS.values()}) == len(MARKS)


@pytest.mark.parametrize("paper", sorted(set(PAPERS)))
@pytest.mark.parametrize("name", [*PARADIGMS, HYBRID])
def test_a_mark_is_seen_on_the_white_and_on_the_dark_page(name, paper):
    assert contrast(MARKS[name].colour, paper) >= LEAST


def test_the_page_has_the_colours_of_the_drawings():
    """A name in a table and its line in a figure are one contender."""
    for name in (*PARADIGMS, HYBRID):
        assert f"--{name}: {MARKS[name].colour};" in STYLE


def test_a_variant_has_the_mark_of_its_paradigm():
    assert mark_of("classical:logistic") is MARKS["classical"]


def test_a_variant_is_hollow():
    """Nobody takes a reference variant for one of the three."""
    contender, variant = marker("classical"), marker("classical:logistic")

    assert contender["marker"] == variant["marker"]
    assert contender["markerfacecolor"] == variant["markeredgecolor"] == MARKS["classical"].colour
    assert variant["markerfacecolor"] == contender["markeredgecolor"]


def test_a_row_of_the_reference_panel_is_hollow_and_of_no_paradigm():
    """Its mark is that of the panel, in the grey that follows the page."""
    assert mark_of("reference:constant") is MARKS[REFERENCE]
    assert marker("reference:constant")["markerfacecolor"] == marker("rules:a")["markerfacecolor"]
