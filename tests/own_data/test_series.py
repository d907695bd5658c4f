"""Series in time, and stacked arrays of any kind."""

import numpy as np
import pandas as pd
import pytest

from triptych.errors import DataError, UnknownName, UsageError
from triptych.own_data import Wishes, read

RANDOM = np.random.default_rng(0)
LABELS = np.array(["up", "down"] * 30)
HEAD = "#made here\n@problemName made\n@timeStamps false\n@classLabel true up down\n@data\n"


def lines_of(own):
    return [finding.line for finding in own.findings]


def ts(channels=1, lengths=(20,)):
    """A .ts file of sixty items."""
    rows = []
    for number, label in enumerate(LABELS):
        points = RANDOM.normal(size=(channels, lengths[number % len(lengths)])).round(3)
        rows.append(":".join([*(",".join(map(str, p)) for p in points), label]))
    return (HEAD + "\n".join(rows)).encode()


@pytest.mark.parametrize(
    ("channels", "lengths", "shape"),
    [
        pytest.param(1, (20,), (60, 20), id="one channel"),
        pytest.param(3, (20,), (60, 20, 3), id="three channels"),
        pytest.param(1, (20, 12, 31), (60, 31), id="unequal lengths"),
        pytest.param(2, (9, 14), (60, 14, 2), id="unequal, two channels"),
    ],
)
def test_files_of_the_archive_are_read(bytes_of, channels, lengths, shape):
    """One array; shorter series are stretched, and it is said."""
    own = read(bytes_of(ts(channels, lengths), "made.ts"))

    assert own.modality == "series"
    assert own.dataset.raw.shape == shape
    assert own.dataset.raw.dtype == np.float32
    assert own.dataset.classes == ("down", "up")
    assert (len(lengths) > 1) == any("are stretched to" in line for line in lines_of(own))


def test_gaps_are_bridged(bytes_of):
    """By a straight line, and it is said."""
    content = ts().decode().splitlines()
    content[5] = "1,?,3" + ",3" * 17 + ":up"
    own = read(bytes_of("\n".join(content).encode(), "made.ts"))

    assert own.dataset.raw[0][:3].tolist() == [1, 2, 3]
    assert any("1 channels have gaps" in line for line in lines_of(own))


def test_a_series_without_any_value_is_left_out(bytes_of):
    """It is counted."""
    content = ts().decode().splitlines()
    content[5] = "?" + ",?" * 19 + ":up"
    own = read(bytes_of("\n".join(content).encode(), "made.ts"))

    assert len(own.dataset) == 59


def test_an_item_of_other_channels_is_refused(bytes_of):
    """With its line."""
    content = ts(2).decode().splitlines()
    content[7] = "1,2,3:up"
    with pytest.raises(DataError, match="line 8 has 1 channels, the first item has 2"):
        read(bytes_of("\n".join(content).encode(), "made.ts"))


def test_columns_may_be_points_of_a_series(csv_of):
    """By a pattern, in their order; the others are said to be unread."""
    frame = pd.DataFrame(RANDOM.normal(size=(60, 24))).add_prefix("hour_")
    frame = frame.assign(place="north", state=LABELS)
    own = read(csv_of(frame), Wishes(target="state", series=("hour_*",)))

    assert own.modality == "series"
    np.testing.assert_allclose(own.dataset.raw[:, 5], frame["hour_5"], rtol=1e-6)
    assert own.left_out == {"place": "no point of the series"}
    with pytest.raises(UsageError, match="`place` is no number"):
        read(csv_of(frame), Wishes(target="state", series=("hour_*", "place")))


@pytest.mark.parametrize(
    ("shape", "dtype", "modality", "raw_shape"),
    [
        pytest.param((60, 24), np.float64, "series", (60, 24), id="series"),
        pytest.param((60, 3, 24), np.float32, "series", (60, 24, 3), id="channels"),
        pytest.param((60, 24, 3), np.float32, "series", (60, 24, 3), id="channels last"),
        pytest.param((60, 12, 10), np.uint8, "image", (60, 12, 10), id="pictures"),
        pytest.param((60, 16, 16), np.float64, "image", (60, 16, 16), id="square"),
        pytest.param((60, 12, 10, 3), np.uint8, "image", (60, 12, 10, 3), id="in colour"),
        pytest.param((60, 3, 12, 10), np.float32, "image", (60, 12, 10, 3), id="as torch has it"),
        pytest.param((60, 12, 10, 1), np.uint8, "image", (60, 12, 10), id="one channel"),
        pytest.param((60, 130, 100), np.uint8, "image", (60, 43, 33), id="large"),
    ],
)
def test_stacked_arrays_are_read_by_their_shape(tmp_path, shape, dtype, modality, raw_shape):
    """Pictures are bytes, series float32."""
    items = RANDOM.uniform(0, 255, shape).astype(dtype)
    np.savez(tmp_path / "made.npz", X=items, y=LABELS)
    own = read(tmp_path / "made.npz")

    assert own.modality == modality
    assert own.dataset.raw.shape == raw_shape
    assert own.dataset.raw.dtype == (np.uint8 if modality == "image" else np.float32)


def test_texts_in_an_array_are_texts(tmp_path):
    """Strings of one axis."""
    np.savez(tmp_path / "made.npz", X=np.array([f"say it {n} times" for n in range(60)]), y=LABELS)
    assert read(tmp_path / "made.npz").modality == "text"


def test_items_without_answers_say_how_to_add_them(tmp_path):
    """In one file, or the answers in another."""
    np.save(tmp_path / "X.npy", RANDOM.normal(size=(60, 24)))
    with pytest.raises(UsageError, match=r"np.savez\('data.npz', X=items, y=answers\)"):
        read(tmp_path / "X.npy")

    np.save(tmp_path / "y.npy", LABELS)
    own = read(tmp_path / "X.npy", Wishes(target="y.npy"))
    assert own.target == "y"
    assert own.dataset.raw.shape == (60, 24)


def test_answers_of_another_number_are_refused(tmp_path):
    """Shapes are named."""
    np.savez(tmp_path / "made.npz", X=RANDOM.normal(size=(60, 24)), y=LABELS[:50])
    with pytest.raises(DataError, match=r"y has shape \(50,\), X \(60, 24\)"):
        read(tmp_path / "made.npz")
    with pytest.raises(UnknownName, match="Known: X, y"):
        read(tmp_path / "made.npz", Wishes(target="z"))
