"""The page of a study: its question, all its tasks, and the claims that rest on it."""

from collections import defaultdict
from collections.abc import Sequence

from triptych.report.findings import Findings, slug
from triptych.report.model.page import Page, Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.provenance import where
from triptych.report.run_claims import RunClaims
from triptych.report.study_page.glance import glance_section
from triptych.report.study_page.names import PREFIX, page_of, title_of
from triptych.report.study_page.scores import scores_section
from triptych.report.words import claim as words
from triptych.report.words.number import counted
from triptych.report.words.text import capital, printable
from triptych.results.run import Run

_NO_CLAIM = "No declared claim rests on this study."


def study_page(run: Run, name: str, findings: Sequence[Findings], claims: RunClaims) -> Page:
    """The page of a study that the run has cells of."""
    card = run.studies[name]
    by_kind = sorted(findings, key=lambda one: (one.card.modality, one.card.name))
    shown = [one for one in by_kind if one.studies[name].curves]
    others = [one for one in findings if not one.studies[name].curves]
    results = (glance_section(name, card, shown), scores_section(name, card, shown))
    return Page(
        file=page_of(name),
        title=f"{title_of(name)} · {run.name} · triptych",
        where=where(run),
        heading=f"Study: {title_of(name)}",
        kicker=" · ".join(filter(None, [_varied(run, name), counted(len(shown), "task")])),
        lede=[printable(card.question)],
        sections=[
            *(results if shown else ()),
            _claims_section(name, claims),
            *([_others_section(name, others)] if others else []),
        ],
    )


def _varied(run: Run, name: str) -> str:
    axis = run.studies[name].axis
    return f"varied: {printable(axis.label)}" if axis else ""


def _claims_section(name: str, claims: RunClaims) -> Section:
    """The claims that rest on the study, each with its word."""
    if claims.withheld:
        return Section("claims", "Claims that rest on it", notices=[claims.withheld])
    resting = claims.of_study(name)
    if not resting:
        return Section("claims", "Claims that rest on it", paragraphs=[_NO_CLAIM])
    table = Table(
        f"table-study-{slug(name)}-claims",
        f"{PREFIX}{slug(name)}.claims.csv",
        "Over all tasks of each claim; effects task by task stand on the first page.",
        [
            Column("claim", shown=False, of=lambda one: one.name),
            Column(
                "sentence",
                "claim",
                style="wide",
                of=lambda one: Entry(one.claim.sentence, href="index.html#claims"),
            ),
            Column("word", "verdict", formula="formula-claim", of=words.word),
            Column(
                "these_tasks",
                "these tasks",
                style="wide",
                formula="formula-claim",
                of=lambda one: Entry(words.counts(one.tally), note=words.by_evidence(one)),
            ),
        ],
        resting,
    )
    return Section("claims", "Claims that rest on it", tables=[table])


def _others_section(name: str, others: Sequence[Findings]) -> Section:
    """Tasks without a figure, one row a reason."""
    by_reason: dict[str, list[Findings]] = defaultdict(list)
    for one in others:
        by_reason[one.studies[name].absent].append(one)
    table = Table(
        f"table-study-{slug(name)}-others",
        f"{PREFIX}{slug(name)}.others.csv",
        "Why these tasks have no figures of the study.",
        [
            Column("reason", "why", style="wide", of=lambda row: capital(row[0])),
            Column("tasks", "tasks", style="wide", of=lambda row: _titles(row[1])),
        ],
        by_reason.items(),
    )
    return Section("others", "Other tasks", tables=[table])


def _titles(findings: Sequence[Findings]) -> str:
    return ", ".join(one.card.title for one in findings)
