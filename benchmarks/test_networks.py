"""What our networks cost beyond torch: a single decision, and training.

`pytest benchmarks/test_networks.py` prints both ratios of four tasks and fails where one is
missed. Rounds of ours and of the bare code follow each other, and the median ratio of neighbours
counts, so that a noisy stretch of time hits both.
"""

import copy
import math
import statistics
import sys
import time

import numpy as np
import pytest
import torch
from sklearn.base import clone
from torch import nn
from torch.utils.data import TensorDataset

from triptych.catalogue import Catalogue, LoadedTask
from triptych.dataset import take
from triptych.fold import folds
from triptych.paradigms.deep.batches import Batches

ITEM_RATIO = 1.5
"""The most one decision may take, against preparing the item and calling the bare module."""

FIT_RATIO = 1.15
"""The most CPU that fitting may take, against a bare loop that does the same."""

TASKS = ("digits", "luhn", "dtmf", "roman_numerals")
"""A convolution over images, a memory of symbols, a convolution over time; nothing to fetch."""

TRAINED = 1500
"""Items trained on: as many batches as show what one costs beyond its arithmetic."""

VALIDATED = 1024
"""Items of a validation batch."""

ITEMS = 300
ROUNDS = 5


@pytest.fixture(scope="module", autouse=True)
def _one_thread():
    torch.set_num_threads(1)


@pytest.fixture(scope="module", params=TASKS)
def task(request):
    """A network, items and answers to train it on, and items to decide."""
    loaded = LoadedTask(Catalogue.find([])[request.param])
    dataset = loaded.dataset
    fold = folds(dataset, loaded.card.split, 0)[0]
    trained = fold.train[:TRAINED]
    tested = [take(dataset.raw, np.array([item])) for item in fold.test[:ITEMS]]
    network = loaded.make("deep", 0)
    return request.param, network, take(dataset.raw, trained), dataset.target[trained], tested


def test_one_decision(task, capsys):
    """Inference mode and the name of a class, on top of preparing the item and the module."""
    name, network, X, y, tested = task
    fitted = clone(network).set_params(max_epochs=1).fit(X, y)
    prepare, module = fitted.prepare_, fitted.module_

    def bare(item):
        with torch.inference_mode():
            return module(tensor(prepare.transform(item)))

    assert not module.training
    for item in tested[:20]:
        assert fitted.classes_[int(bare(item).argmax())] == fitted.predict(item)[0]
    ratios = [seconds(fitted.predict, item) / seconds(bare, item) for item in tested]
    ratio = statistics.median(ratios)
    alone = statistics.median(seconds(fitted.predict, item) for item in tested)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{name}: one decision {alone * 1e6:.0f} µs, {ratio:.2f} of preparing the item and "
            f"the bare module, allowed {ITEM_RATIO}\n"
        )
    assert ratio <= ITEM_RATIO


def test_training(task, capsys):
    """The same batches, schedule, validation and choice of the best epoch, written out."""
    name, network, X, y, _ = task
    # Enough epochs for the loop to outweigh preparing the items; the same number on both sides.
    network = clone(network).set_params(max_epochs=4, patience=None)
    fitted = clone(network).fit(X, y)
    written_out = fit_by_hand(network, X, y)
    for ours, theirs in zip(fitted.module_.parameters(), written_out.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs)
    ratios = []
    for _ in range(ROUNDS):
        ours = cpu_seconds(clone(network).fit, X, y)
        ratios.append(ours / cpu_seconds(fit_by_hand, network, X, y))
    ratio = statistics.median(ratios)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{name}: CPU of fitting against a bare loop: {ratio:.2f} "
            f"({min(ratios):.2f} to {max(ratios):.2f}), allowed {FIT_RATIO}\n"
        )
    assert ratio <= FIT_RATIO


def fit_by_hand(network, X, y):
    """What a person would write with torch alone, and ends with the same weights."""
    inputs = tensor(clone(network.prepare).fit(X).transform(X))
    classes, numbers = np.unique(y, return_inverse=True)
    answers = torch.as_tensor(numbers)
    torch.manual_seed(network.seed)
    module = network.build_module(tuple(inputs.shape[1:]), len(classes))
    train, validation = network._divide(numbers)
    training = TensorDataset(inputs[train], answers[train])
    batches = Batches(training, network.batch_size, shuffle=True, augment=network.augment)
    held = Batches(TensorDataset(inputs[validation], answers[validation]), VALIDATED)
    loss_of = nn.CrossEntropyLoss(label_smoothing=network.label_smoothing)
    optimizer = torch.optim.AdamW(
        module.parameters(),
        lr=network.learning_rate,
        weight_decay=network.weight_decay,
        fused=True,
    )
    steps = network.max_epochs * len(batches)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=network.learning_rate, total_steps=steps
    )
    best, best_state = math.inf, None
    for _ in range(network.max_epochs):
        module.train()
        for batch, wanted in batches:
            optimizer.zero_grad()
            loss = loss_of(module(batch), wanted)
            loss.backward()
            optimizer.step()
            schedule.step()
            loss.item()  # whoever watches training reads it
        if not len(validation):
            continue
        module.eval()
        with torch.no_grad():
            total = sum(
                float(loss_of(module(batch), wanted)) * len(batch) for batch, wanted in held
            )
        if total < best:
            best, best_state = total, copy.deepcopy(module.state_dict())
    if best_state is not None:
        module.load_state_dict(best_state)
    return module.eval()


def tensor(prepared):
    """Numbers as the module takes them: codes as integers, measurements as floats."""
    values = np.asarray(prepared)
    kind = np.int64 if values.dtype.kind in "iub" else np.float32
    return torch.from_numpy(np.ascontiguousarray(values, dtype=kind))


def seconds(function, *arguments):
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def cpu_seconds(function, *arguments):
    start = time.process_time()
    function(*arguments)
    return time.process_time() - start
