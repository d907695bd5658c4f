"""Which key was pressed? Pairs of tones on a noisy telephone line."""

from triptych.metric import accuracy
from triptych.split import held_out
from triptych.task import Task

TASK = Task(
    title="Telephone keypad tones",
    question="Which key, if any, is heard in this tenth of a second of a telephone line?",
    why=(
        "The case for rules: the signal was designed by engineers, and a standard says what a "
        "receiver must accept and must refuse. Is there anything left to learn? And what does "
        "a threshold cost that was set on a clean line and meets a noisy one? In the published run "
        "all three are right in more than 99 of 100, the task's ceiling: it hardly tells who is "
        "better."
    ),
    modality="audio",
    items=5000,
    classes=17,
    metric=accuracy(),
    split=held_out(test_items=2000),
    delta=0.01,
    delta_reason=(
        "One key in a hundred: a telephone number of ten digits would then fail once in ten "
        "calls, and nobody would accept a receiver that is worse than that."
    ),
    licence="none needed: generated",
    source="src/triptych/tasks/dtmf/signals.py",
    citation=(
        "ITU-T Recommendations Q.23, Technical features of push-button telephone sets, and "
        "Q.24, Multifrequency push-button signal reception, 1988"
    ),
    unseeded=("rules", "classical", "rules:clean_line"),
    hybrids=("cascade", "firings"),
)
