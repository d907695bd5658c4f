import json
import shutil

import numpy as np
import pytest

from triptych.errors import StoreError, UnknownName
from triptych.results.formats.run_header import RunHeader
from triptych.results.formats.run_plan import RunPlan
from triptych.results.record import ITEMS_FOLDER, RECORDS_FILE
from triptych.results.run import Run
from triptych.results.task_card import TaskCards


@pytest.fixture
def copy(folder, tmp_path):
    """A run folder a test may change."""
    return shutil.copytree(folder, tmp_path / "standard")


def edit(path, change):
    values = json.loads(path.read_text())
    change(values)
    path.write_text(json.dumps(values))


def test_a_run_tells_what_it_is(run):
    """Name, profile, environment, tasks and timings, as written."""
    assert (run.name, run.profile) == ("standard", "standard")
    assert run.environment.python
    assert list(run.tasks) == ["figures", "letters", "rents"]
    assert run.task("letters").metric.positive == "begging"
    assert run.task("rents").classes is None
    assert {one.contender for one in run.speed.contenders} >= {"rules", "deep"}


def test_only_planned_keys_count(run):
    """Records of code that has changed since are counted, not shown."""
    assert run.outdated == 1
    assert len(run.records) == len(run.plan) == 30
    assert not run.pending
    assert all(record.key in run.plan for record in run.records)


def test_the_last_record_of_a_key_counts(copy):
    """A cell that failed and was run again is as it ended last."""
    with (copy / RECORDS_FILE).open("a") as file:
        first = Run.open(copy).records[0].to_json()
        file.write(json.dumps(first | {"status": "failed", "reason": "no luck"}) + "\n")

    record = Run.open(copy).records[0]

    assert (record.status, record.reason) == ("failed", "no luck")


def test_cells_without_a_record_are_pending(copy):
    """A run that was stopped shows what is there."""
    path = copy / RECORDS_FILE
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))

    run = Run.open(copy)

    assert [cell.label for cell in run.pending] == ["rents/deep/supervised/2"]


@pytest.mark.parametrize("tail", ['{"cell": ["fig', "not json\n", '{"key": "half"}\n', "[1]\n"])
def test_lines_that_are_no_records_are_passed_over(copy, tail):
    """A power cut tears a line; the rest is valid, and the tear is counted."""
    with (copy / RECORDS_FILE).open("a") as file:
        file.write(tail)

    run = Run.open(copy)

    assert len(run.records) == 30
    assert run.damaged == 1


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        pytest.param(lambda path: shutil.rmtree(path), "not a run folder", id="missing"),
        pytest.param(
            lambda path: (path / RunHeader.FILE).unlink(), "not a run folder", id="no run.json"
        ),
        pytest.param(
            lambda path: edit(path / RunHeader.FILE, lambda run: run.update(schema=99)),
            "format 99; this version of triptych reads format 1",
            id="another version",
        ),
        pytest.param(lambda path: (path / RECORDS_FILE).unlink(), "no records", id="no records"),
        pytest.param(lambda path: (path / RunPlan.FILE).unlink(), "no plan.json", id="no plan"),
        pytest.param(
            lambda path: (path / TaskCards.FILE).write_text("{"), "cannot be read", id="json"
        ),
        pytest.param(
            lambda path: (path / RunPlan.FILE).write_text("[]"), "JSON object", id="a list"
        ),
    ],
)
def test_folders_that_cannot_be_read_say_why(copy, spoil, complaint):
    """One sentence with the folder and what to do."""
    spoil(copy)

    with pytest.raises(StoreError, match=complaint):
        Run.open(copy)


def test_items_of_all_seeds_come_with_their_seed(run):
    """A row for each tested item and seed, sorted."""
    items = run.items("figures", "deep")

    assert len(items) == 3 * 400
    assert items["seed"].unique().tolist() == [0, 1, 2]
    assert items.sort_values(["seed", "item"], kind="stable").index.is_monotonic_increasing
    assert list(run.items("figures", "deep", columns=("truth",))) == ["item", "truth", "seed"]


def test_hits_are_the_scores_of_the_records(run):
    """The mean over items of each seed is what the trial recorded."""
    scores = [record.score for record in run.records_of("figures", "classical")]

    assert run.hits("figures", "classical").mean(axis=1) == pytest.approx(scores)


def test_regression_outcomes_are_absolute_errors(run):
    """In the metric's unit, a row for each seed that ended well."""
    outcomes = run.outcomes("rents", "deep")

    assert outcomes.seeds == (0, 1)
    assert np.abs(outcomes.predictions - outcomes.truth) == pytest.approx(outcomes.losses, rel=1e-6)


def test_a_contender_without_results_is_refused(run):
    """No empty table stands for what never ended."""
    with pytest.raises(StoreError, match="no trial of rents/deep:wide/supervised is done"):
        run.items("rents", "deep:wide")


def test_unknown_tasks_are_named(run):
    """With the nearest name."""
    with pytest.raises(UnknownName, match="Did you mean 'rents'"):
        run.task("rent")


def test_loose_and_compacted_tables_are_one(copy, run):
    """A cell that was run after the others were merged is read beside them."""
    import pyarrow.parquet as parquet

    compacted = copy / ITEMS_FOLDER / "figures.0.parquet"
    table = parquet.read_table(compacted)
    key = run.records_of("figures", "deep")[0].key
    alone = table.filter(parquet.filters_to_expression([("key", "=", key)]))
    parquet.write_table(alone, copy / ITEMS_FOLDER / f"{key}.parquet")
    rest = table.filter(parquet.filters_to_expression([("key", "!=", key)]))
    parquet.write_table(rest, compacted)

    assert Run.open(copy).items("figures", "deep").equals(run.items("figures", "deep"))


def test_a_missing_item_table_is_said(copy):
    """A record without its rows is no result."""
    (copy / ITEMS_FOLDER / "figures.0.parquet").unlink()

    with pytest.raises(StoreError, match="item table of 3 of 3 finished cells is missing"):
        Run.open(copy).items("figures", "deep")


def test_a_damaged_item_table_is_said(copy):
    """Named by its path, without a traceback from below."""
    (copy / ITEMS_FOLDER / "figures.0.parquet").write_bytes(b"PAR1 nothing")

    with pytest.raises(StoreError, match=r"figures.0.parquet cannot be read"):
        Run.open(copy).items("figures", "deep")
