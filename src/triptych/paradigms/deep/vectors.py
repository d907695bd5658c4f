"""The embedding of a network's codes, and the mean of its training inputs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn


def embedding_of(module: nn.Module, inputs: Tensor) -> nn.Module | None:
    """The outermost module of a network that embeds codes; None where items are floats.

    Raises LookupError where items are codes and no module embeds them as (n, positions, width).
    """
    if inputs.is_floating_point():
        return None
    found: dict[nn.Module, None] = {}

    def note(part: nn.Module, given: tuple[Any, ...], made: Any) -> None:
        codes = given and isinstance(given[0], Tensor) and not given[0].is_floating_point()
        if codes and isinstance(made, Tensor) and made.is_floating_point() and made.ndim == 3:
            found[part] = None

    parts = [part for part in module.modules() if part is not module]
    with hooked(parts, note), torch.inference_mode():
        module(inputs[:1].to(next(module.parameters()).device))
    # Those inside others are done before them.
    if not found:
        raise LookupError("no part of the network makes vectors of codes")
    return next(reversed(found))


def mean_vectors(module: nn.Module, inputs: Tensor, batch_size: int) -> npt.NDArray[np.float32]:
    """The mean of prepared items (…), or for codes the mean of their embeddings.

    Codes have no mean themselves; their embeddings have a mean at each position. An empty array for
    a network without a separate embedding.
    """
    try:
        embedding = embedding_of(module, inputs)
    except LookupError:
        return np.empty(0, dtype=np.float32)
    if embedding is None:
        return np.asarray(inputs.mean(dim=0, dtype=torch.float64).numpy(), dtype=np.float32)
    device = next(module.parameters()).device
    with torch.inference_mode():
        sums = sum(
            embedding(batch.to(device)).double().sum(dim=0)
            for batch in torch.split(inputs, batch_size)
        )
    assert isinstance(sums, Tensor)
    return np.asarray((sums / len(inputs)).cpu().numpy(), dtype=np.float32)


@contextmanager
def hooked(parts: list[nn.Module], hook: Callable[..., Any]) -> Iterator[None]:
    """Call `hook(part, inputs, output)` after each of the parts, inside the context."""
    handles = [part.register_forward_hook(hook) for part in parts]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()
