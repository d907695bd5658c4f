"""What every test may rely on."""

import atexit
import os
import shutil
import signal
import tempfile
from pathlib import Path

from hypothesis import settings

import triptych

pytest_plugins = [
    "fixtures.commands",
    "fixtures.fitted_run",
    "fixtures.outcomes",
    "fixtures.study_runs",
    "fixtures.tiny_tasks",
]

# Test files run side by side, one a core: libraries that take all cores for each would wait for one
# another. Read when numpy and torch are first imported, by commands that tests start too.
for _library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

# Commands that tests start run this code, wherever they start it and whatever else is installed.
_SOURCES = str(Path(triptych.__file__).parents[1])
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (_SOURCES, os.environ.get("PYTHONPATH"))))

# What commands remember for their user, such as the key they sign with, is none of the tests'.
os.environ["TRIPTYCH_CACHE"] = tempfile.mkdtemp(prefix="triptych-tests-")
atexit.register(shutil.rmtree, os.environ["TRIPTYCH_CACHE"], ignore_errors=True)

# A shell starts background jobs with Ctrl-C ignored, and children inherit that; the tests that
# interrupt a command need it to listen, however pytest itself was started.
signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes is the machine's business: speed lives in benchmarks/.
settings.register_profile("triptych", deadline=None)
settings.load_profile("triptych")
