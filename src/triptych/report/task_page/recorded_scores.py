"""What the trials recorded themselves, where the item tables behind it cannot be read."""

from statistics import fmean

from triptych.report.findings import Findings
from triptych.report.model.columns import contender_entry, number_column
from triptych.report.model.page import Section
from triptych.report.model.table import Column
from triptych.report.words import number
from triptych.report.words.verdict import HOW_TO_GET_TABLES, lost_tables
from triptych.task import PARADIGMS


def recorded_scores_section(findings: Findings) -> Section | None:
    """The score of each seed of whom the tables are lost; None where none are."""
    if not findings.lost:
        return None
    metric = findings.card.metric
    records = [one for name in findings.lost for one in findings.finished(name)]
    table = findings.table(
        "recorded_scores",
        f"{metric.label.capitalize()} as each trial recorded it"
        + (", times 100." if metric.is_share else f", in {metric.unit}."),
        [
            Column("contender", "contender", of=lambda one: contender_entry(one.cell.contender)),
            number_column("seed", "seed", lambda one: one.cell.seed),
            number_column(
                "score",
                "score",
                lambda one: one.score,
                lambda score: "" if score is None else number.bare_score(score, metric),
                formula="formula-score",
            ),
            number_column("tested_items", "tested items", lambda one: one.test_items, number.count),
        ],
        records,
    )
    return Section(
        "recorded-scores",
        "Scores as recorded",
        notices=[
            f"Intervals, comparisons and all that follows from single items cannot be recomputed: "
            f"{lost_tables(findings.lost)}. {HOW_TO_GET_TABLES}",
            # Of the three the verdict's table says which.
            *(why for name, why in findings.lost.items() if name not in PARADIGMS),
        ],
        tables=[table],
    )


def recorded_score(findings: Findings, contender: str) -> float | None:
    """The mean over seeds of what a contender's trials recorded, where its tables are lost."""
    records = findings.finished(contender) if contender in findings.lost else ()
    scores = [one.score for one in records if one.score is not None]
    return fmean(scores) if scores else None
