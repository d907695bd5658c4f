"""Promises of `plan`, `run` and `why`."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FAILING = "def make(seed):\n    raise RuntimeError('no luck')"
SLOW = """
import time
from sklearn.dummy import DummyClassifier
class Slow(DummyClassifier):
    def fit(self, X, y):
        time.sleep(60)
        return super().fit(X, y)
def make(seed):
    return Slow()
"""
QUICK = ("--profile", "quick", "--executor", "serial")
REFERENCES = ("reference:constant", "reference:logistic", "reference:forest", "reference:boosting")


def test_a_plan_is_shown_before_anything_runs(triptych, write_task, tmp_path):
    """Planning counts the cells, says why they would be run, and writes nothing."""
    ended = triptych("plan", "parity", "--tasks", write_task(), "--profile", "quick")

    assert ended.code == 0
    assert "7 cells: 0 present, 7 to run." in ended.said
    assert "it was never run" in ended.said
    assert not (tmp_path / "results").exists()


def test_a_run_leaves_scores_and_the_same_command_repeats_nothing(triptych, write_task):
    """Scores go to stdout, talk to stderr; a second run finds everything present."""
    tasks = write_task()
    first = triptych("run", "parity", "--tasks", tasks, *QUICK)
    again = triptych("run", "parity", "--tasks", tasks, *QUICK)

    assert (first.code, again.code) == (0, 0)
    assert "100.0" in first.out
    assert first.out == again.out
    assert "7 cells: 0 present, 7 to run" in first.err
    assert "7 cells: 7 present, 0 to run" in again.err


def test_a_finished_plan_says_so(triptych, write_task):
    """After a run the plan, as text and as JSON, finds every cell present."""
    tasks = write_task()
    triptych("run", "parity", "--tasks", tasks, *QUICK)
    planned = json.loads(
        triptych("plan", "parity", "--tasks", tasks, "--profile", "quick", "--json").out
    )

    assert (planned["present"], planned["missing"]) == (7, 0)
    assert {cell["cell"] for cell in planned["cells"]} == {
        f"parity/{contender}/supervised/0"
        for contender in ("rules", "classical", "deep", *REFERENCES)
    }


def test_quiet_leaves_only_data(triptych, write_task):
    """With --quiet a run that goes well says nothing on stderr."""
    assert triptych("run", "parity", "--tasks", write_task(), *QUICK, "--quiet").err == ""


def test_a_gap_ends_with_3_and_its_reason(triptych, write_task):
    """A contender that raises leaves a gap: told on stderr, the others have their scores."""
    ended = triptych("run", "parity", "--tasks", write_task(deep=FAILING), *QUICK, "--quiet")

    assert ended.code == 3
    assert "failed: parity/deep/supervised/0" in ended.err
    assert "no luck" in ended.err
    assert "100.0" in ended.out


def test_a_task_whose_data_is_not_here_is_skipped_and_no_gap(triptych, write_task):
    """Without a network the rest is run; what was skipped is told once for each task."""
    data = """
from triptych.errors import DataNotDownloaded
def load():
    raise DataNotDownloaded("far.csv is not here")
"""
    write_task()
    tasks = write_task("far", data=data)
    ended = triptych("run", "parity", "far", "--tasks", tasks, *QUICK, "--quiet")

    assert ended.code == 0
    assert ended.err.count("far.csv is not here") == 1
    assert "100.0" in ended.out


def test_rules_that_give_unknown_labels_are_a_gap(triptych, write_task):
    """A label nobody declared is the contender's failure, told in a line."""
    rules = """
from triptych.paradigms.rules import Rule, RuleList, column
def make(seed):
    return RuleList([Rule("uneven", column("last bit") == 1, because="so it is")], otherwise="even")
"""
    ended = triptych("run", "parity", "--tasks", write_task(rules=rules), *QUICK)

    assert ended.code == 3
    assert "failed: parity/rules/supervised/0" in ended.err
    assert "uneven" in ended.err


def test_only_the_contender_asked_for_is_run(triptych, write_task):
    """--contender selects, and may be repeated."""
    tasks = write_task()
    ended = triptych("run", "parity", "--tasks", tasks, *QUICK, "--contender", "rules")

    assert "1 cell: 0 present, 1 to run" in ended.err


@pytest.mark.parametrize(
    ("options", "studies"),
    [
        (["--profile", "quick"], {"supervised"}),
        (["--profile", "standard"], {"supervised", "label_budget", "corruption"}),
        (["--profile", "full"], {"supervised"}),
        (["--profile", "standard", "--study", "supervised"], {"supervised"}),
        (["--profile", "quick", "--study", "corruption"], {"corruption"}),
    ],
)
def test_a_profile_has_its_studies_unless_some_are_named(triptych, options, studies):
    """Standard puts two on trial beside the plain comparison; who names one gets that one."""
    planned = json.loads(triptych("plan", "wine", *options, "--json").out)

    assert {group["study"] for group in planned["groups"]} == studies


def test_why_tells_what_is_present_and_what_changed(triptych, write_task):
    """A finished cell would not be run again; after an edit it would, and the file is named."""
    tasks = write_task()
    cell = "parity/rules/supervised/0"
    options = ("--tasks", tasks, "--profile", "quick")
    never = triptych("why", cell, *options)
    triptych("run", "parity", "--tasks", tasks, *QUICK)
    present = triptych("why", cell, *options)
    rules = tasks / "parity" / "rules.py"
    rules.write_text(rules.read_text().replace("== 1", "> 0"))
    changed = json.loads(triptych("why", cell, *options, "--json").out)

    assert "it was never run" in never.out
    assert "is present and would not be run again" in present.out
    assert not changed["present"]
    assert "rules.py" in changed["reasons"][0]


