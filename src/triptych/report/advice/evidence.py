"""Evidence: whether one contender meets one constraint on one task, and the figure that says so.

The statistics are those of the pages; here they are held against what somebody asks for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, Literal

import numpy as np

from triptych.absent import Absent
from triptych.analysis.one_task.explanations import explained
from triptych.analysis.one_task.guaranteed_coverage import guaranteed_coverage
from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.one_task.studies.curves import Point, outcomes_at, study_curves
from triptych.analysis.one_task.verdict import Verdict, judge
from triptych.analysis.statistics.interval import wilson
from triptych.errors import TriptychError
from triptych.report.advice.question import SHARE_NAMED, Question
from triptych.report.study_page.names import how_to_run, was_run
from triptych.report.task_study import why_not_run
from triptych.report.words import number
from triptych.results.run import Run
from triptych.results.task_card import TaskCard
from triptych.task import PARADIGMS, paradigm_of

Word = Literal["passes", "open", "fails", "not known"]

_OF_STANDING: Final[Mapping[str, Word]] = {
    "best": "passes",
    "suffices": "passes",
    "undecided": "open",
    "falls short": "fails",
}
_NOBODY_RAN: Final = ("skipped", "not recomputed")
LABEL_BUDGET: Final = "label_budget"
UNSUPERVISED: Final = "unsupervised"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word on one constraint, and the figure or the reason behind it, as a clause."""

    word: Word
    says: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where evidence is looked for: a contender on a task of a run, with the task's verdict."""

    run: Run
    task: TaskCard
    contender: str
    verdict: Verdict


def evidence(question: Question, place: Place) -> Iterator[Evidence]:
    """A word on each constraint of the question, in the order of its fields."""
    if place.verdict.answer in _NOBODY_RAN:
        yield _good_enough(place.verdict, place.contender)
        return  # whatever else is asked, the reason is the same
    if question.no_labels:
        yield _without_labels(place)
    elif question.labels is not None:
        yield _with_labels(place, question.labels)
    elif question.wrong is None:  # else the question itself says what is good enough
        yield _good_enough(place.verdict, place.contender)
    if question.justified:
        yield _justified(place)
    if question.wrong is not None:
        may_abstain = question.answering == "may abstain"
        yield (_abstaining if may_abstain else _answering)(place, question.wrong)
    if question.milliseconds is not None:
        yield _fast_enough(place, question.milliseconds)


def _good_enough(verdict: Verdict, contender: str, where: str = "") -> Evidence:
    """The verdict's word on the contender."""
    standing = verdict.standings[contender]
    word = _OF_STANDING.get(standing.word)
    if word is None or standing.score is None:
        is_skipped = verdict.answer == "skipped"
        why = verdict.why_skipped if is_skipped else standing.reason or "no result"
        return Evidence("not known", why)
    metric, score = verdict.task.metric, standing.score
    figures = f"{number.rounded(score.estimate, score, metric)} {number.bounds(score, metric)}"
    return Evidence(word, f"{standing.word}{where}: {figures}")


def _with_labels(place: Place, labels: int) -> Evidence:
    """The verdict on what was learned from at most so many labels."""
    try:
        curves = study_curves(place.run, place.task.name, LABEL_BUDGET)
    except TriptychError as error:
        return Evidence("not known", str(error))
    if not curves:
        return Evidence("not known", _no_study(place, LABEL_BUDGET))
    chosen = {name: _within(curves.get(name, ()), labels) for name in PARADIGMS}
    point = chosen[place.contender]
    if point is None:
        return Evidence("not known", f"nothing was trained on {labels:,} labels or fewer")
    outcomes = {
        name: outcomes_at(place.run, place.task.name, name, LABEL_BUDGET, one)
        for name, one in chosen.items()
        if one is not None
    }
    where = "" if point.labels is None else f" with {point.labels:,.0f} labels"
    return _good_enough(judge(place.task, outcomes), place.contender, where)


def _no_study(place: Place, study: str) -> str:
    """Why the study has nothing on the task, and what would measure it."""
    if not was_run(place.run, study):
        return f"the study {study} was {how_to_run(study)}"
    return f"the study {study} has nothing: {why_not_run(place.run, place.task.name, study)}"


