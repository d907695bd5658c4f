"""Rich's console, which obeys nothing that stands in the words it prints."""

from collections.abc import Iterator
from typing import Any, final

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from triptych.cli.terminal.visible import visible


@final
class VisibleConsole(Console):
    """Shows what a window would obey; only rich's own styles and movements reach it."""

    def render_str(self, text: str, **options: Any) -> Text:
        """Make text of words: before it is measured, so that what is shown has room."""
        return super().render_str(visible(text), **options)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        """Make segments: whatever they come from, and whoever made it."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else visible(text), style, control)
