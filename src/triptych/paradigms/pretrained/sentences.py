"""The network for English sentences: all-MiniLM-L6-v2, as a transformer of torch."""

from functools import cache
from typing import Final, final

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from triptych.dataset import Raw
from triptych.downloads.folder import located
from triptych.downloads.pretrained import MINILM, SENTENCE_VOCABULARY, SENTENCE_WEIGHTS
from triptych.paradigms.pretrained.frozen_classifier import Vectors

_LAYERS: Final = 6
_HEADS: Final = 12
_LONGEST: Final = 256
"""Tokens of a text that are read: as many as in the network's training."""

_BATCH: Final = 32

_NAMES: Final = {
    "norm1": "attention.output.LayerNorm",
    "norm2": "output.LayerNorm",
    "linear1": "intermediate.dense",
    "linear2": "output.dense",
    "self_attn.out_proj": "attention.output.dense",
}
"""The names that BERT gives to what torch's layer has under another name."""


@final
class SentenceEncoder:
    """Texts as vectors: one of the text as a whole, one of its first word as it is meant there."""

    weights = MINILM.parameters

    def __init__(self) -> None:
        self._tokenizer = Tokenizer.from_file(str(located(SENTENCE_VOCABULARY)))
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()
        self._network = _network(load_file(located(SENTENCE_WEIGHTS)))

    def encode(self, items: Raw) -> Vectors:
        """The mean of each text's tokens in the last layer, of length 1, and its first (n, 768)."""
        codes = [one.ids for one in self._tokenizer.encode_batch([str(text) for text in items])]
        # Texts of like length together, so that little is padded.
        order = sorted(range(len(codes)), key=lambda item: len(codes[item]))
        vectors = np.empty((len(codes), 2 * self._network.width), dtype=np.float32)
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            vectors[batch] = self._network([codes[item] for item in batch])
        return vectors


@cache
def sentence_encoder() -> SentenceEncoder:
    """The network, loaded once a process."""
    return SentenceEncoder()


class _Bert(nn.Module):
    """Words and places, normalised, and torch's own transformer."""

    def __init__(self, words: Tensor, places: Tensor, feedforward: int, epsilon: float) -> None:
        super().__init__()
        self.width = words.shape[1]
        self.words = nn.Embedding(words.shape[0], self.width, _weight=words)
        self.places = nn.Parameter(places, requires_grad=False)
        self.norm = nn.LayerNorm(self.width, eps=epsilon)
        layer = nn.TransformerEncoderLayer(
            self.width, _HEADS, feedforward, 0.0, "gelu", epsilon, batch_first=True
        )
        self.layers = nn.TransformerEncoder(layer, _LAYERS, enable_nested_tensor=False)

    @torch.inference_mode()
    def forward(self, codes: list[list[int]]) -> Vectors:
        """The vectors of each text, given as codes of its tokens."""
        padded = nn.utils.rnn.pad_sequence([torch.tensor(one) for one in codes], batch_first=True)
        lengths = torch.tensor([[len(one)] for one in codes])
        beyond = torch.arange(padded.shape[1]) >= lengths
        read = self.norm(self.words(padded) + self.places[: padded.shape[1]])
        read = self.layers(read, src_key_padding_mask=beyond)
        mean = read.masked_fill(beyond[:, :, None], 0).sum(dim=1) / lengths
        # The first token is a mark that begins every text.
        return np.asarray(torch.hstack([nn.functional.normalize(mean), read[:, 1]]).numpy())


def _network(weights: dict[str, Tensor]) -> _Bert:
    """The network with published weights."""
    embeddings = "embeddings."
    # One text alone is always the first of a pair, whose mark is added to every place.
    places = (
        weights[f"{embeddings}position_embeddings.weight"]
        + weights[f"{embeddings}token_type_embeddings.weight"][0]
    )
    network = _Bert(
        weights[f"{embeddings}word_embeddings.weight"],
        places,
        feedforward=weights["encoder.layer.0.intermediate.dense.weight"].shape[0],
        epsilon=1e-12,
    )
    network.norm.load_state_dict(_named(weights, f"{embeddings}LayerNorm"))
    for number, layer in enumerate(network.layers.layers):
        layer.load_state_dict(_of_layer(weights, f"encoder.layer.{number}"))
    return network.eval()


def _of_layer(weights: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """The weights of one layer, by torch's names."""
    found = {
        f"{name}.{kind}": weight
        for name, published in _NAMES.items()
        for kind, weight in _named(weights, f"{prefix}.{published}").items()
    }
    for kind in ("weight", "bias"):
        parts = [weights[f"{prefix}.attention.self.{part}.{kind}"] for part in _PROJECTIONS]
        found[f"self_attn.in_proj_{kind}"] = torch.cat(parts)
    return found


_PROJECTIONS: Final = ("query", "key", "value")


def _named(weights: dict[str, Tensor], name: str) -> dict[str, Tensor]:
    return {kind: weights[f"{name}.{kind}"] for kind in ("weight", "bias")}
