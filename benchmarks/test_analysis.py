"""What the analysis and the report of a large run cost, and how that grows.

`pytest benchmarks/test_analysis.py` prints CPU seconds and memory of three sizes each and fails
where a limit is passed or the cost grows faster than the size. Each size is a process of its own.
"""

import pytest

from triptych.catalogue import Catalogue, studies
from triptych.harness.plan import plan
from triptych.harness.profile import PROFILES

ANALYSIS_SECONDS, ANALYSIS_BYTES = 60.0, 2e9
"""For 60 contenders with 5,000,000 item rows in all."""

REPORT_SECONDS, REPORT_BYTES = 30.0, 1e9
"""For 100,000 records."""

TASKS = 22
"""As many as triptych has."""

ANALYSE = """
run = Run.open(Path(sys.argv[1]))
for task in run.tasks:
    card = run.task(task)
    verdict(run, task)
    for contender in card.contenders:
        of_outcomes(run.outcomes(task, contender), card.metric, card.classes)
"""

ANALYSE_IMPORTS = """
from triptych.analysis.statistics.score import of_outcomes
from triptych.results.run import Run
from triptych.analysis.one_task.verdict import verdict
"""


def test_verdicts_of_sixty_contenders(tmp_path, write_large_run, in_fresh_process, check_growth):
    """Every score and verdict of 18 tasks, a third of them bootstrapped, ten seeds each."""
    costs = []
    for items in (842, 2525, 8418):
        folder = tmp_path / f"run-{items}"
        records, rows = write_large_run(folder, tasks=18, seeds=10, items=items)
        assert records == 594  # of 60 contenders, of which six lack a seed
        costs.append(in_fresh_process(rows, ANALYSE_IMPORTS, ANALYSE, folder))
    check_growth("analysis of 60 contenders", "item rows", costs)
    assert costs[-1].size >= 5_000_000
    assert costs[-1].process_seconds < ANALYSIS_SECONDS
    assert costs[-1].peak_bytes < ANALYSIS_BYTES


CURVES = """
run = Run.open(Path(sys.argv[1]))
for task in run.tasks:
    study_curves(run, task, "labels")
run.aggregates.keep()
"""
CURVES_IMPORTS = """
from triptych.analysis.one_task.studies.curves import study_curves
from triptych.results.run import Run
"""
CURVES_SECONDS, CURVES_BYTES = 12.0, 0.6e9
"""For 5,000,000 item rows, read once; 50,000,000 took 62 seconds and 0.41 GB."""


def test_curves_of_studies(tmp_path, write_large_run, in_fresh_process, check_growth):
    """Scores of a study under more and more conditions; a second reader takes what was kept."""
    costs, again = [], []
    for conditions in (2, 6, 20):
        folder = tmp_path / f"run-{conditions}"
        _, rows = write_large_run(folder, tasks=8, seeds=10, items=1000, conditions=conditions)
        costs.append(in_fresh_process(rows, CURVES_IMPORTS, CURVES, folder))
        again.append(in_fresh_process(rows, CURVES_IMPORTS, CURVES, folder))
    check_growth("curves of a study", "item rows", costs)
    check_growth("the same curves again", "item rows", again)
    assert costs[-1].size >= 5_000_000
    assert costs[-1].process_seconds < CURVES_SECONDS
    assert costs[-1].peak_bytes < CURVES_BYTES
    assert again[-1].process_seconds < costs[-1].process_seconds / 2


BUILD = "build(Path(sys.argv[1]))"
BUILD_IMPORTS = "from triptych.report.build import build"


@pytest.fixture(scope="module")
def inputs():
    """What a record says of its key: as many versions and digests as a real one."""
    tasks = Catalogue.find([]).choose(["digits"])
    return plan(tasks, tuple(studies().values()), PROFILES["quick"], {})[-1].inputs


def test_report_of_many_records(tmp_path, write_large_run, in_fresh_process, check_growth, inputs):
    """A run of 22 tasks and ten seeds, with more and more conditions of another study."""
    costs = []
    for conditions in (14, 41, 138):
        folder = tmp_path / f"run-{conditions}"
        records, _ = write_large_run(
            folder, tasks=TASKS, seeds=10, items=20, conditions=conditions, inputs=inputs
        )
        costs.append(in_fresh_process(records, BUILD_IMPORTS, BUILD, folder))
    check_growth("report of 22 tasks", "records", costs)
    assert costs[-1].size >= 100_000
    assert costs[-1].process_seconds < REPORT_SECONDS
    assert costs[-1].peak_bytes < REPORT_BYTES


def test_report_of_many_tasks(tmp_path, write_large_run, in_fresh_process, check_growth, inputs):
    """Five seeds of a thousand items each: a page for every task."""
    costs = []
    for tasks in (6, 18, 60):
        folder = tmp_path / f"run-{tasks}"
        write_large_run(folder, tasks=tasks, seeds=5, items=1000, inputs=inputs)
        costs.append(in_fresh_process(tasks, BUILD_IMPORTS, BUILD, folder))
    check_growth("report of many tasks", "tasks", costs)
    assert costs[-1].peak_bytes < REPORT_BYTES
