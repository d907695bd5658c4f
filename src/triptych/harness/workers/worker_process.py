"""The worker's side: a warm process that has each call made in a child of its own.

It runs no contender's code itself. What calls share it keeps in memory, for the children to find.
"""

import faulthandler
import gc
import multiprocessing
import os
import pickle
import resource
import signal
import struct
import time
from dataclasses import replace
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import DupFd
from typing import Any, Final, final

from triptych.harness.workers import answer
from triptych.harness.workers.call import Call, concluded
from triptych.harness.workers.child import SHOW_WHERE, call_in_child
from triptych.harness.workers.child_process import Limits, Place
from triptych.harness.workers.descendants import adopt_orphans, end_descendants
from triptych.harness.workers.guard import CallResult, guarded
from triptych.harness.workers.isolation import ENVIRONMENT, one_thread
from triptych.harness.workers.kept import Need, is_kept, keep
from triptych.harness.workers.libraries import import_all
from triptych.harness.workers.log import print_to

NUMBER: Final = struct.Struct("<Q")
"""Stands before each message to a worker, and before each answer: which call it is about."""

_STDERR: Final = 2


@final
class Descriptor:
    """An open file that goes along when a process is started."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self) -> tuple[Any, ...]:
        """Have the file duplicated for the new process, where it gets another number."""
        return _arrived, (DupFd(self.number),)


def _arrived(duplicate: Any) -> Descriptor:
    return Descriptor(duplicate.detach())


def serve(connection: Connection, log: Descriptor) -> None:
    """Answer calls until the connection closes; what they print goes to `log`."""
    _become_worker(log.number)
    command = multiprocessing.parent_process()
    assert command is not None
    place = Place(
        worker=os.getpid(),
        log=log.number,
        command=command.sentinel,
        connection=connection.fileno(),
    )
    while command.sentinel not in wait([connection, command.sentinel]):
        try:
            message = connection.recv_bytes()
            ending = _made(message, place)
            content = pickle.dumps(ending, pickle.HIGHEST_PROTOCOL)
            connection.send_bytes(message[: NUMBER.size] + content)
        except (EOFError, BrokenPipeError):  # nobody wants to know any more
            return


def _made(message: bytes, place: Place) -> CallResult:
    start = time.monotonic()
    print_to(place.log)
    (number,) = NUMBER.unpack_from(message)
    arrived = guarded(pickle.loads, message[NUMBER.size :])
    if arrived.status != "done":
        return arrived
    call: Call = arrived.value
    limits = Limits(
        deadline=start + call.time_limit, seconds=call.time_limit, memory=call.memory_limit
    )
    import_all(call.libraries)
    for need in call.needs:
        if not is_kept(need):
            ending = _met(number, need, limits, place)
            if ending.status != "done":
                return _with_limit(ending, call)
            keep(need, ending.value)
    # What is made here is the study's and ours, and short; should it hang, this process ends.
    signal.setitimer(signal.ITIMER_REAL, max(limits.deadline - time.monotonic(), 0.001))
    prepared = guarded(call.prepare, call.argument) if call.prepare else None
    signal.setitimer(signal.ITIMER_REAL, 0)
    if prepared is not None and prepared.status != "done":
        return _with_limit(prepared, call)
    # What is loaded now stays: looking through it at each collection would cost every call.
    gc.freeze()
    ending, libraries = call_in_child(number, call.function, call.argument, limits, place)
    import_all(libraries)
    ending = _with_limit(concluded(call, ending), call)
    return replace(ending, wall_seconds=time.monotonic() - start)


def _met(number: int, need: Need, limits: Limits, place: Place) -> CallResult:
    """Make what calls share; it comes from a task's author, and is taken as it is."""
    ending, libraries = call_in_child(
        number, need.function, need.argument, limits, place, read=answer.read_trusted
    )
    import_all(libraries)
    return ending


def _with_limit(ending: CallResult, call: Call) -> CallResult:
    if ending.status != "out-of-memory":
        return ending
    limit = f"the limit is {call.memory_limit / 2**20:,.0f} MiB"
    return replace(ending, reason=f"{ending.reason}; {limit}")


def _become_worker(log: int) -> None:
    # A session of its own: Ctrl-C reaches the command alone.
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    adopt_orphans()
    _end_with_the_command()
    print_to(log)
    faulthandler.enable(_STDERR)
    faulthandler.register(SHOW_WHERE, _STDERR, all_threads=True)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ.update(ENVIRONMENT)
    one_thread()


def _end_with_the_command() -> None:
    """End this process when the command ends, even by kill -9."""
    # The fork server ends when nobody holds its alive pipe; workers get a copy, which would
    # keep it, and with it a worker, alive. Without the attribute watching the command remains.
    server = getattr(forkserver, "_forkserver", None)
    if (alive := getattr(server, "_forkserver_alive_fd", None)) is not None:
        os.close(alive)
        server._forkserver_alive_fd = None  # type: ignore[union-attr]
        server._forkserver_address = None  # type: ignore[union-attr]


def _leave(*signalled: object) -> None:
    end_descendants()
    os._exit(1)
