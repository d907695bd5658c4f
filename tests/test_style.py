"""Promises of the source: a file holds one idea, only the command line prints."""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")])
LONGEST = 300
MOST_FILES = 20
MOST_FILES_AT_THE_ROOT = 15
CATALOGUES = ("tasks", "claims", "studies")
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
REPORT_CODE = (
    "import sys\n"
    "import triptych.results.run, triptych.report.build\n"
    "print(*[name for name in ('torch', 'skorch', 'triptych.harness', 'triptych.explain',"
    " 'triptych.walks', 'triptych.timing', 'triptych.paradigms') if name in sys.modules])"
)


def name(path):
    return path.relative_to(ROOT).as_posix()


def is_call(node):
    return isinstance(node, ast.Call)


def test_no_source_file_outgrows_one_idea():
    """A file above 300 lines holds two ideas; split it."""
    lines = {name(path): len(path.read_text().splitlines()) for path in SOURCES}

    assert {path: count for path, count in lines.items() if count > LONGEST} == {}


def test_every_folder_can_be_taken_in_at_a_glance():
    """A folder of more than twenty files is two rooms; catalogues by name are exempt."""
    folders = Counter(path.parent for path in (ROOT / "src").rglob("*.py"))
    crowded = {name(folder): files for folder, files in folders.items() if files > MOST_FILES}
    root = folders[ROOT / "src" / "triptych"]

    assert {place for place in crowded if Path(place).name not in CATALOGUES} == set()
    assert root <= MOST_FILES_AT_THE_ROOT


def test_no_file_has_a_vague_name():
    """A name such as `utils` says nothing of what is inside."""
    assert [name(path) for path in SOURCES if set(path.stem.split("_")) & VAGUE] == []


def test_only_the_command_line_prints():
    """Everything else returns what it found, or raises."""
    calls = {
        name(path): [node.func for node in ast.walk(ast.parse(path.read_bytes())) if is_call(node)]
        for path in SOURCES
    }
    printing = {path for path, functions in calls.items() if "print" in map(ast.unparse, functions)}

    assert {path for path in printing if not path.startswith("src/triptych/cli/")} == set()


def test_nothing_refers_to_the_place_it_was_written_in():
    """A clone works anywhere: no file names a folder outside the project."""
    outside = re.compile(r"\.\./shared|/work/")
    files = [*SOURCES, *(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md"), ROOT / "Makefile"]

    assert [name(path) for path in files if outside.search(path.read_text())] == []


@pytest.mark.parametrize("code", [pytest.param(REPORT_CODE, id="analysis and report")])
def test_a_published_run_is_read_without_the_harness(code):
    """Reading results imports neither torch nor what produced them."""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout.split() == []
