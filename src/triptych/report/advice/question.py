"""A question: the constraints under which somebody looks for one of the three."""

from dataclasses import dataclass
from typing import Final, Literal

from triptych.task import Modality

Answering = Literal["may abstain", "answers everything"]

SHARE_NAMED: Final = 0.5
"""A reason that names more than this share of the units justifies nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What must hold; a field of None or False asks for nothing.

    Unless `wrong` says which share of errors is acceptable, the task's verdict says who is good
    enough.

    data           the kind of data
    changes        the world changes: only tasks whose items come in the order of time tell
    labels         number of labelled items at hand
    no_labels      there are none
    justified      every decision must be justified by a proved reason that names few units
    wrong          the largest share of wrong answers; `answering` says whether items may be left to
                   a person
    milliseconds   the longest time for a decision on one item
    """

    data: Modality | None = None
    changes: bool = False
    labels: int | None = None
    no_labels: bool = False
    justified: bool = False
    wrong: float | None = None
    answering: Answering = "may abstain"
    milliseconds: float | None = None

    @property
    def claims(self) -> tuple[int, ...]:
        """Numbers of the declared claims that put the same question to all tasks."""
        asked = {
            1: self.data == "symbolic",
            3: self.changes,
            5: self.no_labels,
            6: self.justified,
            7: self.wrong is not None,
            8: self.labels is not None,
            9: self.data == "table",
            10: self.data in ("text", "image", "audio", "series"),
        }
        return tuple(number for number, is_asked in asked.items() if is_asked)
