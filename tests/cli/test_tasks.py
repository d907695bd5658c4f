"""Promises of `list` and `show`."""

import json

import pytest


def test_every_built_in_task_is_listed(triptych):
    """The list has the built-in tasks, none of them broken."""
    listed = json.loads(triptych("list", "--json").out)

    assert {"breast_cancer", "code_or_prose", "digits"} <= {one["name"] for one in listed["tasks"]}
    assert listed["broken"] == []


def test_a_task_of_ones_own_is_listed(triptych, write_task):
    """`--tasks` adds a folder of tasks; what the card says is shown."""
    listed = json.loads(triptych("list", "--json", "--tasks", write_task()).out)
    (task,) = [one for one in listed["tasks"] if one["name"] == "parity"]

    assert (task["items"], task["classes"], task["metric"]) == (60, 2, "accuracy")
    assert (task["modality"], task["licence"], task["data"]) == ("symbolic", "CC0", "embedded")
    assert task["contenders"] == ["rules", "classical", "deep"]


def test_the_folder_of_tasks_can_come_from_the_environment(triptych, write_task, monkeypatch):
    """TRIPTYCH_TASKS stands for `--tasks`."""
    monkeypatch.setenv("TRIPTYCH_TASKS", str(write_task()))

    assert "parity" in triptych("list").out


BROKEN = {
    "a syntax error in the card": ({"__init__": "TASK = ("}, "SyntaxError"),
    "a card that is not there": ({"__init__": ""}, "TASK = Task"),
    "a syntax error in the rules": ({"rules": "def make(:"}, "rules.py line 1"),
    "a missing file": ({"deep": None}, "no deep.py"),
    "no make": ({"classical": "def build(seed): ..."}, "make(seed)"),
}


