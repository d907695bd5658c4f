"""Promises of the task folder that a comparison writes."""

import numpy as np
import pandas as pd
import pytest

from triptych.catalogue import Catalogue, LoadedTask
from triptych.comparison.source import prepared
from triptych.comparison.task_folder import is_suggested, suggestion_for, write_task
from triptych.comparison.wanted import Wanted, terms_of
from triptych.errors import UsageError
from triptych.fold import author_part
from triptych.own_data.reading import read
from triptych.own_data.wishes import Wishes

WISHES = Wishes(target='it\'s an "answer"')


@pytest.fixture
def file(tmp_path):
    random = np.random.default_rng(0)
    table = pd.DataFrame({"size": random.normal(size=200), "na'me": random.choice(["a", "b"], 200)})
    is_large = (table["size"] > 0.2) ^ (random.random(200) < 0.1)
    table[WISHES.target] = np.where(is_large, "lar'ge", "small")
    table.to_csv(tmp_path / "mine.csv", index=False)
    return tmp_path / "mine.csv"


@pytest.fixture
def write(tmp_path, file):
    def write():
        data = prepared(read(file, WISHES))
        terms = terms_of(data, Wanted())
        return write_task(tmp_path / "compared" / "mine", file, WISHES, data, terms)

    return write


def test_the_folder_is_a_task_whatever_quotes_names_have(write):
    """The catalogue finds it, its data load, its three contenders are made."""
    task = LoadedTask(Catalogue.find([write().folder])["mine"])

    assert task.dataset.classes == ("lar'ge", "small")
    assert [type(task.make(name, 0)).__name__ for name in ("rules", "classical", "deep")] == [
        "RuleList",
        "GridSearchCV",
        "NetworkClassifier",
    ]
    rules = task.make("rules", 0).fit(task.table, task.dataset.target)
    assert np.mean(rules.predict(task.table) == task.dataset.target) > 0.8


def test_what_somebody_wrote_is_kept_and_what_nobody_touched_is_written_anew(write):
    first = write()
    rules = first.folder / "rules.py"
    assert first.has_suggested
    assert is_suggested(rules)
    assert write().kept == ("classical.py", "deep.py")

    rules.write_text(rules.read_text().replace("TODO: say why.", "Large ones are large."))
    again = write()

    assert not again.has_suggested
    assert again.kept == ("classical.py", "deep.py", "rules.py")
    assert "Large ones are large." in rules.read_text()


def test_rules_are_suggested_from_the_authors_part_alone(file):
    """Answers of all other items may change: the suggestion is the same."""
    data = prepared(read(file, WISHES))
    before = suggestion_for(data).source()
    others = np.setdiff1d(np.arange(len(data.dataset.raw)), author_part(data.dataset))

    data.dataset.target[others] = "small"

    assert suggestion_for(data).source() == before


def test_a_folder_of_something_else_is_left_alone(write, tmp_path):
    (tmp_path / "compared" / "mine").mkdir(parents=True)
    (tmp_path / "compared" / "mine" / "thesis.txt").write_text("years of work")

    with pytest.raises(UsageError, match="no comparison of triptych"):
        write()
    assert (tmp_path / "compared" / "mine" / "thesis.txt").read_text() == "years of work"
