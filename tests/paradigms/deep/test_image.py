"""Promises of networks over images: they learn shapes, and variation keeps what matters."""

import numpy as np
import pytest
import torch

from triptych.paradigms.deep.image import AffineVariation, convolutional_network, grey_images
from triptych.paradigms.deep.training import NetworkClassifier


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