@pytest.mark.parametrize(("files", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_task_is_listed_with_its_reason(triptych, write_task, files, words):
    """A broken task hides no other and says what is wrong; using it ends with 1."""
    write_task()
    tasks = write_task("broken", **files)
    listed = json.loads(triptych("list", "--json", "--tasks", tasks).out)

    (broken,) = [one for one in listed["broken"] if one["name"] == "broken"]
    assert words in broken["reason"]
    assert "parity" in {one["name"] for one in listed["tasks"]}
    for command in ("plan", "run", "check"):
        ended = triptych(command, "broken", "--tasks", tasks)
        assert ended.code == 1
        assert words in ended.said
        assert "Traceback" not in ended.err


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_a_folder_without_tasks_is_a_usage_error(triptych, tmp_path, folder):
    """A folder that is not there, or holds no task, is named; exit code 2."""
    (tmp_path / "empty").mkdir()
    ended = triptych("list", "--tasks", tmp_path / folder)

    assert ended.code == 2
    assert folder in ended.err
    assert ended.err.count("\n") == 1


def test_show_tells_what_the_task_is_made_of(triptych, write_task):
    """Card, contenders, features with meanings, rules with reasons, items: all are shown."""
    shown = triptych("show", "parity", "--tasks", write_task())

    for words in (
        "Is the number even?",
        "RuleList, reads table: 1 rule, 1 condition",
        "1 where the number is odd",
        "because an odd number ends in a one",
        "Items of the author's part",
    ):
        assert words in shown.said


def test_show_gives_items_of_the_authors_part_only(triptych, write_task):
    """Whoever writes rules sees no item that is ever tested, however many are asked for."""
    from triptych.catalogue import Catalogue, LoadedTask
    from triptych.fold import author_part

    tasks = write_task()
    shown = json.loads(triptych("show", "parity", "--tasks", tasks, "--items", 99, "--json").out)
    dataset = LoadedTask(Catalogue.find([tasks])["parity"]).dataset

    assert {one["item"] for one in shown["author_part"]} == set(author_part(dataset).tolist())
    assert len(shown["author_part"]) == shown["author_items"] < shown["items"]


RULES_OVER_A_MISSING_COLUMN = """
from triptych.paradigms.rules import Rule, RuleList, column
def make(seed):
    rule = Rule("odd", column("last digit") == 1, because="so it is")
    return RuleList([rule], otherwise="even")
"""
BROKEN_RULES = {
    "they read a column that is not there": (RULES_OVER_A_MISSING_COLUMN, "last digit"),
    "they are not written yet": (
        "def make(seed):\n    raise NotImplementedError",
        "NotImplementedError (rules.py line 2)",
    ),
    "they cannot be imported": ("import no_such_module\ndef make(seed): ...", "no_such_module"),
    "the file has a syntax error": ("def make(:", "rules.py"),
    "there is no file": (None, "there is no "),
    "they cannot be shown": (
        RULES_OVER_A_MISSING_COLUMN.replace("digit", "bit").replace("[rule]", "[3]"),
        "line 0 is 3",
    ),
}


@pytest.mark.parametrize(("rules", "words"), BROKEN_RULES.values(), ids=BROKEN_RULES)
def test_show_tells_all_but_the_rules_where_these_are_broken(triptych, write_task, rules, words):
    """Whoever writes rules sees columns and items while the rules do not work yet."""
    tasks = write_task(rules=rules)
    ended = triptych("show", "parity", "--tasks", tasks)
    facts = json.loads(triptych("show", "parity", "--tasks", tasks, "--json").out)
    card, told = ended.out.split("\nRules\n")

    assert (ended.code, ended.err) == (0, "")
    assert "1 where the number is odd" in card
    assert words in told.splitlines()[0]
    assert "Items of the author's part" in told
    assert list(facts["problems"]) == ["rules"]
    assert words in facts["problems"]["rules"]
    assert len(facts["author_part"]) == 3


def test_show_tells_the_rules_that_cannot_be_fitted(triptych, write_task):
    """A rule over a missing column can be read beside the sentence that says so."""
    told = triptych("show", "parity", "--tasks", write_task(rules=RULES_OVER_A_MISSING_COLUMN))

    assert "1 odd: last digit is 1" in told.out


def test_show_tells_a_broken_contender_in_its_line(triptych, write_task):
    """A contender that cannot be made hides no other, and --debug shows where."""
    tasks = write_task(classical="def make(seed):\n    raise RuntimeError('no luck')")
    ended = triptych("show", "parity", "--tasks", tasks)
    debugged = triptych("show", "parity", "--tasks", tasks, "--debug")

    assert (ended.code, ended.err) == (0, "")
    assert "classical  broken: RuntimeError: no luck (classical.py line 2)" in ended.out
    assert "because an odd number ends in a one" in ended.out
    assert "Traceback" in debugged.err


@pytest.mark.parametrize("rules", [RULES_OVER_A_MISSING_COLUMN, None])
def test_show_tells_the_rest_where_features_are_broken(triptych, write_task, rules):
    """Items are shown all the same."""
    data = """
import numpy as np
from triptych.dataset import Dataset
def load():
    target = np.array(["even", "odd"] * 30, dtype=object)
    return Dataset(raw=np.arange(60), target=target, classes=("even", "odd"))
def features(raw):
    return raw.no_such_thing
"""
    ended = triptych("show", "parity", "--tasks", write_task(data=data, rules=rules))
    _, features, rest = ended.out.partition("\nFeatures")

    assert (ended.code, ended.err) == (0, "")
    assert "no_such_thing" in features + rest.split("\nRules")[0]
    assert "Items of the author's part" in rest


def test_show_tells_card_features_and_rules_without_the_items(triptych, write_task):
    """Where data is not here, what does not need it is shown; the command ends with 1."""
    data = """
from triptych.errors import DataNotDownloaded
MEANINGS = {"last bit": "1 where the number is odd"}
def load():
    raise DataNotDownloaded("numbers.csv is not here. Get it: `triptych data fetch`.")
"""
    tasks = write_task(data=data)
    ended = triptych("show", "parity", "--tasks", tasks)
    facts = json.loads(triptych("show", "parity", "--tasks", tasks, "--json").out)
    sentence = "numbers.csv is not here. Get it: `triptych data fetch parity --tasks tasks`."

    assert ended.code == 1
    assert ended.err == f"triptych: {sentence}\n"
    for words in ("Is the number even?", "1 where the number is odd", "ends in a one", sentence):
        assert words in ended.out
    assert facts["problems"] == {"items": sentence}
    assert (facts["author_part"], facts["author_items"], facts["items"]) == ([], None, 60)


def test_rows_of_a_table_are_objects_for_programs(triptych, write_task):
    """In JSON a row has its values by column, with their types; a missing value is null."""
    data = """
import numpy as np, pandas as pd
from triptych.dataset import Dataset
def load():
    words = pd.Series(["odd", None] * 30, dtype="category")
    raw = pd.DataFrame({"number": np.arange(60), "half": np.arange(60) / 2, "word": words,
                        "last bit": np.tile([0.0, np.nan], 30)})
    target = np.array(["even", "odd"] * 30, dtype=object)
    return Dataset(raw=raw, target=target, classes=("even", "odd"))
def features(raw):
    return raw
"""
    tasks = write_task(data=data)
    shown = json.loads(triptych("show", "parity", "--tasks", tasks, "--items", 99, "--json").out)
    rows = {one["item"]: one["raw"] for one in shown["author_part"]}
    text = triptych("show", "parity", "--tasks", tasks, "--items", 99).out

    for item, row in rows.items():
        odd = item % 2 == 1
        assert row == {
            "number": item,
            "half": item / 2,
            "word": None if odd else "odd",
            "last bit": None if odd else 0.0,
        }
        words = ("missing", "missing") if odd else ("odd", "0.0")
        line = f"number: {item}, half: {item / 2}, word: {words[0]}, last bit: {words[1]}"
        assert f"    {line}\n" in text


def test_the_list_fits_an_ordinary_window(triptych, monkeypatch):
    """In eighty columns it is a table: a line for each task, all that matters in it."""
    monkeypatch.setenv("COLUMNS", "80")
    lines = triptych("list").out.splitlines()
    names = {one["name"] for one in json.loads(triptych("list", "--json").out)["tasks"]}

    assert lines[0].split() == ["task", "modality", "items", "classes", "licence", "data"]
    assert max(map(len, lines)) <= 80
    assert names <= {line.split()[0] for line in lines if line.strip()}


def test_the_list_says_what_has_to_be_downloaded(triptych, tmp_path, monkeypatch):
    """Without its files a task is listed all the same, and the list says that they are missing."""
    monkeypatch.setenv("TRIPTYCH_DATA", str(tmp_path))
    listed = json.loads(triptych("list", "--json").out)["tasks"]
    data = {one["name"]: one["data"] for one in listed}

    assert data["digits"] == "embedded"
    assert data["sms_spam"] == "not downloaded"
    assert set(data.values()) == {"embedded", "not downloaded"}
