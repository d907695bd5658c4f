"""What can be guaranteed: coverage at a bearable risk, and answers that hold the truth."""

import math
from collections.abc import Mapping

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
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.text import shorten
from triptych.task import paradigm_of


def guarantee_table(findings: Findings, said: Mapping[str, ClassProbabilities]) -> Table:
    """How much each contender may answer, a column a bearable share of errors."""
    rows, silent = [], ""
    for name, forecasts in said.items():
        row = [Entry(name, paradigm=paradigm_of(name))]
        for risk, answer in guaranteed_coverage(forecasts).items():
            row.extend(_guarantee(answer))
            if isinstance(answer, Absent) and not silent:
                silent = f" At most {_percent(risk)}% wrong {answer.reason}."
        rows.append(row)
    columns = [Column("contender", "contender")]
    for risk in RISKS:
        columns += [
            Column(
                f"coverage_at_{risk:g}",
                f"at most {_percent(risk)}% wrong",
                numeric=True,
                formula="formula-guaranteed-coverage",
            ),
            Column(f"bound_at_{risk:g}", shown=False, formula="formula-guaranteed-coverage"),
            Column(f"shown_at_{risk:g}", shown=False, formula="formula-guaranteed-coverage"),
        ]
    return Table(
        "table-guaranteed-coverage",
        findings.file("guaranteed_coverage"),
        "The largest share of items a contender may answer so that, with 95% confidence, no more "
        "than the stated share of its answers is wrong. The threshold is chosen on one half of "
        "the tested items, the bound computed on the other. Averaged over seeds; a seed of which "
        f"nothing is shown counts as 0.{silent}",
        columns,
        rows,
    )


def conformal_tables(findings: Findings, said: Mapping[str, ClassProbabilities]) -> list[Table]:
    """Coverage and size of conformal answers; for classes also the coverage of each."""
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


def _guarantee(answer: GuaranteedCoverage | Absent) -> list[Entry]:
    if isinstance(answer, Absent):
        return [Entry(None, "cannot be shown"), Entry(), Entry(0)]
    if not answer.shown:
        return [Entry(0.0, "not shown"), Entry(answer.bound), Entry(0)]
    note = "" if answer.shown == answer.fits else f"{answer.shown} of {answer.fits} seeds"
    return [
        Entry(answer.coverage, number.percent(answer.coverage), note=note),
        Entry(answer.bound),
        Entry(answer.shown),
    ]


def _conformal_table(findings: Findings, answers: Mapping[str, Conformal | Absent]) -> Table:
    of_numbers = findings.card.classes is None
    level = number.plain(100 * float(LEVEL))
    size = f"width, {findings.card.metric.unit}" if of_numbers else "classes named"
    what = "intervals around the number" if of_numbers else "sets of classes"
    rows = []
    for name, one in answers.items():
        entries = [Entry(name, paradigm=paradigm_of(name))]
        if isinstance(one, Absent):
            entries += [Entry(None, "cannot be said", note=one.reason), *[Entry()] * 6]
        else:
            low, high = one.expected
            worst = min(filter(_known, one.of_class), default=None)
            entries += [
                Entry(one.coverage, number.percent(one.coverage)),
                Entry(low, f"{number.percent(low)} to {number.percent(high)}"),
                Entry(high),
                Entry(one.size, f"{one.size:.3g}" if of_numbers else f"{one.size:.2f}"),
                Entry(one.none, number.percent(one.none) if one.none else "0%"),
                Entry(worst, "" if worst is None else number.percent(worst)),
                Entry(one.calibrated_on, number.count(one.calibrated_on)),
            ]
        rows.append(entries)
    return Table(
        "table-conformal",
        findings.file("conformal"),
        f"Answers that are to hold the truth {level}% of the time, as {what}: the smaller, the "
        "more is known. A range beside the coverage is where a single division into halves "
        "falls 95 times in 100; equal confidences push coverage above it.",
        [
            Column("contender", "contender"),
            Column("coverage", "holds the truth", numeric=True, formula="formula-conformal"),
            Column("expected_low", "expected", numeric=True, formula="formula-conformal"),
            Column("expected_high", shown=False, formula="formula-conformal"),
            Column("size", size, numeric=True, formula="formula-conformal"),
            Column(
                "none",
                "names none",
                numeric=True,
                shown=not of_numbers,
                formula="formula-conformal",
            ),
            Column(
                "coverage_worst_class",
                "worst class",
                numeric=True,
                shown=not of_numbers,
                formula="formula-conformal",
            ),
            Column("calibrated_on_items", "calibrated on", numeric=True),
        ],
        rows,
    )


def _classes_table(findings: Findings, found: Mapping[str, Conformal]) -> Table:
    """Coverage of each class's items."""
    rows = []
    for place, label in enumerate(findings.card.classes or ()):
        shares = [one.of_class[place] for one in found.values()]
        entries = [
            Entry(share, number.percent(share)) if _known(share) else Entry() for share in shares
        ]
        rows.append([Entry(label, shorten(label, 40)), *entries])
    return Table(
        "table-conformal-classes",
        findings.file("conformal_classes"),
        "How often the set holds the truth, by class: the promise is for all items together, not "
        "for each class.",
        [
            Column("class", "class"),
            *(
                Column(f"coverage_{slug(name)}", name, numeric=True, formula="formula-conformal")
                for name in found
            ),
        ],
        rows,
        folded=True,
        summary="How often the set holds the truth, by class",
    )


def _percent(risk: float) -> str:
    return number.plain(100 * risk)


def _known(share: float) -> bool:
    return not math.isnan(share)
