"""A watched process: how it ended is known, and it ends when it must."""

import os
import signal
import subprocess
import sys

CODE = """
import os, signal, sys, time
from triptych.harness.workers.watched_process import WatchedProcess

child = os.fork()
if child == 0:
    {act}
    os._exit(7)
process = WatchedProcess(child)
print(process.wait(float(sys.argv[1])))
process.end()
print(process.status)
"""


def watched(act, seconds):
    code = CODE.format(act=act)
    ended = subprocess.run(
        [sys.executable, "-c", code, str(seconds)], capture_output=True, text=True, check=True
    )
    in_time, status = ended.stdout.split()
    return in_time == "True", int(status)


def test_its_end_is_waited_for_and_its_code_kept():
    """A process that ends by itself."""
    in_time, status = watched("pass", 60)

    assert in_time
    assert os.waitstatus_to_exitcode(status) == 7


def test_one_that_does_not_end_is_killed():
    """Whatever it does about signals."""
    in_time, status = watched(
        "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64)); time.sleep(300)", 0.2
    )

    assert not in_time
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
