"""Promises of storing text: nothing that a task or contender says can end a run, or a report."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from triptych.cell import Cell
from triptych.report.build import build
from triptych.results.contents import read_contents
from triptych.results.disk.text import to_utf8
from triptych.results.formats.code_files import CodeFiles
from triptych.results.formats.document import find_document, write_document
from triptych.results.formats.explanations import ExplanationLine, explanation_lines
from triptych.results.formats.known_facts import KnownFacts, TaskFacts
from triptych.results.formats.layers import Layers
from triptych.results.formats.run_header import RunHeader
from triptych.results.formats.run_plan import PlanLine, RunPlan
from triptych.results.formats.studies import StudiesFile, StudyCard
from triptych.results.formats.walks import Walks
from triptych.results.items.index import ItemIndex
from triptych.results.record import Record
from triptych.results.run import Run
from triptych.results.store import Store, write_report
from triptych.results.task_card import TaskCards
from triptych.results.trial_result import TrialResult
from triptych.testing import write_synthetic_run

NASTY = "a\x00b\ud800c"
ANY_TEXT = st.text(alphabet=st.characters())


def documents(text):
    """A document of each kind that holds words of a task, a contender or a study."""
    layers = Layers(schema=Layers.SCHEMA, absent={text: text})
    walks = Walks(schema=Walks.SCHEMA, absent={text: text})
    facts = TaskFacts(
        task=text,
        fingerprint=text,
        classes=(text,),
        items=1,
        author_items=1,
        tested_items=1,
        provenance={text: text},
        files=(),
        circumstances={text: text},
    )
    return (
        RunHeader(profile="p", created="", command=text, triptych="", python="", workers=1),
        RunPlan((PlanLine(text, text, text, text, 0, "k"),)),
        StudiesFile(studies={text: StudyCard(question=text, unfit={text: text})}),
        CodeFiles({text: {text: text}}),
        KnownFacts({text: facts}),
        ItemIndex({text: (text,)}),
        layers,
        walks,
    )


def record_of(text):
    """A record whose every word somebody said."""
    return Record(
        cell=Cell(text, text, text, text, 0),
        key="k",
        status="failed",
        reason=text,
        stderr=text,
        size={text: 1.0},
        rulebook=[{"label": text, "says": text, "because": text}],
        inputs={text: text},
    )


@settings(max_examples=60)
@given(ANY_TEXT)
@example(NASTY)
@example("\\\udfff")
def test_whatever_is_said_is_stored_and_read_back(text):
    """By every writer of a run folder; a lone surrogate is read as its visible escape."""
    shown = to_utf8(text).decode()
    record = record_of(text)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "run"
        with Store(folder) as store:
            for one in documents(text):
                store.write(one)
            store.add(TrialResult(record))
            store.add_explanations(ExplanationLine.of_failure(record, text, text))
        write_report(folder, {"a.html": text, "tables/a.csv": text})

        contents = read_contents(folder)
        assert contents.records == (record_of(shown),)
        assert not contents.damaged
        again = ExplanationLine.of_failure(record_of(shown), shown, shown)
        assert list(explanation_lines(folder)) == [again]
        for one in documents(shown):
            assert find_document(folder, type(one)) == one
        assert (folder / "report" / "a.html").read_bytes() == to_utf8(text)
        with Store(folder) as store:  # and the next run goes on
            assert len(store.contents.records) == 1


@pytest.fixture(scope="module")
def nasty_run(tmp_path_factory):
    """A run in which every class, question, reason and rule holds half of a character."""
    folder = write_synthetic_run(tmp_path_factory.mktemp("results") / "run", items=40, seeds=2)
    cards = find_document(folder, TaskCards).entries
    entries = {name: said_by(entry) for name, entry in cards.items()}
    write_document(folder, TaskCards(entries))
    with Store(folder) as store:
        for record in store.contents.records:
            rulebook = [{**rule, "says": NASTY, "because": NASTY} for rule in record.rulebook]
            store.add(TrialResult(replace(record, rulebook=rulebook, reason=NASTY)))
    return folder


def said_by(entry):
    """The entry of a task that says it all so."""
    classes = entry.classes and tuple(f"{one}{NASTY}" for one in entry.classes)
    metric = entry.metric
    if metric.positive is not None:
        metric = replace(metric, positive=f"{metric.positive}{NASTY}")
    words = dict.fromkeys(("title", "question", "why", "delta_reason", "citation"), NASTY)
    return replace(entry, classes=classes, metric=metric, provenance={NASTY: NASTY}, **words)


def test_a_report_shows_it(nasty_run):
    """Its pages, tables and drawings are made, and can be written."""
    built = build(nasty_run)
    index = write_report(nasty_run, built.files)

    assert "\\ud800" in index.read_text()
    assert any("\\ud800" in text for name, text in built.files.items() if name.endswith(".csv"))
    assert Run.open(nasty_run).soundness.damaged == ()
