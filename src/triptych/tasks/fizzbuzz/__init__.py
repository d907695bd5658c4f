"""What does a FizzBuzz player say? Learned up to a thousand, asked above it."""

from triptych.metric import balanced_accuracy
from triptych.split import official
from triptych.task import Task

TASK = Task(
    title="FizzBuzz",
    question="What does a FizzBuzz player say for this number?",
    why=(
        "Two lines of arithmetic give the answer for every number there is. Learners meet the "
        "numbers to 1,000 and are asked about the next thousand: do they find the rule, or know "
        "its cases by heart? It depends on what they are shown. A linear model on waves of every "
        "period to 64 finds the two that matter, and a network that reads digits with one "
        "embedding for all places finds most of the rule. deep:bits cannot win by construction, "
        "since a bit that training never sees set is set above 1,023, and classical:tree knows no "
        "sum of digits. Balanced, because a player who never says fizzbuzz would be right for "
        "most numbers."
    ),
    modality="symbolic",
    items=2000,
    classes=4,
    metric=balanced_accuracy(),
    split=official(),
    delta=0.01,
    delta_reason=(
        "The exact answer costs two divisions; who is wrong once in a hundred numbers has not "
        "understood the game."
    ),
    licence="none needed: generated",
    source="generated: the numbers 1 to 2,000",
    citation="J. Grus, Fizz Buzz in Tensorflow, joelgrus.com, 2016",
    unseeded=("rules", "classical"),
    hybrids=("cascade",),
)
