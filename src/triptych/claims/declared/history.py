"""Reads from git when each claim was declared: the first commit that has its fingerprint."""

import csv
import runpy
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import triptych.claims
from triptych.claims.declared.table import COLUMNS, DECLARED_FILE, FOLDER
from triptych.errors import ContractError


def write_declarations(folder: Path = FOLDER) -> None:
    """Write the name, fingerprint and first-commit date of every claim, in order of names.

    Raises ContractError for a claim whose present declaration is in no commit.
    """
    found = triptych.claims.declared_claims()
    rows = []
    for name in sorted(found):
        declared = first_declared(triptych.claims.file_of(name), found[name].fingerprint)
        rows.append((name, found[name].fingerprint, declared.isoformat()))
    with (folder / DECLARED_FILE).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])


def first_declared(path: Path, fingerprint: str) -> datetime:
    """When the oldest commit was made since which a file has held this declaration.

    Raises ContractError where the latest commit holds another one, or none.
    """
    declared = None
    for commit, written in _commits(path):
        if _fingerprint_of(_git(path, "show", f"{commit}:./{path.name}")) != fingerprint:
            break
        declared = written
    if declared is None:
        raise ContractError(
            f"claim {path.stem}: no commit holds its present declaration, so it has no date. "
            "Commit the file of the claim first, then write the table and commit that."
        )
    return declared


def _commits(path: Path) -> Iterator[tuple[str, datetime]]:
    """Commits that changed a file, with the date each was written, the newest first."""
    for line in _git(path, "log", "--format=%H %aI", "--", path.name).splitlines():
        commit, _, written = line.partition(" ")
        yield commit, datetime.fromisoformat(written)


def _fingerprint_of(source: str) -> str | None:
    """The fingerprint of an earlier version of a claim; None for one that is no claim today."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "claim.py"
        file.write_text(source, encoding="utf-8")
        try:
            fingerprint = runpy.run_path(str(file))["CLAIM"].fingerprint
        except (ContractError, ImportError, KeyError, SyntaxError, TypeError):
            return None
    return str(fingerprint)


def _git(path: Path, *arguments: str) -> str:
    """What git says in the folder of a file; raises ContractError with its reason."""
    ended = subprocess.run(
        ["git", *arguments], cwd=path.parent, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise ContractError(
            f"claim {path.stem}: git {arguments[0]} in {path.parent} ended with "
            f"{ended.returncode}: {ended.stderr.strip()}. Dates are read from a git clone."
        )
    return ended.stdout
