"""Which of ten hiragana is this? Cursive Japanese handwriting of past centuries."""

from typing import Final

from triptych.downloads.download import Download
from triptych.metric import accuracy
from triptych.split import held_out
from triptych.task import Task

_ADDRESS: Final = (
    "https://raw.githubusercontent.com/Vasu-Shrivastava/Kuzushiji-MNIST-Classification/"
    "24b9450513e4d74627554eb98c949cb17b06fc01/KMNIST"
)

IMAGES: Final = Download(
    path="kmnist_test/kmnist-test-imgs.npz",
    url=f"{_ADDRESS}/kmnist-test-imgs.npz",
    sha256="692d824896bec8f3c357ebf7a0fe904ed67ac632ce953d0b58f7fbef7bb27d87",
    size=3_079_479,
)
LABELS: Final = Download(
    path="kmnist_test/kmnist-test-labels.npz",
    url=f"{_ADDRESS}/kmnist-test-labels.npz",
    sha256="660f13a4705431ea2a6391c41ecbe384cd0d932c595a101ec4f3b8989e785046",
    size=5_304,
)

TASK = Task(
    title="Cursive hiragana",
    question="Which of ten hiragana does this 28x28 image of old cursive handwriting show?",
    why=(
        "A script that hardly anybody living reads, and in which one character may be written "
        "in several unlike ways: little can be said about it in words, so rules should be weak "
        "here and learning strong. Rules that compare an image with exemplars would be nearest "
        "neighbours in disguise; these speak of strokes, holes and bays only, yet were "
        "transcribed from a shallow tree of the author's part, not thought out by a person. The "
        "items are KMNIST's test part alone, divided anew. Nobody recorded whose hand wrote "
        "which, so a split by hands does not exist: the same hands are on both sides, and learned "
        "scores are too good for a new book. The nearest image in pixels already names 94 in 100. "
        "Scores are not to be compared with published ones, which train on 60,000 other "
        "images. Classes are of equal size, so the "
        "metric is accuracy."
    ),
    modality="image",
    items=10_000,
    classes=10,
    metric=accuracy(),
    split=held_out(test_items=3000),
    delta=0.02,
    delta_reason=(
        "Two characters in a hundred: a transcription of an old book is proof-read by a scholar "
        "whatever its error rate, and two more would not change the choice of reader."
    ),
    licence="CC BY-SA 4.0",
    source="https://github.com/rois-codh/kmnist",
    citation=(
        "KMNIST Dataset (created by CODH), adapted from Kuzushiji Dataset (created by NIJL and "
        "others), doi:10.20676/00000341; T. Clanuwat et al., Deep Learning for Classical "
        "Japanese Literature, 2018, arXiv:1812.01718"
    ),
    files=(IMAGES, LABELS),
    unseeded=("rules", "classical"),
    hybrids=("cascade",),
)
