"""Guarantees: coverage at an acceptable risk, and conformal prediction."""

import math
from collections.abc import Mapping
from functools import partial
from operator import itemgetter

from triptych.absent import Absent
from triptych.analysis.one_task.conformal import (
    LEVEL,
    Conformal,
    conformal_intervals,
    conformal_sets,
)
from triptych.analysis.one_task.guaranteed_coverage import (
    RISKS,
    GuaranteedCoverage,
    guaranteed_coverage,
)
from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.report.findings import Findings, slug
from triptych.report.model.columns import by_contender, known, number_column
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.text import shorten


def guarantee_table(findings: Findings, said: Mapping[str, ClassProbabilities]) -> Table:
    """The guaranteed coverage of each contender, one column per acceptable risk."""
    answers = {name: guaranteed_coverage(forecasts) for name, forecasts in said.items()}
    all_answers = [answer for one in answers.values() for answer in one.items()]
    silent = [(risk, answer) for risk, answer in all_answers if isinstance(answer, Absent)]
    why = "".join(f" At most {_percent(risk)}% wrong {one.reason}." for risk, one in silent[:1])
    return findings.table(
        "guaranteed_coverage",
        "The largest share of items a contender may answer so that, with 95% confidence, no more "
        "than the stated share of its answers is wrong. The threshold is chosen on one half of "
        "the tested items, the bound computed on the other. Averaged over seeds; a seed of which "
        f"nothing is shown counts as 0.{_taken(findings)}{why}",
        by_contender(*(column for risk in RISKS for column in _guarantee_columns(risk))),
        answers.items(),
    )


def _taken(findings: Findings) -> str:
    """Whether items, groups or streams are taken as independent; empty where items are."""
    names = [name for name in findings.verdict.standings if name in findings.scores]
    if not names:
        return ""
    outcomes = findings.run.outcomes(findings.card.name, names[0])
    if outcomes.groups is not None:
        what = "streams" if outcomes.ordered else "groups of items"
        return f" Whole {what} are halved, and each counts as one: this is about new {what}."
    if outcomes.ordered:
        return " Items are taken as independent, though they come in the order of time."
    return ""


def _guarantee_columns(risk: float) -> list[Column]:
    """The coverage at a risk, with its bound and the number of seeds that show it."""
    column = partial(number_column, formula="formula-guaranteed-coverage")
    shown, none = f"shown_at_{risk:g}", Entry(None, "cannot be shown")
    columns = [
        column(
            f"coverage_at_{risk:g}",
            f"at most {_percent(risk)}% wrong",
            _guarantee,
            absent=lambda _: none,
        ),
        column(f"bound_at_{risk:g}", label="", shown=False, of=lambda answer: answer.bound),
        column(shown, label="", shown=False, of=lambda answer: answer.shown, absent=lambda _: 0),
    ]
    return [one.on(itemgetter(risk)) for one in columns]


def conformal_tables(findings: Findings, said: Mapping[str, ClassProbabilities]) -> list[Table]:
    """Coverage and size of conformal answers; for classes also the coverage of each class."""
    of_numbers = findings.card.classes is None
    answers: dict[str, Conformal | Absent] = (
        {
            name: conformal_intervals(findings.run.outcomes(findings.card.name, name))
            for name in findings.scores
        }
        if of_numbers
        else {name: conformal_sets(forecasts) for name, forecasts in said.items()}
    )
    tables = [_conformal_table(findings, answers)]
    found = {name: one for name, one in answers.items() if isinstance(one, Conformal)}
    if found and not of_numbers:
        tables.append(_classes_table(findings, found))
    return tables


def _guarantee(answer: GuaranteedCoverage) -> Entry:
    if not answer.shown:
        return Entry(0.0, "not shown")
    note = "" if answer.shown == answer.fits else f"{answer.shown} of {answer.fits} seeds"
    return Entry(answer.coverage, number.percent(answer.coverage), note=note)


def _conformal_table(findings: Findings, answers: Mapping[str, Conformal | Absent]) -> Table:
    of_numbers = findings.card.classes is None
    level = number.plain(100 * float(LEVEL))
    what = "intervals around the number" if of_numbers else "sets of classes"
    width = f"width, {findings.card.metric.unit}"
    return findings.table(
        "conformal",
        f"Answers that are to hold the truth {level}% of the time, as {what}: the smaller, the "
        "more is known. A range beside the coverage is where a single division into halves "
        f"falls 95 times in 100; equal confidences push coverage above it.{_taken(findings)}",
        by_contender(*_conformal_columns(width if of_numbers else "")),
        answers.items(),
    )


def _conformal_columns(width: str) -> list[Column]:
    """Columns of conformal answers; `width` is the heading of their size for regressions."""
    column = partial(number_column, formula="formula-conformal")
    of_class = partial(column, shown=not width)
    return [
        column(
            "coverage",
            "holds the truth",
            lambda one: one.coverage,
            number.percent,
            absent=lambda why: Entry(None, "cannot be said", note=why.reason),
        ),
        column("expected_low", "expected", _expected),
        column("expected_high", label="", shown=False, of=lambda one: one.expected[1]),
        column(
            "size",
            width or "classes named",
            lambda one: one.size,
            "{:.3g}".format if width else "{:.2f}".format,
        ),
        of_class("none", "names none", lambda one: one.none, number.percent_or_zero),
        of_class("coverage_worst_class", "worst class", _worst, number.percent),
        number_column(
            "calibrated_on_items", "calibrated on", lambda one: one.calibrated_on, number.count
        ),
    ]


def _expected(one: Conformal) -> Entry:
    low, high = one.expected
    return Entry(low, f"{number.percent(low)} to {number.percent(high)}")


def _worst(one: Conformal) -> float | None:
    """The smallest known coverage of a class."""
    return min((share for share in one.of_class if not math.isnan(share)), default=None)


def _classes_table(findings: Findings, found: Mapping[str, Conformal]) -> Table:
    """Coverage of each class's items."""
    classes = findings.card.classes or ()
    column = partial(number_column, formula="formula-conformal", write=number.percent)
    return findings.table(
        "conformal_classes",
        "How often the set holds the truth, by class: the promise is for all items together, not "
        "for each class.",
        [
            Column("class", "class", of=classes.__getitem__, write=partial(shorten, length=40)),
            *(
                column(f"coverage_{slug(name)}", name, known).on(one.of_class.__getitem__)
                for name, one in found.items()
            ),
        ],
        range(len(classes)),
        folded=True,
        summary="How often the set holds the truth, by class",
    )


def _percent(risk: float) -> str:
    return number.plain(100 * risk)
