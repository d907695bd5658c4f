"""Advice: on how many tasks of a run each of the three meets all constraints of a question."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from triptych.analysis.across_tasks.claims import ClaimVerdict
from triptych.analysis.one_task.verdict import Verdict, verdict
from triptych.report.advice.evidence import Evidence, Place, Word, evidence
from triptych.report.advice.question import Question
from triptych.report.run_claims import RunClaims
from triptych.results.run import Run
from triptych.results.task_card import TaskCard
from triptych.task import PARADIGMS

_WORST_FIRST: Final[tuple[Word, ...]] = ("fails", "not known", "open", "passes")


@dataclass(frozen=True, slots=True)
class TaskEvidence:
    """What one task says of one contender: a word on each constraint, and on all together."""

    task: str
    found: tuple[Evidence, ...]

    @property
    def word(self) -> Word:
        """Fails where one constraint is failed, passes where all are met."""
        words = {one.word for one in self.found}
        return next(word for word in _WORST_FIRST if word in words)


@dataclass(frozen=True, slots=True)
class Advice:
    """The advice on one contender.

    tasks    the tasks of the question's kind, each with its evidence
    """

    contender: str
    tasks: tuple[TaskEvidence, ...]

    def on(self, word: Word) -> tuple[str, ...]:
        """The names of the tasks with that word."""
        return tuple(one.task for one in self.tasks if one.word == word)

    @property
    def word(self) -> Word:
        """What more than half of the tasks say on which it is known; `not known` without any.

        `open` where no word has more than half.
        """
        known = Counter(one.word for one in self.tasks if one.word != "not known")
        if not known:
            return "not known"
        word, count = known.most_common(1)[0]
        return word if 2 * count > known.total() else "open"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question.

    asked      number of tasks that are of the question's kind
    advice     one for each of the three, in order of simplicity
    claims     what the declared claims on the same question came to; none where item tables are
               lost, without which they cannot be recomputed
    """

    asked: int
    advice: Mapping[str, Advice]
    claims: Sequence[ClaimVerdict]


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What a run has measured, for answers to any number of questions.

    verdicts   the verdict on each of its tasks, by the task's name
    claims     the verdicts on claims; they may be left out for questions that no claim asks
    """

    run: Run
    verdicts: Mapping[str, Verdict]
    claims: RunClaims


def advise(run: Run, question: Question) -> Answer:
    """Answer a question from a run; says `not known` wherever the run has not measured it."""
    verdicts = {name: verdict(run, name) for name in run.tasks}
    claims = RunClaims.of(run, [*verdicts.values()] if question.claims else [])
    return answer_from(Measured(run=run, verdicts=verdicts, claims=claims), question)


def answer_from(measured: Measured, question: Question) -> Answer:
    """Answer a question from what a run has measured."""
    run, verdicts = measured.run, measured.verdicts
    asked = [run.task(name) for name in run.tasks if _is_of_kind(run.task(name), question)]
    advice = {
        contender: Advice(
            contender,
            tuple(
                TaskEvidence(
                    card.name,
                    tuple(evidence(question, Place(run, card, contender, verdicts[card.name]))),
                )
                for card in asked
            ),
        )
        for contender in PARADIGMS
    }
    claims = [
        one
        for one in measured.claims.verdicts
        if isinstance(one, ClaimVerdict) and one.claim.number in question.claims
    ]
    return Answer(len(asked), advice, claims)


def _is_of_kind(card: TaskCard, question: Question) -> bool:
    if question.changes and not card.ordered:
        return False
    return question.data is None or card.modality == question.data
