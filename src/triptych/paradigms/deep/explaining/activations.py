"""Activations: the output of each step of a network."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from triptych.estimator import Activation
from triptych.paradigms.deep.vectors import hooked

_ITEMS: Final = 256

# Parts of the step before them: a convolution is spoken of with its normalisation and ReLU.
_FOLLOWERS: Final = (
    nn.BatchNorm1d,
    nn.BatchNorm2d,
    nn.LayerNorm,
    nn.ReLU,
    nn.GELU,
    nn.SiLU,
    nn.Tanh,
    nn.Sigmoid,
    nn.MaxPool1d,
    nn.MaxPool2d,
    nn.AvgPool1d,
    nn.AvgPool2d,
    nn.AdaptiveMaxPool2d,
    nn.AdaptiveAvgPool2d,
)


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    path: str
    module: nn.Module
    given: Tensor
    made: Tensor


def activations(module: nn.Module, inputs: Tensor) -> list[Activation]:
    """The output of each step of a network for n prepared items (n, …), in order.

    The first is the input, the last the logits. Steps without an effect (dropout, flattening) are
    left out; intermediate results without a module, such as maxima over time, are named after the
    step that reads them.
    """
    device = next(module.parameters()).device
    shown: list[tuple[str, str]] = []
    values: list[list[npt.NDArray[Any]]] = []
    for batch in torch.split(inputs, _ITEMS):
        given = batch.to(device)
        flow = [("input", "as prepared", given), *_flow(module, given)]
        shown = [(name, layer) for name, layer, _ in flow]
        values.append([_array(made) for _, _, made in flow])
    return [
        Activation(name, layer, np.concatenate(parts))
        for (name, layer), parts in zip(shown, zip(*values, strict=True), strict=True)
    ]


def _flow(module: nn.Module, given: Tensor) -> list[tuple[str, str, Tensor]]:
    """Name, kind and output of each step with an effect of its own."""
    flow: list[tuple[str, str, Tensor]] = []
    before = given
    for step in _steps(module, given):
        kind = type(step.module).__name__
        if _is_same(step.given, step.made):
            # What works in place has changed what the step before it made.
            if flow and isinstance(step.module, _FOLLOWERS):
                flow[-1] = (step.path, f"{flow[-1][1]}, {kind}", step.made)
            continue
        if not _is_same(step.given, before):
            flow.append((f"into {step.path}", f"as {kind} reads it", step.given))
        elif flow and isinstance(step.module, _FOLLOWERS) and _is_beside(step.path, flow[-1][0]):
            kind = f"{flow.pop()[1]}, {kind}"
        flow.append((step.path, kind, step.made))
        before = step.made
    return flow


def _steps(module: nn.Module, given: Tensor) -> list[_Step]:
    """The steps in the order of execution."""
    paths = dict(_parts(module, "")) or {module: "network"}
    steps: list[_Step] = []

    def note(part: nn.Module, inputs: tuple[Any, ...], output: Any) -> None:
        # A recurrent step gives its course and, apart from it, what it remembers at the end.
        made = output[0] if isinstance(output, tuple) else output
        if inputs:  # of what is called by keywords alone nobody knows which is the item
            steps.append(_Step(paths[part], part, inputs[0], made))

    with hooked(list(paths), note), torch.inference_mode():
        module(given)
    return steps


def _parts(module: nn.Module, path: str) -> list[tuple[nn.Module, str]]:
    """Modules that a person would name: sequences are opened, blocks are not."""
    parts: list[tuple[nn.Module, str]] = []
    for name, child in module.named_children():
        if type(child) in (nn.Sequential, nn.ModuleList):
            parts += _parts(child, f"{path}{name}.")
        else:
            parts.append((child, f"{path}{name}"))
    return parts


def _is_same(one: Tensor, other: Tensor) -> bool:
    """Whether two tensors are the same numbers in memory, whatever their shapes."""
    return one.data_ptr() == other.data_ptr() and one.numel() == other.numel()


def _is_beside(path: str, other: str) -> bool:
    return path.rpartition(".")[0] == other.rpartition(".")[0] != ""


def _array(made: Tensor) -> npt.NDArray[Any]:
    values = made.float() if made.is_floating_point() else made
    return np.asarray(values.cpu().numpy())
