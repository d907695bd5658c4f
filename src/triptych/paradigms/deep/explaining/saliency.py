"""Integrated gradients of a network's decisions, assigned to the raw item's parts.

After Sundararajan, Taly and Yan, Axiomatic Attribution for Deep Networks (ICML 2017), as the
library captum computes them. The baseline is the mean of the training items: with a zero baseline
the map would mostly resemble the item itself.
"""

from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt
import torch
from captum.attr import IntegratedGradients
from torch import Tensor, nn

from triptych.dataset import Raw
from triptych.explanation import ExplanationUnavailable
from triptych.paradigms.additive import MEAN, Additive, Floats
from triptych.paradigms.deep.explaining.parts import names_of, parts_of
from triptych.paradigms.deep.vectors import embedding_of, hooked

# Trained networks of the built-in tasks then miss completeness by about 1 % in the median; with
# half as many by up to 2 %.
STEPS: Final = 64
# So many items' paths at once, and so many points of them in one pass through the network.
_ITEMS: Final = 32
_POINTS: Final = 512

_SAME_LENGTH: Final = "what stands in each place on average"


class FittedNetwork(Protocol):
    """The parts of a fitted network estimator that integrated gradients need.

    prepare_      fitted transformer from items to the network's inputs
    baseline_     the mean of the training inputs
    margin_scale  the scale of `margins`, in words
    """

    module_: nn.Module
    prepare_: Any
    baseline_: npt.NDArray[Any]
    margin_scale: str

    def prepared(self, X: Raw) -> Tensor:
        """The network's inputs (n, …)."""

    def decided(self, decisions: npt.NDArray[Any]) -> Tensor:
        """The output number of each decision (n,)."""

    def margins(self, outputs: Tensor, decided: Tensor) -> Tensor:
        """The margin (n,) by which the outputs (n, outputs) support the decisions (n,)."""


def contributions(estimator: FittedNetwork, X: Raw, decisions: npt.NDArray[Any]) -> Additive:
    """Contributions of each part of the raw items to the given decisions (n,).

    To their log-odds; for regression, to the number. Where items are codes, the path is in the
    space of embeddings, and begins at the mean embedding of the same position; padding stays
    padding on the whole path. Raises ExplanationUnavailable, with the reason, where inputs cannot
    be traced back to raw parts.
    """
    inputs = estimator.prepared(X)
    module = estimator.module_
    try:
        embedding = embedding_of(module, inputs)
    except LookupError as error:
        raise ExplanationUnavailable(str(error)) from error
    device = next(module.parameters()).device
    decided = estimator.decided(decisions)
    baseline = torch.from_numpy(estimator.baseline_).to(device)

    def margins(points: Tensor, codes: Tensor, own: Tensor) -> Tensor:
        outputs = _through(module, embedding, points, codes)
        return estimator.margins(outputs, own)

    gradients = IntegratedGradients(margins)
    credits, outputs, bases = [], [], []
    for some, own in zip(torch.split(inputs, _ITEMS), torch.split(decided, _ITEMS), strict=True):
        codes, own = some.to(device), own.to(device)
        # A recurrent network of cuDNN gives no gradients outside training.
        with torch.backends.cudnn.flags(enabled=False):
            points, starts = _path(embedding, codes, baseline)
            credit = gradients.attribute(
                points,
                baselines=starts,
                additional_forward_args=(codes, own),
                n_steps=STEPS,
                internal_batch_size=max(_POINTS, len(points)),
            )
            with torch.no_grad():
                outputs.append(margins(points, codes, own))
                bases.append(margins(starts, codes, own))
        credits.append(credit if embedding is None else credit.sum(dim=2))
    return Additive(
        contributions=parts_of(estimator.prepare_, X, _numbers(credits)),
        outputs=_numbers(outputs),
        bases=_numbers(bases),
        scale=estimator.margin_scale,
        against=MEAN if embedding is None else _SAME_LENGTH,
        names=names_of(X),
    )


def _path(embedding: nn.Module | None, codes: Tensor, baseline: Tensor) -> tuple[Tensor, Tensor]:
    """The end points and the baselines of the paths of some items."""
    if embedding is None:
        return codes, baseline.expand_as(codes)
    with torch.no_grad():
        vectors = embedding(codes)
    stands = vectors.any(dim=2, keepdim=True)
    return vectors, baseline * stands


def _through(
    module: nn.Module, embedding: nn.Module | None, points: Tensor, codes: Tensor
) -> Tensor:
    """The outputs for points of a path, which replace the embeddings of codes."""
    replaced = [] if embedding is None else [embedding]
    with hooked(replaced, lambda part, given, made: points):
        outputs: Tensor = module(codes if replaced else points)
    return outputs


def _numbers(batches: list[Tensor]) -> Floats:
    return np.asarray(torch.cat(batches).double().detach().cpu().numpy())
