"""What each phase of `make bench` costs, beside an earlier checkout in the same run.

    python benchmarks/phases.py [--against CHECKOUT] [--profile quick] [TASK ...]

prints CPU of all processes and wall clock of run, explain, bench and report; with another checkout,
both take turns phase by phase, and the ratio of now to then stands beside. Alone on the machine.
"""

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PHASES = ("run", "explain", "bench", "report")
SET_CHILD_SUBREAPER = 36  # of Linux's prctl(2)


@dataclass(frozen=True)
class Took:
    """Seconds of one phase: of all its processes together, and by the clock on the wall."""

    cpu: float
    wall: float


def timed(checkout, phase, results, profile, tasks):
    """One phase of a checkout, in a process of its own; raises where it fails."""
    command = [sys.executable, "-m", "triptych", phase, "--run", "phases", "--results", results]
    if phase == "run":
        command += ["--profile", profile, *tasks]
    environment = os.environ | {"PYTHONPATH": f"{checkout}/src"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    ended = subprocess.run(
        command, env=environment, cwd=checkout, capture_output=True, text=True, check=False
    )
    wall = time.perf_counter() - start
    wait_for_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode:
        raise SystemExit(f"{' '.join(command)} in {checkout}:\n{ended.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(cpu, wall)


def adopt_orphans():
    """Become the parent of what a phase leaves behind: the servers that fork its workers."""
    ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1)


def wait_for_orphans():
    """Wait for them all, so that their seconds count."""
    with suppress(ChildProcessError):
        while True:
            os.wait()


def main():
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tasks", nargs="*", metavar="TASK")
    parser.add_argument("--against", type=Path, metavar="CHECKOUT")
    parser.add_argument("--profile", default="quick")
    asked = parser.parse_args()
    adopt_orphans()
    checkouts = [HERE] if asked.against is None else [HERE, asked.against.resolve()]
    heading = "phase   " + "CPU s   wall s   " * len(checkouts)
    write(heading + "now / then: CPU, wall" * (len(checkouts) - 1))
    with tempfile.TemporaryDirectory() as scratch:
        sums = [Took(0, 0) for _ in checkouts]
        for phase in PHASES:
            took = [
                timed(one, phase, f"{scratch}/{place}", asked.profile, asked.tasks)
                for place, one in enumerate(checkouts)
            ]
            sums = [Took(a.cpu + b.cpu, a.wall + b.wall) for a, b in zip(sums, took, strict=True)]
            show(phase, took)
        show("sum", sums)


def show(phase, took):
    """Print a line of the table."""
    line = f"{phase:8}" + "".join(f"{one.cpu:5.1f}   {one.wall:6.1f}   " for one in took)
    if len(took) > 1:
        line += f"{took[0].cpu / took[1].cpu:4.2f}   {took[0].wall / took[1].wall:4.2f}"
    write(line)


def write(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
