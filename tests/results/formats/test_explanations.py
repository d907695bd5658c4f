"""Promises of explanations.jsonl: what is measured, published and made up has one form."""

import json
import shutil

import pytest

from fixtures.key_trees import key_tree
from triptych.cell import Cell
from triptych.measure.explainability.metrics import OF_CONTENDER, OF_TRACK
from triptych.results.disk.json_lines import lines_of
from triptych.results.formats.explanations import (
    EVERYTHING,
    SIZE,
    ExplanationLine,
    explanation_lines,
    read_explanations,
)
from triptych.results.record import EXPLANATIONS_FILE, Record
from triptych.results.run import Run
from triptych.results.store import Store

BY_METRIC = ("values", "absent", "contender_absent")
DATA_KEYS = (*BY_METRIC, "items", "size", "v_none_by_class")


@pytest.fixture
def copy(folder, tmp_path):
    """A run folder a test may change."""
    return shutil.copytree(folder, tmp_path / "standard")


@pytest.fixture
def first(folder):
    """The first line of a made-up run, as it stands in the file."""
    return next(lines_of(folder / EXPLANATIONS_FILE))


def tree(folder):
    """What names the lines of a run folder have, all lines taken together."""
    return key_tree(list(lines_of(folder / EXPLANATIONS_FILE)), DATA_KEYS)


def metrics_of(folder):
    """The names of metrics on all tracks of a run folder, whether they have a value or a reason."""
    return {
        name
        for line in explanation_lines(folder)
        for track in (line.tracks.probe, line.tracks.native)
        for part in (track.items, track.values, track.absent)
        for name in part
    }


def add(folder, text):
    with (folder / EXPLANATIONS_FILE).open("a") as file:
        file.write(text + "\n")


def test_what_is_made_up_has_the_form_of_what_is_measured(folder, explained_folder):
    """Pages tried on made-up lines are not surprised by true ones."""
    assert tree(folder) == tree(explained_folder)
    assert metrics_of(folder) <= metrics_of(explained_folder)


def test_what_is_measured_has_a_card_and_the_other_way_round(explained_folder):
    """`triptych explain` writes a number or a reason for every metric, and nothing else."""
    of_contenders = {
        name
        for line in explanation_lines(explained_folder)
        for part in (line.contender_values, line.contender_absent)
        for name in part
    }

    stored = {name for card in OF_TRACK for name in card.stored}
    assert metrics_of(explained_folder) - {EVERYTHING} == stored
    assert of_contenders - {SIZE} == {card.key for card in OF_CONTENDER}


def test_what_is_measured_has_the_form_of_what_is_published(explained_folder, published):
    """A name that changes would leave the runs that were made before unread."""
    expected = tree(published)
    # Only of rules that no proof can begin with, such as a procedure; the small task has none.
    del expected["[]"]["reason_proof"]["absent"]

    # What only later runs keep.
    measured = tree(explained_folder)
    assert measured["[]"]["reason_proof"].pop("named_shares") == {"[]": {}}
    assert measured == expected


def test_the_published_lines_are_all_read(published):
    """None is passed over, and none loses anything: written again it is what it was."""
    texts = list(lines_of(published / EXPLANATIONS_FILE))
    for text in texts:
        for track in text["tracks"].values():
            if "kind" in track:
                track.setdefault("most_units", None)  # older lines have none
    lines = list(explanation_lines(published))

    assert [json.loads(json.dumps(line.to_json())) for line in lines] == texts
    assert len(Run.open(published).explanations) == len({line.cell for line in lines})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"sch', id="torn"),
        pytest.param("not json", id="no JSON"),
        pytest.param("[1]", id="a list"),
        pytest.param("{}", id="empty"),
        pytest.param('{"schema": 1, "task": "figures"}', id="half"),
    ],
)
def test_a_damaged_line_is_passed_over(copy, text):
    """A power cut costs one line."""
    before = Run.open(copy).explanations
    add(copy, text)

    assert Run.open(copy).explanations == before


@pytest.mark.parametrize(
    ("part", "value"),
    [
        pytest.param("task", None, id="task"),
        pytest.param("seed", "0", id="seed"),
        pytest.param("seed", [0], id="list of seeds"),
        pytest.param("facts", [], id="facts"),
        pytest.param("items", "0, 1", id="items"),
        pytest.param("is_right", [1, 0], id="is_right"),
        pytest.param("tracks", {}, id="no tracks"),
        pytest.param("tracks", {"probe": {}, "native": 3}, id="tracks"),
        pytest.param("contender_values", {"surrogate_excess": "much"}, id="values"),
        pytest.param("reason_proof", {"items": 3}, id="half a proof"),
    ],
)
def test_a_line_of_other_types_is_passed_over(copy, first, part, value):
    """By hand or by mistake: the line before it counts, and no page ends in a traceback."""
    before = Run.open(copy).explanations
    add(copy, json.dumps(first | {part: value}))

    assert Run.open(copy).explanations == before


def test_names_that_are_not_known_are_passed_over(copy, first):
    """A newer triptych may say more of the same things."""
    add(copy, json.dumps(first | {"mood": "good"}))
    known, *_, newer = explanation_lines(copy)

    assert newer == known


def test_a_failure_is_read_as_it_was_written(tmp_path):
    """The reason stands in the place of every number, and nothing else is in the file."""
    cell = Cell("tiny", "deep", "supervised", None, 0)
    line = ExplanationLine.of_failure(Record(cell=cell, key="k", status="done"), "c", "it hung")
    with Store(tmp_path / "run") as store:
        store.add_explanations(line)
    folder = tmp_path / "run"

    assert read_explanations(folder, {cell: "k"}) == (line,)
    (values,) = lines_of(folder / EXPLANATIONS_FILE)
    nothing = {"absent": {"*": "it hung"}}
    assert values["tracks"] == {"probe": nothing, "native": nothing}
    assert (values["facts"], values["failed"]) == ({}, "it hung")
    assert "reason_proof" not in values
