"""Promises of `walk`: one item through all three contenders, in words and as JSON."""

import json
import re

import pytest

CARD = """
from triptych import Task, accuracy, cross_validated
TASK = Task(
    title="Bright", question="Is it bright?", why="A test.", modality="{modality}",
    items=40, classes=2, metric=accuracy(), split=cross_validated(2), delta_reason="a test",
    licence="CC0", source="made up", citation="none",
)
"""
DATA = """
import numpy as np, pandas as pd
from triptych.dataset import Dataset
def load():
    bright = np.arange(40) % 2 == 0
    raw = _raw(bright, np.random.default_rng(0))
    return Dataset(
        raw=raw, target=np.where(bright, "bright", "dark").astype(object),
        classes=("bright", "dark"),
    )
def features(raw):
    return pd.DataFrame({"light": [_light(item) for item in raw]})
"""
ITEMS = {
    "image": """
def _raw(bright, random):
    return random.random((40, 6, 6)) * 0.2 + bright[:, None, None]
def _light(item):
    return float(item.mean())
""",
    "audio": """
def _raw(bright, random):
    return random.normal(size=(40, 900)) * 0.1 + bright[:, None]
def _light(item):
    return float(item.mean())
""",
    "text": """
def _raw(bright, random):
    ending = random.integers(0, 1000, 40)
    words = ["the sun is out and %d clouds", "the \\x1b[31m moon is up and %d stars"]
    return np.array([words[not one] % n for one, n in zip(bright, ending)], dtype=object)
def _light(item):
    return float("sun" in item)
""",
}
RULES = """
from triptych.paradigms.rules import Rule, RuleList, column
def make(seed):
    rule = Rule("bright", column("light") > 0.5, because="that is what the word means")
    return RuleList([rule], otherwise="dark")
"""
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def run(triptych, write_task):
    """Run the small task, or one of another kind; gives the folder of its task."""

    def call(name="parity", **files):
        tasks = write_task(name, **files)
        ended = triptych(
            "run", name, "--tasks", tasks, "--profile", "quick", "--executor", "serial", "--quiet"
        )
        assert ended.code == 0, ended.err
        return tasks

    return call


@pytest.fixture
def run_of_kind(run):
    """A finished run of items of some modality."""

    def call(modality):
        return run(
            "light",
            __init__=CARD.format(modality=modality),
            data=DATA + ITEMS[modality],
            rules=RULES,
        )

    return call


def test_a_known_walk(triptych, run):
    """An odd number: its row, the rule that fired, what comes out and what it hangs on."""
    tasks = run()

    walk = json.loads(triptych("walk", "parity", 7, "--tasks", tasks, "--json").out)
    rules = walk["contenders"]["rules"]

    assert (walk["task"], walk["item"], walk["truth"]) == ("parity", 7, "odd")
    assert walk["raw"] == {"kind": "number", "value": 7}
    assert list(walk["contenders"]) == ["rules", "classical", "deep"]
    row = rules["steps"][0]
    assert (row["name"], row["shape"], row["values"]) == ("table row", [1], {"last bit": 1})
    assert row["means"] == {"last bit": "1 where the number is odd"}
    assert (rules["decision"], rules["is_right"]) == ("odd", True)
    assert rules["fired"] == ["last bit is 1"]
    assert rules["because"] == "an odd number ends in a one"
    assert rules["instead"]["decision"] == "even"
    assert rules["evidence"]["names"] == ["last bit"]
    assert rules["confidence"] == pytest.approx(
        sum(value for name, value in rules["output"]["values"].items() if name == "odd")
    )


def test_every_walk_has_the_same_form(triptych, run_of_kind):
    """Whatever the items are, JSON has the same names in it, for all three contenders."""
    tasks = run_of_kind("image")

    walk = json.loads(triptych("walk", "light", "--tasks", tasks, "--json").out)

    assert {"item", "why", "truth", "raw", "units", "contenders"} <= walk.keys()
    assert walk["raw"]["kind"] == "image"
    for told in walk["contenders"].values():
        assert {
            "steps", "output", "reading", "decision", "confidence", "is_right", "because", "fired",
            "read", "reason", "instead", "evidence", "saliency", "was_trained_on",
        } <= told.keys()  # fmt: skip
        assert len(told["evidence"]["names"]) == len(told["evidence"]["values"])
        assert [len(row) for row in told["saliency"]] == [6] * 6
        assert all(
            {"name", "shape", "type", "low", "high"} <= step.keys() for step in told["steps"]
        )


