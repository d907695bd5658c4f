"""Promises of rules as labelling functions: asked where they fire, and nowhere else."""

import numpy as np
import pandas as pd
import pytest

from triptych.errors import ContractError
from triptych.learners.rule_labels import RuleLabels
from triptych.paradigms.rules import Procedure, Rule, RuleList, column, matches

TABLE = pd.DataFrame({"size": np.arange(40.0), "other": np.tile([0.0, 1.0], 20)})


def unseen(raw, view):
    raise AssertionError("the rules read the table")


@pytest.mark.filterwarnings("ignore:the rules give the label")
def test_a_model_learns_what_rules_say_of_unlabelled_items():
    """What they say when none fires is not asked: here it would be wrong for all."""
    rules = RuleList(
        [
            Rule("large", column("size") > 25, because="it is"),
            Rule("small", column("size") < 15, because="it is"),
        ],
        otherwise="neither",
    )
    learner = RuleLabels(rules, unseen)
    given = TABLE.iloc[[0, 39]]
    learner.fit_semi_supervised(given, np.array(["small", "large"]), TABLE.iloc[1:39])

    assert learner.predict(TABLE.iloc[[18, 22]]).tolist() == ["small", "large"]
    assert learner.reads == "table"


def test_rules_of_texts_label_the_table_of_those_texts():
    """The model reads the table even so."""
    texts = np.array(["win a prize", "see you", "prize prize", "at home"] * 3, dtype=object)
    rules = RuleList([Rule("spam", matches("prize"), because="it says so")], otherwise="ham")

    def seen(raw, view):
        assert view == "table"
        return pd.DataFrame({"length": [len(one) for one in raw]})

    learner = RuleLabels(rules, seen).fit(texts[:2], np.array(["spam", "ham"]))
    learner.fit_semi_supervised(texts[:2], np.array(["spam", "ham"]), texts[2:])

    assert learner.reads == "raw"
    assert set(learner.predict(texts)) <= {"spam", "ham"}


def test_a_procedure_answers_for_every_item():
    """Whether or not a labelled item met the reason that it gives."""
    rules = Procedure(
        lambda row: ("large", "it is") if row["size"] > 19 else ("small", "it is not"),
        classes=("large", "small"),
        reads="table",
    )
    learner = RuleLabels(rules, unseen)
    learner.fit_semi_supervised(TABLE.iloc[[0]], np.array(["small"]), TABLE.iloc[1:])

    assert learner.predict(TABLE.iloc[[5, 30]]).tolist() == ["small", "large"]


def test_rules_that_do_not_say_who_fired_are_refused():
    """Nobody could tell a guess from a rule's word."""
    with pytest.raises(ContractError, match="fires"):
        RuleLabels(object(), unseen)
