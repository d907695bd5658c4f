"""Promises of layers.json: what is measured, published and made up has one form."""

import json
import shutil

import pytest

from fixtures.key_trees import key_tree
from triptych.absent import Absent
from triptych.errors import StoreError
from triptych.results.formats.document import read_json
from triptych.results.formats.layers import Layers
from triptych.results.record import LAYERS_FILE
from triptych.results.run import Run
from triptych.results.store import Store

DATA_KEYS = ("tasks", "absent", "made_of")


@pytest.fixture
def copy(folder, tmp_path):
    """A run folder a test may change."""
    return shutil.copytree(folder, tmp_path / "standard")


def content(folder):
    return read_json(folder / LAYERS_FILE)


def tree(folder):
    return key_tree(content(folder), DATA_KEYS)


def test_made_up_measured_and_published_layers_are_of_one_form(folder, explained_folder, published):
    """Pages tried on made-up layers show true ones, and runs that were made before are read."""
    measured = tree(explained_folder)
    network = measured["tasks"]["*"]
    # What only later runs keep: single answers of the probes.
    for place, name in ((network["probe"], "items"), (network["layers"]["[]"], "decided")):
        assert place.pop(name) == {"[]": {}}

    assert tree(folder) == measured == tree(published)


def test_the_published_layers_lose_nothing(published, tmp_path):
    """Read and written again the file says the same."""
    with Store(tmp_path / "run") as store:
        store.write(Layers.read(published))

    assert content(tmp_path / "run") == content(published)
    layers = Run.open(published).layers
    assert layers.keys() == content(published)["tasks"].keys() | content(published)["absent"].keys()
    assert layers["german_credit"] == Absent("a FixedThresholdClassifier shows no layers")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        pytest.param(lambda one: one.pop("chance"), "chance", id="a number is missing"),
        pytest.param(lambda one: one.update(layers=3), "layers", id="another type"),
        pytest.param(lambda one: one["layers"][1].update(score=None), "score", id="deep inside"),
        pytest.param(
            lambda one: one["embeddings"]["points"][0].pop("class"), "points", id="a point"
        ),
    ],
)
def test_a_file_of_another_form_says_where_and_what_to_do(copy, change, place):
    """A sentence instead of a traceback."""
    values = content(copy)
    change(values["tasks"]["figures"])
    (copy / LAYERS_FILE).write_text(json.dumps(values))

    with pytest.raises(StoreError, match=rf"{place}.*`triptych explain` writes it anew"):
        Run.open(copy)