def test_without_a_number_the_item_is_new_to_all(triptych, run):
    """What is picked was tested, not trained on; the others the report shows are named."""
    tasks = run()

    ended = triptych("walk", "parity", "--tasks", tasks, "--json")
    walk = json.loads(ended.out)

    assert walk["why"]
    assert not any(told["was_trained_on"] for told in walk["contenders"].values())


def test_an_item_that_was_trained_on_is_marked(triptych, run):
    """The author's part is always trained on: that a contender knows it proves nothing."""
    tasks = run()
    shown = json.loads(triptych("show", "parity", "--tasks", tasks, "--json").out)
    item = shown["author_part"][0]["item"]

    ended = triptych("walk", "parity", item, "--tasks", tasks)

    assert ended.code == 0
    assert ended.said.count("trained on this item") == 3


def test_an_item_that_is_not_there_is_told(triptych, run):
    """The error says which numbers there are."""
    ended = triptych("walk", "parity", 60, "--tasks", run())

    assert ended.code == 2
    assert "from 0 to 59" in ended.err


def test_without_fitted_contenders_the_command_that_fits_them_is_told(triptych, run, write_task):
    """A run of another task, or no run at all: one line says what to do."""
    tasks = write_task("other")
    nothing = triptych("walk", "other", "--tasks", tasks)
    run()
    not_run = triptych("walk", "other", "--tasks", tasks)

    assert nothing.code == not_run.code == 1
    assert "triptych run" in nothing.err
    assert "triptych run other" in not_run.err


def test_changed_data_are_told(process, run):
    """An item's number means another item once the data have changed."""
    tasks = run()
    data = tasks / "parity" / "data.py"
    data.write_text(data.read_text().replace("np.arange(60)", "np.arange(1, 61)"))

    ended = process("walk", "parity", 3, "--tasks", tasks)

    assert ended.code == 1
    assert "fingerprint" in ended.err


def test_changed_code_is_told(process, run):
    """What the run fitted is shown, and that rules.py is another by now."""
    tasks = run()
    rules = tasks / "parity" / "rules.py"
    rules.write_text(rules.read_text().replace("ends in a one", "is not even"))

    ended = process("walk", "parity", 3, "--tasks", tasks)

    assert ended.code == 0
    assert "the code of rules has changed since the run quick" in ended.err
    assert "ends in a one" in ended.said


def test_code_that_no_longer_fits_what_was_fitted_is_told(process, run):
    """A column that is gone: no defect of ours, and what to do."""
    tasks = run()
    data = tasks / "parity" / "data.py"
    data.write_text(data.read_text().replace("last bit", "lowest bit"))

    ended = process("walk", "parity", 3, "--tasks", tasks)

    assert ended.code == 1
    assert "does not fit today's code" in ended.err
    assert "triptych run parity" in ended.err


@pytest.mark.parametrize("columns", [40, 60])
@pytest.mark.parametrize("modality", ITEMS)
def test_a_walk_fits_a_narrow_window(triptych, run_of_kind, monkeypatch, modality, columns):
    """Pictures, curves and words are made as wide as there is room; no letter escapes."""
    monkeypatch.setenv("COLUMNS", str(columns))

    shown = triptych("walk", "light", 1, "--tasks", run_of_kind(modality)).out

    assert [line for line in shown.splitlines() if len(line) > columns] == []
    assert "\x1b" not in shown
    for opening in ("● rules: dark", "■ classical", "▲ deep", "read as", "comes out"):
        assert opening in shown


def test_words_that_count_are_marked_without_colour(triptych, run_of_kind):
    """The word the decision hangs on stands in brackets, with its rank and its sign."""
    shown = triptych("walk", "light", 0, "--tasks", run_of_kind("text")).out

    assert "[1+ sun]" in shown


def test_a_window_with_colours_has_a_picture_in_them(triptych, run_of_kind, monkeypatch):
    """Two pixels a letter; NO_COLOR gives letters instead."""
    tasks = run_of_kind("image")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = triptych("walk", "light", 0, "--tasks", tasks).out
    monkeypatch.setenv("NO_COLOR", "1")
    plain = triptych("walk", "light", 0, "--tasks", tasks).out

    assert "▀" in coloured
    assert "▀" not in plain
    assert re.search(r"[░▒▓█]", ESCAPE.sub("", plain))
