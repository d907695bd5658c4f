import json

import pytest

from triptych.testing import write_synthetic_run


@pytest.fixture
def results(tmp_path, elsewhere):
    write_synthetic_run(tmp_path / "results" / "made", items=400)
    return tmp_path / "results"


def test_the_three_are_answered_for_in_eighty_columns(results, triptych, monkeypatch):
    """With how many tasks say so, the claims on the same question, and what to ask next."""
    monkeypatch.setenv("COLUMNS", "80")
    ended = triptych("advise", "--run", "made", "--data", "image", "--ms", "1000")

    assert ended.code == 0, ended.said
    assert max(map(len, ended.out.splitlines())) <= 80
    assert "deep passes 1" in ended.said
    assert "claims on this" in ended.said
    assert "--evidence prints what each says" in ended.said


def test_evidence_and_json_say_the_same(results, triptych):
    """For people and for programs."""
    told = triptych("advise", "--run", "made", "--data", "image", "--evidence")
    read = json.loads(triptych("advise", "--run", "made", "--data", "image", "--json").out)

    assert read["tasks"] == 1
    deep = read["advice"]["deep"]["tasks"]["figures"]
    assert deep["word"] == "passes"
    assert deep["evidence"][0]["says"].split()[0] in told.said


def test_a_kind_of_data_that_the_run_lacks_is_not_known(results, triptych):
    """Neither yes nor no, and no guess."""
    ended = triptych("advise", "--run", "made", "--data", "audio")

    assert ended.code == 0
    assert ended.out.startswith("not known: the run")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--data", "tabel"), "Did you mean 'table'?"),
        (("--labels", "5", "--no-labels"), "ask for different things"),
        (("--answer-all",), "give --wrong as well"),
        (("--wrong", "200"), "200"),
        (("--wrong", "0"), "no number of tested items shows"),
        (("--run", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_line(results, triptych, arguments, message):
    """With exit code 2 for usage, 1 for a run that is not there."""
    ended = triptych("advise", *arguments)

    assert ended.code in (1, 2)
    assert message in ended.said
    assert "Traceback" not in ended.said
