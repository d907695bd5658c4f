"""Rows of a study: one for each contender and condition."""

from triptych.analysis.statistics.interval import Interval
from triptych.metric import adjusted_rand_index
from triptych.report.drawing.studies.rows import study_rows


def test_every_row_has_its_name():
    """A contender stands once for each condition."""
    score = Interval(0.5, 0.4, 0.6, "two-way t", 3, 100)
    drawn = study_rows(
        [("rules", "any", score), ("deep:contrastive", "told", score)], adjusted_rand_index()
    )

    assert "rules, any" in drawn
    assert "deep:contrastive, told" in drawn
