"""The lock on a run folder, for one writer; it ends with the process that holds it."""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from triptych.errors import StoreError

LOCK_FILE: Final = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; raises StoreError, naming the holder, where another run has it.

    The kernel releases the lock when its process ends, for any reason: no lock is stale.
    """
    descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                f"{folder} is being written by another run{_holder(descriptor)}. "
                "Wait for it to end, or run into another folder (--run NAME)."
            ) from error
        os.truncate(descriptor, 0)
        me = {"pid": os.getpid(), "host": socket.gethostname()}
        os.write(descriptor, json.dumps(me).encode())
        yield
    finally:
        os.close(descriptor)


def _holder(descriptor: int) -> str:
    try:
        holder = json.loads(os.pread(descriptor, 4096, 0))
        return f" (process {holder['pid']} on {holder['host']})"
    except (ValueError, KeyError, TypeError):  # it has the lock, but has not signed yet
        return ""
