"""A note on how a number is computed, with a link to the documentation."""

from dataclasses import dataclass
from typing import Final

STATISTICS: Final = "docs/statistics.md"
EXPLAINABILITY: Final = "docs/explainability.md"


@dataclass(frozen=True, slots=True)
class Formula:
    """A note that tables point to by its anchor; `chapter` is an anchor in `document`."""

    anchor: str
    chapter: str
    title: str
    text: str
    formula: str
    document: str = STATISTICS

    @property
    def address(self) -> str:
        """Address of the chapter with the full formula and its sources."""
        return f"{self.document}#{self.chapter}"


def explanation_note(chapter: str, title: str, text: str, formula: str) -> Formula:
    """A note on a chapter of docs/explainability.md; its anchor is called like the chapter."""
    return Formula(f"formula-{chapter}", chapter, title, text, formula, EXPLAINABILITY)
