"""Items: what answers are learned from, made of a table or of files."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from triptych.dataset import Raw
from triptych.own_data.understood import Finding
from triptych.task import Modality


@dataclass(frozen=True, eq=False, kw_only=True)
class Items:
    """Items made of a table or of files, and what is known of them beside their answers.

    noun       what one of them is called, in the plural
    rows       which of the rows that have an answer they are made of, by number and in order
    described  what they are, for a line of a terminal
    """

    raw: Raw
    modality: Modality
    noun: str
    rows: npt.NDArray[np.intp]
    described: str
    text_columns: tuple[str, ...] = ()
    number_columns: tuple[str, ...] = ()
    category_columns: tuple[str, ...] = ()
    left_out: dict[str, str] = field(default_factory=dict)
    sampling_rate: int | None = None
    findings: tuple[Finding, ...] = ()
