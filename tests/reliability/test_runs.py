"""A run beside a bad contender: nothing is lost, doubled, changed or left running.

`make check-all` runs all of them and holds docs/reliability.md against what came out; with
TRIPTYCH_REWRITE=1 in the environment it writes the page's table anew.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from fixtures.faults import FAULTS
from fixtures.tiny_tasks import task_writer
from triptych.errors import StoreError
from triptych.results.run import Run

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
HEAD = (
    "| what the contender does | tries | survived | lost | doubled | orphans "
    "| exit code | message |"
)
CORE = (
    *("control", "forkexit", "forksession", "memo"),
    *("nullstr", "rmresults", "sigstop", "writeresults"),
)
"""In `make test`; the others are slow together."""

HONEST = ("rules", "classical")
ENDS_THE_RUN = ("rmresults",)
"""After these the command is given again, as its last sentence says."""


@dataclass(frozen=True)
class Measured:
    """What became of a run: cells of the bad contender, and of the honest ones beside it."""

    tries: int
    survived: int
    lost: int
    doubled: int
    orphans: int
    codes: tuple[int, ...]
    message: str


MEASURED: dict[str, Measured] = {}


def command(place: Path, name: str) -> list[str]:
    limits = ["--time-limit", "2" if FAULTS[name].status == "timeout" else "60"]
    return [
        *(sys.executable, "-m", "triptych", "run", "tiny", "--tasks", str(place / "tasks")),
        *("--results", str(place / "results"), "--run", "r", "--profile", "standard", "--quiet"),
        *("--study", "supervised", "--memory-limit", "0.5", "--workers", "2", *limits),
    ]


def run(place: Path, name: str) -> tuple[int, str, int]:
    """Exit code, what was said, and how many processes are left."""
    mark = f"fault-{os.getpid()}-{name}"
    ended = subprocess.run(
        command(place, name),
        env=os.environ | {"TRIPTYCH_FAULT": mark, "HOME": str(place)},
        capture_output=True,
        text=True,
        errors="backslashreplace",
        check=False,
        timeout=300,
    )
    left = [one for one in psutil.process_iter() if is_of(one, mark)]
    for process in left:
        process.kill()
    return ended.returncode, ended.stdout + ended.stderr, len(left)


def is_of(process: psutil.Process, mark: str) -> bool:
    try:
        return process.environ().get("TRIPTYCH_FAULT") == mark and process.status() != "zombie"
    except psutil.Error:
        return False


def tables(folder: Path) -> dict[tuple[str, int], object]:
    """Item tables of the honest contenders, by contender and seed."""
    opened = Run.open(folder)
    found = {}
    for contender in HONEST:
        try:
            rows = opened.items("tiny", contender)
        except StoreError:
            continue
        for seed, part in rows.groupby("seed"):
            found[contender, int(seed)] = part.drop(columns="key").to_json()
    return found


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The item tables of the honest contenders beside one that does nothing bad."""
    place = tmp_path_factory.mktemp("alone")
    task_writer(place / "tasks")(deep=FAULTS["control"].module())
    code, said, _ = run(place, "control")
    assert code == 0, said
    return tables(place / "results" / "r")


def measured(place: Path, name: str, alone: dict[tuple[str, int], object]) -> tuple[Measured, str]:
    (place / "marks").mkdir()
    fault = FAULTS[name]
    write = task_writer(place / "tasks")
    write(deep=fault.module(str(place / "marks"), str(place / "results")))
    codes, left = [], 0
    for _ in range(2 if name in ENDS_THE_RUN else 1):
        code, said, orphans = run(place, name)
        codes.append(code)
        left += orphans
        write(deep=FAULTS["control"].module()) if name in ENDS_THE_RUN else None
    folder = place / "results" / "r"
    lines = (folder / "records.jsonl").read_text(errors="replace").splitlines()
    cells = Counter()
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        cells[tuple(map(str, record["cell"])), record["key"]] += 1
    opened = Run.open(folder)
    bad = opened.records_of("tiny", "deep")
    here = tables(folder)
    result = Measured(
        tries=len(bad),
        survived=sum(here.get(cell) == table for cell, table in alone.items()),
        lost=len(opened.plan) - len(opened.records),
        doubled=sum(count > 1 for count in cells.values()),
        orphans=left,
        codes=tuple(codes),
        message=bad[0].reason if bad else "",
    )
    return result, said


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in CORE else pytest.mark.slow) for name in FAULTS]
)
def test_a_bad_contender_costs_its_own_cells_only(name, alone, tmp_path):
    """Every other cell's item table is as without it, and the exit code is honest."""
    result, said = measured(tmp_path, name, alone)
    MEASURED[name] = result

    assert (result.lost, result.doubled, result.orphans) == (0, 0, 0), said
    assert result.survived == len(alone), said
    expected = 0 if FAULTS[name].status == "done" else 3
    assert result.codes[-1] == expected, said
    assert "Traceback" not in said
    assert list((tmp_path / "marks").iterdir()) == []


@pytest.mark.slow
def test_the_page_shows_what_was_measured(alone):
    """docs/reliability.md: every fault a row, with the figures of this very run."""
    if len(MEASURED) < len(FAULTS):
        pytest.skip("only some of the faults were run here")
    rows = "\n".join(row(name, MEASURED[name], len(alone)) for name in FAULTS)
    page = PAGE.read_text()
    table = re.compile(re.escape(HEAD) + r"\n\|[-| ]+\|\n(?:\|.*\n)*")
    wanted = table.sub(lambda found: "\n".join([*found[0].splitlines()[:2], rows, ""]), page)
    if os.environ.get("TRIPTYCH_REWRITE"):
        PAGE.write_text(wanted)

    assert PAGE.read_text() == wanted


def row(name: str, result: Measured, others: int) -> str:
    message = re.sub(r"[^ -~]", "?", result.message).replace("|", "/")
    short = message if len(message) <= 60 else f"{message[:57]}..."
    figures = (
        result.tries,
        f"{result.survived} of {others}",
        result.lost,
        result.doubled,
        result.orphans,
        ", then ".join(map(str, result.codes)),
    )
    return f"| {FAULTS[name].does} | " + " | ".join(map(str, figures)) + f" | {short} |"
