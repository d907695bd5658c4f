"""A study of one file goes through every command: plan, run, resume, why, analysis and report."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from triptych.analysis.one_task.studies.curves import study_curves
from triptych.results.run import Run

HERE = ("--executor", "serial")
"""Quicker than starting workers, which the first test does."""

PAGE = Path(__file__).parents[2] / "docs" / "add-a-study.md"
STREAM = '''
"""A stream: items in order, few of them labelled, tested ones turned; rules are edited halfway."""

import numpy as np

from triptych.study import Axis, Step, Study, Trial


class Remembering:
    """Learns from items without answers by remembering how many it was shown."""

    def __init__(self, estimator):
        self.estimator, self.shown = estimator, 0

    def __getattr__(self, name):
        return getattr(self.estimator, name)

    def fit_semi_supervised(self, X, y, unlabelled):
        self.shown += len(unlabelled)
        self.estimator.fit(X, y)

    def partial_fit(self, X, y):
        return self.estimator.fit(X, y)

    def predict(self, X):
        assert self.shown, "it was given no unlabelled items"
        return self.estimator.predict(X)


class Stubborn(Remembering):
    """Says of every item what it said of the first."""

    said = None

    def predict(self, X):
        self.said = self.estimator.predict(X[:1]) if self.said is None else self.said
        return self.said.repeat(len(X))


def turned(raw, random):
    """Every second item loses its last bit: even where odd."""
    return raw - raw % 2 * (np.arange(len(raw)) % 2)[:, None]


class Stream(Study):
    name = "stream"
    question = "What is left when the world is turned?"
    axis = Axis(label="policy", scale="names")
    ordered = True

    def conditions(self, task):
        return ("frozen", "updated")

    def unfit_for(self, task):
        return "" if task.modality == "symbolic" else "its items have no last bit"

    def own_contenders(self, task):
        return {"rules:stubborn": "rules"}

    def sources(self, task):
        return ("other",) if task.title == "Even or odd" else ()

    def trial(self, data, cell):
        assert len(data.source("other")) == 60
        rest = np.setdiff1d(np.arange(len(data.dataset)), data.author_part)
        first, second, *tests = np.array_split(rest, 4)
        steps = [Step(labelled=first[:4], unlabelled=first[4:], test=tests[0])]
        further = cell.condition == "updated"
        steps.append(
            Step(
                labelled=second if further else second[:0],
                test=tests[1],
                learning="further" if further else "none",
            )
        )
        made = Stubborn if cell.contender == "rules:stubborn" else Remembering
        return Trial(steps=steps, adapt=made, alter=turned)


STUDY = Stream()
'''
TABLE_CARD = """
from triptych import Task, accuracy, cross_validated
TASK = Task(
    title="Other", question="Is the number even?", why="A test.", modality="table",
    items=60, classes=2, metric=accuracy(), split=cross_validated(2), delta_reason="a test",
    licence="CC0", source="made up", citation="none",
)
"""


@pytest.fixture
def triptych(
    tmp_path: Path,
    elsewhere: None,
    write_parity: Callable[..., Path],
    process: Callable[..., object],
) -> Callable[..., object]:
    """The command line beside two tasks and a study of one file."""
    write_parity("parity")
    tasks = write_parity("other", __init__=TABLE_CARD)
    studies = tmp_path / "studies"
    studies.mkdir()
    (studies / "stream.py").write_text(STREAM)

    def call(command: str, *arguments: object) -> object:
        takes_tasks = () if command == "report" else ("--tasks", tasks)
        return process(command, *arguments, *takes_tasks, TRIPTYCH_STUDIES=str(studies))

    return call


def test_a_study_of_one_file_goes_through_every_command(triptych, tmp_path):
    """Unlabelled items, altered test items and an order: planned, run, resumed, told, shown."""
    asked = ("parity", "other", "--study", "stream", "--run", "r", "--profile", "quick")
    plan = json.loads(triptych("plan", *asked, "--json").out)
    assert {cell["cell"] for cell in plan["cells"]} == {
        f"parity/{who}/stream/{policy}/0"
        for who in ("rules", "rules:stubborn", "classical", "deep")
        for policy in ("frozen", "updated")
    }

    ran = triptych("run", *asked)
    assert ran.code == 0, ran.said
    assert re.search(r"parity +accuracy +frozen +\d+\.\d", ran.out), ran.out
    assert "other: its items have no last bit" in ran.said

    again = triptych("run", *asked)
    assert "0 run now" in again.said
    told = triptych("why", "parity/rules/stream/frozen/0", "--run", "r", "--profile", "quick")
    assert "is present" in told.said
    study = tmp_path / "studies" / "stream.py"
    study.write_text(
        study.read_text().replace("first[:4]", "first[:6]").replace("first[4:]", "first[6:]")
    )
    told = triptych("why", "parity/rules/stream/frozen/0", "--run", "r", "--profile", "quick")
    assert "triptych/studies/stream.py changed" in told.said
    assert triptych("run", *asked).code == 0

    run = Run.open(tmp_path / "results" / "r")
    curves = study_curves(run, "parity", "stream")
    assert [point.condition for point in curves["rules"]] == ["frozen", "updated"]
    assert [point.labels for point in curves["rules"]] == [6, 16]
    assert run.outcomes("parity", "rules", "stream", "frozen").ordered
    # Rules see the turned items as they are: half of the odd ones pass for even.
    hits = run.outcomes("parity", "rules", "stream", "frozen").hits
    assert 0.5 < np.mean(hits) < 1.0
    assert list(curves) == ["rules", "classical", "deep", "rules:stubborn"]
    one_answer = run.outcomes("parity", "rules:stubborn", "stream", "frozen")
    assert len({*one_answer.predictions.ravel()}) == 1

    shown = triptych("report", "--run", "r")
    assert shown.code == 0, shown.said
    page = (tmp_path / "results" / "r" / "report" / "parity.html").read_text()
    assert "What is left when the world is turned?" in page
    assert "Accuracy by policy" in page
    other = (tmp_path / "results" / "r" / "report" / "other.html").read_text()
    assert "Not run: its items have no last bit" in other
    own = (tmp_path / "results" / "r" / "report" / "study-stream.html").read_text()
    assert "All tasks at a glance" in own
    assert 'href="parity.html#study-stream"' in own
    assert "Not run: its items have no last bit" in own
    index = (tmp_path / "results" / "r" / "report" / "index.html").read_text()
    assert 'href="study-stream.html"' in index


def test_a_study_leaves_the_plain_comparison_as_it_is(triptych, tmp_path):
    """The cells of one study stay in the folder's plan when another is run."""
    for study in ("supervised", "stream", "supervised"):
        ended = triptych(
            "run", "parity", "--study", study, "--run", "r", "--profile", "quick", *HERE
        )
        assert ended.code == 0, ended.said
    cells = json.loads((tmp_path / "results" / "r" / "plan.json").read_text())["cells"]

    assert {cell[2] for cell in cells} == {"supervised", "stream"}


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("test=tests[0]", "test=first", "tests items that it has learned from"),
        ("test=tests[1]", "test=tests[0]", "tests an item twice"),
        ("test=tests[0]", "test=data.author_part", "rule authors may look at"),
        ("adapt=made, ", "", "needs an estimator with fit_semi_supervised"),
        ('return ("other",) if', "return () if", "which its `sources` do not name"),
    ],
)
def test_what_no_study_may_do_is_refused(triptych, tmp_path, before, after, message):
    """A trial that would flatter somebody ends as failed, with the reason."""
    study = tmp_path / "studies" / "stream.py"
    assert before in study.read_text()
    study.write_text(study.read_text().replace(before, after))
    ended = triptych(
        "run", "parity", "--study", "stream", "--run", "r", "--profile", "quick", *HERE
    )

    assert ended.code == 3
    assert message in ended.said


def test_an_unknown_study_is_named(triptych):
    """With those there are."""
    ended = triptych("plan", "--study", "streem")

    assert ended.code == 2
    assert "unknown study 'streem'. Did you mean 'stream'?" in ended.said


def test_the_study_in_the_docs_runs(triptych, tmp_path):
    """Who follows the page to the letter gets scores."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), flags=re.DOTALL)
    (tmp_path / "studies" / "scarce.py").write_text(code)
    ended = triptych(
        "run", "parity", "--study", "scarce", "--run", "r", "--profile", "quick", *HERE
    )

    assert ended.code == 0, ended.said
    assert re.search(r"parity +accuracy +10 +- +\d+\.\d", ended.out), ended.out
