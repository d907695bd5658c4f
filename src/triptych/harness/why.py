"""Why a cell would be run again, or why it would not."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triptych.errors import UnknownName
from triptych.harness.code.dependencies import contender_code, harness_code, study_code
from triptych.harness.code.file_watch import is_unchanged
from triptych.harness.code.look import one_look
from triptych.harness.facts import circumstances, known_facts
from triptych.harness.plan import UNKNOWN_DATA
from triptych.harness.planned_cell import PlannedCell
from triptych.harness.run_request import RunRequest, compare, facts_that_hold
from triptych.results.contents import Contents, read_contents
from triptych.results.formats.code_files import CodeFiles
from triptych.results.formats.document import find_document
from triptych.results.formats.known_facts import SeenFile
from triptych.results.record import Record
from triptych.task import TaskFolder

CODE_INPUTS: Final = {"code": "the contender's code", "study": "the study", "harness": "triptych"}
"""Inputs that are digests of files, with their names in words."""


@dataclass(frozen=True, kw_only=True)
class Why:
    """The state of one planned cell.

    present         whether its outcome is present, so that it would not be run again
    reasons         sentences on the changes since the newest record, or that there is none; empty
                    where present
    newest          the newest record of the cell, whatever its key
    """

    label: str
    key: str
    present: bool
    reasons: tuple[str, ...]
    newest: Record | None


def why(request: RunRequest, label: str) -> Why:
    """Explain the state of the cell with that label, for example `digits/rules/supervised/0`.

    Reads only. Raises UnknownName where the request's plan has no such cell.
    """
    with one_look():
        return _why(request, label, read_contents(request.folder))


def _why(request: RunRequest, label: str, contents: Contents) -> Why:
    prepared = compare(request, contents, facts_that_hold(request))
    cells = {planned.cell.label: planned for planned in prepared.planned}
    if label not in cells:
        raise UnknownName.of("cell", label, cells)
    planned = cells[label]
    present = planned.key in prepared.present
    return Why(
        label=label,
        key=planned.key,
        present=present,
        reasons=() if present else why_missing(request, planned, contents),
        newest=contents.newest_of_cells.get(planned.cell),
    )


def why_missing(request: RunRequest, planned: PlannedCell, contents: Contents) -> tuple[str, ...]:
    """Sentences on the changes since the newest record of a cell, or that there is none.

    contents    contents of the request's run folder
    """
    newest = contents.newest_of_cells.get(planned.cell)
    if newest is None:
        return ("it was never run",)
    now, then = planned.inputs, newest.inputs
    reasons: list[str] = []
    for name in sorted(now.keys() | then.keys()):
        if now.get(name) == then.get(name):
            continue
        if name in CODE_INPUTS:
            reasons += _changes_of_code(request, planned, name, then.get(name, ""))
        elif name == "data":
            reasons += _changes_of_data(request.folder, planned.folder, then.get(name), now[name])
        else:
            reasons.append(f"{name}: {then.get(name, 'not used')} -> {now.get(name, 'not used')}")
    if (earlier := contents.newest.get(planned.key)) is not None:
        reasons.append(contents.missing_part(earlier, needs_fitted=planned.keep_artefact))
    return tuple(dict.fromkeys(reasons))


def _changes_of_code(
    request: RunRequest, planned: PlannedCell, name: str, digest: str
) -> list[str]:
    known = find_document(request.folder, CodeFiles) or CodeFiles()
    then = known.entries.get(digest)
    if then is None:
        return [f"{CODE_INPUTS[name]} changed"]
    if name == "code":
        now = contender_code(planned.folder, planned.contender_of_task).files
    elif name == "harness":
        now = harness_code().files
    else:
        now = next(study_code(s) for s in request.studies if s.name == planned.cell.study).files
    return [
        f"{file} {'is new' if file not in then else 'is gone' if file not in now else 'changed'}"
        for file in sorted(now.keys() | then.keys())
        if now.get(file) != then.get(file)
    ]


def _changes_of_data(folder: Path, task: TaskFolder, then: str | None, now: str) -> list[str]:
    if now != UNKNOWN_DATA:
        before = "could not be loaded" if then == UNKNOWN_DATA else f"had fingerprint {then}"
        return [f"data changed: it {before}, now it has {now}"]
    known = known_facts(folder).get(task.name)
    if known is None:
        return ["data: what is known of it was deleted; the next run loads it again"]
    changed = [_change_of_file(file, task) for file in known.files if not is_unchanged(file)]
    current = circumstances(task)
    changed += [
        f"data may have changed: {name} {known.circumstances.get(name)!r} -> {current[name]!r}"
        for name in ("folder", "TRIPTYCH_DATA")
        if known.circumstances.get(name) != current[name]
    ]
    return changed or ["data.py or a version changed, so the next run loads the data again"]


def _change_of_file(file: SeenFile, task: TaskFolder) -> str:
    """Say that a data file changed, in the form of code changes for files of the task's folder."""
    path = Path(file.path)
    if path.is_dir() or not path.is_relative_to(task.path):
        return f"data file {path} changed"
    label = (Path(task.path.name) / path.relative_to(task.path)).as_posix()
    return f"{label} {'changed' if path.exists() else 'is gone'}"
