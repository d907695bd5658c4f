"""The section on selective prediction, guarantees and costs of errors."""

from collections.abc import Mapping
from functools import partial
from operator import itemgetter
from typing import Final

import numpy as np

from triptych.absent import Absent
from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.one_task.risk_coverage import SelectiveRisk, selective_risk
from triptych.report.drawing import confidence as confidence_charts
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings
from triptych.report.model.columns import by_contender, interval_columns, number_column
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Table
from triptych.report.task_page.calibration import with_probabilities, without_probabilities
from triptych.report.task_page.cost_ratio import cost_ratio_part
from triptych.report.task_page.guarantees import conformal_tables, guarantee_table
from triptych.report.words import number

MOST_MARKS: Final = 15
"""With more distinct confidences, the curve is drawn without marks."""

FEWEST_ANSWERS: Final = 20
"""With fewer answers, the share of wrong ones is noise and is not drawn."""

_GRID: Final = np.arange(1, 101) / 100


def selective_prediction_section(
    findings: Findings, forecasts: Mapping[str, ClassProbabilities | Absent]
) -> Section | None:
    """The section on selective prediction; None without any result."""
    if not findings.scores:
        return None
    if findings.card.classes is None:
        return Section(
            "errors", _TITLE, paragraphs=[_OF_NUMBERS], tables=conformal_tables(findings, {})
        )
    said = with_probabilities(forecasts)
    risks = {name: selective_risk(one) for name, one in said.items()}
    figures, tables = [], []
    paragraphs = []
    if risks:
        paragraphs.append(
            "Whoever may pass difficult items to somebody else answers the most confident first: "
            "the share of wrong answers should fall as fewer are answered."
        )
        figures.append(_risk_figure(findings, risks))
        tables += [
            _risk_table(findings, risks),
            _risk_coverage_table(findings, risks),
            guarantee_table(findings, said),
            *conformal_tables(findings, said),
        ]
    if len(findings.card.classes) == 2 and len(findings.paradigm_scores) > 1:
        ratios = cost_ratio_part(findings, said)
        paragraphs.append(ratios.paragraph)
        figures += ratios.figures
        tables += ratios.tables
    return Section(
        "errors",
        _TITLE,
        paragraphs=paragraphs,
        notices=without_probabilities(forecasts),
        legend=bool(figures),
        figures=figures,
        tables=tables,
        arrangement="pairs",
    )


_TITLE: Final = "Selective prediction and costs of errors"

_OF_NUMBERS: Final = (
    "A number is never exactly right; what can be promised is an interval around it that holds "
    "the truth nine times in ten."
)


def _risk_figure(findings: Findings, risks: Mapping[str, SelectiveRisk]) -> Figure:
    shown = {name: one for name, one in risks.items() if name in findings.paradigm_scores}
    lines = {name: _line(one) for name, one in shown.items()}
    marks = {
        name: [*zip(one.curves[0].coverage, one.curves[0].risk, strict=True)]
        for name, one in shown.items()
        if len(one.curves) == 1 and len(one.curves[0].coverage) <= MOST_MARKS
    }
    drawing = inline(
        confidence_charts.risk_coverage(lines, marks),
        "figure-risk-coverage",
        "Wrong answers against the share of items answered",
        "; ".join(
            f"{name}: {number.percent(points[-1][1])} wrong, all answered, and "
            f"{number.percent(_risk_at(points, 0.5))} of the most confident half"
            for name, points in lines.items()
        )
        + ".",
    )
    caption = (
        "Wrong answers, by how many of the items are answered. A line starts where the contender "
        "can first stop, for items of equal confidence stay together; where it can stop at few "
        "places, marks show them all."
    )
    return Figure(drawing, caption)


def _risk_coverage_table(findings: Findings, risks: Mapping[str, SelectiveRisk]) -> Table:
    column = partial(number_column, formula="formula-augrc", write=number.percent)
    return findings.table(
        "risk_coverage",
        "Share of wrong answers where the most confident part of the items is answered, averaged "
        "over seeds; items of equal confidence are answered in random order.",
        by_contender(
            column("coverage", "answered", itemgetter(0)), column("risk", "wrong", itemgetter(1))
        ),
        [(name, point) for name, one in risks.items() for point in _line(one)[-1::-10][::-1]],
        folded=True,
        summary="Wrong answers by how many are answered",
    )


def _line(risk: SelectiveRisk) -> list[tuple[float, float]]:
    """Coverage and selective risk, averaged over fits, from the first possible threshold."""
    first = max(max(curve.coverage[0], FEWEST_ANSWERS / len(curve.block)) for curve in risk.curves)
    grid = np.r_[_GRID[:-1][_GRID[:-1] >= first], 1.0]
    errors = np.mean([curve.errors_at(grid) for curve in risk.curves], axis=0)
    return [*zip(grid.tolist(), (errors / grid).tolist(), strict=True)]


def _risk_at(points: list[tuple[float, float]], coverage: float) -> float:
    """The risk at a coverage, or at the smallest coverage of the curve."""
    return next(risk for place, risk in points if place >= coverage - 1e-9)


def _risk_table(findings: Findings, risks: Mapping[str, SelectiveRisk]) -> Table:
    formula = "formula-augrc"
    column = partial(number_column, formula=formula)
    bound = partial(column, write="{:#.2g}".format)
    return findings.table(
        "selective_risk",
        "AUGRC: the share of all items that are answered wrongly, averaged over how many are "
        "answered; smaller is better. Confidence that puts every error last would give the one "
        "number beside it, confidence that says nothing the other. AURC averages the share of "
        "wrong answers instead.",
        by_contender(
            *interval_columns("augrc", "AUGRC", formula, lambda one: one.augrc),
            bound("augrc_perfect", "errors last", lambda one: one.perfect_augrc),
            bound("augrc_uninformed", "says nothing", lambda one: one.uninformed_augrc),
            *interval_columns("aurc", "AURC", formula, lambda one: one.aurc),
            column("risk", "wrong, all answered", lambda one: one.risk, number.percent),
            column("distinct_confidences", label="", shown=False, of=_distinct_confidences),
        ),
        risks.items(),
    )


def _distinct_confidences(risk: SelectiveRisk) -> float:
    """The number of distinct confidences, averaged over fits."""
    return float(np.mean([len(curve.coverage) for curve in risk.curves]))
