"""Promises of `speed.json`: one form for the quiet phase, for tests and for what was published."""

import json
from pathlib import Path

import pytest

from fixtures.key_trees import key_tree
from triptych.absent import Absent
from triptych.errors import StoreError
from triptych.harness.budgets import TimingBudget
from triptych.results.formats.document import read_json, to_json
from triptych.results.formats.speed import OLDER, SCHEMA, Latency, read_speed
from triptych.results.store import Store
from triptych.testing.speed import synthetic_speed
from triptych.timing.phase import measure

PUBLISHED = Path(__file__).parents[3] / "results" / "reference"
DATA_KEYS = (
    "effort",
    "packages",
    "throughput_items_per_second",
    "relative_by_batch",
    "cpu_seconds_per_million",
)
MAY_BE_ABSENT = ("explanation", "fit", "cold_start")
SHORTEST = TimingBudget(
    blocks=1,
    rounds=2,
    seconds=0.1,
    explains=True,
    again_seconds=0.0,
    fits=1,
    fit_seconds=600.0,
    processes=1,
    process_seconds=600.0,
)
OF_FORMAT_1 = {
    "schema": 1,
    "effort": {"blocks": 3, "rounds": 50, "seconds": 0.15},
    "noisy": False,
    "canary_ratio": 1.02,
    "canary_ratio_worst": 1.4,
    "wall_per_cpu": 1.0,
    "switches_per_second": 0.0,
    "floor_seconds": 5e-8,
    "contenders": [
        {
            "task": "digits",
            "contender": "rules",
            "latency_seconds": {"p50": 2e-6, "p90": 3e-6, "p95": 4e-6, "p99": None, "rounds": 150},
            "throughput_items_per_second": {"1": 5e5, "8": 6e5, "64": 7e5, "512": 8e5},
            "relative": 1.5,
            "badges": [],
            "key": "0123456789abcdef",
            "size_bytes": 4000,
        }
    ],
}


def tree(values):
    """The names in a file, without numbers of blocks and reasons of what was not measured."""
    whole = key_tree(values, DATA_KEYS)
    (row,) = whole["contenders"].values()
    row.get("seconds_by_block", {}).clear()
    for name in MAY_BE_ABSENT:
        row[name].pop("reason", None)
    return whole


def write(folder, values):
    """A run folder's file with this content."""
    (folder / "speed.json").write_text(values if isinstance(values, str) else json.dumps(values))


def damaged(*place, value):
    """A made-up file whose value at that place is another, or is missing where it is None."""
    values = json.loads(json.dumps(to_json(synthetic_speed({"letters": ["rules", "deep"]}))))
    inner = values
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    if value is None:
        del inner[place[-1]]
    return values


def test_a_real_quiet_phase_writes_what_was_published_and_what_tests_make_up(fitted_run):
    """A key that the writer renames is missed by whoever reads files made before."""
    folder, task, records = fitted_run
    speed = measure(folder, [(task, record) for record in records], effort=SHORTEST)
    with Store(folder) as store:
        store.write(speed)

    written = read_json(folder / "speed.json")
    published = read_json(PUBLISHED / "speed.json")
    made_up = to_json(synthetic_speed({"letters": ["rules", "deep"]}))

    assert tree(written) == tree(made_up)
    row = tree(made_up)["contenders"]["[]"]
    del row["seconds_by_block"], row["explanation"]["ratio_range"]  # the published file's format 2
    assert tree(published)["contenders"]["[]"] == row
    assert written["contenders"][0]["explanation"].keys() == {"reason"}
    assert read_speed(folder) == speed


def test_the_published_file_is_read_whole(tmp_path):
    """Nothing in it is passed over: written again it is the same but for what format 3 adds."""
    with Store(tmp_path / "again") as store:
        store.write(read_speed(PUBLISHED))

    again = read_json(tmp_path / "again" / "speed.json")
    for row in again["contenders"]:
        assert row.pop("seconds_by_block") == {}
        if "ratio" in row["explanation"]:
            assert row["explanation"].pop("ratio_range") is None
    assert again == read_json(PUBLISHED / "speed.json")


def test_a_file_of_format_1_is_read_and_what_came_later_is_absent(tmp_path):
    """Latency, throughput and size are there; the rest has the older version as its reason."""
    write(tmp_path, OF_FORMAT_1)
    speed = read_speed(tmp_path)

    (rules,) = speed.contenders
    assert rules.latency_seconds == Latency(p50=2e-6, p90=3e-6, p95=4e-6, p99=None, rounds=150)
    assert rules.throughput_items_per_second[512] == 8e5
    assert rules.relative_by_batch == {1: 1.5}
    assert rules.seconds_by_block == {}
    assert {rules.explanation, rules.fit, rules.cold_start} == {Absent(OLDER)}
    assert (rules.size_bytes, rules.size_of) == (4000, "saved contender")
    assert (speed.machine, speed.canary_seconds, speed.repeated) == (None, None, 0)


def test_a_run_that_was_not_timed_has_none(tmp_path):
    """Before the quiet phase there is no file, and that is no error."""
    assert read_speed(tmp_path) is None


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param('{"schema": 2, "conten', "cannot be read", id="torn"),
        pytest.param([], "holds a list; expected a JSON object", id="no object"),
        pytest.param({}, "is of format None", id="no format"),
        pytest.param({"schema": SCHEMA + 1}, "reads formats 1 to 3", id="a later format"),
        pytest.param(
            damaged("machine", value=None), "missing required field `machine`", id="no machine"
        ),
        pytest.param(
            damaged("contenders", 1, "latency_seconds", "p50", value="fast"),
            r"Expected `float`, got `str` - at `\$.contenders\[1\].latency_seconds.p50`",
            id="a word for a number",
        ),
        pytest.param(
            damaged("contenders", 0, "fit", "items", value=None),
            r"missing required field `items` - at `\$.contenders\[0\].fit`",
            id="half a fit",
        ),
        pytest.param(
            damaged("contenders", 1, "fit", "reason", value=7),
            r"Expected `str`, got `int` - at `\$.reason` - at `\$.contenders\[1\].fit`",
            id="a number for a reason",
        ),
        pytest.param({"schema": 1}, "contenders is not as triptych writes it", id="format 1"),
        pytest.param(
            OF_FORMAT_1 | {"contenders": [{"task": "digits"}]},
            r"\$.contenders\[0\]",
            id="half a row of format 1",
        ),
    ],
)
def test_a_damaged_file_says_which_and_where(tmp_path, values, words):
    """One error of ours, with the path of the file and the place in it."""
    write(tmp_path, values)

    with pytest.raises(StoreError, match=words) as error:
        read_speed(tmp_path)
    assert str(tmp_path / "speed.json") in str(error.value)
