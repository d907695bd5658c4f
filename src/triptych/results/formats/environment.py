"""environment.json: the machine and the software a run was made on."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Environment:
    """The environment of a run, for readers of its numbers.

    triptych        its version; `python` and `packages`, by name, likewise
    cores           of the processor, and its `threads`; None where the system does not tell
    memory_bytes    of the machine
    commit          of the git working tree the run was started in, ending in `+` where files
                    differed from it; None outside of any
    variables       environment variables that can change results or times, where they were set
    """

    FILE: ClassVar[str] = "environment.json"

    triptych: str
    python: str
    implementation: str
    platform: str
    cpu: str
    cores: int | None
    threads: int | None
    memory_bytes: int
    packages: dict[str, str]
    commit: str | None
    variables: dict[str, str]
