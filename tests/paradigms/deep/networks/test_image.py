"""Promises of networks over images: they learn shapes, and variation keeps what matters."""

import numpy as np
import pytest
import torch

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.image import (
    AffineVariation,
    convolutional_network,
    grey_images,
)


@pytest.fixture(autouse=True)
def _same_draws():
    """Variation draws from torch's global generator; every test starts it anew."""
    torch.manual_seed(0)


def test_it_learns_shapes_wherever_they_are(bars):
    """Trained on bars across and down, it tells them apart in images it has not seen."""
    images, labels = bars
    model = NetworkClassifier(
        convolutional_network(channels=(4, 8)),
        grey_images(brightest=1),
        max_epochs=8,
        learning_rate=1e-2,
        batch_size=16,
        augment=AffineVariation(shift=0.5, turn=5),
        validation_share=0,
    ).fit(images[:90], labels[:90])

    assert np.mean(model.predict(images[90:]) == labels[90:]) > 0.9


def test_grey_values_become_one_channel_from_zero_to_one():
    """Images of whole numbers become (n, 1, height, width) floats, the brightest 1."""
    prepared = grey_images(brightest=16).fit_transform(np.full((2, 8, 8), 16, dtype=np.uint8))

    assert prepared.shape == (2, 1, 8, 8)
    assert prepared.max() == 1


def test_no_variation_changes_nothing():
    """With every range zero the batch comes back as it was."""
    batch = torch.rand(3, 1, 8, 8)

    varied = AffineVariation(shift=0, turn=0, scale=0, shear=0)(batch)

    torch.testing.assert_close(varied, batch)


@pytest.mark.parametrize("kind", ["shift", "turn", "scale", "shear"])
def test_each_variation_keeps_most_of_the_ink(kind):
    """A small change moves ink but neither makes nor loses much of it."""
    batch = torch.zeros(200, 1, 8, 8)
    batch[:, :, 2:6, 2:6] = 1
    ranges = {"shift": 0.0, "turn": 0.0, "scale": 0.0, "shear": 0.0}
    ranges[kind] = {"shift": 1.0, "turn": 10.0, "scale": 0.1, "shear": 0.1}[kind]

    varied = AffineVariation(**ranges)(batch)

    assert not torch.equal(varied, batch)
    assert varied.mean().item() == pytest.approx(batch.mean().item(), rel=0.05)
    assert varied.min() >= 0
    assert varied.max() <= 1 + 1e-6


def test_a_shift_is_measured_in_pixels():
    """No ink moves further than the shift, rounded up to whole pixels."""
    batch = torch.zeros(100, 1, 9, 9)
    batch[:, :, 4, 4] = 1

    varied = AffineVariation(shift=1, turn=0, scale=0, shear=0)(batch)
    reached = varied.sum(dim=(0, 1)) > 1e-6

    assert reached[3:6, 3:6].all()
    assert reached.sum() == 9


def test_quarter_turns_lose_nothing():
    """Turned by quarters alone, an image keeps its ink, and each of the four turns occurs."""
    batch = torch.zeros(80, 1, 8, 8)
    batch[:, :, 1, 2:5] = 1

    varied = AffineVariation(shift=0, turn=0, scale=0, shear=0, quarter_turns=True)(batch)

    turns = [torch.rot90(batch[0], count, dims=(1, 2)) for count in range(4)]
    nearest = [min(range(4), key=lambda n: (image - turns[n]).abs().max()) for image in varied]
    assert set(nearest) == {0, 1, 2, 3}
    for image, count in zip(varied, nearest, strict=True):
        torch.testing.assert_close(image, turns[count], atol=1e-5, rtol=0)


def test_stages_have_as_many_convolutions_as_asked_for():
    """One entry a stage says how many there are; None means two in each."""

    def count(convolutions):
        network = convolutional_network(channels=(4, 8), convolutions=convolutions)((1, 8, 8), 3)
        return sum(isinstance(layer, torch.nn.Conv2d) for layer in network.modules())

    assert count((1, 3)) == 4
    assert count(None) == 4
    assert count((1, 1)) == 2


def test_a_network_that_looks_anywhere_answers_alike_wherever_the_ink_is():
    """Moved by as much as the stages halve, off the border, an image gets the same logits."""
    network = convolutional_network(channels=(4, 8), anywhere=True)((1, 24, 24), 3).eval()
    here, there = torch.zeros(2, 1, 1, 24, 24)
    here[:, :, 8:12, 8:11] = 1
    there[:, :, 10:14, 12:15] = 1

    torch.testing.assert_close(network(here), network(there))


def test_keeping_channels_together_changes_rounding_only():
    """The order of numbers in memory is a matter of speed."""

    def logits(channels_last):
        torch.manual_seed(1)
        build = convolutional_network(channels=(4, 8), channels_last=channels_last)
        return build((1, 8, 8), 3).eval()(torch.ones(2, 1, 8, 8))

    torch.testing.assert_close(logits(channels_last=True), logits(channels_last=False))


def test_only_the_first_convolution_has_a_size_of_its_own():
    """Asked for a first one of 5, the others keep 3."""
    network = convolutional_network(channels=(4, 8), convolutions=(1, 2), first=5)((1, 8, 8), 3)
    convolutions = [layer for layer in network.modules() if isinstance(layer, torch.nn.Conv2d)]

    assert [layer.kernel_size for layer in convolutions] == [(5, 5), (3, 3), (3, 3)]


def test_pooling_first_normalises_fewer_numbers_and_answers_alike():
    """A maximum is the same before and after what only grows: untrained networks agree."""

    def logits_and_normalised(pooled_first):
        torch.manual_seed(1)
        build = convolutional_network(channels=(4, 8), pooled_first=pooled_first)
        network = build((1, 8, 8), 3).eval()
        numbers = 0

        def count(layer, inputs, output):
            nonlocal numbers
            numbers += output.numel()

        for layer in network.modules():
            if isinstance(layer, torch.nn.BatchNorm2d):
                layer.register_forward_hook(count)
        batch = torch.rand(2, 1, 8, 8, generator=torch.Generator().manual_seed(2))
        return network(batch), numbers

    late, of_all = logits_and_normalised(pooled_first=False)
    early, of_pooled = logits_and_normalised(pooled_first=True)

    torch.testing.assert_close(early, late)
    assert of_pooled < of_all
