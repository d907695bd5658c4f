"""Batches of tensors, sliced rather than collated item by item."""

from collections.abc import Callable, Iterator
from typing import final

import torch
from torch import Tensor
from torch.utils.data import TensorDataset

Augmentation = Callable[[Tensor], Tensor]
"""A function from a batch of inputs to a changed copy with the same answers."""


@final
class Batches:
    """Iterates over a dataset held in memory, in batches of nearly equal size.

    torch's own DataLoader fetches and stacks single items, which for small items takes longer
    than the training step. Equal sizes matter to batch normalisation: a last batch of one
    item has no variance. Randomness comes from torch's global generator.
    """

    def __init__(
        self,
        dataset: TensorDataset,
        batch_size: int,
        shuffle: bool = False,
        augment: Augmentation | None = None,
    ) -> None:
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle
        self.augment = augment

    def __len__(self) -> int:
        """Count the batches."""
        return max(1, -(-len(self.dataset) // self.batch_size))

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        """Yield inputs and class numbers."""
        inputs, answers = self.dataset.tensors
        size = len(inputs)
        order = torch.randperm(size) if self.shuffle else torch.arange(size)
        for chosen in torch.tensor_split(order, len(self)):
            batch = inputs[chosen]
            yield batch if self.augment is None else self.augment(batch), answers[chosen]
