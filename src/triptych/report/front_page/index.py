"""The first page: one sentence, a row a task, and what each contender costs in time."""

import re
from collections.abc import Sequence

from triptych.analysis.statistics.interval import ONE_SEED
from triptych.report.drawing import task_charts
from triptych.report.findings import Findings
from triptych.report.front_page.across_tasks import sections_across_tasks
from triptych.report.front_page.explainability import explainability_section
from triptych.report.gaps import gaps_section
from triptych.report.model.figure import Figure
from triptych.report.model.page import Page, Section, Teaser
from triptych.report.model.table import Column, Entry, Table
from triptych.report.provenance import where
from triptych.report.task_page.page import how_sure
from triptych.report.task_page.quality import interval_columns, interval_entries
from triptych.report.task_page.speed import NO_SPEED, badges
from triptych.report.words import number
from triptych.report.words.verdict import headline, sentence
from triptych.results.run import Run
from triptych.task import PARADIGMS, paradigm_of

RULE = (
    "A task needs the simplest contender that is not worse than the best by more than δ, the "
    "smallest difference that would change anybody's choice."
)


def index_page(run: Run, findings: Sequence[Findings]) -> Page:
    """The page a reader sees first; what was skipped comes last."""
    findings = sorted(findings, key=lambda one: one.verdict.answer == "skipped")
    return Page(
        file="index.html",
        title=f"Rules, classical or deep? · {run.name} · triptych",
        where=where(run),
        # A number stays on the line of the word it belongs to.
        heading=re.sub(r" (?=\d)", number.NO_BREAK, headline(one.verdict for one in findings)),
        kicker="",
        contents=False,
        lede=[RULE, *_caveats(findings)],
        sections=[
            Section(
                "verdicts",
                "Verdicts",
                legend=True,
                tables=[_verdicts(findings)],
            ),
            *sections_across_tasks(run, findings),
            _tradeoff_section(findings),
            explainability_section(findings),
            Section("tasks", "The tasks", entries=[_teaser(one) for one in findings]),
            gaps_section(run, list(run.tasks), "gaps.csv"),
        ],
    )


def _caveats(findings: Sequence[Findings]) -> list[str]:
    """What must be known before any number is read."""
    one_seed = any(ONE_SEED in score.note for one in findings for score in one.scores.values())
    if not one_seed:
        return []
    return [
        "Some contenders were trained with one seed: their intervals leave out how much "
        "training itself varies."
    ]


def _verdicts(findings: Sequence[Findings]) -> Table:
    columns = [
        Column("task", shown=False),
        Column("title", "task"),
        Column("answer", "what it needs", formula="formula-verdict"),
    ]
    for paradigm in PARADIGMS:
        columns += [
            *interval_columns(f"{paradigm}_score", paradigm, "formula-score"),
            Column(f"{paradigm}_word", shown=False, formula="formula-verdict"),
            Column(f"{paradigm}_adjusted_p_value", shown=False, formula="formula-verdict"),
            Column(f"{paradigm}_items_to_settle", shown=False, formula="formula-items"),
        ]
    columns += [
        Column("strip", "side by side", written=False, style="strip"),
        Column("how_sure", "how sure", style="sure", formula="formula-verdict"),
        Column("modality", "items are"),
        Column("tested_items", "tested", numeric=True),
        Column("metric", shown=False),
    ]
    return Table(
        "table-verdicts",
        "verdicts.csv",
        "Scores with 95% intervals, shares times 100. Side by side: each row on a scale of its "
        "own, better to the right; shaded is what lies within δ of the best.",
        columns,
        [_verdict_row(number_of, one) for number_of, one in enumerate(findings)],
        style="sortable verdicts",
    )


def _verdict_row(number_of: int, findings: Findings) -> list[Entry]:
    card, verdict = findings.card, findings.verdict
    tested = max((score.items for score in findings.paradigm_scores.values()), default=0)
    decided = verdict.answer in PARADIGMS
    row = [
        Entry(card.name),
        Entry(card.title, href=findings.address, note=card.metric.label),
        Entry(
            verdict.answer,
            paradigm=verdict.answer if decided else "",
            href=f"{findings.address}#{'gaps' if verdict.answer == 'skipped' else 'verdict'}",
            style="chosen" if decided else "",
        ),
    ]
    for standing in verdict.standings.values():
        chosen = standing.contender == verdict.answer
        score, low, high = interval_entries(standing.score, card.metric)
        row += [
            Entry(score.value, score.text, note=standing.word, style="chosen" if chosen else ""),
            low,
            high,
            Entry(standing.word),
            Entry(standing.adjusted_p_value),
            Entry(standing.items_to_settle),
        ]
    return [
        *row,
        Entry(drawing=_strip(number_of, findings)),
        Entry(how_sure(findings)),
        Entry(card.modality),
        Entry(tested, number.count(tested)),
        Entry(card.metric.name),
    ]


def _strip(number_of: int, findings: Findings) -> str:
    card, scores = findings.card, findings.paradigm_scores
    if not scores:
        return ""
    listed = ", ".join(f"{name} {number.score(one, card.metric)}" for name, one in scores.items())
    return task_charts.strip(
        f"strip-{number_of}",
        f"Scores on {card.title}",
        f"{listed}. The band reaches from the best to "
        f"{number.amount(card.delta, card.metric)} away.",
        scores,
        card.metric,
        card.delta,
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
    drawing = task_charts.tradeoff(
        f"tradeoff-{place}",
        f"{card.metric.label} against latency on {card.title}",
        listed,
        points,
        card.metric,
        span,
    )
    return Figure(f"tradeoff-{place}", drawing, card.title)


def _tradeoff_table(findings: Sequence[Findings]) -> Table:
    rows = [
        [
            Entry(one.card.name),
            Entry(contender, paradigm=paradigm_of(contender)),
            *interval_entries(one.scores[contender], one.card.metric),
            Entry(speed.latency_seconds.p50, number.duration(speed.latency_seconds.p50)),
            Entry(speed.latency_seconds.p95, number.duration(speed.latency_seconds.p95)),
            Entry(speed.relative, number.ratio(speed.relative)),
            Entry(", ".join(badges(one, contender)) or "quiet"),
        ]
        for one in findings
        for contender, speed in one.timings.items()
        if contender in one.scores
    ]
    return Table(
        "table-tradeoff",
        "tradeoff.csv",
        "Score and latency of one item, raw item to decision.",
        [
            Column("task", "task"),
            Column("contender", "contender"),
            *interval_columns("score", "score", "formula-score"),
            Column("latency_p50_seconds", "p50", numeric=True, formula="formula-latency"),
            Column("latency_p95_seconds", "p95", numeric=True, formula="formula-latency"),
            Column(
                "times_the_fastest", "times the fastest", numeric=True, formula="formula-latency"
            ),
            Column("badges", "machine"),
        ],
        rows,
        folded=True,
    )


def _teaser(findings: Findings) -> Teaser:
    card = findings.card
    return Teaser(card.title, findings.address, [card.question, sentence(findings.verdict)])
