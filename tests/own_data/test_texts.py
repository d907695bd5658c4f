"""Texts, and tables with texts among their columns."""

import numpy as np
import pandas as pd
import pytest

from own_data.conftest import sentences, tickets
from triptych.own_data import Wishes, read

TEAM = Wishes(target="team")


def lines_of(own):
    return [finding.line for finding in own.findings]


def mail(rows=300):
    return tickets(rows).assign(subject=sentences(rows))


def test_a_column_of_sentences_is_text(csv_of):
    """Items are strings, as every contender for texts reads them."""
    own = read(csv_of(mail()[["subject", "team"]]), TEAM)

    assert own.modality == "text"
    assert own.text_columns == ("subject",)
    assert own.dataset.raw.dtype == object
    assert {type(text) for text in own.dataset.raw} == {str}
    assert "text column `subject`" in own.described[0]


def test_beside_few_columns_the_text_is_read_and_what_is_not_is_said():
    """With what to type for all, and for the others."""
    own = read(mail(), TEAM)

    assert own.modality == "text"
    assert own.left_out == {"kind": "not text", "age": "not text"}
    (line,) = [line for line in lines_of(own) if "Only the text in `subject` is read" in line]
    assert "--keep kind" in line
    assert "--drop subject" in line


def test_what_is_to_be_kept_makes_it_a_table():
    """The text stays a column of it."""
    own = read(mail(), Wishes(target="team", keep=("kind",)))

    assert own.modality == "table"
    assert own.text_columns == ("subject",)
    assert set(own.dataset.raw.columns) == {"subject", "kind", "age"}


def test_a_date_counts_as_one_column_beside_the_text():
    """However many numbers are made of it."""
    frame = mail().assign(opened=pd.date_range("2026-01-01", periods=300, freq="7h"))
    own = read(frame, TEAM)

    assert own.modality == "text"
    assert own.left_out["opened"] == "not text"


def test_without_the_text_it_is_a_table():
    """As the line of the terminal says."""
    own = read(mail(), Wishes(target="team", drop=("subject",)))

    assert own.modality == "table"
    assert list(own.dataset.raw.columns) == ["kind", "age"]


def test_names_beside_many_columns_leave_it_a_table():
    """As of passengers: three words are no text that outweighs the rest."""
    frame = tickets().assign(name=[f"Miss Ada Nr{number}" for number in range(300)])
    own = read(frame, TEAM)

    assert own.modality == "table"
    assert own.text_columns == ("name",)
    assert any("--text name" in line for line in lines_of(own))


def test_several_texts_are_read_as_one():
    """Title and body, one below the other."""
    frame = mail()[["subject", "team"]].assign(body=sentences(300, seed=1))
    own = read(frame, Wishes(target="team", text=("subject", "body")))

    assert own.dataset.raw[0] == f"{frame['subject'][0]}\n{frame['body'][0]}"


def test_any_column_may_be_said_to_be_text():
    """Short words, too; nothing else is read."""
    own = read(mail(), Wishes(target="team", text=("kind", "subject")))
    assert own.text_columns == ("kind", "subject")


def test_words_that_are_all_there_is_are_text():
    """Names, numerals: their letters are what the question is about."""
    random = np.random.default_rng(0)
    names = ["".join(random.choice(list("abcdefgh"), random.integers(3, 9))) for _ in range(400)]
    frame = pd.DataFrame({"name": names}).drop_duplicates()
    frame["team"] = np.where(frame["name"].str.len() > 5, "long", "short")
    own = read(frame, TEAM)

    assert own.modality == "text"
    assert own.text_columns == ("name",)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("打印机坏了请尽快修理谢谢你们的帮助{}", id="Chinese"),
        pytest.param("プリンターが壊れました修理してください{}", id="Japanese"),
        pytest.param("принтер сломан пожалуйста помогите {}", id="Russian"),
        pytest.param("الطابعة معطلة من فضلك ساعدني {}", id="Arabic"),
    ],
)
def test_texts_of_every_script_are_text(sentence, csv_of):
    """Also where words are not divided by blanks."""
    texts = [sentence.format(number * 7919) for number in range(120)]
    own = read(csv_of(pd.DataFrame({"said": texts, "team": ["a", "b"] * 60})), TEAM)

    assert own.modality == "text"
    assert own.dataset.raw.tolist() == texts


def test_a_folder_of_texts_is_read(bytes_of, tmp_path):
    """A folder a class, as mail is often given."""
    for number, text in enumerate(sentences(80)):
        bytes_of(text.encode(), f"mail/{'spam' if number % 2 else 'ham'}/{number}.txt")
    own = read(tmp_path / "mail")

    assert own.modality == "text"
    assert own.dataset.classes == ("ham", "spam")
    assert len(own.dataset) == 80
