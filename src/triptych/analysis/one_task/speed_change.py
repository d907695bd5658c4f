"""Timings of two runs on one machine, as ratios: what became slower.

Minutes lie between the two, and the noise is in time: engines that agree to 3 % when they take
turns differ by 25-50 % when run apart. Beside each ratio stands one divided by how much the
canary, a fixed loop, has changed, and slower is only what both call slower.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from triptych.errors import StoreError
from triptych.task import paradigm_of

HARDWARE: Final = {
    "cpu": "the processor",
    "cores": "the number of cores",
    "threads": "the number of threads",
}
"""What makes it another machine."""

SOFTWARE: Final = ("python", "implementation", "platform")
_BATCHES: Final = (1, 512)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How long a contender takes now, as a multiple of how long it took before.

    batch            items handed over at once
    steadied         the ratio, divided by that of the canaries
    is_noisy         whether noise has hit the contender's timings now or before
    """

    task: str
    contender: str
    batch: int
    before_seconds: float
    now_seconds: float
    ratio: float
    steadied: float
    is_noisy: bool

    def is_slower_by(self, share: float) -> bool:
        """Whether it takes longer by more than that share, on either view of the machine."""
        return not self.is_noisy and min(self.ratio, self.steadied) > 1 + share


def require_comparable(before: Mapping[str, Any] | None, machine: Mapping[str, Any]) -> None:
    """Raise StoreError unless `before` was measured on this machine, by a version that says so."""
    if before is None:
        raise StoreError("it has not been timed: `triptych bench --run NAME` times it.")
    if "machine" not in before or "canary_seconds" not in before:
        raise StoreError(
            "its timings were made by an older version of triptych, which did not keep the "
            "machine. `triptych bench --run NAME` times it anew."
        )
    differing = [
        f"{words} ({before['machine'].get(name)} then, {machine.get(name)} now)"
        for name, words in HARDWARE.items()
        if before["machine"].get(name) != machine.get(name)
    ]
    if differing:
        raise StoreError(
            f"it was timed on another machine: {', '.join(differing)} differs. Times of two "
            "machines do not compare; time both runs on one of them."
        )


def changed_software(before: Mapping[str, Any], machine: Mapping[str, Any]) -> list[str]:
    """Versions that differ between two `machine` entries, in words: `torch 2.8 then, 2.9 now`."""
    pairs = [(name, before.get(name), machine.get(name)) for name in SOFTWARE]
    packages = before.get("packages", {}), machine.get("packages", {})
    names = sorted({*packages[0], *packages[1]})
    pairs += [(name, packages[0].get(name), packages[1].get(name)) for name in names]
    return [f"{name} {then} then, {now} now" for name, then, now in pairs if then != now]


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """Every contender of both `speed.json`, one item at a time and 512 at once.

    docs/statistics.md#comparing-runs.
    """
    earlier = {(row["task"], row["contender"]): row for row in before["contenders"]}
    drift = now["canary_seconds"] / before["canary_seconds"]
    return [
        _change(earlier[row["task"], row["contender"]], row, batch, drift)
        for row in sorted(now["contenders"], key=_place)
        if (row["task"], row["contender"]) in earlier
        for batch in _BATCHES
    ]


def _change(before: Mapping[str, Any], now: Mapping[str, Any], batch: int, drift: float) -> Change:
    seconds = [batch / row["throughput_items_per_second"][str(batch)] for row in (before, now)]
    ratio = seconds[1] / seconds[0]
    return Change(
        task=now["task"],
        contender=now["contender"],
        batch=batch,
        before_seconds=seconds[0],
        now_seconds=seconds[1],
        ratio=ratio,
        steadied=ratio / drift,
        is_noisy=bool("noisy" in before["badges"] or "noisy" in now["badges"]),
    )


def _place(row: Mapping[str, Any]) -> tuple[str, int, str]:
    contender = row["contender"]
    order = ("rules", "classical", "deep").index(paradigm_of(contender))
    return row["task"], order, contender
