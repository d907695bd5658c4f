"""Our numbers are those of captum, shap and Quantus, where a definition of theirs meets ours."""

from itertools import permutations

import numpy as np
import pytest
import torch

from triptych.measure.explainability.concentration import effective_units, gini
from triptych.measure.explainability.masking import Masking
from triptych.measure.explainability.shapley import antithetic_orders, chains, credit
from triptych.measure.explainability.stability import Noisy, stability
from triptych.measure.explainability.track import track
from triptych.units import Frames

UNITS = 6
RANDOM = np.random.default_rng(0)
ITEMS, DONORS = RANDOM.normal(size=(2, 5, UNITS))
MAPS = np.abs(RANDOM.normal(size=(5, UNITS)))
EVERY_ORDER = np.array(list(permutations(range(UNITS))))


@pytest.fixture
def captum():
    return pytest.importorskip("captum.attr", reason="captum is not installed")


@pytest.fixture
def shap():
    return pytest.importorskip("shap", reason="shap is not installed")


@pytest.fixture
def quantus(monkeypatch):
    # It calls what numpy 2.4 no longer has.
    monkeypatch.setattr(np, "trapz", np.trapezoid, raising=False)
    return pytest.importorskip(
        "quantus", reason="Quantus, or a library it draws with, is missing", exc_type=ImportError
    )


