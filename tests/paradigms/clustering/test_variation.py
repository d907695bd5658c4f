"""Variation: what a task does, or a general one by the shape of its inputs."""

import pytest
import torch

from triptych.paradigms.clustering.variation import variation_of


@pytest.mark.parametrize(
    "inputs",
    [
        pytest.param(torch.rand(16, 5), id="numbers"),
        pytest.param(torch.arange(16 * 5).reshape(16, 5), id="codes"),
        pytest.param(torch.rand(16, 1, 8, 8), id="images"),
        pytest.param(torch.rand(16, 4, 20), id="frames"),
    ],
)
def test_a_batch_is_varied_and_keeps_its_kind(inputs):
    """Two variations differ; codes stay codes that occur in the batch at that place."""
    torch.manual_seed(0)
    vary = variation_of(inputs, None)
    first, second = vary(inputs), vary(inputs)

    assert first.shape == inputs.shape
    assert first.dtype == inputs.dtype
    assert not torch.equal(first, second)
    if not inputs.is_floating_point():
        places = range(inputs.shape[1])
        assert all({*first[:, n].tolist()} <= {*inputs[:, n].tolist()} for n in places)


def test_the_tasks_own_augmentation_comes_first():
    """A network that is shown turned images groups turned images alike."""
    inputs = torch.rand(16, 1, 8, 8)

    assert variation_of(inputs, torch.zeros_like)(inputs).abs().max() < inputs.std() * 2
