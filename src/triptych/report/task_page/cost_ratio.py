"""Expected costs of decisions as a function of the cost ratio of misses to false alarms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Final

from triptych.analysis.one_task.expected_cost import (
    CostCurves,
    Lead,
    cost_curves,
    cost_curves_of_moved_thresholds,
)
from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.statistics.interval import Interval
from triptych.report.drawing import confidence as confidence_charts
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings
from triptych.report.model.columns import interval_columns, number_column
from triptych.report.model.figure import Figure
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.text import shorten

AS_IS: Final = "decisions as they are"
MOVED: Final = "threshold moved to each ratio"


@dataclass(frozen=True, slots=True)
class CostRatioPart:
    """The parts of a section on the cost ratio."""

    paragraph: str
    figures: Sequence[Figure]
    tables: Sequence[Table]


def cost_ratio_part(findings: Findings, said: Mapping[str, ClassProbabilities]) -> CostRatioPart:
    """Compare the costs of a two-class task's contenders; `said` are those with probabilities."""
    ways = _cost_curves(findings, said)
    return CostRatioPart(
        paragraph=_positive_sentence(findings),
        figures=[_cost_figure(way, curves) for way, curves in ways.items()],
        tables=[_leads_table(findings, ways), _costs_table(findings, ways)],
    )


def _cost_curves(
    findings: Findings, said: Mapping[str, ClassProbabilities]
) -> dict[str, CostCurves]:
    """Cost curves of the decisions and, where all three have probabilities, of moved thresholds."""
    positive = _positive(findings)
    outcomes = {
        name: findings.run.outcomes(findings.card.name, name) for name in findings.paradigm_scores
    }
    ways = {AS_IS: cost_curves(outcomes, positive)}
    if all(name in said for name in outcomes):
        forecasts = {name: said[name] for name in outcomes}
        ways[MOVED] = cost_curves_of_moved_thresholds(forecasts, positive)
    return ways


def _positive(findings: Findings) -> int:
    """The metric's positive class, or the last."""
    classes = findings.card.classes or ()
    named = findings.card.metric.positive
    return classes.index(named) if named in classes else len(classes) - 1


def _positive_sentence(findings: Findings) -> str:
    positive = shorten((findings.card.classes or ("",))[_positive(findings)], 40)
    named = findings.card.metric.positive is not None
    why = "which the metric is about" if named else "the last one of the task"
    return (
        f"Positive is the class {positive}, {why}. A miss is a positive taken for the other, a "
        "false alarm the reverse; which contender is the cheapest depends on how much worse one is."
    )


def _cost_figure(way: str, curves: CostCurves) -> Figure:
    name = "cost-ratio" if way == AS_IS else "cost-ratio-moved"
    drawing = inline(
        confidence_charts.cost_ratio(curves),
        f"figure-{name}",
        f"Mean cost against the cost ratio, {way}",
        "; ".join(
            f"from {confidence_charts.ratio(lead.low)} to {confidence_charts.ratio(lead.high)} "
            f"{' or '.join(lead.leaders)} costs least" + ("" if lead.shown else ", not shown")
            for lead in curves.leads
        )
        + ".",
    )
    words = (
        "Mean cost of each contender's decisions as they are"
        if way == AS_IS
        else "The same, each contender deciding anew at each ratio by its probabilities"
    )
    shown = any(lead.shown for lead in curves.leads)
    bars = "Bars: significant leads." if shown else "No lead is significant."
    caption = f"{words}; a miss and a false alarm cost 1 together. {bars}"
    return Figure(drawing, caption)


def _leads_table(findings: Findings, ways: Mapping[str, CostCurves]) -> Table:
    columns = [
        Column("range", "ratio", of=_range),
        Column("ratio_low", shown=False, of=lambda row: row[1].low),
        Column("ratio_high", shown=False, of=lambda row: row[1].high),
        Column("decisions", "decides by", of=itemgetter(0)),
        Column(
            "leaders",
            "least cost",
            formula="formula-cost-ratio",
            of=lambda row: " or ".join(row[1].leaders),
        ),
        Column(
            "shown",
            "lead",
            formula="formula-cost-ratio",
            of=lambda row: row[1].shown,
            write=lambda shown: "shown" if shown else "not shown",
        ),
    ]
    return findings.table(
        "cost_leads",
        "Who decides at the least cost, by cost of a miss : cost of a false alarm; to the nearest "
        "step of 26%. Shown: the paired 95% interval of the difference to every other excludes 0.",
        columns,
        [(way, lead) for way, curves in ways.items() for lead in curves.leads],
    )


def _range(row: tuple[str, Lead]) -> Entry:
    way, lead = row
    ends = f"{confidence_charts.ratio(lead.low)} to {confidence_charts.ratio(lead.high)}"
    return Entry(f"{way} {lead.low:.3g}", ends)


def _costs_table(findings: Findings, ways: Mapping[str, CostCurves]) -> Table:
    """One row per way to decide and lead on its curves."""
    formula = "formula-cost-ratio"
    any_way = next(iter(ways.values()))
    columns = [
        Column(
            "ratio",
            "ratio",
            of=lambda row: ways[row[0]].ratios[row[1]],
            write=confidence_charts.ratio,
        ),
        Column("decisions", "decides by", of=itemgetter(0)),
    ]
    for name in any_way.costs:
        cost = partial(_cost, ways, name)
        columns.append(number_column(f"cost_{name}", name, cost, "{:.3f}".format, formula=formula))
    for pair in any_way.differences:
        name, label = "_less_".join(pair), f" {number.MINUS} ".join(pair)
        difference = partial(_difference, ways, pair)
        columns += interval_columns(name, label, formula, difference, signed=True)
    return findings.table(
        "cost_ratio",
        "Mean cost an item at each ratio, and paired differences with 95% intervals; below zero "
        "the first is cheaper.",
        columns,
        [(way, place) for way, curves in ways.items() for place in range(len(curves.ratios))],
        folded=True,
        summary="Costs and differences at each ratio",
    )


def _cost(ways: Mapping[str, CostCurves], contender: str, row: tuple[str, int]) -> float:
    way, place = row
    return ways[way].costs[contender][place]


def _difference(
    ways: Mapping[str, CostCurves], pair: tuple[str, str], row: tuple[str, int]
) -> Interval:
    way, place = row
    return ways[way].differences[pair][place]
