"""The study of the rule budget: the first rules alone, in two orders; programs have none."""

import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.cell import Cell
from triptych.dataset import Dataset
from triptych.errors import Unfit
from triptych.fold import Fold
from triptych.harness.trials.soundness import labels_given, require_alike, require_sound
from triptych.metric import accuracy, mean_absolute_error
from triptych.paradigms.rules import (
    Points,
    Procedure,
    Rule,
    RuleList,
    ScoreCard,
    ScoreCardRegressor,
    column,
)
from triptych.studies.rule_budget import GREEDY, STUDY, Shortened

TABLE = pd.DataFrame({"a": np.arange(40.0), "b": np.arange(40.0) % 4})
RULES = [
    Rule("low", column("b") > 5, because="never"),
    Rule("low", column("a") < 4, because="few"),
    Rule("low", column("a") < 20, because="many"),
]
LINES = [
    Points(1, column("a") > 30, because="some"),
    Points(2, column("b") == 0, because="a quarter"),
]
SYSTEMS = [
    RuleList(RULES, otherwise="high"),
    ScoreCard(("low", "high"), LINES, threshold=1),
    ScoreCardRegressor(LINES, base=3),
]


def shortened(is_greedy=False, metric=None):
    of_numbers = metric is not None
    return Shortened(
        metric=metric or accuracy(),
        classes=None if of_numbers else ("low", "high"),
        costs=None,
        is_greedy=is_greedy,
    )


def answers(system):
    if isinstance(system, ScoreCardRegressor):
        return np.arange(40.0)
    return np.where(np.arange(40) < 20, "low", "high").astype(object)


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda one: type(one).__name__)
def test_all_rules_decide_as_the_whole_system(system):
    """And so does a budget that is larger than the system."""
    made = shortened()(system).fit(TABLE, answers(system))
    whole = system.fit(TABLE, answers(system)).predict(TABLE)

    np.testing.assert_array_equal(made.predict(TABLE), whole)
    np.testing.assert_array_equal(made.decided_by_first(TABLE, 64), whole)


@given(st.sets(st.integers(0, 2)))
def test_some_rules_decide_as_a_system_of_these_alone(kept):
    """In their own order, with the same answer where none holds."""
    positions = sorted(kept)
    whole = RuleList(RULES, otherwise="high").fit(TABLE, answers(None))
    alone = RuleList([RULES[one] for one in positions], otherwise="high")
    found = whole.decided_by(whole.holds(TABLE), positions)

    np.testing.assert_array_equal(found, alone.fit(TABLE, answers(None)).predict(TABLE))


def test_by_gain_the_most_useful_rule_is_first():
    """The author's order begins with a rule that never holds; gain with the one that does most."""
    y = answers(None)
    authors, greedy = (shortened(one)(SYSTEMS[0]).fit(TABLE, y) for one in (False, True))

    assert authors.order_ == [0, 1, 2]
    assert greedy.order_[0] == 2
    assert np.mean(greedy.decided_by_first(TABLE, 1) == y) == 1.0
    assert np.mean(authors.decided_by_first(TABLE, 1) == y) == 0.5
    of_numbers = shortened(True, mean_absolute_error("grams"))(SYSTEMS[2])
    assert of_numbers.fit(TABLE, np.arange(40.0)).order_ == [1, 0]


def test_a_program_has_no_lines_to_leave_out():
    """It is skipped with the reason: nothing has failed."""
    with pytest.raises(Unfit, match="its rules are a Procedure"):
        shortened()(Procedure(lambda item: ("low", "always"), ["low", "high"]))


def test_only_the_authors_part_is_looked_at():
    """And what is learned is the same whatever the number of rules."""
    folds = [Fold(train=np.arange(10), test=part) for part in np.array_split(np.arange(10, 40), 3)]
    data = SimpleNamespace(
        folds=lambda seed: folds,
        author_part=np.arange(10),
        card=SimpleNamespace(metric=accuracy()),
        dataset=Dataset(raw=TABLE, target=answers(None), classes=("low", "high")),
    )
    cells = [Cell("task", GREEDY, "rule_budget", count, 0) for count in STUDY.conditions(None)]
    trials = [STUDY.trial(data, cell) for cell in cells]

    require_sound(trials[0], data, cells[0])
    require_alike(trials[0], trials[-1], cells[-1])
    assert labels_given(trials[0]) == 10
    assert trials[0].steps[0].test.tolist() == [*range(10, 40)]


def test_a_run_and_its_page(elsewhere, process, tmp_path):
    """A staircase for both orders with the models as level lines; a program says why not."""
    asked = ("wine", "fizzbuzz", "--run", "r", "--profile", "quick")
    plan = json.loads(process("plan", *asked, "--study", "rule_budget", "--json").out)
    assert {cell["cell"].split("/")[1] for cell in plan["cells"]} == {"rules", GREEDY}
    ran = process("run", *asked, "--study", "rule_budget", "--executor", "serial")
    assert ran.code == 0, ran.said
    assert "skipped: fizzbuzz: its rules are a Procedure" in ran.said
    assert process("report", "--run", "r").code == 0
    report = tmp_path / "results" / "r" / "report"
    assert "Accuracy by rules" in (report / "wine.html").read_text()
    assert "Not run: its rules are a Procedure" in (report / "fizzbuzz.html").read_text()
    lines = (report / "tables" / "wine.study.rule_budget.csv").read_text().splitlines()
    assert len(lines) == 1 + 2 * len(STUDY.conditions(None))
