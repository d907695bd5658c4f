"""Growth in a study: time and memory by the number of training items, and with which power."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from triptych.analysis.one_task.studies.growth import QUANTITIES, Growth, Quantity, growths
from triptych.report.drawing.curves import growth_curves
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings, slug
from triptych.report.model.columns import contender_entry, number_column
from triptych.report.model.figure import Figure
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.text import printable

_WORDS: Final[dict[Quantity, tuple[str, str, Callable[[float], str]]]] = {
    "fit": ("Time to fit", "CPU time of one fit", number.duration),
    "decision": ("Time of a decision", "CPU time of one decision", number.duration),
    "memory": ("Memory to fit", "peak memory of one fit", number.size),
}
"""What each quantity is called in a title and on an axis, and how its values are written."""


def growth_figures(findings: Findings, name: str) -> Iterator[Figure]:
    """A figure for each quantity that was measured at two numbers of items or more."""
    for quantity, lines in _by_quantity(findings, name):
        title, label, write = _WORDS[quantity]
        if len({items for one in lines for items, _ in one.points}) > 1:
            yield Figure(
                inline(
                    growth_curves(lines, label, write),
                    f"figure-study-{slug(name)}-{quantity}",
                    f"{title} by training items",
                    "; ".join(_listed(one, write) for one in lines),
                ),
                f"{title} by training items, both on log scales. {_exponents(lines)}",
            )


def growth_tables(findings: Findings, name: str) -> Iterator[Table]:
    """The exponents, and what they are fitted to."""
    found = [one for _, lines in _by_quantity(findings, name) for one in lines]
    if not found:
        return
    yield Table(
        f"table-study-{slug(name)}-growth",
        findings.file("study", name, "growth"),
        "By which power of the number of training items each grows, with 95% intervals.",
        [
            Column("contender", "contender", of=lambda one: contender_entry(one.contender)),
            Column(
                "quantity", "quantity", of=lambda one: Entry(one.quantity, _WORDS[one.quantity][0])
            ),
            number_column(
                "exponent",
                "exponent",
                lambda one: one.exponent,
                lambda value: number.fixed(value, 2),
                formula="formula-growth",
            ),
            Column("low", numeric=True, shown=False, of=lambda one: one.low),
            Column("high", numeric=True, shown=False, of=lambda one: one.high),
            number_column("least_items", "from", lambda one: one.points[0][0], number.count),
            number_column("most_items", "to", lambda one: one.points[-1][0], number.count),
            Column("of_most", "there", of=_of_most),
        ],
        found,
        folded=True,
    )


def _by_quantity(findings: Findings, name: str) -> Iterator[tuple[Quantity, Sequence[Growth]]]:
    """The lines of each quantity; none of a study whose condition is no number of items."""
    card = findings.run.studies[name]
    if card.axis is None or not card.axis.tells_cost:
        return
    found = growths(findings.run, findings.card.name, name)
    for quantity in QUANTITIES:
        if lines := [one for one in found if one.quantity == quantity]:
            yield quantity, lines


def _of_most(one: Growth) -> Entry:
    value = one.points[-1][1]
    return Entry(value, _WORDS[one.quantity][2](value))


def _listed(one: Growth, write: Callable[[float], str]) -> str:
    values = ", ".join(f"{number.count(items)}: {write(value)}" for items, value in one.points)
    return f"{printable(one.contender)} {values}"


def _exponents(lines: Sequence[Growth]) -> str:
    """The exponent of each contender in words, such as: as n^1.1 (1.0 to 1.2) for deep."""
    known = [
        f"as n^{number.fixed(one.exponent, 1)} ({number.fixed(one.low, 1)} to "
        f"{number.fixed(one.high, 1)}) for {printable(one.contender)}"
        for one in lines
        if one.exponent is not None and one.low is not None and one.high is not None
    ]
    if not known:
        return "Fewer than three numbers of items were run, too few for an exponent."
    return f"It grows {', '.join(known)}, with 95% intervals."
