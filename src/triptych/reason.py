"""Reasons: the message of something that was raised, in one line."""

from typing import Final

_QUOTED: Final = "Traceback (most recent call last):\n"


def in_one_line(message: str) -> str:
    """The message without line breaks; of a traceback quoted in it, only what was raised.

    A search such as GridSearchCV fits many models and, where all fail, quotes their tracebacks:
    `All the 20 fits failed: ValueError: could not convert string to float: 'male'`.
    """
    before, quoted, traceback = message.rpartition(_QUOTED)
    raised = next((line for line in traceback.splitlines() if line[:1].strip()), "")
    if quoted and raised:
        said = next((line.strip() for line in before.splitlines() if line.strip()), "")
        message = f"{said.rstrip('.:')}: {raised}" if said else raised
    return " ".join(message.split())
