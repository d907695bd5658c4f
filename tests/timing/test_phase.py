"""Promises of the quiet phase: it times what this run fitted, and nothing else."""

from pathlib import Path

import numpy as np
import pytest

from fixtures.fitted_run import RULES, WORDS
from triptych.errors import StoreError, TriptychError
from triptych.harness.budgets import TimingBudget
from triptych.results.fitted import load_fitted
from triptych.results.record import ARTEFACTS_FOLDER
from triptych.timing import phase as quiet

# Little to do, and time enough for it on a machine that is busy with other things.
TIMING_BUDGETS = TimingBudget(
    blocks=2,
    rounds=5,
    seconds=5.0,
    explains=True,
    again_seconds=0.5,
    fits=3,
    fit_seconds=600.0,
    processes=1,
    process_seconds=600.0,
)


def test_every_quantity_of_every_fitted_contender_is_measured(fitted_run):
    """Latency, throughput, explanation, fit, cold start, memory, CPU and size; or the reason."""
    folder, task, records = fitted_run
    ballast = np.ones(30_000_000)  # 240 MB of this process, which a fresh one must not count
    seen = []
    speed = quiet.measure(
        folder,
        [(task, record) for record in records],
        effort=TIMING_BUDGETS,
        listener=lambda *both: seen.append(both),
    )
    classical, rules = speed.contenders
    assert (classical.task, classical.contender, rules.contender) == (
        "parity",
        "classical",
        "rules",
    )
    for one in (classical, rules):
        assert one.key == one.contender
        assert 0 < one.latency_seconds.p50 <= one.latency_seconds.p95
        assert one.latency_seconds.rounds == TIMING_BUDGETS.blocks * TIMING_BUDGETS.rounds
        assert one.latency_seconds.p99 is None
        assert set(one.throughput_items_per_second) == {1, 8, 64, 512}
        assert set(one.cpu_seconds_per_million) == {1, 512}
        assert one.fit.fits == TIMING_BUDGETS.fits
        assert one.fit.items > 0
        assert one.fit.cpu_seconds > 0
        assert one.cold_start.processes == 1
        assert 0 < one.cold_start.first_decision_seconds < one.cold_start.seconds
        if Path("/proc/self/status").is_file():  # only Linux tells the peak
            assert 1e6 < one.cold_start.memory_bytes < ballast.nbytes
    assert min(one.relative for one in (classical, rules)) >= 1
    assert rules.explanation.ratio > 0
    assert "DummyClassifier has no contributions of its own" in classical.explanation.reason
    assert (rules.size_of, rules.size_bytes) == ("source", len(RULES) + len(WORDS))
    assert classical.size_bytes == (folder / ARTEFACTS_FOLDER / "classical.pkl").stat().st_size
    assert 0 < speed.floor_seconds < rules.latency_seconds.p50
    assert speed.canary_ratio >= 1
    assert speed.machine.cpu
    assert all(done <= total for done, total in seen)


def test_a_file_this_run_did_not_write_is_never_unpickled(fitted_run):
    """Unpickling runs code: a changed artefact is refused before it is read."""
    folder, _, (record, _) = fitted_run
    path = folder / ARTEFACTS_FOLDER / "rules.pkl"
    path.write_bytes(path.read_bytes() + b".")
    with pytest.raises(StoreError, match="not what this run wrote"):
        load_fitted(folder, record)


def test_nothing_fitted_says_what_to_run_first(tmp_path):
    """An empty run is met with the command that fills it."""
    with pytest.raises(StoreError, match="Run `triptych run` first"):
        quiet.measure(tmp_path, [], effort=TIMING_BUDGETS)


def test_a_failing_clock_shows_its_last_words(fitted_run):
    """When a contender cannot be timed, the reason reaches the user."""
    folder, task, (record, _) = fitted_run
    (folder / ARTEFACTS_FOLDER / "rules.pkl").unlink()
    with pytest.raises(TriptychError, match="its fitted contender cannot be read") as caught:
        quiet.measure(folder, [(task, record)], effort=TIMING_BUDGETS)

    assert "\n" not in str(caught.value)
