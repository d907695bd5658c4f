"""Promises of proofs: which decisions of rules are justified, and by how much of an item."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from triptych.explain.proofs import NO_PROOF, reason_proof
from triptych.paradigms.rules import Points, Procedure, Rule, RuleList, ScoreCardRegressor, column

TABLE = pd.DataFrame({"a": [1, 5], "b": [0, 0], "c": [0, 0]})


def measured(*named):
    exactness = SimpleNamespace(values=np.ones(len(named)))
    attributions = [
        SimpleNamespace(named=None if one is None else np.array(one, dtype=bool)) for one in named
    ]
    return [SimpleNamespace(exactness=exactness, attributions=attributions)]


def test_a_proved_reason_has_the_share_of_the_units_that_it_names():
    """One column of three; where it names none that is known, there is no share."""
    rules = RuleList([Rule("high", column("a") > 3, because="it is")], otherwise="low")
    rules.fit(TABLE, ["low", "high"])

    found = reason_proof(rules, TABLE, ["low", "high"], measured([1, 0, 0], None))

    assert (found.items, found.proved) == (2, 2)
    assert found.named_shares == (0.333333, None)


def test_points_that_add_up_are_the_whole_computation():
    """A card of points whose answer is a number has no conditions to prove, and hides nothing."""
    card = ScoreCardRegressor([Points(2.0, column("a") > 3, because="it is")], base=1.0)
    card.fit(TABLE, [1.0, 3.0])

    found = reason_proof(card, TABLE, card.predict(TABLE).tolist(), measured(None, None))

    assert found.proved is None
    assert found.named_shares == (0.0, 0.0)


def test_a_procedure_is_run_anew():
    """0 where it gives the same decision again; None where it does not."""
    procedure = Procedure(
        lambda row: ("high" if row["a"] > 3 else "low", "a"), ["low", "high"], "table"
    )
    procedure.fit(TABLE, ["low", "high"])

    found = reason_proof(procedure, TABLE, ["low", "low"], measured([1, 0, 0], [1, 0, 0]))

    assert found.absent == NO_PROOF
    assert found.named_shares == (0.0, None)
