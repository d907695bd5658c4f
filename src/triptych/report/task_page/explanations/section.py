"""The section on explanations of a task's page."""

from collections.abc import Mapping
from typing import Final

from triptych.analysis.one_task.explanations import Explained
from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability.metrics import CARDS
from triptych.report.drawing import explanations as explanation_charts
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.task_page.explanations.all_numbers import all_numbers
from triptych.report.task_page.explanations.differences import differences_table
from triptych.report.task_page.explanations.sentences import metric_facts, proof_fact, wrong_fact
from triptych.report.task_page.explanations.tables import (
    contender_table,
    nothing_kept_table,
    track_tables,
)
from triptych.report.words import number
from triptych.report.words.measured import measured
from triptych.report.words.verdict import listed

NO_EXPLANATIONS: Final = (
    "Explanations have not been measured yet. `triptych explain` asks every fitted contender why "
    "it decided and measures what it says; then `triptych report` writes this page anew."
)


def explanations_section(findings: Findings) -> Section:
    """The section on explanations, metric by metric."""
    found = findings.explained
    if not found:
        return Section("explanations", "Explanations", notices=[NO_EXPLANATIONS])
    facts = [*metric_facts(found), *filter(None, [proof_fact(found), wrong_fact(found)])]
    return Section(
        "explanations",
        "Explanations",
        paragraphs=_opening(found),
        notices=_caveats(found),
        facts=facts,
        legend=True,
        figures=_figures(found),
        tables=[
            *track_tables(findings, found, "probe"),
            *differences_table(findings, found),
            *track_tables(findings, found, "native"),
            *contender_table(findings, found),
            *nothing_kept_table(findings, found),
            all_numbers(findings, found),
        ],
        arrangement="pairs",
    )


def _opening(found: Mapping[str, Explained]) -> list[str]:
    one = next(iter(found.values()))
    units = one.units("probe") or one.facts.units or "parts"
    count = one.unit_count("probe")
    how_many = f"{number.quantity(count)} {units}" if count else str(units)
    return [
        "An explanation is good if it names what the decision depends on. So parts of an item, its "
        f"units (here: {how_many}), are exchanged for those of other real items, the donors "
        f"({one.facts.donors}, {one.facts.draws} draws), and it is counted how often the "
        "contender still decides as before. What is explained is its own decision, right or "
        f"wrong, on {_items(found)}.",
        "The probe queries all contenders in the same way, from outside, so that they can be "
        "compared. Native explanations are those that a contender gives itself, by the units "
        "that it reads, such as the columns of its table: they are measured, and not compared.",
    ]


def _items(found: Mapping[str, Explained]) -> str:
    counts = [one.items for one in found.values()]
    if len({one.item_numbers for one in found.values()}) == 1:
        return f"{number.counted(counts[0], 'item')}, the same for all"
    return (
        f"{number.count(min(counts))} to {number.count(max(counts))} items; differences are taken "
        "on those that both have"
    )


def _caveats(found: Mapping[str, Explained]) -> list[str]:
    single = [name for name, one in found.items() if len(one.seeds) == 1]
    if not single:
        return []
    return [
        f"Of {listed(single)} one seed was explained: those intervals cover items, not how much "
        "training varies."
    ]


def _figures(found: Mapping[str, Explained]) -> list[Figure]:
    """Dots with intervals, for each track with the metric."""
    figures = []
    for metric, track in ((card, track) for card in CARDS for track in card.figures):
        everyone = {name: one.estimate(track, metric) for name, one in found.items()}
        estimates = {name: one for name, one in everyone.items() if isinstance(one, Interval)}
        if estimates:
            name, title = f"{track}-{metric.key.replace('_', '-')}", metric.figures[track]
            told = "; ".join(f"{who} {measured(one, metric)}" for who, one in estimates.items())
            drawing = inline(
                explanation_charts.dots(estimates, metric), f"figure-{name}", title, told
            )
            figures.append(Figure(drawing, f"{title}; 95% intervals."))
    return figures
