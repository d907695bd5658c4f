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
)