def _within(curve: Sequence[Point], labels: int) -> Point | None:
    """The point of the most labels that are not too many; rules are written without any."""
    fitting = [
        one
        for one in curve
        if one.condition is None or (one.labels is not None and one.labels <= labels)
    ]
    return fitting[-1] if fitting else None


def _without_labels(place: Place) -> Evidence:
    """Whether groups found without labels agree with the classes as well as anybody's."""
    try:
        curves = study_curves(place.run, place.task.name, UNSUPERVISED)
    except TriptychError as error:
        return Evidence("not known", str(error))
    if not curves:
        return Evidence("not known", _no_study(place, UNSUPERVISED))
    scores = [(name, point.score) for name, line in curves.items() for point in line]
    own = [score for name, score in scores if paradigm_of(name) == place.contender]
    if not own:
        return Evidence("not known", f"the study {UNSUPERVISED} has no result of it")
    mine = max(own, key=attrgetter("estimate"))
    leader = max((score for _, score in scores), key=attrgetter("estimate"))
    says = f"agreement {mine.estimate:.2f} [{mine.low:.2f}, {mine.high:.2f}]"
    if mine == leader:
        return Evidence("passes", f"{says}, the best")
    words = f"{says}, the best {leader.estimate:.2f}"
    return Evidence("fails" if mine.high < leader.low else "open", words)


def _justified(place: Place) -> Evidence:
    """Whether every explained decision has a proved reason that names few units."""
    found = explained(place.run, place.task.name).get(place.contender)
    if found is None:
        return Evidence("not known", "its reasons were not measured: `triptych explain`")
    shares = [
        share
        for line in found.lines
        if line.reason_proof is not None and line.reason_proof.named_shares is not None
        for share in line.reason_proof.named_shares
    ]
    if not shares:
        return Evidence("not known", "no reason of its decisions was tried to prove")
    kept = sum(share is not None and share <= SHARE_NAMED for share in shares)
    word: Word = "passes" if kept == len(shares) else "fails"
    return Evidence(word, f"{kept} of {len(shares)} decisions justified")


def _abstaining(place: Place, wrong: float) -> Evidence:
    """Whether some items can be answered with a guaranteed share of errors."""
    try:
        said = ClassProbabilities.of_run(place.run, place.task.name, place.contender)
    except TriptychError as error:
        return Evidence("not known", str(error))
    if isinstance(said, Absent):
        return Evidence("not known", said.reason)
    found = guaranteed_coverage(said, (wrong,))[wrong]
    if isinstance(found, Absent):
        return Evidence("not known", found.reason)
    if found.shown < found.fits:
        some = f" in {found.fits - found.shown} of {found.fits} fits" if found.shown else ""
        return Evidence("fails", f"no guarantee{some}")
    return Evidence("passes", f"answers {found.coverage:.0%} of items with that guarantee")


def _answering(place: Place, wrong: float) -> Evidence:
    """Whether all tested items were answered with few enough errors, by Wilson's interval."""
    if place.task.classes is None:
        return Evidence("not known", "its answers are numbers, which are not right or wrong")
    try:
        hits = place.run.hits(place.task.name, place.contender)
    except TriptychError as error:
        return Evidence("not known", str(error))
    errors = wilson(float(np.sum(1 - hits)) / len(hits), hits.shape[1])
    words = f"{errors.estimate:.1%} [{errors.low:.1%}, {errors.high:.1%}] wrong"
    word: Word = "passes" if errors.high <= wrong else "fails" if errors.low > wrong else "open"
    return Evidence(word, words)


def _fast_enough(place: Place, milliseconds: float) -> Evidence:
    """Whether 95 in 100 decisions on single items are fast enough on the run's machine."""
    speed = place.run.speed
    timed = [] if speed is None else speed.contenders
    asked = place.task.name, place.contender
    one = next((one for one in timed if (one.task, one.contender) == asked), None)
    if one is None:
        return Evidence("not known", "it was not timed: `triptych bench`")
    median, most = one.latency_seconds.p50 * 1e3, one.latency_seconds.p95 * 1e3
    words = f"{median:.2g} ms an item, 95 in 100 within {most:.2g}"
    if most <= milliseconds:
        return Evidence("passes", words)
    return Evidence("fails" if median > milliseconds else "open", words)
