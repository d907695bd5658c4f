"""Is this line program code or English? Lines of Python's own standard library."""

from triptych.downloads.pretrained import MINILM
from triptych.metric import accuracy
from triptych.split import held_out
from triptych.task import Task

TASK = Task(
    title="Code or prose",
    question="Is this line of a Python file program code or English?",
    why=(
        "Short texts in two languages: one has a grammar that can be written down, the other "
        "words that can be learned. The labels come from Python's tokenizer, so a programmer "
        "who writes rules knows nearly what the labeller knows. Is there still need of a "
        "model, and does a network find the grammar by itself?"
    ),
    modality="text",
    items=12000,
    classes=2,
    metric=accuracy(),
    split=held_out(test_items=2000),
    delta=0.02,
    delta_reason=(
        "One line in fifty: who colours, counts or indexes source by line reads on over a "
        "wrong one, and would take the simpler program for it."
    ),
    licence="PSF-2.0",
    source="https://docs.python.org/3/library/",
    citation=(
        "Python Software Foundation, The Python Standard Library, source of the running "
        "interpreter, https://github.com/python/cpython"
    ),
    pretrained=MINILM,
    unseeded=("rules", "classical", "classical:tfidf"),
    hybrids=("cascade", "firings"),
)
