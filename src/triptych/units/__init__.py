"""Units: the parts of a raw item that explanations refer to."""

from triptych.units.kinds import Blocks, Characters, Columns, Digits, Frames, Tokens, Units

__all__ = ["Blocks", "Characters", "Columns", "Digits", "Frames", "Tokens", "Units"]
