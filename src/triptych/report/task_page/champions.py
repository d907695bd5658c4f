"""The section on candidates: which one each contender chose, by training items alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from statistics import fmean

from triptych.report.findings import Findings
from triptych.report.model.columns import contender_entry, number_column
from triptych.report.model.page import Section
from triptych.report.model.table import Column
from triptych.report.words import number


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """How a candidate of a contender fared in the inner cross-validations of all fits.

    inner_score    mean over the fits that had an inner cross-validation; None where none had
    """

    contender: str
    name: str
    chosen: int
    fits: int
    inner_score: float | None


def champions_section(findings: Findings) -> Section | None:
    """How often each candidate was chosen, and its inner score; None where nobody chooses."""
    candidates = [one for name in findings.scores for one in _candidates(findings, name)]
    if not candidates:
        return None
    metric = findings.card.metric
    column = partial(number_column, formula="formula-candidates")
    table = findings.table(
        "candidates",
        "Candidates, and how often each was chosen. Inner scores are "
        f"{metric.label} by cross-validation inside the training part of each fit"
        + (", times 100." if metric.is_share else f", in {metric.unit}."),
        [
            Column("contender", "contender", of=lambda one: contender_entry(one.contender)),
            Column("candidate", "candidate", of=lambda one: one.name),
            column("chosen", "chosen in", lambda one: one.chosen, number.count),
            column("fits", "of fits", lambda one: one.fits, number.count),
            column(
                "inner_score",
                "mean inner score",
                lambda one: one.inner_score,
                lambda score: "" if score is None else number.bare_score(score, metric),
            ),
        ],
        candidates,
    )
    return Section(
        "candidates",
        "Chosen among candidates",
        paragraphs=[
            "What is judged was chosen anew in each fit, by training items alone: no tested item "
            "had a say. Alone, the candidates are variants, which are never judged."
        ],
        tables=[table],
    )


def _candidates(findings: Findings, contender: str) -> Iterator[_Candidate]:
    """Every candidate of a contender, in their order; none of one that does not choose."""
    choices = [choice for record in findings.finished(contender) for choice in record.choices]
    names = (name for choice in choices for name in (*choice["scores"], choice["champion"]))
    for name in dict.fromkeys(names):
        scores = [choice["scores"][name] for choice in choices if name in choice["scores"]]
        yield _Candidate(
            contender=contender,
            name=name,
            chosen=sum(choice["champion"] == name for choice in choices),
            fits=len(choices),
            inner_score=fmean(scores) if scores else None,
        )
