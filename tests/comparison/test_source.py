"""Promises of where a comparison's data come from."""

import numpy as np
import pandas as pd
import pytest

from triptych.comparison.source import Source, digest_of, meanings_of, prepared, table_of
from triptych.errors import DataError
from triptych.own_data.reading import read
from triptych.own_data.wishes import Wishes


@pytest.fixture
def file(tmp_path):
    random = np.random.default_rng(0)
    table = pd.DataFrame({"size": random.normal(size=60), "port": random.choice(["a", "b"], 60)})
    is_large = (table["size"] > 0) ^ (random.random(60) < 0.1)
    table["answer"] = np.where(is_large, "large", "small")
    table.to_csv(tmp_path / "mine.csv", index=False)
    return tmp_path / "mine.csv"


def test_words_become_categories_and_numbers_stay(file):
    """As the rules, models and networks of triptych read them."""
    dataset = Source(str(file), digest_of(file), Wishes(target="answer")).load()

    assert dataset.raw.dtypes.astype(str).to_dict() == {"size": "float64", "port": "category"}
    assert dataset.classes == ("large", "small")


def test_a_file_that_has_changed_is_not_taken_for_the_one_compared(file):
    """Who changed it is told what to type; a changed file in a folder counts as well."""
    source = Source(str(file), digest_of(file), Wishes(target="answer"))
    before = digest_of(file.parent)
    file.write_text(file.read_text() + "1.0,a,large\n")

    with pytest.raises(DataError, match="Run the same `triptych compare` again"):
        source.load()
    assert digest_of(file.parent) != before


def test_the_table_of_a_table_is_itself_and_its_columns_explain_themselves(file):
    data = prepared(read(file, Wishes(target="answer")))

    assert table_of(data.dataset.raw, data) is data.dataset.raw
    assert meanings_of(data) == {}


def test_the_table_of_texts_has_a_meaning_for_each_column(tmp_path):
    texts = pd.DataFrame({"text": [f"Some message, number {n}, to read." for n in range(60)]})
    texts["label"] = ["a", "b"] * 30
    texts.to_csv(tmp_path / "texts.csv", index=False)
    data = prepared(read(tmp_path / "texts.csv", Wishes(target="label", text=("text",))))

    assert list(table_of(data.dataset.raw, data)) == list(meanings_of(data))
