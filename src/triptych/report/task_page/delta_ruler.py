"""The δ ruler: which answer the task would have with which δ."""

import math
from functools import partial

from triptych.analysis.one_task.answer.delta_ranges import DeltaRange
from triptych.report.drawing import delta_ruler
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings
from triptych.report.model.columns import number_column
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry
from triptych.report.words import number
from triptych.report.words.settling import beside_delta, switching_points
from triptych.task import PARADIGMS


def delta_section(findings: Findings) -> Section | None:
    """For which δ which answer holds; None where there is no answer."""
    card, ranges = findings.card, findings.verdict.delta_ranges
    if not ranges:
        return None
    drawing = inline(
        delta_ruler.delta_ruler(ranges, card.delta, card.metric),
        "figure-deltas",
        "Which answer holds for which δ",
        f"{switching_points(findings.verdict)}.",
    )
    caption = (
        "The verdict's own test at every δ. The dashed line is this task's "
        f"{number.delta(card.delta, card.metric)}, which was declared beforehand: a δ chosen by "
        "this figure would be no test any more."
    )
    column = partial(number_column, formula="formula-deltas")
    entry = partial(_delta_entry, findings=findings)
    table = findings.table(
        "deltas",
        f"The answer for every δ, in {number.unit(card.metric)}.",
        [
            column("from", "δ from", lambda one: entry(one.low)),
            column("to", "to below", lambda one: entry(one.high)),
            Column("answer", "what it needs", formula="formula-deltas", of=_answer),
        ],
        ranges,
    )
    return Section("deltas", "With another δ", figures=[Figure(drawing, caption)], tables=[table])


def _delta_entry(value: float, findings: Findings) -> Entry:
    if math.isinf(value):
        return Entry(None, number.ENDLESS)
    return Entry(value, beside_delta(value, findings.card) if value else "0")


def _answer(one: DeltaRange) -> Entry:
    return Entry(one.answer, paradigm=one.answer if one.answer in PARADIGMS else "")
