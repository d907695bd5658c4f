"""Who errs at the least cost, by how much worse a miss is than a false alarm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from triptych.analysis.one_task.expected_cost import (
    CostCurves,
    cost_curves,
    cost_curves_of_moved_thresholds,
)
from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.report.drawing import confidence as confidence_charts
from triptych.report.findings import Findings
from triptych.report.model.figure import Figure
from triptych.report.model.table import Column, Entry, Table
from triptych.report.task_page.calibration import UNITLESS
from triptych.report.task_page.quality import interval_columns, interval_entries
from triptych.report.words import number
from triptych.report.words.text import shorten

AS_IS: Final = "decisions as they are"
MOVED: Final = "threshold moved to each ratio"


@dataclass(frozen=True, slots=True)
class CostRatioPart:
    """What a section says of the cost ratio."""

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
    """By decisions as they are and, where all of the three have probabilities, moved."""
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
    drawing = confidence_charts.cost_ratio(
        f"figure-{name}",
        f"Mean cost against the cost ratio, {way}",
        "; ".join(
            f"from {confidence_charts.ratio(lead.low)} to {confidence_charts.ratio(lead.high)} "
            f"{' or '.join(lead.leaders)} costs least" + ("" if lead.shown else ", not shown")
            for lead in curves.leads
        )
        + ".",
        curves,
    )
    words = (
        "Mean cost of each contender's decisions as they are"
        if way == AS_IS
        else "The same, each contender deciding anew at each ratio by its probabilities"
    )
    shown = any(lead.shown for lead in curves.leads)
    bars = "Bars: who is shown to lead." if shown else "Nobody is shown to lead."
    caption = f"{words}; a miss and a false alarm cost 1 together. {bars}"
    return Figure(name, drawing, caption)


def _leads_table(findings: Findings, ways: Mapping[str, CostCurves]) -> Table:
    rows = [
        [
            Entry(
                f"{way} {lead.low:.3g}",
                f"{confidence_charts.ratio(lead.low)} to {confidence_charts.ratio(lead.high)}",
            ),
            Entry(lead.low),
            Entry(lead.high),
            Entry(way),
            Entry(" or ".join(lead.leaders)),
            Entry(lead.shown, "shown" if lead.shown else "not shown"),
        ]
        for way, curves in ways.items()
        for lead in curves.leads
    ]
    return Table(
        "table-cost-leads",
        findings.file("cost_leads"),
        "Who decides at the least cost, by cost of a miss : cost of a false alarm; to the nearest "
        "step of 26%. Shown: the paired 95% interval of the difference to every other excludes 0.",
        [
            Column("range", "ratio"),
            Column("ratio_low", shown=False),
            Column("ratio_high", shown=False),
            Column("decisions", "decides by"),
            Column("leaders", "least cost", formula="formula-cost-ratio"),
            Column("shown", "lead", formula="formula-cost-ratio"),
        ],
        rows,
    )


def _costs_table(findings: Findings, ways: Mapping[str, CostCurves]) -> Table:
    any_way = next(iter(ways.values()))
    pairs = list(any_way.differences)
    rows = []
    for way, curves in ways.items():
        for place, value in enumerate(curves.ratios):
            entries = [Entry(value, confidence_charts.ratio(value)), Entry(way)]
            entries += [_cost(costs[place]) for costs in curves.costs.values()]
            for one in pairs:
                interval = curves.differences[one][place]
                entries += interval_entries(interval, UNITLESS, signed=True)
            rows.append(entries)
    columns = [Column("ratio", "ratio"), Column("decisions", "decides by")]
    columns += [
        Column(f"cost_{name}", name, numeric=True, formula="formula-cost-ratio")
        for name in any_way.costs
    ]
    for first, second in pairs:
        columns += interval_columns(
            f"{first}_less_{second}", f"{first} {number.MINUS} {second}", "formula-cost-ratio"
        )
    return Table(
        "table-cost-ratio",
        findings.file("cost_ratio"),
        "Mean cost an item at each ratio, and paired differences with 95% intervals; below zero "
        "the first is cheaper.",
        columns,
        rows,
        folded=True,
        summary="Costs and differences at each ratio",
    )


def _cost(value: float) -> Entry:
    return Entry(value, f"{value:.3f}")
