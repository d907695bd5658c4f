import json
import shutil
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest

from triptych.errors import StoreError
from triptych.report.build import build
from triptych.results.disk.json_lines import lines_of
from triptych.results.formats.document import read_json
from triptych.testing import write_synthetic_run


def test_a_report_is_an_index_a_page_a_task_a_twin_and_tables(files):
    """Whoever publishes a run finds every file under the name the documentation gives."""
    assert {"index.html", "figures.html", "letters.html", "rents.html", "REPORT.md"} < set(files)
    assert "tables/verdicts.csv" in files
    assert all("\\" not in name and ".." not in name for name in files)


def test_the_same_run_twice_gives_the_same_bytes(run_folder, files):
    """A published report can be checked by building it again, whatever the reader's settings."""
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "path"}):
        again = build(run_folder).files

    assert again == files


def test_a_page_is_small_enough_to_send(files):
    """Index <= 2 MB, task page <= 1.5 MB."""
    sizes = {name: len(text.encode()) for name, text in files.items() if name.endswith(".html")}

    assert sizes.pop("index.html") <= 2_000_000
    assert max(sizes.values()) <= 1_500_000


def test_a_report_needs_neither_harness_nor_models(run_folder):
    """A published run can be reported where torch is not installed."""
    code = (
        "import sys; from pathlib import Path; from triptych.report.build import build;"
        f"build(Path({str(run_folder)!r}));"
        "print([name for name in ('torch', 'skorch', 'triptych.harness', 'triptych.explain',"
        " 'triptych.walks', 'triptych.timing', 'triptych.paradigms') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"


def test_before_the_quiet_phase_the_report_says_how_to_get_speed(tmp_path):
    """A number that was not measured is not there; the command that measures it is."""
    files = build(write_synthetic_run(tmp_path / "run", items=100, speed=False)).files

    assert "triptych bench" in files["index.html"]
    assert "triptych bench" in files["figures.html"]
    assert "triptych bench" in files["REPORT.md"]
    assert not any("latency" in name for name in files)


def test_gaps_are_shown_with_their_reason_and_older_records_counted(files):
    """Nothing is filled in for a cell that failed, and nothing hides that it did."""
    for name in ("index.html", "rents.html", "REPORT.md"):
        assert "it took longer than 600 s" in files[name]
        assert "1 older record" in files[name]
    assert "All 12 planned cells were measured." in files["figures.html"]


def test_a_task_without_one_paradigm_has_a_page_that_says_so(tmp_path, run_folder):
    """A contender that failed everywhere leaves the rest of its task's page standing."""
    folder = tmp_path / "run"
    shutil.copytree(run_folder, folder)
    records = list(lines_of(folder / "records.jsonl"))
    for record in records:
        if record["cell"][:2] in (["figures", "deep"], ["figures", "rules"]):
            record |= {"status": "crashed", "reason": "killed by signal 9"}
        if record["cell"][0] == "letters":
            record |= {"status": "skipped", "reason": "data not downloaded"}
    (folder / "records.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in records))

    tasks = read_json(folder / "tasks.json")
    tasks["letters"] |= {"classes": None, "author_items": 0, "fingerprint": ""}
    (folder / "tasks.json").write_text(json.dumps(tasks))

    files = build(folder).files

    assert "No verdict" in files["figures.html"]
    assert "killed by signal 9" in files["figures.html"]
    assert "Skipped: data not downloaded" in files["letters.html"]
    for nothing_known in (
        "No contender has a result yet",
        "none: the answer is a number",
        "0 items the author",
    ):
        assert nothing_known not in files["letters.html"]
    assert "without a verdict on" in files["index.html"].replace("\N{NO-BREAK SPACE}", " ")


def test_a_plan_that_has_not_ended_is_reported_as_far_as_it_goes(tmp_path, run_folder):
    """Cells not run yet are counted as such."""
    folder = tmp_path / "run"
    shutil.copytree(run_folder, folder)
    lines = (folder / "records.jsonl").read_text().splitlines(keepends=True)
    (folder / "records.jsonl").write_text("".join(lines[:5]))

    files = build(folder).files

    assert "not run yet" in files["index.html"]


def test_what_is_no_run_is_refused(tmp_path):
    """A wrong folder gives one sentence, not a traceback from within."""
    with pytest.raises(StoreError, match="not a run folder"):
        build(tmp_path)


def test_a_task_may_have_any_name_a_folder_can_have(tmp_path, run_folder):
    """A task called `index` does not replace the index, and none leaves the report's folder."""
    folder = tmp_path / "run"
    shutil.copytree(run_folder, folder)
    tasks = read_json(folder / "tasks.json")
    tasks |= {"index": tasks["figures"], "../up": tasks["rents"], "zwei Wörter": tasks["letters"]}
    (folder / "tasks.json").write_text(json.dumps(tasks))

    files = build(folder).files

    assert sum(name.endswith(".html") for name in files) == 7
    assert all(".." not in Path(name).parts for name in files)
    assert all((tmp_path / "report" / name).resolve().is_relative_to(tmp_path) for name in files)
