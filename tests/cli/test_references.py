"""Promises of the reference panel as people meet it: in a run, a report and a new task."""

import json
from pathlib import Path

import pytest

from triptych.analysis.one_task.verdict import verdict
from triptych.results.run import Run

QUICK = ("--profile", "quick", "--executor", "serial", "--quiet")
ALWAYS_WRONG = """
class Wrong:
    reads = "raw"
    def fit(self, X, y):
        return self
    def predict(self, X):
        return [("odd", "even")[n % 2] for n in X[:, 0]]
def make(seed):
    return Wrong()
"""
BLIND = dict.fromkeys(("rules", "classical", "deep"), ALWAYS_WRONG)


def lines_of(folder):
    """The report's lines that say a verdict."""
    text = Path(folder, "report", "REPORT.md").read_text()
    return [line for line in text.splitlines() if line.startswith("> **")]


def test_a_run_of_an_own_task_has_the_panel_in_its_report(triptych, write_task, tmp_path):
    """Nobody asked for it: rows in the scores, and the verdict about the three as ever."""
    tasks = write_task()
    triptych("run", "parity", "--tasks", tasks, *QUICK)
    ended = triptych("report")
    assert ended.code == 0, ended.err
    folder = tmp_path / "results" / "quick"
    table = (folder / "report" / "tables" / "parity.scores.csv").read_text()

    assert "reference:constant" in table
    assert "reference:boosting" in table
    assert lines_of(folder)[0].startswith("> **Rules suffice: 100.0")


def test_three_that_are_of_no_use_are_told_so(triptych, write_task, tmp_path):
    """`Rules suffice: 0.0` is said by nobody; what does work is in the same line."""
    triptych("run", "parity", "--tasks", write_task(**BLIND), *QUICK)
    ended = triptych("report")
    assert ended.code == 0, ended.err

    (line,) = lines_of(tmp_path / "results" / "quick")
    assert line.startswith("> **None of the three is of use here")
    assert "behind reference:" in line
    assert "suffice" not in line


def test_without_the_table_of_the_constant_no_use_is_not_recomputed(triptych, write_task, tmp_path):
    """Another answer would pass for the one that was given."""
    triptych("run", "parity", "--tasks", write_task(**BLIND), *QUICK)
    folder = tmp_path / "results" / "quick"
    assert verdict(Run.open(folder), "parity").answer == "none"

    records = [json.loads(line) for line in (folder / "records.jsonl").read_text().splitlines()]
    (key,) = [one["key"] for one in records if one["cell"][1] == "reference:constant"]
    run = Run.open(folder)
    outcomes = run.outcomes

    def without_the_constant(task, contender, *rest):
        if contender == "reference:constant":
            from triptych.errors import ItemTableMissing

            raise ItemTableMissing(f"the item table {key} is missing")
        return outcomes(task, contender, *rest)

    run.outcomes = without_the_constant
    judged = verdict(run, "parity")
    assert judged.answer == "not recomputed"
    assert [*judged.lost] == ["reference:constant"]


def test_why_and_plan_know_references(triptych, write_task):
    """A reference is a cell: it is planned, present after a run, and explained by `why`."""
    tasks = write_task()
    cell = ("parity/reference:constant/supervised/0", "--tasks", tasks, "--profile", "quick")

    assert "it was never run" in triptych("why", *cell).said
    triptych("run", "parity", "--tasks", tasks, *QUICK)
    assert "is present and would not be run again" in triptych("why", *cell).out
    (Path(tasks) / "parity" / "rules.py").write_text("def make(seed): ...\n")
    assert "is present and would not be run again" in triptych("why", *cell).out


@pytest.mark.parametrize(
    ("modality", "names"),
    [
        ("table", ["constant", "logistic", "forest", "boosting"]),
        ("text", ["constant", "logistic", "forest", "boosting", "tfidf"]),
    ],
)
def test_a_new_task_gets_the_panel(triptych, modality, names):
    """What `triptych new` writes runs it, with nothing to add."""
    triptych("new", "mine", "--modality", modality)
    place = ("mine", "--tasks", "my_tasks")
    planned = json.loads(triptych("plan", *place, "--profile", "standard", "--json").out)
    references = [f"reference:{name}" for name in names]
    chosen = [part for name in references for part in ("--contender", name)]
    ended = triptych("run", *place, *QUICK, *chosen)

    found = [one["contender"] for one in planned["groups"] if "reference:" in one["contender"]]
    assert found == references
    assert ended.code == 0, ended.err
    assert all(name in ended.out for name in references)
