"""Isolation: each call starts from the same state, whatever ran before in its process."""

import os
import random
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from threadpoolctl import threadpool_limits

ENVIRONMENT: Final = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    # Arrow's own allocator reserves a GiB of addresses at a time, which a memory limit counts.
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""Variables that numerical libraries read on first import: one thread each."""

ALONE: Final = ENVIRONMENT | {"PYTHONHASHSEED": "0"}
"""Of a process that measures by itself: two threads on two busy cores are 300 times slower."""


_own_process: int | None = None


def begin_process_of_its_own() -> None:
    """Say that this process is for a single call, and is thrown away after it."""
    global _own_process
    _own_process = os.getpid()


def in_process_of_its_own() -> bool:
    """Whether this process was made for a single call: not one that the call forked."""
    return _own_process == os.getpid()


def loaded(library: str) -> Any:
    """Return the library if this process has imported it already, else None."""
    return sys.modules.get(library)


def seed_everything(seed: int) -> None:
    """Seed the global generators of Python, numpy and torch, and reset torch's modes."""
    random.seed(seed)
    if numpy := loaded("numpy"):
        numpy.random.seed(seed)
    if torch := loaded("torch"):
        torch.manual_seed(seed)
        torch.set_num_threads(1)
        torch.set_default_dtype(torch.float32)
        torch.set_grad_enabled(True)
        torch.use_deterministic_algorithms(False)


@contextmanager
def environment() -> Iterator[None]:
    """Set `ENVIRONMENT` for libraries and processes that start inside."""
    before = dict(os.environb)
    os.environ.update(ENVIRONMENT)
    try:
        yield
    finally:
        _restore(before)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Restore global state at the end that a call may have changed for later calls."""
    variables, folder = dict(os.environb), Path.cwd()
    streams = sys.stdout, sys.stderr
    with ExitStack() as state:
        state.enter_context(warnings.catch_warnings())
        if numpy := loaded("numpy"):
            state.enter_context(numpy.errstate())
        if sklearn := loaded("sklearn"):
            state.enter_context(sklearn.config_context())
        seed_everything(0)
        try:
            yield
        finally:
            for stream in streams:
                with suppress(ValueError):  # closed
                    stream.flush()
            sys.stdout, sys.stderr = streams
            _restore(variables)
            os.chdir(folder)


def one_thread() -> threadpool_limits:
    """Limit the thread pools of all loaded libraries to one thread; also a context manager."""
    return threadpool_limits(1)


def _restore(variables: dict[bytes, bytes]) -> None:
    # As bytes: decoding every variable, twice a call, would show in what a small trial costs.
    if dict(os.environb) != variables:
        for name in os.environb.keys() - variables.keys():
            del os.environb[name]
        os.environb.update(variables)
