"""A score card of what a cytologist looks for: size, outline and texture of the nuclei.

Written in November 2026. What to look for is from Street, Wolberg and Mangasarian (1993),
whose best three measurements were also one of size, one of outline and one of texture; the
points and cuts are from the author's part alone (189 patients).
"""

from typing import Final

from triptych.paradigms.rules import Points, ScoreCard, column

SOURCE: Final = "Street, Wolberg and Mangasarian, SPIE 1905, 1993, doi:10.1117/12.148698"

LARGEST_RADIUS = column("worst radius")
DEEPEST_DENTS = column("worst concave points")

LINES = (
    Points(
        1,
        LARGEST_RADIUS > 16,
        because="nuclei that make DNA for many divisions are enlarged",
        source=SOURCE,
    ),
    Points(
        2,
        LARGEST_RADIUS > 18,
        because="nuclei this large are hardly ever seen in benign tissue",
        source=SOURCE,
    ),
    Points(
        1,
        DEEPEST_DENTS > 0.12,
        because="dents in the outline show that the nucleus has lost its smooth round form",
        source=SOURCE,
    ),
    Points(
        2,
        DEEPEST_DENTS > 0.16,
        because="an outline dented along a sixth of its length is the mark of malignant nuclei",
        source=SOURCE,
    ),
    Points(
        1,
        column("worst texture") > 25,
        because="coarse, clumped chromatin makes the grey inside the nucleus uneven",
        source=SOURCE,
    ),
    Points(
        1,
        column("worst smoothness") > 0.14,
        because="neighbouring radii differ where the outline is ragged",
        source=SOURCE,
    ),
)


def make(seed: int) -> ScoreCard:
    """Malignant from four points on: one marked finding needs a second one beside it."""
    return ScoreCard(("benign", "malignant"), LINES, threshold=4)
