"""Designs: whether items are independent, in groups or in the order of time, and what follows.

Which statistics fit, how many items count, and what a reader must know beside them is chosen here
once; nobody else asks (docs/statistics.md#ordered-items, docs/statistics.md#groups).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Literal

import numpy as np
from scipy import special
from statsmodels.stats.contingency_tables import mcnemar

from triptych.analysis.statistics import blocks, groups
from triptych.analysis.statistics.interval import TAIL, Interval, from_sampling, wilson
from triptych.analysis.statistics.sampling import (
    Bootstrap,
    Sampling,
    bootstrap,
    p_of_no_difference,
    student_t,
)
from triptych.measure.quality import Answers, Numbers
from triptych.results.outcomes import Integers, Outcomes
from triptych.results.task_card import TaskCard

FEW_IN_ORDER: Final = (
    f"cannot be said: fewer than {blocks.LEAST_ITEMS} items in the order of time show no runs"
)
ONE_GROUP: Final = "cannot be said: one group of items shows nothing of others"
FEW_GROUPS: Final = 10
"""Below this many groups hardly any difference can be shown."""
LONG_RUNS: Final = "errors come in runs as long as the blocks: the interval may be too narrow"


@dataclass(frozen=True, kw_only=True)
class Design:
    """How tested items hang together, and the statistics that fit it.

    A matrix is M[seed, item], the items in their order.

    settled_by         what more of would settle a comparison that is open
    methods            names of the intervals by Student's t, of one seed and of several
    of_means           sampling distribution of the mean of a matrix over seeds and items
    of_confusions      the same of a metric of confusion counts; see `sampling.bootstrap`
    share_interval     Wilson's interval of the share of hits among n items; hits may be means
    effective_items    effective number of independent items for the mean of a matrix
    effective_pairs    the same of differences, where the errors of both sides are known
    independent_items  of how many a simulation may draw
    error_runs         in how many runs errors among some of the items came
    exact_p            two-sided, of differences of hits; None where no exact test fits
    note               limits of an interval of the mean of a matrix, or an empty text
    remarks            limits of a verdict on these outcomes, as sentences
    """

    settled_by: Literal["items", "streams"]
    methods: tuple[str, str]
    of_means: Callable[[Numbers], Sampling]
    of_confusions: Callable[..., Sampling]
    share_interval: Callable[[Numbers], Interval]
    effective_items: Callable[[Numbers], float]
    effective_pairs: Callable[[Numbers, Sequence[Numbers]], float]
    independent_items: Callable[[Numbers], int]
    error_runs: Callable[[Numbers, Answers], float]
    exact_p: Callable[[Numbers], float | None]
    note: Callable[[Numbers], str]
    remarks: Callable[[Sequence[Outcomes]], list[str]]

    def interval(self, sampling: Sampling, shape: tuple[int, ...]) -> Interval:
        """The interval of a sampling distribution over `shape` (seeds, items)."""
        seeds, items = shape
        method = "bootstrap" if isinstance(sampling, Bootstrap) else self.methods[seeds > 1]
        return from_sampling(sampling, method, seeds, items)

    def mean_interval(self, matrix: Numbers) -> Interval:
        """The interval of the mean of a matrix by the two-way t (docs/statistics.md#two-way)."""
        return self.interval(self.of_means(matrix), matrix.shape)


def design_of(about: Outcomes | TaskCard) -> Design:
    """The design of what was answered in a study, or of a task's plain comparison."""
    return design_for(about.groups if isinstance(about, Outcomes) else None, ordered=about.ordered)


def design_for(group: Integers | None, *, ordered: bool = False) -> Design:
    """The design of items by the number of each one's group (n,); None where they have none.

    Groups of items in the order of time are streams; one stream is its blocks
    (docs/statistics.md#groups, #ordered-items, #streams).
    """
    if ordered:
        several = group is not None and len(np.unique(group)) > 1
        return _in_streams(group) if several and group is not None else IN_ORDER
    return INDEPENDENT if group is None else _in_groups(group)


def _items(matrix: Numbers, *_: object) -> int:
    return int(matrix.shape[1])


def _mcnemar(differences: Numbers) -> float | None:
    """Exact two-sided test of two single fitted models: a sign test of the discordant items.

    McNemar, Psychometrika 12, 1947; the p-value is statsmodels'. None for several fits.
    """
    if len(differences) > 1:
        return None
    better, worse = (differences > 0).sum(), (differences < 0).sum()
    return float(mcnemar([[0, better], [worse, 0]], exact=True).pvalue)


def _share_in_order(hits: Numbers) -> Interval:
    """Wilson's interval, with as many items as are independent of each other."""
    if hits.size < blocks.LEAST_ITEMS:
        return IN_ORDER.mean_interval(hits[None, :]).clipped(0.0, 1.0)
    return _share_of_effective(hits, blocks.effective_items(hits[None, :]), blocks.BLOCKS - 1.0)


def _share_of_effective(hits: Numbers, effective: float, degrees: float) -> Interval:
    """Wilson's interval of as many independent items as the hits are worth.

    Fewer still for the degrees of freedom of a variance between units of items (Korn & Graubard,
    Survey Methodology 24, 1998).
    """
    quantiles = special.stdtrit(np.array([max(hits.size - 1, 1), degrees]), 1 - TAIL)
    effective *= float(quantiles[0] / quantiles[1]) ** 2
    interval = wilson(float(hits.mean()) * effective, effective)
    return replace(interval, method="Wilson, effective items", items=hits.size)


def _independent_in_order(residuals: Numbers) -> int:
    """Effective number of independent items; the number of blocks where ordered items are too few.

    residuals   M[seed, item]: confidence less hit
    """
    items = _items(residuals)
    if items < blocks.LEAST_ITEMS:
        return min(items, blocks.BLOCKS)
    return int(blocks.effective_items(residuals))


def _note_in_order(matrix: Numbers) -> str:
    """Limits of an interval from blocks of M[seed, item], or an empty text."""
    if _items(matrix) < blocks.LEAST_ITEMS:
        return FEW_IN_ORDER
    return LONG_RUNS if blocks.alike_neighbours(matrix) else ""


def _remarks_in_order(outcomes: Sequence[Outcomes]) -> list[str]:
    """Limits of a verdict on items of one stream in the order of time, as sentences."""
    items = min(len(one.items) for one in outcomes)
    if items < blocks.LEAST_ITEMS:
        return [
            f"{items:,} items in the order of time are too few to see in what runs errors come: "
            "nothing can be said of how far the scores may lie off."
        ]
    remarks = [
        f"One stream, whose items in the order of time err in runs: intervals and p rest on "
        f"{blocks.BLOCKS} stretches of about {items // blocks.BLOCKS:,} items each, not on single "
        "items."
    ]
    if any(blocks.alike_neighbours(one.losses) for one in outcomes):
        remarks.append(
            "Neighbouring stretches are still much alike: the intervals may be too narrow, so "
            "read the scores as those of this stream."
        )
    return remarks


def _share_in_groups(hits: Numbers, group: Integers) -> Interval:
    effective = groups.effective_items(hits[None, :], group)
    return _share_of_effective(hits, effective, groups.degrees_of_freedom(group))


def _mcnemar_or_groups(differences: Numbers, group: Integers) -> float | None:
    """The exact test of items where its p is larger than that of groups; else None."""
    exact = _mcnemar(differences)
    of_groups = p_of_no_difference(groups.of_means(differences, group))
    return exact if exact is not None and exact >= of_groups else None


def _remarks_in_groups(outcomes: Sequence[Outcomes], group: Integers) -> list[str]:
    """What it means that items come in groups."""
    count = len(np.unique(group))
    found = [
        f"Intervals and p take whole groups of items as independent, {count:,} of them, beside "
        "single items: the larger variance and the larger p count."
    ]
    if count < FEW_GROUPS:
        found.append(
            f"{count} groups show little of groups nobody has seen: more groups would settle more, "
            "not more items of these."
        )
    return found


def _in_groups(group: Integers) -> Design:
    """The design of items in groups; `group` is the number of each item's group."""
    few = ONE_GROUP if len(np.unique(group)) == 1 else ""
    return replace(
        INDEPENDENT,
        methods=("t over groups", "two-way t over groups"),
        of_means=partial(groups.of_means, group=group),
        of_confusions=partial(groups.of_confusions, group=group),
        share_interval=partial(_share_in_groups, group=group),
        effective_items=partial(groups.effective_items, group=group),
        effective_pairs=partial(groups.effective_pairs, group=group),
        independent_items=lambda matrix: int(groups.effective_items(matrix, group)),
        exact_p=partial(_mcnemar_or_groups, group=group),
        note=lambda matrix: few,
        remarks=partial(_remarks_in_groups, group=group),
    )


def _in_streams(stream: Integers) -> Design:
    """The design of several streams: they are independent of each other, their items are not."""
    count = len(np.unique(stream))
    return replace(
        _in_groups(stream),
        settled_by="streams",
        methods=("t over streams", "t over streams"),
        note=lambda matrix: f"{count} streams, each with a training seed of its own",
        remarks=lambda outcomes: [
            f"Intervals and p take whole streams as independent, {count} of them, each drawn anew "
            "and trained with a seed of its own: they are about streams nobody has seen."
        ],
    )


INDEPENDENT: Final = Design(
    settled_by="items",
    methods=("t over items", "two-way t"),
    of_means=student_t,
    of_confusions=bootstrap,
    share_interval=lambda hits: wilson(float(hits.sum()), hits.size),
    effective_items=_items,
    effective_pairs=_items,
    independent_items=_items,
    error_runs=lambda errors, among: np.inf,
    exact_p=_mcnemar,
    note=lambda matrix: "",
    remarks=lambda outcomes: [],
)
IN_ORDER: Final = Design(
    settled_by="streams",
    methods=("t over blocks", "two-way t over blocks"),
    of_means=blocks.of_means,
    of_confusions=blocks.of_confusions,
    share_interval=_share_in_order,
    effective_items=blocks.effective_items,
    effective_pairs=blocks.effective_pairs,
    independent_items=_independent_in_order,
    error_runs=blocks.runs,
    exact_p=lambda differences: None,
    note=_note_in_order,
    remarks=_remarks_in_order,
)
