"""A walk as a page shows it: one item, and what each of the three makes of it."""

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
        """A word that counts most as `[1+ word]`, any other as it is."""
        if not self.rank:
            return self.text
        return f"[{self.rank}{'+' if self.style.startswith('for') else '-'} {self.text}]"


@dataclass(frozen=True, slots=True)
class Sight:
    """The item as it is looked at: a drawing, words, or the cells of a row."""

    drawing: str = ""
    tokens: Sequence[Token] = ()
    cells: Sequence[tuple[str, str]] = ()
    caption: str = ""

    @property
    def words(self) -> str:
        """The same for who reads no drawings."""
        if self.cells:
            return "; ".join(f"{name}: {value}" for name, value in self.cells)
        return "".join(token.in_brackets for token in self.tokens) or self.caption


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the way to a decision, with its lines.

    code    they are conditions, set as code
    warns   they say why this reading proves nothing
    """

    name: str
    lines: Sequence[str]
    code: bool = False
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one contender makes of the item.

    steps      the forms the item takes
    stages     what comes out, how it is read, why, and what would change it
    columns    the columns that count most: name, value, weight
    caption    what the marks in `sight` mean
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
    """An item and what the three make of it."""

    anchor: str
    title: str
    truth: str
    sight: Sight
    readings: Sequence[Reading]
