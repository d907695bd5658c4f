"""Every built-in rule list and score card proves its reasons, on the items of its own task."""

import numpy as np
import pandas as pd
import pytest

from triptych.catalogue import Catalogue, LoadedTask
from triptych.checks.specimen import Specimen
from triptych.dataset import take
from triptych.errors import TriptychError
from triptych.paradigms.rules import RuleList, ScoreCard
from triptych.paradigms.rules.explaining.proof import suffices

TASKS = Catalogue.find().tasks
RESAMPLED = 30


def system_and_items(name, count):
    """The task's rules, fitted on a sample, and items they were not fitted on."""
    specimen = Specimen(LoadedTask(TASKS[name]))
    try:
        specimen.dataset  # noqa: B018  what is not downloaded is found out here
    except TriptychError as error:
        pytest.skip(str(error))
    system = specimen.fitted("rules")
    if not isinstance(system, RuleList | ScoreCard):
        pytest.skip(f"{name} is decided by a {type(system).__name__}")
    tested = specimen.folds[0].test
    chosen = tested[np.linspace(0, len(tested) - 1, min(count, len(tested))).astype(int)]
    return system, specimen.view("rules", take(specimen.dataset.raw, chosen))


def with_cells_of_others(table, row, named, draw):
    """Copies of a row that keep the named columns only; other cells are anybody's."""
    rows = draw.integers(0, len(table), (RESAMPLED, table.shape[1]))
    rows[:, named] = row
    cells = {
        column: table[column].iloc[rows[:, place]].reset_index(drop=True)
        for place, column in enumerate(table)
    }
    return pd.DataFrame(cells)


def check(name, count):
    system, X = system_and_items(name, count)
    decisions, explanations = system.predict(X).tolist(), system.explain(X)
    draw = np.random.default_rng(0)

    assert [one.decision for one in explanations] == decisions
    proved = [
        suffices(reason, system, decision)
        for reason, decision in zip(system.reasons(X), decisions, strict=True)
    ]
    assert all(proved)
    if isinstance(X, pd.DataFrame):
        for row, explanation in enumerate(explanations):
            others = with_cells_of_others(X, row, explanation.named, draw)
            assert set(system.predict(others)) == {decisions[row]}


@pytest.mark.parametrize("name", sorted(TASKS))
def test_reasons_of_built_in_rules_suffice(name):
    """By proof; and for tables also with the cells of others in all columns not named."""
    check(name, 40)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(TASKS))
def test_reasons_of_built_in_rules_suffice_for_many_items(name):
    """The same for 300 items of each task."""
    check(name, 300)
