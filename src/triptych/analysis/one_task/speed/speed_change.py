"""Timings of two runs on one machine, as ratios.

Minutes lie between the two, and the noise is in time: engines that agree to 3 % when they take
turns differ by 25-50 % when run apart. Beside each ratio stands one divided by how much the
canary, a fixed loop, has changed, and slower is only what both call slower.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from triptych.errors import StoreError
from triptych.results.formats.speed import ContenderSpeed, Machine, Speed
from triptych.task import paradigm_of

HARDWARE: Final[Mapping[str, Callable[[Machine], object]]] = {
    "the processor": lambda machine: machine.cpu,
    "the number of cores": lambda machine: machine.cores,
    "the number of threads": lambda machine: machine.threads,
}
"""Fields of `Machine` that must be equal for timings to be comparable."""

_BATCHES: Final = (1, 512)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A contender's time in the new run, divided by its time in the old run.

    batch            batch size: number of items decided in one call
    steadied         the ratio, divided by that of the canaries
    is_noisy         whether the contender's timings are marked as noisy in either run
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
        """Whether both ratios, plain and steadied, exceed 1 by more than `share`."""
        return not self.is_noisy and min(self.ratio, self.steadied) > 1 + share


def require_comparable(before: Speed | None, machine: Machine) -> None:
    """Raise StoreError unless `before` records its machine, and it is this one."""
    if before is None:
        raise StoreError("it has not been timed: `triptych bench --run NAME` times it.")
    if before.machine is None:
        raise StoreError(
            "its timings were made by an older version of triptych, which did not keep the "
            "machine. `triptych bench --run NAME` times it anew."
        )
    differing = [
        f"{words} ({of(before.machine)} then, {of(machine)} now)"
        for words, of in HARDWARE.items()
        if of(before.machine) != of(machine)
    ]
    if differing:
        raise StoreError(
            f"it was timed on another machine: {', '.join(differing)} differs. Times of two "
            "machines do not compare; time both runs on one of them."
        )


def changed_software(before: Machine, now: Machine) -> list[str]:
    """Versions that differ between two timings, in words: `torch 2.8 then, 2.9 now`."""
    earlier, present = _software(before), _software(now)
    return [
        f"{name} {earlier.get(name)} then, {present.get(name)} now"
        for name in earlier | present
        if earlier.get(name) != present.get(name)
    ]


def changes(before: Speed, now: Speed) -> list[Change]:
    """Every contender timed in both runs, one item at a time and in batches of 512.

    before      from the same machine, as checked by `require_comparable`

    docs/statistics.md#comparing-runs.
    """
    assert before.canary_seconds is not None
    assert now.canary_seconds is not None
    drift = now.canary_seconds / before.canary_seconds
    earlier = {(one.task, one.contender): one for one in before.contenders}
    return [
        _change(earlier[one.task, one.contender], one, batch, drift)
        for one in sorted(now.contenders, key=_place)
        if (one.task, one.contender) in earlier
        for batch in _BATCHES
    ]


def _software(machine: Machine) -> dict[str, str]:
    """Versions by name: Python first, then packages in alphabetical order."""
    return {
        "python": machine.python,
        "implementation": machine.implementation,
        "platform": machine.platform,
        **dict(sorted(machine.packages.items())),
    }


def _change(before: ContenderSpeed, now: ContenderSpeed, batch: int, drift: float) -> Change:
    seconds = [batch / one.throughput_items_per_second[batch] for one in (before, now)]
    ratio = seconds[1] / seconds[0]
    return Change(
        task=now.task,
        contender=now.contender,
        batch=batch,
        before_seconds=seconds[0],
        now_seconds=seconds[1],
        ratio=ratio,
        steadied=ratio / drift,
        is_noisy=before.is_noisy or now.is_noisy,
    )


def _place(one: ContenderSpeed) -> tuple[str, int, str]:
    order = ("rules", "classical", "deep").index(paradigm_of(one.contender))
    return one.task, order, one.contender
