"""The interval of a mean over items and seeds, whether items are independent or in order."""

from triptych.analysis import blocks
from triptych.analysis.interval import Interval, of_blocks, two_way
from triptych.measure.quality import Numbers


def mean_interval(matrix: Numbers, *, ordered: bool) -> Interval:
    """Return the interval of the mean of M[seed, item]; of ordered items, from blocks of them.

    Two-way t (docs/statistics.md#two-way); the columns of ordered items are in their order.
    """
    if ordered:
        return of_blocks(blocks.of_means(matrix), *matrix.shape)
    return two_way(matrix)
