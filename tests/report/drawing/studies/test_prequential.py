"""Promises of prequential curves: a panel for each paradigm, each line with its name."""

from triptych.report.drawing.studies.prequential import prequential_curves

SHARES = {
    "rules:frozen": (0.9, 0.9, 0.5, 0.5),
    "classical:frozen": (0.9, 0.9, 0.5, 0.5),
    "classical:retrained": (0.9, 0.9, 0.6, 0.9),
}


def test_every_line_is_named_beside_its_end():
    """Of two paradigms two panels; the policy alone is written, for the panel has the other."""
    svg = prequential_curves(SHARES, (0, 200, 400, 600), (400,))

    assert svg.count(">frozen<") == 2
    assert svg.count(">retrained<") == 1
    assert "rules, right" in svg
    assert "deep, right" not in svg
    assert svg.count("items tested before") == 1


def test_a_drawing_leaves_the_next_one_as_it_would_be_alone():
    """They share a canvas."""
    alone = prequential_curves(SHARES, (0, 200, 400, 600), ())
    prequential_curves({**SHARES, "classical:frozen": (0.1,) * 4}, (0, 2, 4, 6), (4,))

    assert prequential_curves(SHARES, (0, 200, 400, 600), ()) == alone