@pytest.fixture(scope="module")
def network():
    """A small network of one number, in double precision."""
    torch.manual_seed(0)
    layers = (torch.nn.Linear(UNITS, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
    return torch.nn.Sequential(*layers).double().eval()


@pytest.fixture(scope="module")
def answer(network):
    """The network as a function of arrays."""

    def call(rows):
        with torch.inference_mode():
            return network(torch.as_tensor(np.asarray(rows)))[:, 0].numpy()

    return call


def shapley_of_numbers(answer, item, donor, orders):
    """Our estimate for a contender's number, with one donor."""
    return credit(
        orders,
        answer(np.where(chains(orders), item, donor).reshape(-1, UNITS)).reshape(len(orders), -1),
    )


def test_shapley_values_are_captums(captum, network, answer):
    """All orders, one baseline."""
    item, donor = ITEMS[:1], DONORS[:1]

    theirs = captum.ShapleyValues(network).attribute(
        torch.as_tensor(item), baselines=torch.as_tensor(donor)
    )

    ours = shapley_of_numbers(answer, item[0], donor[0], EVERY_ORDER)
    assert ours == pytest.approx(theirs.numpy().ravel(), abs=1e-6)


@pytest.mark.filterwarnings("ignore")
def test_shapley_values_are_shaps(shap, answer):
    """Its exact explainer, with one background item."""
    explain = shap.explainers.ExactExplainer(answer, shap.maskers.Independent(DONORS[:1]))

    theirs = explain(ITEMS[:1]).values[0]

    ours = shapley_of_numbers(answer, ITEMS[0], DONORS[0], EVERY_ORDER)
    assert ours == pytest.approx(theirs, abs=1e-6)


def test_integrated_gradients_of_a_linear_network_are_w_times_x_minus_b(captum):
    """So are our values, from any orders; both are complete."""
    linear = torch.nn.Linear(UNITS, 1).double()
    weights = linear.weight.detach().numpy()[0]

    theirs, gap = captum.IntegratedGradients(linear).attribute(
        torch.as_tensor(ITEMS[:1]), torch.as_tensor(DONORS[:1]), return_convergence_delta=True
    )

    orders = antithetic_orders(UNITS, 4, np.random.default_rng(0))
    ours = shapley_of_numbers(
        lambda rows: linear(torch.as_tensor(rows)).detach().numpy()[:, 0],
        ITEMS[0],
        DONORS[0],
        orders,
    )
    assert ours == pytest.approx(theirs.detach().numpy()[0], abs=1e-6)
    assert ours == pytest.approx(weights * (ITEMS[0] - DONORS[0]), abs=1e-12)
    assert abs(gap.item()) < 1e-6


class Kept(torch.nn.Module):
    """Whether the decision of a network is kept, as a model of two columns: lost and kept."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, rows):
        kept = (self.network(rows.double().reshape(len(rows), -1))[:, 0] > 0).double()
        return torch.stack((1 - kept, kept), dim=1)


def decided(network):
    """Items decided as `Kept` does, one of them, and a masking with one donor of zeros."""
    model = Kept(network).eval()

    def decide(rows):
        with torch.inference_mode():
            return model(torch.as_tensor(rows))[:, 1].numpy()

    items = RANDOM.normal(size=(60, UNITS))
    items = items[decide(items) == 1][:8]
    return model, items, Masking(decide, Frames(UNITS), np.zeros((1, UNITS)), draws=1)


def test_what_removing_a_unit_costs_is_captums_ablation(captum, network):
    """1 - v(all but one unit), with a donor of zeros."""
    model, items, masking = decided(network)

    theirs = captum.FeatureAblation(model).attribute(
        torch.as_tensor(items), baselines=0.0, target=1
    )

    kept = [~np.eye(UNITS, dtype=bool)] * len(items)
    ours = 1 - np.stack(masking.values_of(items, [1.0] * len(items), kept))
    assert ours == pytest.approx(theirs.numpy(), abs=1e-6)
    assert 0 < ours.mean() < 1


def test_effective_units_and_gini_are_those_of_quantus(quantus):
    """The exponential of its Complexity, and its Sparseness."""
    settings = {"disable_warnings": True, "abs": True, "normalise": False}
    asked = {
        "model": None,
        "x_batch": np.ones((5, 1, UNITS)),
        "y_batch": np.zeros(5, dtype=int),
        "channel_first": True,
    }

    entropy = quantus.Complexity(**settings)(a_batch=MAPS[:, None].copy(), **asked)
    sparseness = quantus.Sparseness(**settings)(a_batch=MAPS[:, None].copy(), **asked)

    assert [effective_units(one) for one in MAPS] == pytest.approx(np.exp(entropy), abs=1e-6)
    assert [gini(one) for one in MAPS] == pytest.approx(sparseness, abs=1e-6)


def test_deletion_is_quantus_pixel_flipping(quantus, network):
    """Its area begins with one unit removed and counts units; ours begins with none, in shares."""
    model, items, masking = decided(network)
    maps = RANDOM.normal(size=items.shape)

    theirs = quantus.PixelFlipping(
        features_in_step=1,
        perturb_baseline=0.0,
        return_auc_per_sample=True,
        disable_warnings=True,
        normalise=False,
        abs=False,
    )(
        model=model,
        x_batch=items[:, None],
        y_batch=np.ones(len(items), dtype=int),
        a_batch=maps[:, None],
        channel_first=True,
        softmax=False,
    )

    ours = track(masking, items, [1.0] * len(items), maps)
    one_removed = np.stack(
        masking.values_of(
            items,
            [1.0] * len(items),
            [np.arange(UNITS)[None] != one.argmax() for one in maps],
        )
    )[:, 0]
    assert not ours.is_dropped.any()
    assert ours.deletion == pytest.approx(
        ((1 + one_removed) / 2 + np.array(theirs)) / UNITS, abs=1e-6
    )


def test_the_worst_total_variation_is_half_quantus_max_sensitivity(quantus, network):
    """For maps that add up to one, with sums of absolute values for norms."""
    model, items, _ = decided(network)
    shown = []

    def explain(model, inputs, targets, **settings):
        shown.append(np.array(inputs).reshape(len(inputs), -1))
        return shares(shown[-1])[:, None]

    def shares(rows):
        values = np.abs(rows - rows.mean(axis=1, keepdims=True))
        return values / values.sum(axis=1, keepdims=True)

    def size(a):
        return np.abs(a).sum(axis=-1)

    theirs = quantus.MaxSensitivity(
        nr_samples=4,
        lower_bound=0.2,
        similarity_func=lambda a, b: a - b,
        norm_numerator=size,
        norm_denominator=size,
        abs=False,
        normalise=False,
        disable_warnings=True,
        return_nan_when_prediction_changes=False,
    )(
        model=model,
        x_batch=items[:, None],
        y_batch=np.ones(len(items), dtype=int),
        a_batch=shares(items)[:, None],
        explain_func=explain,
        channel_first=True,
        softmax=False,
    )

    copies = Noisy(np.concatenate(shown), np.tile(np.arange(len(items)), 4), made=4 * len(items))
    ours = stability(list(shares(items)), copies, lambda rows, origin: list(shares(rows)))
    assert ours.total_variation == pytest.approx(np.array(theirs) / 2, abs=1e-6)
