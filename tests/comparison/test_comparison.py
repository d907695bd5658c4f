"""Promises of a comparison in Python: the answer, scores, reasons, warnings, and where all lies."""

import numpy as np
import pytest

from triptych.comparison.comparison import SUGGESTED, Comparison
from triptych.errors import UnknownName, UsageError
from triptych.own_data.understood import Finding

COUNT = 400
TRUTH = np.arange(COUNT) % 2


def answers(wrong):
    """The truth with every so many-th answer turned."""
    turned = np.arange(COUNT) % wrong == 0
    return np.where(turned, 1 - TRUTH, TRUTH)[None]


@pytest.fixture
def comparison(made_run, tmp_path):
    """Rules wrong on a quarter, classical on a fortieth, the network on a thirtieth."""

    def make(*, has_suggested=True):
        wrong = {"rules": 4, "classical": 40, "deep": 30}
        made_run(
            {(name, "supervised", None): answers(one) for name, one in wrong.items()}
            | {("reference:constant", "supervised", None): np.zeros((1, COUNT), dtype=int)},
            TRUTH,
            contenders=("rules", "classical", "deep", "reference:constant"),
        )
        return Comparison(
            folder=tmp_path,
            described=("mine.csv: 400 rows",),
            findings=(Finding("warning", "`closed_by` tells all", "--keep closed_by"),),
            has_suggested=has_suggested,
        )

    return make


def test_the_answer_is_the_verdict_and_says_whose_rules_they_were(comparison):
    found = comparison()

    assert found.answer == "classical"
    assert found.sentence.startswith("Classical suffices: 97.5")
    assert found.sentence.endswith("what rules of yours can do is not measured.")
    assert "learner" not in comparison(has_suggested=False).sentence


def test_scores_are_a_table_best_first_with_intervals_and_roles(comparison):
    scores = comparison().scores

    assert scores.index.tolist() == ["classical", "deep", "rules", "reference:constant"]
    assert scores["role"].tolist() == ["judged", "judged", SUGGESTED, "reference"]
    assert ((scores["low"] <= scores["score"]) & (scores["score"] <= scores["high"])).all()


def test_why_names_the_word_the_rival_and_the_p(comparison):
    words = comparison().why("rules")

    assert words.startswith("rules: falls short with 75.0")
    assert "worse than classical" in words
    with pytest.raises(UnknownName, match="unknown contender 'forest'"):
        comparison().why("forest")


def test_it_shows_itself_in_terminals_notebooks_and_json(comparison):
    found = comparison()

    assert str(found).splitlines()[0] == "mine.csv: 400 rows"
    assert str(found).splitlines()[-1].startswith("ANSWER  Classical suffices")
    assert found.warnings == ("! `closed_by` tells all (--keep closed_by)",)
    assert "<strong>Classical suffices" in found._repr_html_()
    assert found.to_json()["scores"][0]["contender"] == "classical"


def test_a_report_is_built_and_all_of_it_can_be_kept_elsewhere(comparison, tmp_path):
    found = comparison()

    assert found.report().name == "index.html"
    place = found.save(tmp_path.parent / f"{tmp_path.name}-kept")
    assert (place / "run" / "report" / "index.html").is_file()
    with pytest.raises(UsageError, match="is there already"):
        found.save(place)
