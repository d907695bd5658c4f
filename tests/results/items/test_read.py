"""Promises of reading item tables: whole, in order, and wherever a cell's rows lie by now."""

import pyarrow as pa
import pytest
from pyarrow import parquet

from triptych.errors import StoreError
from triptych.results.items.read import ItemTables


def write(folder, name, *cells, row_group_size=None):
    """A file with rows of some cells: key, and its items."""
    rows = [(key, item) for key, items in cells for item in items]
    columns = {
        "key": [key for key, _ in rows],
        "item": pa.array([item for _, item in rows], pa.int32()),
        "loss": pa.array([item / 10 for _, item in rows], pa.float32()),
    }
    parquet.write_table(pa.table(columns), folder / name, row_group_size=row_group_size)


def read(folder, seeds, **rest):
    return ItemTables(folder).read("spam", seeds, **rest)


def test_rows_of_all_seeds_come_in_order(tmp_path):
    """By seed, then by item: whoever compares two contenders pairs them row by row."""
    write(tmp_path, "aa.parquet", ("aa", [2, 0]))
    write(tmp_path, "bb.parquet", ("bb", [1, 0]))

    rows = read(tmp_path, {"bb": 0, "aa": 7})

    assert rows[["seed", "item"]].to_numpy().tolist() == [[0, 0], [0, 1], [7, 0], [7, 2]]


def test_a_cell_is_found_alone_or_among_others(tmp_path):
    """A run that ends merges its tables; rows of other cells in a group do not come along."""
    write(tmp_path, "spam.1.parquet", ("aa", range(5)), ("xx", range(5)), row_group_size=3)
    write(tmp_path, "bb.parquet", ("bb", [0]))

    rows = read(tmp_path, {"aa": 0, "bb": 1}, columns=["key", "loss"])

    assert rows["key"].tolist() == ["aa"] * 5 + ["bb"]
    assert list(rows.columns) == ["key", "item", "loss", "seed"]


def test_only_the_columns_asked_for_are_read(tmp_path):
    """A million rows of probabilities are not loaded for a score."""
    write(tmp_path, "aa.parquet", ("aa", [0]))

    assert list(read(tmp_path, {"aa": 0}, columns=["loss"]).columns) == ["item", "loss", "seed"]


@pytest.mark.parametrize("name", ["aa.parquet", "spam.1.parquet"])
def test_a_table_of_an_early_run_has_no_groups(tmp_path, name):
    """Early runs kept no groups: their tables stay readable, and every group is null."""
    write(tmp_path, name, ("aa", [0, 1]))

    rows = read(tmp_path, {"aa": 0}, columns=["loss", "group"])

    assert rows["group"].isna().tolist() == [True, True]
    assert rows["loss"].tolist() == pytest.approx([0.0, 0.1])


def test_files_of_another_task_are_left_alone(tmp_path):
    """`spam.1.parquet` is of spam; these three are not."""
    for name in ("ham.1.parquet", "spam.old.1.parquet", "spam.x.parquet"):
        write(tmp_path, name, ("aa", [0]))

    with pytest.raises(StoreError, match="item table of 1 of 1 finished cells is missing"):
        read(tmp_path, {"aa": 0})


def test_a_missing_table_is_named_with_what_to_do(tmp_path):
    """Nothing is averaged over the seeds that happen to be there."""
    write(tmp_path, "aa.parquet", ("aa", [0]))

    with pytest.raises(StoreError, match=r"1 of 2 .* first with key bb\. `triptych run`"):
        read(tmp_path, {"aa": 0, "bb": 1})


@pytest.mark.parametrize("name", ["aa.parquet", "spam.1.parquet"])
def test_a_damaged_table_is_named(tmp_path, name):
    """Half a file is an error of that file, not one from deep within a library."""
    (tmp_path / name).write_bytes(b"PAR1 torn")

    with pytest.raises(StoreError, match=f"{name} cannot be read as an item table"):
        read(tmp_path, {"aa": 0})


def test_a_column_that_is_not_there_is_named(tmp_path):
    write(tmp_path, "spam.1.parquet", ("aa", [0]))

    with pytest.raises(StoreError, match="has no column 'cost'"):
        read(tmp_path, {"aa": 0}, columns=["cost"])


def test_a_file_written_anew_is_read_anew(tmp_path):
    """A report that stays open while a run ends sees what the run added."""
    tables = ItemTables(tmp_path)
    write(tmp_path, "spam.1.parquet", ("aa", [0]))
    assert len(tables.read("spam", {"aa": 0})) == 1
    write(tmp_path, "spam.1.parquet", ("aa", [0]), ("bb", [0, 1]))

    assert len(tables.read("spam", {"bb": 0})) == 2
