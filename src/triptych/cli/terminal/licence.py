"""Licences as cards say them, shortened for a table."""

import re


def in_short(licence: str) -> str:
    """Leave out what is said after the name: `unclear: nobody answered` is `unclear`."""
    return re.split(r"[:;,(]", licence)[0].strip()
