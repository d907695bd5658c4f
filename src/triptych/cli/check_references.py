"""`triptych check --references`: judged contenders beside the best reference of their kind."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from triptych.cli.data.needed import with_fetch_command
from triptych.cli.terminal import console
from triptych.cli.terminal.visible import visible
from triptych.report.words.number import ABSENT, bare_score, counted, duration, fixed, plain
from triptych.task import PARADIGMS

if TYPE_CHECKING:  # `--help` must not pay for numpy
    from triptych.catalogue import LoadedTask
    from triptych.checks.references import Compared
    from triptych.metric import Metric

COLUMNS: Final = (
    "task",
    "paradigm",
    "metric",
    "reached",
    "best of its kind",
    "its score",
    "gap",
    "delta",
    "within delta",
    "fit",
)
_NUMBERS: Final = ("reached", "its score", "gap", "delta", "fit")
_WORDS: Final = {
    "within": "yes",
    "beyond": "no",
    "declared": "no, declared",
    "ceiling": "at chance",
    "failed": "failed",
    "skipped": "skipped",
}


def compare(tasks: "Sequence[LoadedTask]", *, quiet: bool, markdown: bool) -> bool:
    """Compare the tasks, print a table with the reasons, and return whether all is well."""
    from triptych.checks.references import compare_with_references
    from triptych.cli.terminal.bar import bar

    pairs = [(task, paradigm) for task in tasks for paradigm in PARADIGMS]
    compared: list[tuple[LoadedTask, Compared]] = []
    with bar(quiet=quiet) as shown:
        for task, paradigm in pairs:
            shown.show(len(compared), len(pairs), f"{task.name} {paradigm}")
            compared.append((task, compare_with_references(task, paradigm)))
    rows = [_row(task.card.metric, one) for task, one in compared]
    reasons = [(one.task, one.paradigm, _reason(task, one)) for task, one in compared if one.reason]
    if markdown:
        _print_markdown(rows, reasons)
    else:
        _print_table(rows, reasons)
    found = [one for _, one in compared if one.is_finding]
    if not markdown:
        within = len(compared) - len(found)
        words = f"{within} of {counted(len(compared), 'contender')} without a finding"
        console.data().print(f"\n{words}")
        for one in found:
            console.data().print(f"{one.verdict}: {one.task} {one.paradigm}. {_advice(one)}")
    return not found


def _row(metric: "Metric", one: "Compared") -> tuple[str, ...]:
    if one.reached is None or one.best is None:
        scores = (ABSENT,) * 5
        seconds = ABSENT
    else:
        scale, digits = (100, 1) if metric.is_share else (1, 3)
        scores = (
            bare_score(one.reached.score, metric),
            one.best.contender.partition(":")[2],
            bare_score(one.best.score, metric),
            fixed(scale * one.gap, digits, signed=True),
            plain(scale * one.allowed),
        )
        seconds = duration(one.reached.fit_seconds)
    return (one.task, one.paradigm, metric.label, *scores, _WORDS[one.verdict], seconds)


def _reason(task: "LoadedTask", one: "Compared") -> str:
    return with_fetch_command(one.reason, task.folder) if one.verdict == "skipped" else one.reason


def _advice(one: "Compared") -> str:
    if one.verdict == "failed":
        return "Correct its code: `triptych check` says more."
    if one.best is not None and one.best.contender.endswith(":constant"):
        return (
            "The card says that nothing can be learned here, and this is not chance. Look for a "
            "leak, or empty `unlearnable` on the card."
        )
    from triptych.checks.references import WITHIN_DELTA

    return (
        f"An untuned model of its kind is ahead by more than delta. Train the contender better, or "
        f'declare why in {one.paradigm}.py: WAIVED = {{"{WITHIN_DELTA}": "reason"}}.'
    )


def _print_table(rows: Sequence[tuple[str, ...]], reasons: Sequence[tuple[str, str, str]]) -> None:
    place = console.data()
    console.print_rows(place, COLUMNS, rows, numbers=_NUMBERS, heading=2)
    for task, paradigm, reason in reasons:
        console.print_hanging(place, f"  {task} {paradigm}: ", reason, indent=4)


def _print_markdown(
    rows: Sequence[tuple[str, ...]], reasons: Sequence[tuple[str, str, str]]
) -> None:
    place = console.data()
    lines = [COLUMNS, tuple("---:" if name in _NUMBERS else "---" for name in COLUMNS), *rows]
    for cells in lines:
        escaped = (visible(cell).replace("|", "\\|") for cell in cells)
        place.print(f"| {' | '.join(escaped)} |", soft_wrap=True)
    if reasons:
        place.print()
    for task, paradigm, reason in reasons:
        place.print(f"- `{task}` {paradigm}: {visible(reason)}", soft_wrap=True)
