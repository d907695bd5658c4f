import numpy as np
import pytest

from triptych.absent import Absent
from triptych.analysis.across_tasks.measures.probe import SCORE_OF_A_LINEAR_PROBE
from triptych.claims import declared_claims
from triptych.errors import DataError, NotRun
from triptych.metric import mean_absolute_error
from triptych.results.formats.layers import Layer, LinearProbe, NetworkLayers

CLAIM = declared_claims()["deeper_layers_carry_higher_features"]
TRUTH = np.zeros(400, dtype=int)
TESTED = np.arange(100, 400)
MAIN = {(name, "supervised", None): TRUTH for name in ("rules", "classical", "deep")}


def network(*probes, items=TESTED):
    """The layers of a network with the answers of the probes of the hidden ones."""
    names = ["input", *(f"hidden {place}" for place in range(len(probes))), "decided"]
    answers = [np.ones(300), *probes, np.zeros(300)]
    return NetworkLayers(
        contender="deep",
        seed=0,
        key="0" * 16,
        probe=LinearProbe(
            train_items=100, test_items=300, classes=("no", "yes"), items=tuple(items)
        ),
        layers=tuple(
            Layer(name=name, layer="", shape=(1,), score=0, low=0, high=0, decided=tuple(decided))
            for name, decided in zip(names, answers, strict=True)
        ),
        chance=0.5,
        metric="accuracy",
        embeddings="",
    )


def wrong(share):
    return (np.arange(300) < 300 * share).astype(int)


def measured(made_task, layers, answers=MAIN, truth=TRUTH, **changes):
    task = made_task(answers, truth, **changes)
    task.run.layers = {} if layers is None else {"task": layers}
    return SCORE_OF_A_LINEAR_PROBE.test(CLAIM, task)


@pytest.mark.parametrize(
    ("first", "last", "holds", "fails"),
    [(0.4, 0.1, True, False), (0.1, 0.4, False, True), (0.1, 0.1, False, True)],
)
def test_hidden_layers_are_compared_item_by_item(made_task, first, last, holds, fails):
    """The first with the last; input, logits and layers between have no say."""
    found = measured(made_task, network(wrong(first), wrong(0.9), wrong(last)))

    assert (found.p_value <= 0.05) is holds
    assert (found.opposite_p_value <= 0.05) is fails
    assert found.position.value == pytest.approx((first - last) / 0.02)
    assert found.position.leader == "deep"


def test_numbers_are_compared_in_the_unit_of_the_task(made_task):
    """By the mean absolute error, of which δ is an amount."""
    truth = TRUTH.astype(float)
    main = {place: truth + 9 * np.arange(400) for place in MAIN}
    near, far = np.linspace(0, 2, 300), np.linspace(0, 20, 300)

    found = measured(
        made_task, network(far, near), main, truth, metric=mean_absolute_error("euros"), delta=2.0
    )

    assert found.p_value < 0.001


@pytest.mark.parametrize(
    ("layers", "error", "why"),
    [
        (None, NotRun, "`triptych explain` measures them"),
        (Absent("a tree shows no layers"), DataError, "a tree shows no layers"),
        (network(wrong(0), wrong(0), items=()), NotRun, "`triptych explain` measures them anew"),
        (network(wrong(0)), DataError, "has 1 hidden layers"),
    ],
)
def test_where_layers_cannot_be_compared_it_says_why(made_task, layers, error, why):
    """What to run, or why there is nothing to compare."""
    with pytest.raises(error, match=why):
        measured(made_task, layers)
