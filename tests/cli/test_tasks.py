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
        "RuleList, reads table: 1 rules, 1 conditions",
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
