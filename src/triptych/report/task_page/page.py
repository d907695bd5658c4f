"""The page of one task: its question, its verdict, and the evidence."""

from functools import partial
from typing import Any

from triptych.analysis.one_task.answer.changed_answers import fewest_changed
from triptych.analysis.one_task.verdict import Standing
from triptych.report.findings import Findings
from triptych.report.gaps import gaps_section
from triptych.report.model.columns import contender_entry, number_column
from triptych.report.model.page import Answer, Page, Section
from triptych.report.model.table import Column, Entry
from triptych.report.provenance import task_facts, where
from triptych.report.task_page.calibration import calibration_section, class_probabilities_of
from triptych.report.task_page.champions import champions_section
from triptych.report.task_page.confusion import confusion_section
from triptych.report.task_page.delta_ruler import delta_section
from triptych.report.task_page.explanations.section import explanations_section
from triptych.report.task_page.layers import layers_section
from triptych.report.task_page.pretrained import pretrained_section
from triptych.report.task_page.quality import comparisons_section, scores_section
from triptych.report.task_page.recorded_scores import recorded_scores_section
from triptych.report.task_page.residuals import residuals_section
from triptych.report.task_page.rulebook import rules_section
from triptych.report.task_page.selective_prediction import selective_prediction_section
from triptych.report.task_page.speed.section import size_section, speed_section
from triptych.report.task_page.studies import study_sections
from triptych.report.task_page.walks import walks_section
from triptych.report.words import number
from triptych.report.words.pretrained import with_pretrained
from triptych.report.words.references import no_use_shown
from triptych.report.words.settling import next_step, settling, switching_points
from triptych.report.words.text import capital
from triptych.report.words.verdict import HOW_TO_GET_TABLES, lost_tables, sentence
from triptych.task import PARADIGMS


def task_page(findings: Findings) -> Page:
    """The page of a task; for a skipped task, the reason and the card."""
    card, run = findings.card, findings.run
    results = () if findings.verdict.answer == "skipped" else _results(findings)
    sections = (
        *results,
        gaps_section(run, [card.name], findings.file("gaps")),
        Section("card", "The task", facts=task_facts(card, run)),
    )
    return Page(
        file=findings.page,
        title=f"{card.title} · {run.name} · triptych",
        where=where(run),
        heading=card.title,
        kicker=f"{card.modality} · {card.metric.label} · {number.count(card.items)} items",
        lede=[card.question, card.why],
        answer=_answer(findings),
        sections=[section for section in sections if section is not None],
    )


def _results(findings: Findings) -> tuple[Section | None, ...]:
    forecasts = class_probabilities_of(findings)
    return (
        _verdict_section(findings),
        pretrained_section(findings),
        delta_section(findings),
        recorded_scores_section(findings),
        scores_section(findings),
        champions_section(findings),
        comparisons_section(findings),
        confusion_section(findings),
        residuals_section(findings),
        calibration_section(findings, forecasts),
        selective_prediction_section(findings, forecasts),
        rules_section(findings),
        walks_section(findings),
        explanations_section(findings),
        layers_section(findings),
        *study_sections(findings),
        speed_section(findings),
        size_section(findings),
    )


def how_sure(findings: Findings) -> str:
    """The certainty of the verdict or, for an open one, what would settle it."""
    verdict = findings.verdict
    delta = number.amount(findings.card.delta, findings.card.metric)
    if verdict.answer == "incomplete":
        missing = [one for one in verdict.standings.values() if one.word == "missing"]
        return f"no result of {' and '.join(one.contender for one in missing)}"
    if verdict.answer == "not recomputed":
        return f"{lost_tables(verdict.lost)}: {HOW_TO_GET_TABLES.rstrip('.')}"
    if verdict.answer == "skipped":
        return verdict.why_skipped
    if verdict.answer == "undecided":
        return settling(verdict.plan, verdict)
    if verdict.answer == "none":
        return no_use_shown(verdict)
    if verdict.answer == PARADIGMS[-1]:
        return f"both others are more than {delta} worse (95% intervals)"
    adjusted = verdict.standings[verdict.answer].adjusted_p_value
    return "" if adjusted is None else f"not {delta} worse: p {number.equals(adjusted)}"


def _answer(findings: Findings) -> Answer:
    verdict = findings.verdict
    remarks = [
        f"How sure: {how_sure(findings)}.",
        next_step(verdict),
        _robustness(findings),
        with_pretrained(findings.pretrained) if findings.pretrained else "",
        *verdict.notes,
    ]
    paradigm = verdict.answer if verdict.answer in PARADIGMS else ""
    return Answer(sentence(verdict), paradigm=paradigm, remarks=[*filter(None, remarks)])


def _robustness(findings: Findings) -> str:
    """How many changed answers, and which δ, would give the task another answer."""
    card, verdict = findings.card, findings.verdict
    if not verdict.delta_ranges:
        return ""
    parts = [] if verdict.answer == "undecided" else [f"{capital(switching_points(verdict))}."]
    outcomes = {name: findings.run.outcomes(card.name, name) for name in PARADIGMS}
    if fewest := fewest_changed(card, outcomes):
        answers = "Another answer" if fewest == 1 else "Other answers"
        tested = number.count(max(one.items for one in findings.paradigm_scores.values()))
        parts.append(
            f"{answers} to {number.count(fewest)} of the {tested} tested items, changed in "
            "all seeds, would make this another verdict."
        )
    return " ".join(parts)


def _verdict_section(findings: Findings) -> Section:
    """Each of the three against its hardest rival."""
    delta = number.delta(findings.card.delta, findings.card.metric)
    column = partial(number_column, formula="formula-verdict", write=number.probability)

    def planned(*parts: Any) -> Column:
        plans = findings.verdict.plans
        return number_column(*parts, formula="formula-items").on(
            lambda one: plans.get(one.contender)
        )

    table = findings.table(
        "verdict",
        f"Each of the three against its hardest rival. A small p speaks against being worse by "
        f"{delta} or more.",
        [
            Column("contender", "contender", of=lambda one: contender_entry(one.contender)),
            Column("word", "verdict", formula="formula-verdict", of=partial(_word, findings)),
            Column(
                "against", "hardest rival", formula="formula-verdict", of=lambda one: one.against
            ),
            column("p_value", "p", lambda one: one.p_value),
            column("adjusted_p_value", "p after Holm", lambda one: one.adjusted_p_value),
            planned("items_to_settle", "items to settle it", lambda plan: plan.items, number.about),
            planned("seeds_to_settle", "with seeds", lambda plan: plan.seeds, number.count),
        ],
        findings.verdict.standings.values(),
    )
    return Section("verdict", "Verdict", tables=[table])


def _word(findings: Findings, standing: Standing) -> Entry:
    chosen = standing.contender == findings.verdict.answer
    return Entry(standing.word, note=standing.reason, style="chosen" if chosen else "")
