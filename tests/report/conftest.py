"""Runs to report on: one as it should be, and one whose every word is hostile."""

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from triptych.report.build import build
from triptych.results.disk.json_lines import lines_of
from triptych.results.formats.document import read_json
from triptych.testing import add_synthetic_studies, write_synthetic_run

HOSTILE = (
    "</title></svg></style><script>document.title='hit'</script>"
    '<img src=x onerror="document.title=\'hit\'">" onfocus="document.title=\'hit\'" '
    "{{ 7 * 7 }} $x^2$ a|b `c` [d](javascript:alert(1)) \u202egnirts\x00 " + "long " * 200
)
LONE_SURROGATE = "\ud800"


class Markup(HTMLParser):
    """A page's elements in order, as (name, attributes), and its text."""

    VOID = ("meta", "link", "br", "img", "input", "hr")

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.unbalanced: list[str] = []
        self.contents: dict[str, list[str]] = {"script": [], "style": []}
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        self.contents.get(inside, self.words).append(data)

    def all(self, name: str) -> list[dict[str, str]]:
        """Attributes of every element of that name."""
        return [attributes for tag, attributes in self.elements if tag == name]


@pytest.fixture(scope="session")
def drawn():
    """The names that drawings have on the page, of some figures."""

    def names(figures):
        found = (re.search(r'aria-labelledby="(?:figure-)?(.+)-title ', one.svg) for one in figures)
        return [one[1] for one in found]

    return names


@pytest.fixture(scope="session")
def markup():
    """Read a page."""
    return Markup


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory) -> Path:
    return write_synthetic_run(tmp_path_factory.mktemp("results") / "standard", items=300)


@pytest.fixture(scope="session")
def files(run_folder) -> Mapping[str, str]:
    """The report of a run as it should be."""
    return build(run_folder).files


@pytest.fixture(scope="session")
def pages(files) -> dict[str, str]:
    return {name: text for name, text in files.items() if name.endswith(".html")}


@pytest.fixture(scope="session")
def studied_folder(tmp_path_factory) -> Path:
    """A run with a study on two of its three tasks, and one that was not run."""
    folder = write_synthetic_run(tmp_path_factory.mktemp("results") / "studied", items=300)
    return add_synthetic_studies(folder)


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory) -> Path:
    """A run in which everything a person may write tries to break the page."""
    folder = write_synthetic_run(tmp_path_factory.mktemp("results") / "hostile", items=200)
    add_synthetic_studies(folder)
    _make_studies_hostile(folder)
    tasks = read_json(folder / "tasks.json")
    for card in tasks.values():
        for name in ("title", "question", "why", "delta_reason", "licence", "citation", "modality"):
            card[name] = f"{name} {HOSTILE}{LONE_SURROGATE}"
        card["source"] = "javascript:alert(1)"
        card["provenance"] = {HOSTILE: HOSTILE}
        card["metric"]["label"] = HOSTILE
        if card["classes"] and card["metric"]["positive"] is None:
            card["classes"] = [f"{place} {HOSTILE}" for place in range(len(card["classes"]))]
    (folder / "tasks.json").write_text(json.dumps(tasks))
    records = list(lines_of(folder / "records.jsonl"))
    for record in records:
        if "reason" in record:
            record["reason"] = HOSTILE
        for rule in record.get("rulebook", ()):
            rule |= {"says": HOSTILE, "because": HOSTILE, "label": f"=1+1 {HOSTILE}"}
        if "choices" in record:
            record["choices"] = [{"champion": HOSTILE, "scores": {HOSTILE: 0.5}}]
        record["size"] = {HOSTILE: 3.0}
    lines = "".join(f"{json.dumps(record)}\n" for record in records)
    (folder / "records.jsonl").write_text(lines)
    about = read_json(folder / "run.json")
    (folder / "run.json").write_text(json.dumps(about | {"command": HOSTILE, "profile": HOSTILE}))
    machine = read_json(folder / "environment.json")
    machine |= {"cpu": HOSTILE, "packages": {"x": HOSTILE}}
    (folder / "environment.json").write_text(json.dumps(machine))
    _make_explanations_hostile(folder)
    return folder


def _make_studies_hostile(folder: Path) -> None:
    """Everything their authors say; a name is that of a file, and as long as one may be."""
    file = read_json(folder / "studies.json")
    for card in file["studies"].values():
        card["question"] = HOSTILE
        card["unfit"] = dict.fromkeys(card.get("unfit", {}), HOSTILE)
        if card.get("axis"):
            card["axis"]["label"] = HOSTILE
    (folder / "studies.json").write_text(json.dumps(file))


def _make_explanations_hostile(folder: Path) -> None:
    """Every reason, unit, layer and class in them."""
    lines = list(lines_of(folder / "explanations.jsonl"))
    for line in lines:
        line["facts"]["donors"] = HOSTILE
        line["contender_absent"] = {"read_per_decision": HOSTILE}
        del line["contender_values"]["read_per_decision"]
        for track in line["tracks"].values():
            track["absent"] = dict.fromkeys(track["absent"], HOSTILE)
            track |= {"units": HOSTILE, "kind": HOSTILE, "v_none_by_class": {HOSTILE: 0.5}}
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    (folder / "explanations.jsonl").write_text(text)
    layers = read_json(folder / "layers.json")
    layers["absent"] = dict.fromkeys(layers["absent"], HOSTILE)
    for one in layers["tasks"].values():
        one["embeddings"]["layer"] = HOSTILE
        for place, layer in enumerate(one["layers"]):
            layer |= {"name": f"{place} {HOSTILE}", "layer": HOSTILE}
        for point in one["embeddings"]["points"]:
            point["class"] = f"{point['class']} {HOSTILE}"
    (folder / "layers.json").write_text(json.dumps(layers))
