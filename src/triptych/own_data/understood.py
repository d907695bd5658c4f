"""What was understood of somebody's file: a dataset, what it is made of, and what to know first."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from triptych.dataset import Dataset
from triptych.own_data.wishes import TargetKind
from triptych.task import Modality

Level = Literal["warning", "question", "note"]

_MARKS: Final[Mapping[Level, str]] = {"warning": "!", "question": "?", "note": "-"}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know before time is spent on a file.

    level   warning: scores would mislead, or something was left out; question: only the person who
            brought the file can know; note: what was done to read it
    text    one sentence or two, without the option
    option  what to type where this is not as wanted, such as `--keep closed_by`; may be empty
    """

    level: Level
    text: str
    option: str = ""

    @property
    def line(self) -> str:
        """The finding as a line of a terminal: its mark, its text, and what to type."""
        in_brackets = f" ({self.option})" if self.option else ""
        return f"{_MARKS[self.level]} {self.text}{in_brackets}"


def typed(option: str, value: str) -> str:
    """An option and its value as a shell reads them: `--keep 'closed by'`."""
    return f"{option} {shlex.quote(value)}"


@dataclass(frozen=True, eq=False, kw_only=True)
class OwnData:
    """A file as it was understood.

    name              of the file or folder, without its ending
    dataset           items and answers; `raw` is a DataFrame (numbers float64 with NaN for gaps,
                      words str with None for gaps), or an array: texts (n,) of str, pictures uint8
                      (n, height, width) or (n, height, width, 3), waves float32 (n, samples),
                      series float32 (n, time) or (n, time, channels)
    modality          the kind of data that `raw` is
    target            what the answer is called
    target_kind       whether it names classes or is a number
    positive          the class that is looked for, where one was named; the last of the classes
    text_columns      columns of text; of modality `text` those that `raw` was made of
    number_columns    columns of `raw` that are numbers, where it is a table
    category_columns  columns of `raw` that are words, where it is a table
    left_out          columns of the file that nobody reads, and why
    sampling_rate     samples a second, where items are waves
    findings          what to know, warnings first
    described         what was understood, in lines for a terminal
    """

    name: str
    dataset: Dataset
    modality: Modality
    target: str
    target_kind: TargetKind
    positive: str | None = None
    text_columns: tuple[str, ...] = ()
    number_columns: tuple[str, ...] = ()
    category_columns: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    sampling_rate: int | None = None
    findings: tuple[Finding, ...] = ()
    described: tuple[str, ...] = ()
