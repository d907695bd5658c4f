"""A profile: how much is run."""

from dataclasses import dataclass
from typing import Final

from triptych.split import Split


@dataclass(frozen=True, slots=True)
class Profile:
    """How much is run: seeds, and whether variants of contenders take part.

    Of the first `explained_seeds` seeds the fitted contenders are kept for `triptych explain`.
    """

    name: str
    cross_validated_seeds: int
    held_out_seeds: int
    variants: bool
    explained_seeds: int = 1

    def seeds(self, split: Split) -> range:
        """Training seeds for a task with this split: fewer where each tests all items anew."""
        is_held_out = split.kind in ("held_out", "official")
        return range(self.held_out_seeds if is_held_out else self.cross_validated_seeds)


PROFILES: Final = {
    profile.name: profile
    for profile in (
        Profile("quick", cross_validated_seeds=1, held_out_seeds=1, variants=False),
        Profile(
            "standard",
            cross_validated_seeds=3,
            held_out_seeds=5,
            variants=True,
            explained_seeds=2,
        ),
        Profile(
            "full",
            cross_validated_seeds=5,
            held_out_seeds=10,
            variants=True,
            explained_seeds=3,
        ),
    )
}
