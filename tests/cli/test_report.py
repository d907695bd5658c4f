"""Promises of `bench` and `report`."""

import pytest


@pytest.fixture
def finished_run(triptych, write_task):
    """A finished run of the small task; gives the folder of its task."""
    tasks = write_task()
    triptych("run", "parity", "--tasks", tasks, "--profile", "quick", "--executor", "serial")
    return tasks


def test_the_last_line_is_the_path_of_the_report(triptych, finished_run, tmp_path):
    """The report of the newest run is built, and its path printed for people and scripts."""
    ended = triptych("report")
    index = tmp_path / "results" / "quick" / "report" / "index.html"

    assert ended.code == 0
    assert ended.out.splitlines()[-1] == str(index)
    assert index.is_file()


def test_bench_and_report_say_which_run_they_took(triptych, finished_run):
    """Whoever left `--run` sees on stderr which one it was; with --quiet stderr stays empty."""
    timed = triptych("bench", "--tasks", finished_run)
    reported = triptych("report")

    assert timed.err.splitlines()[0] == "timing the run results/quick"
    assert reported.err == "report of the run results/quick\n"
    assert triptych("report", "--quiet").err == ""


def test_bench_times_every_fitted_contender(triptych, finished_run, tmp_path):
    """After `bench` the run holds a latency for each contender."""
    ended = triptych("bench", "--tasks", finished_run, "--quiet")

    assert ended.code == 0, ended.err
    assert sum(line.startswith("parity") for line in ended.out.splitlines()) == 3
    assert (tmp_path / "results" / "quick" / "speed.json").is_file()


@pytest.mark.parametrize("command", ["bench", "report"])
def test_a_run_that_is_not_there_is_told(triptych, command):
    """Without a run there is nothing to time or to report; one line says what to do."""
    ended = triptych(command, "--run", "nightly")

    assert ended.code == 1
    assert "nightly" in ended.err
    assert "triptych run" in ended.err
    assert ended.err.count("\n") == 1