def test_a_changed_table_of_the_task_is_named_once(triptych, write_task):
    """A file beside data.py is code and data at once; `why` and `plan` name it as one file."""
    data = """
import numpy as np, pandas as pd
from pathlib import Path
from triptych.dataset import Dataset
def load():
    table = pd.read_csv(Path(__file__).with_name("numbers.csv"))
    raw = table[["number"]].to_numpy()
    return Dataset(raw=raw, target=table["kind"].to_numpy(dtype=object), classes=("even", "odd"))
def features(raw):
    return pd.DataFrame({"last bit": raw[:, 0] % 2})
"""
    tasks = write_task(data=data)
    lines = [f"{number},{('even', 'odd')[number % 2]}\n" for number in range(60)]
    table = tasks / "parity" / "numbers.csv"
    table.write_text("number,kind\n" + "".join(lines))
    options = ("--tasks", tasks, "--profile", "quick", "--json")
    triptych("run", "parity", "--tasks", tasks, *QUICK)
    table.write_text("number,kind\n" + "".join(reversed(lines)))
    why = json.loads(triptych("why", "parity/rules/supervised/0", *options).out)
    plan = json.loads(triptych("plan", "parity", *options).out)
    table.unlink()
    gone = json.loads(triptych("why", "parity/rules/supervised/0", *options).out)

    assert why["reasons"] == ["parity/numbers.csv changed"]
    assert {tuple(group["why"]) for group in plan["groups"]} == {("parity/numbers.csv changed",)}
    assert gone["reasons"] == ["parity/numbers.csv is gone"]


def test_why_refuses_a_cell_that_is_not_planned(triptych, write_task):
    """A label that no cell has is a usage error."""
    assert triptych("why", "parity/rules/supervised/9", "--tasks", write_task()).code == 2


@pytest.mark.parametrize("command", [["run", "parity", "--executor", "serial"], ["plan", "parity"]])
def test_results_of_another_version_are_refused(triptych, write_task, tmp_path, command):
    """A run folder of another format is named, and left as it is."""
    folder = tmp_path / "results" / "quick"
    folder.mkdir(parents=True)
    (folder / "run.json").write_text('{"schema": 99}')
    ended = triptych(*command, "--tasks", write_task(), "--profile", "quick")

    assert ended.code == 1
    assert "99" in ended.err
    assert ended.err.count("\n") == 1
    assert [path.name for path in folder.iterdir()] == ["run.json"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into any folder")
def test_a_read_only_results_folder_is_told(triptych, write_task, tmp_path):
    """Where nothing can be written, one line says so."""
    results = tmp_path / "locked"
    results.mkdir(mode=0o500)
    ended = triptych("run", "parity", "--tasks", write_task(), *QUICK, "--results", results)

    assert ended.code == 1
    assert str(results) in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a file system nobody writes to")
def test_a_read_only_file_system_is_told(triptych, write_task):
    """Where not even root can write, one line says so."""
    results = "/proc/triptych"
    ended = triptych("run", "parity", "--tasks", write_task(), *QUICK, "--results", results)

    assert ended.code == 1
    assert results in ended.err.splitlines()[-1]
    assert "Traceback" not in ended.err


def test_a_results_folder_that_is_a_file_is_told(triptych, write_task, tmp_path):
    """Where no folder can be made, one line says so."""
    (tmp_path / "results").touch()
    ended = triptych("run", "parity", "--tasks", write_task(), *QUICK)

    assert ended.code == 1
    assert "results" in ended.err.splitlines()[-1]
    assert "Traceback" not in ended.err


def test_ctrl_c_keeps_what_is_finished_and_says_how_to_resume(write_task, tmp_path):
    """An interrupted run ends with 130, keeps finished cells, and prints the command again."""
    tasks = write_task(deep=SLOW)
    arguments = ["run", "parity", "--tasks", str(tasks), "--profile", "quick", "--workers", "2"]
    for paradigm in ("rules", "classical", "deep"):
        arguments += ["--contender", paradigm]
    command = subprocess.Popen(
        [sys.executable, "-m", "triptych", *arguments], stderr=subprocess.PIPE, text=True
    )
    records = tmp_path / "results" / "quick" / "records.jsonl"
    deadline = time.monotonic() + 60
    while not (records.is_file() and records.read_text().count("\n") == 2):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    command.send_signal(signal.SIGINT)
    _, err = command.communicate(timeout=30)

    assert command.returncode == 130
    assert "2 of 3 cells finished and kept" in err
    assert f"triptych {' '.join(arguments)}" in err
    assert "Traceback" not in err
    assert records.read_text().count("\n") == 2


@pytest.mark.parametrize("contender", ["deep", "rules"], ids=["the first", "the last"])
@pytest.mark.parametrize("ending", ["return self", "raise ValueError('lost')"])
def test_a_run_folder_that_is_removed_meanwhile_is_told(
    process, write_task, tmp_path, contender, ending
):
    """Whether there was something to store or not, a true sentence ends the command."""
    removing = f"""
import shutil
class Removes:
    def fit(self, X, y):
        shutil.rmtree({str(tmp_path / "results")!r}, ignore_errors=True)
        {ending}
    def predict(self, X):
        return ["even"] * len(X)
def make(seed):
    return Removes()
"""
    tasks = write_task(**{contender: removing})
    ended = process("run", "parity", "--tasks", tasks, "--profile", "quick", "--workers", "1")
    last = ended.err.splitlines()[-1]

    assert ended.code == 1
    assert last.startswith("triptych: results/quick, or a part of it, was removed while")
    assert "valid" not in last
    assert "Traceback" not in ended.err
