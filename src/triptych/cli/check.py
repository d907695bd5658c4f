"""`triptych check`: checks whether tasks keep the contract."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Final

import typer

from triptych.catalogue import Catalogue, LoadedTask
from triptych.cli.data.needed import with_fetch_command
from triptych.cli.options import Quiet, TaskFolders, TaskNames
from triptych.cli.terminal import console
from triptych.errors import TriptychError, UsageError
from triptych.report.words.number import counted
from triptych.task import PRETRAINED

if TYPE_CHECKING:  # `--help` must not pay for numpy
    from triptych.checks import Finding

MARKS: Final = {
    "passed": ("✓", "green"),
    "failed": ("✗", "red"),
    "waived": ("○", "yellow"),
    "skipped": ("-", "dim"),
}

WITHOUT_WEIGHTS: Final = (PRETRAINED, "skipped")
"""A contender that cannot be made here leaves the rest of the task to be examined."""


References = Annotated[
    bool,
    typer.Option(
        "--references",
        help="Only compare judged contenders with the best reference of their kind (minutes).",
    ),
]
Markdown = Annotated[
    bool, typer.Option("--markdown", help="With --references: print the table as Markdown.")
]


def check(
    names: TaskNames = None,
    tasks: TaskFolders = None,
    references: References = False,
    markdown: Markdown = False,
    quiet: Quiet = False,
) -> None:
    """Check that tasks keep the contract: their card, data, features and contenders.

    Ends with exit code 1 where a check failed, or with --references where a contender is further
    than delta behind a reference of its kind and no reason is declared.
    """
    if markdown and not references:
        raise UsageError("--markdown prints the table of --references. Give both.")
    from triptych.harness.workers.isolation import ENVIRONMENT

    for variable, value in ENVIRONMENT.items():  # as in trials; small fits are slower on threads
        os.environ.setdefault(variable, value)
    catalogue = Catalogue.find(tasks or ())
    chosen = list(dict.fromkeys(names or sorted([*catalogue.tasks, *catalogue.broken])))
    for name in names or ():
        if name not in catalogue.broken:
            catalogue[name]  # an unknown name is refused before anything runs
    if references:
        from triptych.cli.check_references import compare

        compared = [LoadedTask(catalogue[name]) for name in chosen]
        if not compare(compared, quiet=quiet, markdown=markdown):
            raise typer.Exit(1)
        return
    verdicts = {name: _verdict(catalogue, name, quiet) for name in chosen}
    failed, skipped = (
        [name for name, verdict in verdicts.items() if verdict == wanted]
        for wanted in ("failed", "skipped")
    )
    place = console.data()
    kept = len(chosen) - len(failed) - len(skipped)
    verb = "keeps" if len(chosen) == 1 else "keep"
    place.print(f"\n{kept} of {counted(len(chosen), 'task')} {verb} the contract")
    if skipped:
        place.print(f"skipped: {', '.join(skipped)}")
    if failed:
        place.print(f"failed: {', '.join(failed)}")
        raise typer.Exit(1)


def _verdict(catalogue: Catalogue, name: str, quiet: bool) -> str:
    """Examine the task, print the findings, and return the verdict in a word."""
    place = console.data()
    place.print(name, style="bold")
    try:
        task = LoadedTask(catalogue[name])
        findings = [
            replace(finding, reason=with_fetch_command(finding.reason, task.folder))
            for finding in _examine(task, quiet)
        ]
    except TriptychError as error:
        _print_line("failed", str(error))
        return "failed"
    for subject, group in groupby(findings, key=lambda finding: finding.subject):
        _print_subject(subject, list(group))
    found = {one.verdict for one in findings if (one.subject, one.verdict) != WITHOUT_WEIGHTS}
    return next((verdict for verdict in ("failed", "skipped") if verdict in found), "passed")


def _examine(task: LoadedTask, quiet: bool) -> "list[Finding]":
    from triptych.checks import count_checks, examine
    from triptych.cli.terminal.bar import bar

    total = count_checks(task)
    findings: list[Finding] = []
    with bar(quiet=quiet) as shown:
        for finding in examine(task):
            findings.append(finding)
            shown.show(len(findings), total, f"{task.name} {finding.subject}")
    return findings


def _print_subject(subject: str, findings: "Sequence[Finding]") -> None:
    counts = Counter(finding.verdict for finding in findings)
    if counts["passed"]:
        _print_line("passed", f"{subject}: {counted(counts['passed'], 'check')} passed")
    for finding in findings:
        if finding.verdict != "passed":
            words = "" if finding.verdict == "failed" else f"{finding.verdict}: "
            _print_line(finding.verdict, f"{subject}: {finding.check}: {words}{finding.reason}")


def _print_line(verdict: str, words: str) -> None:
    place = console.data()
    mark, style = MARKS[verdict]
    if not place.encoding.startswith("utf"):
        mark = verdict
    opening = f"  {mark} "
    console.print_hanging(place, opening, words, indent=len(opening), style=style)
