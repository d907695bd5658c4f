"""Promises of `triptych compare`: bring a file, get the answer."""

import json

import numpy as np
import pandas as pd
import pytest

pytestmark = pytest.mark.usefixtures("elsewhere")


@pytest.fixture
def file(tmp_path):
    random = np.random.default_rng(0)
    table = pd.DataFrame(
        {"size": random.normal(size=90), "port": random.choice(["Cork", "Kiel"], 90)}
    )
    is_large = (table["size"] > 0) ^ (random.random(90) < 0.1)
    table.assign(answer=np.where(is_large, "large", "small")).to_csv(
        tmp_path / "mine.csv", index=False
    )
    return tmp_path / "mine.csv"


def test_a_file_gives_an_answer_a_folder_and_a_report(triptych, file, tmp_path):
    """What was understood, a row for each of the three, the answer, and where to go on."""
    ended = triptych("compare", "mine.csv", "--target", "answer", "--quick", "--workers", 1)

    assert ended.code == 0, ended.err
    lines = ended.out.splitlines()
    assert lines[0].startswith("mine.csv: 90 rows, UTF-8, comma")
    assert any(line.startswith("  rules ") and "machine-suggested" in line for line in lines)
    assert any(line.startswith("ANSWER  ") for line in lines)
    assert (tmp_path / "compared/mine/rules.py").is_file()
    assert (tmp_path / "compared/mine/run/report/index.html").is_file()

    again = triptych("compare", "mine.csv", "--target", "answer", "--quick", "--json")

    assert {one["contender"] for one in json.loads(again.out)["scores"]} >= {"rules", "deep"}
    assert "0 to run" in again.said


def test_a_contender_without_a_result_is_told_and_ends_with_gaps(triptych, file, tmp_path):
    """What the others reached is kept and shown; there is no verdict."""
    command = ("compare", "mine.csv", "--target", "answer", "--quick", "--workers", 1)
    triptych(*command)
    broken = tmp_path / "compared/mine/deep.py"
    broken.write_text("def make(seed):\n    raise ValueError('not today')\n")

    ended = triptych(*command)

    assert ended.code == 3
    assert "not today" in ended.said
    assert "ANSWER  No verdict" in ended.out
    assert "  classical " in ended.out


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("none.csv", "--target", "answer"), 2, "there is no file or folder none.csv"),
        (("mine.csv", "--target", "anser"), 2, "Did you mean 'answer'?"),
        (("mine.csv",), 2, "--target"),
        (("mine.csv", "--target", "answer", "--quick", "--thorough"), 2, "give one"),
        (("mine.csv", "--target", "answer", "--delta", "2"), 2, ".02 is two points"),
    ],
)
def test_what_cannot_work_is_refused_in_one_line(triptych, file, options, code, words):
    """Before time is spent, without a traceback."""
    ended = triptych("compare", *options)

    assert ended.code == code
    assert words in ended.said
    assert "Traceback" not in ended.err
