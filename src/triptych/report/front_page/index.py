"""The first page: the headline, one row per task, and scores against latency."""

import re
from collections.abc import Sequence
from functools import partial

from triptych.analysis.one_task.answer.plan import Plan
from triptych.analysis.one_task.verdict import Standing
from triptych.analysis.statistics.interval import ONE_SEED
from triptych.report.drawing import task_charts
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings
from triptych.report.front_page.across_tasks import sections_across_tasks
from triptych.report.front_page.delta_factors import delta_factors_section
from triptych.report.front_page.explainability import explainability_section
from triptych.report.front_page.ideas import ideas_section
from triptych.report.front_page.studies import studies_section
from triptych.report.front_page.when_to_use import when_to_use_section
from triptych.report.gaps import gaps_section
from triptych.report.model.columns import (
    contender_entry,
    interval_ends,
    interval_entry,
    number_column,
    with_ends,
)
from triptych.report.model.figure import Figure
from triptych.report.model.page import Page, Section, Teaser
from triptych.report.model.table import Column, Entry, Table
from triptych.report.provenance import where
from triptych.report.run_claims import LEAST_TASKS, RunClaims
from triptych.report.task_page.page import how_sure
from triptych.report.task_page.recorded_scores import recorded_score
from triptych.report.task_page.speed.ratios import ratio_columns
from triptych.report.task_page.speed.section import NO_SPEED, machine
from triptych.report.words import number
from triptych.report.words.pretrained import over_tasks
from triptych.report.words.verdict import HOW_TO_GET_TABLES, headline, sentence
from triptych.results.formats.speed import ContenderSpeed
from triptych.results.run import Run
from triptych.task import PARADIGMS

RULE = (
    "A task needs the simplest contender that is not worse than the best by more than δ, the "
    "smallest difference that would change anybody's choice."
)


def index_page(run: Run, findings: Sequence[Findings], claims: RunClaims) -> Page:
    """The first page of the report; skipped tasks come last."""
    findings = sorted(findings, key=lambda one: one.verdict.answer == "skipped")
    is_catalogue = len(findings) >= LEAST_TASKS  # one's own task says nothing of the field's ideas
    return Page(
        file="index.html",
        title=f"Rules, classical or deep? · {run.name} · triptych",
        where=where(run),
        # A number stays on the line of the word it belongs to.
        heading=re.sub(r" (?=\d)", number.NO_BREAK, headline(one.verdict for one in findings)),
        kicker="",
        contents=False,
        lede=[RULE, *_pretrained(findings), *_caveats(findings)],
        sections=[
            *delta_factors_section(findings),
            Section("verdicts", "Verdicts", legend=True, tables=[_verdicts(findings)]),
            *([when_to_use_section(run, findings, claims)] if is_catalogue else []),
            *sections_across_tasks(findings, claims),
            *studies_section(run, findings, claims),
            *([ideas_section(run, findings, claims)] if is_catalogue else []),
            _tradeoff_section(findings),
            explainability_section(findings),
            Section("tasks", "The tasks", entries=[_teaser(one) for one in findings]),
            gaps_section(run, list(run.tasks), "gaps.csv"),
        ],
    )


def _pretrained(findings: Sequence[Findings]) -> list[str]:
    """What tasks need with a network pretrained elsewhere, beside the headline."""
    measured = {one.card.name: one.pretrained for one in findings if one.pretrained}
    return [*filter(None, [over_tasks(measured)])]


def _caveats(findings: Sequence[Findings]) -> list[str]:
    """Limits that apply to all numbers of the report."""
    caveats = []
    if any(ONE_SEED in score.note for one in findings for score in one.scores.values()):
        caveats.append(
            "Some contenders were trained with one seed: their intervals leave out how much "
            "training itself varies."
        )
    if lost := [one.card.title for one in findings if one.lost]:
        caveats.append(
            "Verdicts and intervals that rest on item tables cannot be recomputed where these are "
            f"missing or damaged: {', '.join(lost)}. Shown are the scores that the trials "
            f"recorded, on average over seeds. {HOW_TO_GET_TABLES}"
        )
    return caveats


def _verdicts(findings: Sequence[Findings]) -> Table:
    number_of = {one.card.name: place for place, one in enumerate(findings)}
    columns = [
        Column("task", shown=False, of=lambda one: one.card.name),
        Column("title", "task", of=_title),
        Column("answer", "what it needs", formula="formula-verdict", of=_answer),
    ]
    for paradigm in PARADIGMS:
        standing = partial(_standing, paradigm=paradigm)
        columns += [column.on(standing) for column in _standing_columns(paradigm)]
    columns += [
        Column(
            "strip",
            "side by side",
            written=False,
            style="strip",
            of=lambda one: Entry(drawing=_strip(number_of[one.card.name], one)),
        ),
        Column("how_sure", "how sure", style="sure", formula="formula-verdict", of=how_sure),
        Column("modality", "items are", of=lambda one: one.card.modality),
        number_column("tested_items", "tested", _tested, number.count),
        Column("metric", shown=False, of=lambda one: one.card.metric.name),
    ]
    return Table(
        "table-verdicts",
        "verdicts.csv",
        "Scores with 95% intervals, shares times 100. Side by side: each row on a scale of its "
        "own, better to the right; shaded is what lies within δ of the best.",
        columns,
        findings,
        style="sortable verdicts",
    )


def _standing(findings: Findings, paradigm: str) -> tuple[Findings, Standing]:
    return findings, findings.verdict.standings[paradigm]


