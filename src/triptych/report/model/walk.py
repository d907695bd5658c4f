"""A walk on a page: one item, and each contender's reading of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from triptych.report.model.table import Entry


@dataclass(frozen=True, slots=True)
class Token:
    """A word with a mark: `style` of the style sheet, `rank` where it counts most."""

    text: str
    style: str = ""
    rank: int = 0
    says: str = ""

    @property
    def in_brackets(self) -> str:
        """A ranked word as `[1+ word]`, any other word unchanged."""
        if not self.rank:
            return self.text
        return f"[{self.rank}{'+' if self.style.startswith('for') else '-'} {self.text}]"


@dataclass(frozen=True, slots=True)
class Sight:
    """The item as people look at it: a drawing, words, or the cells of a row."""

    drawing: str = ""
    tokens: Sequence[Token] = ()
    cells: Sequence[tuple[str, str]] = ()
    caption: str = ""

    @property
    def words(self) -> str:
        """The item as text, for formats without drawings."""
        if self.cells:
            return "; ".join(f"{name}: {value}" for name, value in self.cells)
        return "".join(token.in_brackets for token in self.tokens) or self.caption


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage on the way to a decision, with its lines.

    code    they are conditions, set as code
    warns   they say why this reading is not evidence
    """

    name: str
    lines: Sequence[str]
    code: bool = False
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One contender's reading of the item.

    steps      the forms of the item
    stages     the output, its interpretation, the reasons, and the counterfactual
    columns    the most important columns: name, value, weight
    caption    the meaning of the marks in `sight`
    """

    contender: str
    decision: str
    judgement: str
    is_wrong: bool
    sure: str
    steps: Sequence[str]
    stages: Sequence[Stage]
    columns: Sequence[tuple[str, str, Entry]]
    columns_caption: str
    sight: Sight | None
    caption: str


@dataclass(frozen=True, slots=True)
class ShownWalk:
    """An item and the readings of the three."""

    anchor: str
    title: str
    truth: str
    sight: Sight
    readings: Sequence[Reading]
