"""Units: the parts of a raw item that explanations speak of."""

from triptych.units.kinds import Blocks, Characters, Columns, Digits, Frames, Tokens, Units

__all__ = ["Blocks", "Characters", "Columns", "Digits", "Frames", "Tokens", "Units"]
