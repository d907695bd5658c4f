"""`triptych advise`: which of the three meets your constraints, on what a run measured."""

from typing import TYPE_CHECKING, Annotated, Any, Final, get_args

import typer

from triptych.cli.options import DEFAULT_RESULTS, NEWEST_RUN, AsJson, FinishedRun, Results
from triptych.cli.terminal import console
from triptych.errors import UnknownName
from triptych.task import Modality

if TYPE_CHECKING:
    from triptych.analysis.across_tasks.claims import ClaimVerdict
    from triptych.report.advice.advice import Answer

MOST_TASKS: Final = 4
"""Names of so many tasks are printed in a line; the evidence has all of them."""


def advise(
    data: Annotated[
        str | None,
        typer.Option(metavar="KIND", help=f"The kind of data: {', '.join(get_args(Modality))}."),
    ] = None,
    changes: Annotated[
        bool, typer.Option("--changes", help="The world changes while the answers are used.")
    ] = False,
    labels: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="So many labelled items are at hand.")
    ] = None,
    no_labels: Annotated[bool, typer.Option("--no-labels", help="There are no labels.")] = False,
    justified: Annotated[
        bool,
        typer.Option(
            "--justified", help="Every decision needs a proved reason that names few units."
        ),
    ] = False,
    wrong: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            max=100.0,
            metavar="PERCENT",
            help="At most so many wrong answers in 100; the rest may go to a person.",
        ),
    ] = None,
    answer_all: Annotated[
        bool, typer.Option("--answer-all", help="With --wrong: nothing may go to a person.")
    ] = False,
    milliseconds: Annotated[
        float | None,
        typer.Option("--ms", min=0.0, metavar="MS", help="The longest time for one decision."),
    ] = None,
    run: FinishedRun = NEWEST_RUN,
    results: Results = DEFAULT_RESULTS,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Print what each task says.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Say which of the three meets your constraints, on which tasks, and what is not known."""
    from triptych.report.advice.advice import advise as answer_to
    from triptych.report.advice.question import Question
    from triptych.results.run import Run
    from triptych.results.run_names import run_folder

    if data is not None and data not in get_args(Modality):
        raise UnknownName.of("kind of data", data, get_args(Modality))
    if labels is not None and no_labels:
        raise typer.BadParameter("--labels and --no-labels ask for different things; give one.")
    if answer_all and wrong is None:
        raise typer.BadParameter("--answer-all says how --wrong is meant; give --wrong as well.")
    if wrong in (0.0, 100.0):
        raise typer.BadParameter(
            f"--wrong {wrong:g}: no number of tested items shows that nothing is ever wrong, and "
            "100 asks for nothing; give a share between them."
        )
    folder = run_folder(results, run)
    question = Question(
        data=data,  # type: ignore[arg-type]  # one of them, see above
        changes=changes,
        labels=labels,
        no_labels=no_labels,
        justified=justified,
        wrong=None if wrong is None else wrong / 100,
        answering="answers everything" if answer_all else "may abstain",
        milliseconds=milliseconds,
    )
    answer = answer_to(Run.open(folder), question)
    if json:
        console.print_json(_as_json(answer))
        return
    _print(answer, str(results / folder.name), evidence)


def _print(answer: "Answer", run: str, with_evidence: bool) -> None:
    place = console.data()
    if not answer.asked:
        place.print(f"not known: the run {run} has no task of this kind")
        return
    console.print_rows(
        place,
        ("contender", "answer", "passes", "open", "fails", "not known", "passes on"),
        [
            (
                name,
                advice.word,
                *(str(len(advice.on(word))) for word in ("passes", "open", "fails", "not known")),
                _named(advice.on("passes")),
            )
            for name, advice in answer.advice.items()
        ],
        numbers=("passes", "open", "fails", "not known"),
        wraps="passes on",
    )
    if answer.claims:
        console.print_heading(place, "claims on this, over all tasks of the run")
        console.print_pairs(
            place, [(_claim_word(one), one.claim.sentence) for one in answer.claims]
        )
    if with_evidence:
        console.print_heading(place, "evidence")
        console.print_rows(
            place,
            ("task", "contender", "word", "because"),
            [
                (one.task, name, one.word, "; ".join(part.says for part in one.found))
                for name, advice in answer.advice.items()
                for one in advice.tasks
            ],
            wraps="because",
        )
    more = "" if with_evidence else "; --evidence prints what each says"
    console.talk().print(f"{answer.asked} tasks of the run {run}{more}", soft_wrap=True)


def _claim_word(verdict: "ClaimVerdict") -> str:
    return "open: not run" if verdict.not_run else str(verdict.word)


def _named(tasks: tuple[str, ...]) -> str:
    more = f" and {len(tasks) - MOST_TASKS} more" if len(tasks) > MOST_TASKS else ""
    return ", ".join(tasks[:MOST_TASKS]) + more


def _as_json(answer: "Answer") -> dict[str, Any]:
    return {
        "tasks": answer.asked,
        "advice": {
            name: {
                "answer": advice.word,
                "tasks": {
                    one.task: {
                        "word": one.word,
                        "evidence": [{"word": part.word, "says": part.says} for part in one.found],
                    }
                    for one in advice.tasks
                },
            }
            for name, advice in answer.advice.items()
        },
        "claims": [
            {"number": one.claim.number, "sentence": one.claim.sentence, "word": _claim_word(one)}
            for one in answer.claims
        ],
    }
