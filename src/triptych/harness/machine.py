"""The machine and the software a run was made on."""

import os
import platform
import subprocess
from pathlib import Path
from typing import Final

import psutil

from triptych.harness.code.versions import version_of
from triptych.results.formats.environment import Environment

PACKAGES: Final = (
    "numpy",
    "scipy",
    "pandas",
    "scikit-learn",
    "torch",
    "skorch",
    "statsmodels",
    "pyarrow",
    "pytest-benchmark",
)

VARIABLES: Final = (
    "CUDA_VISIBLE_DEVICES",
    "MKL_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "PYTHONHASHSEED",
)
"""Environment variables that can change results or times; none holds a path."""


def environment(project: Path) -> Environment:
    """Describe this machine and its software, with the commit of the project's folder."""
    return Environment(
        triptych=version_of("triptych"),
        python=platform.python_version(),
        implementation=platform.python_implementation(),
        platform=platform.platform(),
        cpu=_cpu_model(),
        cores=psutil.cpu_count(logical=False),
        threads=psutil.cpu_count(),
        memory_bytes=psutil.virtual_memory().total,
        packages={name: version_of(name) for name in PACKAGES},
        commit=_commit(project),
        variables={name: os.environ[name] for name in VARIABLES if name in os.environ},
    )


def _cpu_model() -> str:
    description = Path("/proc/cpuinfo")
    if description.is_file():
        for line in description.read_text(errors="replace").splitlines():
            name, _, value = line.partition(":")
            if name.strip() in ("model name", "Model"):
                return value.strip()
    return platform.processor() or platform.machine()


def _commit(project: Path) -> str | None:
    head = _git(project, "rev-parse", "HEAD")
    if head is None:
        return None
    return f"{head}+" if _git(project, "status", "--porcelain", "--untracked-files=no") else head


def _git(project: Path, *arguments: str) -> str | None:
    command = ("git", "-C", str(project), *arguments)
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.strip()
