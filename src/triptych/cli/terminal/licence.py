"""Licences of cards, shortened for a table."""

import re


def in_short(licence: str) -> str:
    """Leave out the remark after the name: `unclear: nobody answered` becomes `unclear`."""
    return re.split(r"[:;,(]", licence)[0].strip()