def _standing_columns(paradigm: str) -> list[Column]:
    """Columns of a paradigm's standing: its score, its verdict and how certain that is."""
    column = partial(Column, shown=False)
    return [
        *with_ends(f"{paradigm}_score", paradigm, "formula-score", _score, _score_ends),
        column(f"{paradigm}_word", formula="formula-verdict", of=lambda pair: pair[1].word),
        column(
            f"{paradigm}_adjusted_p_value",
            formula="formula-verdict",
            of=lambda pair: pair[1].adjusted_p_value,
        ),
        column(
            f"{paradigm}_items_to_settle",
            formula="formula-items",
            of=lambda plan: plan.items,
        ).on(_plan),
        column(
            f"{paradigm}_seeds_to_settle",
            formula="formula-items",
            of=lambda plan: plan.seeds,
        ).on(_plan),
    ]


def _score(pair: tuple[Findings, Standing]) -> Entry:
    findings, standing = pair
    style = "chosen" if standing.contender == findings.verdict.answer else ""
    if standing.score is None:
        recorded = recorded_score(findings, standing.contender)
        shown = "" if recorded is None else number.bare_score(recorded, findings.card.metric)
        return Entry(recorded, shown, note=standing.word, style=style)
    shown = number.score(standing.score, findings.card.metric)
    return Entry(standing.score.estimate, shown, note=standing.word, style=style)


def _plan(pair: tuple[Findings, Standing]) -> Plan | None:
    findings, standing = pair
    return findings.verdict.plans.get(standing.contender)


def _score_ends(pair: tuple[Findings, Standing]) -> tuple[float | None, float | None]:
    score = pair[1].score
    return (None, None) if score is None else interval_ends(score)


def _title(findings: Findings) -> Entry:
    return Entry(findings.card.title, href=findings.address, note=findings.card.metric.label)


def _answer(findings: Findings) -> Entry:
    answer = findings.verdict.answer
    decided = answer in PARADIGMS
    return Entry(
        answer,
        paradigm=answer if decided else "",
        href=f"{findings.address}#{'gaps' if answer == 'skipped' else 'verdict'}",
        style="chosen" if decided else "",
    )


def _tested(findings: Findings) -> int:
    computed = [score.items for score in findings.paradigm_scores.values()]
    recorded = [one.test_items for name in findings.lost for one in findings.finished(name)]
    return max(computed + recorded, default=0)


def _strip(number_of: int, findings: Findings) -> str:
    card, scores = findings.card, findings.paradigm_scores
    if not scores:
        return ""
    listed = ", ".join(f"{name} {number.score(one, card.metric)}" for name, one in scores.items())
    return inline(
        task_charts.strip(scores, card.metric, card.delta),
        f"strip-{number_of}",
        f"Scores on {card.title}",
        f"{listed}. The band reaches from the best to "
        f"{number.amount(card.delta, card.metric)} away.",
    )


def _tradeoff_section(findings: Sequence[Findings]) -> Section:
    timed = [one for one in findings if one.timings.keys() & one.scores.keys()]
    if not timed:
        return Section("tradeoff", "Score against latency", notices=[NO_SPEED])
    latencies = [speed.latency_seconds for one in timed for speed in one.timings.values()]
    times = [seconds for one in latencies for seconds in (one.p50, one.p95)]
    span = min(times), max(times)
    return Section(
        "tradeoff",
        "Score against latency",
        paragraphs=[
            "One panel a task, all on the same scale of time. Up is better, left is faster; the "
            "upright line is the score's 95% interval, the level one leads from p50 to p95. "
            "Hollow marks are reference variants."
        ],
        figures=[_tradeoff(place, one, span) for place, one in enumerate(timed)],
        tables=[_tradeoff_table(timed)],
        arrangement="panels",
    )


def _tradeoff(place: int, findings: Findings, span: tuple[float, float]) -> Figure:
    card = findings.card
    points = {
        contender: (
            speed.latency_seconds.p50,
            speed.latency_seconds.p95,
            findings.scores[contender],
        )
        for contender, speed in findings.timings.items()
        if contender in findings.scores
    }
    listed = "; ".join(
        f"{name} {number.score(score, card.metric)} in {number.duration(p50)}"
        for name, (p50, _, score) in points.items()
    )
    drawing = inline(
        task_charts.tradeoff(points, card.metric, span),
        f"tradeoff-{place}",
        f"{card.metric.label} against latency on {card.title}",
        listed,
    )
    return Figure(drawing, card.title)


def _tradeoff_table(findings: Sequence[Findings]) -> Table:
    seconds = partial(number_column, formula="formula-latency", write=number.duration)
    return Table(
        "table-tradeoff",
        "tradeoff.csv",
        "Score and latency of one item, raw item to decision.",
        [
            Column("task", "task", of=lambda row: row[0].card.name),
            Column("contender", "contender", of=lambda row: contender_entry(row[1].contender)),
            *with_ends("score", "score", "formula-score", _timed_score, _timed_score_ends),
            seconds("latency_p50_seconds", "p50", lambda row: row[1].latency_seconds.p50),
            seconds("latency_p95_seconds", "p95", lambda row: row[1].latency_seconds.p95),
            *ratio_columns("times_the_fastest", "times the fastest", batch=1),
            Column("badges", "machine", of=lambda row: machine(*row)),
        ],
        [
            (one, speed)
            for one in findings
            for name, speed in one.timings.items()
            if name in one.scores
        ],
        folded=True,
    )


def _timed_score(row: tuple[Findings, ContenderSpeed]) -> Entry:
    findings, speed = row
    return interval_entry(findings.scores[speed.contender], findings.card.metric)


def _timed_score_ends(row: tuple[Findings, ContenderSpeed]) -> tuple[float, float]:
    return interval_ends(row[0].scores[row[1].contender])


def _teaser(findings: Findings) -> Teaser:
    card = findings.card
    return Teaser(card.title, findings.address, [card.question, sentence(findings.verdict)])
