"""Claims, one file each, named after their statement; `declared_claims` finds them."""

import importlib
import pkgutil
from pathlib import Path

from triptych.claim import Claim, Conjunction
from triptych.errors import ContractError


def declared_claims() -> dict[str, Claim | Conjunction]:
    """Every claim by the name of its file; conjunctions last, after their parts.

    Raises ContractError for a file without `CLAIM`, and for a part that is not a claim.
    """
    found: dict[str, Claim | Conjunction] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.ispkg:  # `declared` is about claims, and none itself
            continue
        claim = getattr(importlib.import_module(f"{__name__}.{module.name}"), "CLAIM", None)
        if not isinstance(claim, Claim | Conjunction):
            raise ContractError(
                f"claim {module.name}: its file has no CLAIM = Claim(…) or Conjunction(…). "
                "docs/add-a-claim.md shows a complete one."
            )
        found[module.name] = claim
    for name, claim in found.items():
        for part in claim.parts if isinstance(claim, Conjunction) else ():
            if not isinstance(found.get(part), Claim):
                raise ContractError(
                    f"claim {name}: its part {part!r} is not a claim. Name files of "
                    f"claims/ that declare a Claim: {', '.join(sorted(found))}."
                )
    return dict(sorted(found.items(), key=lambda item: isinstance(item[1], Conjunction)))


def file_of(name: str) -> Path:
    """The file of a claim."""
    return Path(str(importlib.import_module(f"{__name__}.{name}").__file__))
