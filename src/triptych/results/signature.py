"""Signatures of fitted contenders: which of them this user's own commands wrote.

Unpickling runs code. A checksum in the same folder says only that a file is whole, so what a run
keeps is signed with a key that no run folder brings along.
"""

import hmac
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from triptych.downloads.folder import CACHE_VARIABLE, cache_folder
from triptych.errors import StoreError
from triptych.results.record import ARTEFACTS_FOLDER, Record

KEY_FILE: Final = "signing.key"
KEY_BYTES: Final = 32
_PURPOSE: Final = b"triptych fitted contender"


def artefact_file(run_folder: Path, key: str) -> Path:
    """Where the fitted contender of the record with that key lies."""
    return run_folder / ARTEFACTS_FOLDER / f"{key}.pkl"


def signature_file(run_folder: Path, key: str) -> Path:
    """Where the signature of that contender lies."""
    return run_folder / ARTEFACTS_FOLDER / f"{key}.hmac"


def signature_of(content: bytes, key: str) -> bytes:
    """The line that says this user's command wrote `content` for the record with that key.

    HMAC-SHA256 with a secret of the user, made when first needed. Raises StoreError where that
    cannot be kept.
    """
    signed = hmac.new(_secret(cache_folder()), _PURPOSE, "sha256")
    signed.update(f"\0{key}\0".encode())
    signed.update(content)
    return f"{signed.hexdigest()}\n".encode()


def is_signed(run_folder: Path, key: str, content: bytes) -> bool:
    """Whether the contender with these bytes has this user's signature beside it."""
    try:
        found = signature_file(run_folder, key).read_bytes()
    except OSError:
        return False
    return hmac.compare_digest(found, signature_of(content, key))


def require_signed(run_folder: Path, records: Sequence[Record]) -> None:
    """Raise StoreError, once for all, unless every contender that can be read is signed."""
    unsigned = [
        record
        for record in records
        if (file := artefact_file(run_folder, record.key)).is_file()
        and not is_signed(run_folder, record.key, file.read_bytes())
    ]
    if unsigned:
        raise unsigned_error(run_folder, unsigned)


def unsigned_error(run_folder: Path, unsigned: Sequence[Record]) -> StoreError:
    """What is said of contenders without this user's signature, and how they are accepted."""
    first, others = unsigned[0], len(unsigned) - 1
    more = f" and {others} more" if others else ""
    owner = whose(artefact_file(run_folder, first.key))
    return StoreError(
        f"{run_folder}: the fitted contender of {first.cell.label}{more} was not signed by you: "
        f"this is {owner}. Unpickling would run code that came with it, so nothing is loaded. "
        "Fit anew in a run of your own (`triptych run --run NAME`); or, if you trust whoever made "
        f"this one, sign it: `triptych trust {run_folder.name}`."
    )


def whose(file: Path) -> str:
    """Whose run a file looks like, by its owner on this machine."""
    owner = file.stat().st_uid
    if owner == os.geteuid():
        return "a run copied from elsewhere, or one of yours from before contenders were signed"
    try:
        return f"a run of {file.owner()}"
    except KeyError:  # from another machine: no name goes with the number
        return f"a run of user {owner}"


@cache
def _secret(folder: Path) -> bytes:
    """The user's key; made where there is none, and of two made at once the first one counts."""
    file = folder / KEY_FILE
    try:
        if not file.is_file():
            _make_secret(file)
        secret = file.read_bytes()
    except OSError as error:
        raise StoreError(
            f"{file}, the key that fitted contenders are signed with, cannot be kept "
            f"({error.strerror or error}). Choose a folder of yours by {CACHE_VARIABLE}."
        ) from error
    if len(secret) != KEY_BYTES:
        raise StoreError(
            f"{file} should be a key of {KEY_BYTES} bytes, and has {len(secret)}. Delete it: a new "
            "one is made, and runs signed with the old one must be trusted again."
        )
    return secret


def _make_secret(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as written:
            written.write(os.urandom(KEY_BYTES))
            written.flush()
            os.fsync(written.fileno())
        # Not `replace`: the key of another process, already used to sign, must stay.
        file.hardlink_to(part)
    except FileExistsError:
        pass
    finally:
        part.unlink()
