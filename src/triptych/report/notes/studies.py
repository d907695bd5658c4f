"""Notes on studies: how each number of their sections is computed."""

# ruff: noqa: RUF001  formulas are set with the signs of mathematics

from typing import Final

from triptych.measure.formula import Formula

STUDY_FORMULAS: Final = (
    Formula(
        "formula-crossing",
        "crossing",
        "From how many labels on",
        "The number of labels at which the difference of two learning curves, made rising by "
        "isotonic regression over the logarithm of the number, leaves 0 behind for good. The range "
        "is a 95% interval over 2,000 resamples of seeds and items. A range that reaches beyond "
        "what was measured says so; never is not shown by any.",
        "smallest n with A(n) > 0 from there on,  A = mean of score(challenger) − score(other)",
    ),
    Formula(
        "formula-agreement",
        "agreement",
        "Agreement of clusters with classes",
        "The adjusted Rand index counts pairs of items that clusters and classes treat alike, the "
        "adjusted mutual information what one tells of the other; both are 0 by chance and 100 for "
        "the same groups. The interval is a two-way t over seeds and items, of a jackknife's "
        "values: it covers seeds and which items are looked at, not that others would have been "
        "grouped otherwise.",
        "AMI = (I(classes, clusters) − E[I]) / (½ (H(classes) + H(clusters)) − E[I])",
    ),
    Formula(
        "formula-recovery",
        "recovery",
        "What a change costs, and how soon one is back",
        "Every window is tested before anybody learns it. The level is a contender's share of "
        "right answers in the five windows before the first change, the drop is the level less the "
        "share in the first window after a change, and back is the first two windows that are "
        "together at most δ below the level. Who is not back when the next change or the end comes "
        "is followed no longer, and may come back later: the median is Kaplan and Meier's. "
        "Intervals are over streams.",
        "back = items until ½ (a_t + a_t+1) ≥ level − δ",
    ),
    Formula(
        "formula-growth",
        "growth",
        "By which power cost grows",
        "A straight line through the logarithms of items and of what is measured, by least "
        "squares; its slope is the power. The interval is Student's t of the slope, over the "
        "numbers of items that were run: it says how straight the line is there, and nothing of "
        "larger numbers.",
        "log y = log c + b log n,  b ± t(0.975, k − 2) · SE(b) for k numbers of items",
    ),
)
