"""Promises of `bench` and `report`."""

import json
from dataclasses import replace

import pytest

from triptych.report import build
from triptych.testing.speed import synthetic_speed
from triptych.timing import phase
from triptych.timing.phase import machine


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


@pytest.fixture
def timed_run(finished_run, tmp_path, monkeypatch):
    """A finished run whose timings are made up; gives a function that says how long all take."""

    def take(seconds, **changed):
        made_up = synthetic_speed({"parity": ["rules", "classical", "deep"]})
        rates = {1: 1 / seconds, 512: 512 / seconds}
        timed = [replace(one, throughput_items_per_second=rates) for one in made_up.contenders]
        speed = replace(made_up, noisy=False, machine=machine(), contenders=tuple(timed))
        monkeypatch.setattr(phase, "measure", lambda *_, **__: replace(speed, **changed))
        return finished_run

    return take


def test_an_earlier_run_of_this_machine_is_compared_with(triptych, timed_run):
    """Twice as long is the ratio 2 for people and programs, and a failure where that was asked."""
    triptych("bench", "--tasks", timed_run(1.0), "--quiet")
    tasks = timed_run(2.0)
    compared = ("bench", "--tasks", tasks, "--quiet", "--compare", "quick")

    slower = triptych(*compared, "--fail-slower", "25%")
    again = triptych(*compared, "--fail-slower", "0.25", "--json")

    assert slower.code == 1
    assert "slower by more than 0.25: parity/rules at 1 (2.00 times)" in slower.err
    assert slower.out.count("2.00") == 12
    assert again.code == 0, again.err
    assert [one["ratio"] for one in json.loads(again.out)["compared"]] == [1.0] * 6


def test_timings_of_another_machine_are_refused_before_anything_is_timed(triptych, timed_run):
    """Other hardware is refused by name; other versions are told, and compared."""
    here = machine()
    triptych("bench", "--quiet", "--tasks", timed_run(1.0, machine=replace(here, cpu="Z80")))
    refused = triptych("bench", "--tasks", timed_run(1.0), "--compare", "quick")
    triptych("bench", "--quiet", "--tasks", timed_run(1.0, machine=replace(here, python="2.7")))
    told = triptych("bench", "--tasks", timed_run(1.0), "--compare", "quick")

    assert refused.code == 1
    assert "the processor (Z80 then" in refused.err
    assert told.code == 0, told.err
    assert "timed with other versions: python 2.7 then" in told.said


@pytest.mark.parametrize("share", ["much", "-1%", "nan", "%"])
def test_a_share_that_is_none_is_a_usage_error(triptych, share):
    """What `--fail-slower` means is said before any run is looked at."""
    ended = triptych("bench", "--compare", "quick", f"--fail-slower={share}")

    assert ended.code == 2
    assert "25% or 0.25" in ended.err


def test_slower_needs_something_to_be_slower_than(triptych):
    """`--fail-slower` alone is a mistake, not a comparison with nothing."""
    ended = triptych("bench", "--fail-slower", "25%")

    assert ended.code == 2
    assert "--compare" in ended.err


def test_a_run_that_was_not_timed_is_nothing_to_compare_with(triptych, finished_run):
    """The command that times it is named."""
    ended = triptych("bench", "--tasks", finished_run, "--compare", "quick", "--quiet")

    assert ended.code == 1
    assert "triptych bench --run" in ended.err


def test_the_price_of_a_cpu_hour_reaches_the_report(triptych, finished_run, monkeypatch):
    """The option's number is the one the report is built with."""
    seen = []
    real = build.build
    monkeypatch.setattr(build, "build", lambda *a, **options: seen.append(options) or real(*a))

    assert triptych("report", "--price-per-cpu-hour", "1.5", "--quiet").code == 0
    assert seen == [{"price_per_cpu_hour": 1.5}]
