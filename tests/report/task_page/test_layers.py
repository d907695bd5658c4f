"""Promises of the section on layers: a sentence, a score by depth, and a map that can be read."""

import json
import shutil
from xml.etree import ElementTree

import pytest

from triptych.report.drawing.layers import CLASS_MARKS
from triptych.report.findings import Findings
from triptych.report.task_page.layers import layer_names, layers_section
from triptych.results.formats.document import read_json
from triptych.results.formats.layers import Layer
from triptych.results.run import Run


@pytest.fixture
def copy(run_folder, tmp_path):
    """A run folder a test may change."""
    return shutil.copytree(run_folder, tmp_path / "run")


def edited(folder, change, task="figures"):
    """The section after what is known of the task's layers was changed."""
    path = folder / "layers.json"
    layers = read_json(path)
    change(layers["tasks"][task])
    path.write_text(json.dumps(layers))
    return layers_section(Findings.of(Run.open(folder), task))


@pytest.fixture(scope="module")
def section(run_folder):
    return layers_section(Findings.of(Run.open(run_folder), "figures"))


def test_what_is_gained_with_depth_is_a_sentence(section):
    """Input, last hidden layer, and what guessing gives."""
    assert section.paragraphs[0].replace("\N{NO-BREAK SPACE}", " ") == (
        "The answer can be read off the input with 66.7 ± 2.5%, after the last hidden layer "
        "(3 Conv2d) with 90.2 ± 2.5%; guessing is right on 33%."
    )


def test_every_layer_stands_in_the_figure_and_its_table(section):
    """In the order of the network, chance marked."""
    figure = section.figures[0]
    words = [element.text for element in ElementTree.fromstring(figure.svg).iter("text")]

    assert {"input", "1 Conv2d", "3 Conv2d", "decision", "chance"} <= set(words)
    assert [row[1].value for row in figure.table.rows] == [
        "input",
        "seen.0",
        "seen.3",
        "joined",
        "decided",
    ]


def test_layers_are_called_by_depth_and_kind():
    """What a reader of the network's code would call them."""
    kinds = ["as prepared", "WordVectors", "Conv1d, ReLU", "as Linear reads it", "GRU", "Linear"]
    layers = [
        Layer(name=f"part.{place}", layer=kind, shape=(2,), score=0.5, low=0.4, high=0.6)
        for place, kind in enumerate(kinds)
    ]

    assert layer_names(layers) == [
        "input", "1 word vectors", "2 Conv1d", "3 input of Linear", "4 GRU", "decision",
    ]  # fmt: skip
    assert layer_names(layers[:1]) == ["input"]


def test_numbers_are_explained_variance(copy):
    """R² may be below nothing."""
    first = {"score": -0.123, "low": -0.2, "high": -0.046}
    section = edited(
        copy,
        lambda one: (one.update(metric="R²", chance=0.0), one["layers"][0].update(first)),
    )

    said = section.paragraphs[0].replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith(
        "A linear model explains \N{MINUS SIGN}12.3 ± 7.7% of the answer's variance from the "
        "input, after the last hidden layer (3 Conv2d) 90.2 ± 2.5%"
    )


def test_classes_differ_in_colour_and_in_shape():
    """Colour is never alone."""
    colours, shapes = zip(*CLASS_MARKS, strict=True)

    assert len(set(colours)) == len(set(shapes)) == len(CLASS_MARKS) == 10


def test_more_classes_than_can_be_told_apart_are_others(copy):
    """Ten at most, the rarest together."""

    def many(one):
        for place, point in enumerate(one["embeddings"]["points"]):
            point["class"] = f"class {min(place % 20, place % 7 + 7)}"

    figure = edited(copy, many).figures[1]
    words = [element.text for element in ElementTree.fromstring(figure.svg).iter("text")]

    assert "others" in words
    assert sum(str(word).startswith("class") for word in words) == len(CLASS_MARKS) - 1


def test_numbers_are_told_apart_by_fifths(copy):
    """Three hundred answers are no three hundred classes; small ones come first."""

    def numbers(one):
        for place, point in enumerate(one["embeddings"]["points"]):
            point["class"] = float(place)

    figure = edited(copy, numbers).figures[1]
    words = [element.text for element in ElementTree.fromstring(figure.svg).iter("text")]
    ranges = [word for word in words if " to " in str(word)]

    assert ranges == ["0 to 59", "60 to 119", "120 to 179", "180 to 239", "240 to 299"]


def test_without_a_map_its_reason_is_said(copy, drawn):
    """Figures are left out with a word."""
    section = edited(copy, lambda one: one.update(embeddings="all outputs are equal"))

    assert section.notices == ["There is no map: all outputs are equal."]
    assert drawn(section.figures) == ["layers"]


def test_a_network_that_was_not_looked_into_says_why(run_folder):
    """The reason from the file."""
    section = layers_section(Findings.of(Run.open(run_folder), "rents"))

    assert section.notices == [
        "No layers were looked into: the network has one layer, so there is nothing to look into."
    ]
