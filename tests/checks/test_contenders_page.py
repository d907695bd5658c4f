"""The page of contenders beside references: every row is well, or has its reason."""

import re
from pathlib import Path

import pytest

from triptych.catalogue import Catalogue
from triptych.cli.check_references import COLUMNS
from triptych.task import PARADIGMS

PAGE = (Path(__file__).parents[2] / "docs" / "contenders.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if re.match(r"\| \w+ \| (rules|classical|deep) \|", line)
]
WITHIN = COLUMNS.index("within delta")


def test_the_page_has_the_columns_of_the_command():
    """It is made by `triptych check --references --markdown`."""
    assert f"| {' | '.join(COLUMNS)} |" in PAGE
    assert {len(row) for row in ROWS} == {len(COLUMNS)}


def test_tasks_of_the_page_exist_with_all_their_paradigms():
    """No row of a task that was renamed, none of a paradigm forgotten, none twice."""
    shown = [(row[0], row[1]) for row in ROWS]
    tasks = sorted({name for name, _ in shown})

    assert shown == [(name, paradigm) for name in tasks for paradigm in PARADIGMS]
    assert set(tasks) <= set(Catalogue.find().tasks)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_no_row_is_beyond_delta_without_a_reason(row):
    """A gap that is declared has a line below the table."""
    assert row[WITHIN] in ("yes", "at chance", "no, declared", "skipped")
    if row[WITHIN] != "yes":
        assert f"- `{row[0]}` {row[1]}: " in PAGE
