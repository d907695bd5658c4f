"""Counts in words: one cell, but two cells."""


def counted(number: float, things: str) -> str:
    """Say how many there are; `things` is the plural, whose s is left out for one."""
    digits = f"{number:,}" if isinstance(number, int) else f"{number:g}"
    return f"{digits} {things.removesuffix('s') if number == 1 else things}"
