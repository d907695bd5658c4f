"""When to use what: the answers of `triptych advise` to a handful of constraints."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from triptych.report.advice.advice import Answer, Measured, TaskEvidence, answer_from
from triptych.report.advice.evidence import Word
from triptych.report.advice.question import Question
from triptych.report.findings import Findings
from triptych.report.model.columns import contender_entry
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.run_claims import RunClaims
from triptych.report.words import claim as words
from triptych.report.words.text import shorten
from triptych.results.run import Run
from triptych.task import PARADIGMS

LONGEST_EVIDENCE: Final = 100
LONGEST_REASON: Final = 120

CONSTRAINTS: Final[Mapping[str, Question]] = {
    "every decision justified, refusals too": Question(justified=True),
    "at most 0.1% errors, may abstain": Question(wrong=0.001),
    "a decision within 1 ms": Question(milliseconds=1.0),
    "200 labels": Question(labels=200),
    "the world changes, say monthly": Question(changes=True),
    "no labels": Question(no_labels=True),
    "tables": Question(data="table"),
    "texts": Question(data="text"),
    "images": Question(data="image"),
    "sounds": Question(data="audio"),
    "time series": Question(data="series"),
    "symbols": Question(data="symbolic"),
}
"""What is asked, by its name on the page; `triptych advise` takes others, and several at once."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A constraint with the answer to it."""

    constraint: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What one task says of one contender under a constraint."""

    constraint: str
    contender: str
    found: TaskEvidence


def when_to_use_section(run: Run, findings: Sequence[Findings], claims: RunClaims) -> Section:
    """One row a constraint: who passes, on which evidence, and what is not known."""
    verdicts = {one.card.name: one.verdict for one in findings}
    measured = Measured(run=run, verdicts=verdicts, claims=claims)
    rows = [_Row(name, answer_from(measured, asked)) for name, asked in CONSTRAINTS.items()]
    places = {one.card.name: one for one in findings}
    asked = [row for row in rows if row.answer.asked]
    others = [row.constraint for row in rows if not row.answer.asked]
    notices = [f"Not known, as the run has no such task: {'; '.join(others)}."] if others else []
    return Section(
        "when",
        "When to use what",
        paragraphs=[
            "What this run says under one constraint at a time. A contender passes or fails where "
            "it does so on more than half of the tasks on which that is known; below the word "
            "stands one of these tasks. `triptych advise` answers other constraints, and several "
            "at once."
        ],
        notices=notices,
        tables=[_table(asked, places), _evidence_table(asked)],
    )


def _table(rows: Sequence[_Row], places: Mapping[str, Findings]) -> Table:
    return Table(
        "table-when",
        "when_to_use.csv",
        "Who meets a constraint, on how many tasks, and what the declared claims came to.",
        [
            Column("constraint", "you need", of=lambda row: row.constraint),
            *(column for contender in PARADIGMS for column in _columns(contender, places)),
            Column("claims", "claims on this", style="wide", of=_claims),
        ],
        rows,
        style="advice",
    )


def _columns(contender: str, places: Mapping[str, Findings]) -> list[Column]:
    """A contender's word with an example, then its numbers of tasks for programs."""
    counts: tuple[Word, ...] = ("passes", "open", "fails", "not known")
    return [
        Column(contender, contender, style="sure", of=partial(_word, contender, places)),
        *(
            Column(
                f"{contender}_{word.replace(' ', '_')}",
                shown=False,
                of=partial(_count, contender, word),
            )
            for word in counts
        ),
    ]


def _count(contender: str, word: Word, row: _Row) -> int:
    return len(row.answer.advice[contender].on(word))


def _word(contender: str, places: Mapping[str, Findings], row: _Row) -> Entry:
    """The answer's word; below it how many tasks say so, and one of them with its figure."""
    advice = row.answer.advice[contender]
    if advice.word == "not known":
        return Entry(advice.word, note=_missing(advice.tasks), style="nil")
    known = sum(one.word != "not known" for one in advice.tasks)
    note = f"{_count(contender, 'passes', row)} of {known} pass"
    example = next((one for one in advice.tasks if one.word == advice.word), advice.tasks[0])
    said = "; ".join(one.says for one in example.found if one.word == example.word)
    note += f"; {example.task}, {shorten(said, LONGEST_EVIDENCE)}"
    return Entry(
        advice.word,
        note=note,
        href=places[example.task].address,
        style="chosen" if advice.word == "passes" else "",
    )


def _missing(tasks: Sequence[TaskEvidence]) -> str:
    """The commonest reason why it is not known, with what would measure it."""
    reasons = Counter(part.says for one in tasks for part in one.found if part.word == "not known")
    reason, _ = reasons.most_common(1)[0]
    return shorten(" ".join(reason.split()), LONGEST_REASON)


def _claims(row: _Row) -> str:
    said = ((one, words.word(one).replace(": ", ", ")) for one in row.answer.claims)
    return " ".join(f"{one.claim.sentence.rstrip('.')}: {word}." for one, word in said)


def _evidence_table(rows: Sequence[_Row]) -> Table:
    """What every task says, as `triptych advise --evidence` prints it."""
    return Table(
        "table-when-evidence",
        "when_to_use_evidence.csv",
        "What each task says of each contender under each constraint.",
        [
            Column("constraint", "you need", of=lambda one: one.constraint),
            Column("contender", "contender", of=lambda one: contender_entry(one.contender)),
            Column("task", "task", of=lambda one: one.found.task),
            Column("word", "word", of=lambda one: one.found.word),
            Column(
                "because",
                "because",
                style="wide",
                of=lambda one: "; ".join(part.says for part in one.found.found),
            ),
        ],
        [
            _Evidence(row.constraint, contender, found)
            for row in rows
            for contender, advice in row.answer.advice.items()
            for found in advice.tasks
        ],
        folded=True,
        summary="What each task says",
        most=60,
    )
