"""Descendants: whatever a process has started can be ended."""

import subprocess
import sys
import time

import psutil

SCRIPT = """
import os, sys, time
from triptych.harness.workers.descendants import adopt_orphans, end_descendants

adopt_orphans()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
        print(os.getpid(), flush=True)
        time.sleep(300)
    os._exit(0)
os.wait()
pid = int(input())
assert os.path.exists(f"/proc/{pid}")
end_descendants()
print("ended", flush=True)
time.sleep(300)
"""


def test_a_process_that_left_its_session_and_its_parent_is_ended():
    """A daemon by the book is found, as its orphans are adopted."""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        hidden = int(process.stdout.readline())
        process.stdin.write(f"{hidden}\n")
        process.stdin.flush()
        assert process.stdout.readline() == "ended\n"
        assert not psutil.pid_exists(hidden)
        process.kill()


def is_alive(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


ORPHAN = """
import os, signal, time
from triptych.harness.workers.descendants import die_with_parent

parent = os.getpid()
if os.fork() == 0:
    die_with_parent(parent, signal.SIGKILL)
    print(os.getpid(), flush=True)
    time.sleep(300)
time.sleep(300)
"""


def test_a_process_can_be_made_to_die_with_its_parent():
    """Even where the parent is killed."""
    with subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, text=True) as one:
        child = int(one.stdout.readline())
        one.kill()
    deadline = time.monotonic() + 20
    while is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.01)

    assert not is_alive(child)
