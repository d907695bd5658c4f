"""Promises of digests in item tables: any other bit is noticed, and any program reads the file."""

import random
from io import BytesIO

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from triptych.results.items import seal as sealing
from triptych.results.items.seal import METADATA, is_sound, is_sound_file, seal

TABLE = pa.table({"key": ["a"] * 500, "item": list(range(500)), "loss": [0.25] * 500})


@pytest.fixture
def content():
    """A sealed file."""
    file = BytesIO()
    with parquet.ParquetWriter(file, TABLE.schema) as writer:
        writer.add_key_value_metadata(METADATA)
        writer.write_table(TABLE)
    seal(file)
    return file.getvalue()


def test_a_sealed_file_is_sound_and_read_by_anybody(content):
    """The digest is metadata that other programs pass over."""
    assert is_sound(BytesIO(content)) is True
    assert pd.read_parquet(BytesIO(content)).equals(TABLE.to_pandas())


def test_every_flipped_bit_is_noticed(content):
    """But in the digest's name: then the file counts as one that has none, and is unchanged."""
    name = content.rindex(b"triptych-sha256:")
    places = random.Random(0).sample(range(8 * len(content)), 400)
    for place in places:
        flipped = bytearray(content)
        flipped[place // 8] ^= 1 << place % 8
        expected = None if name <= place // 8 < name + len(b"triptych-sha256:") else False
        assert is_sound(BytesIO(bytes(flipped))) is expected


@pytest.mark.parametrize("chunk", [1, 7, 64, 1 << 20])
def test_the_digest_does_not_depend_on_how_it_is_read(content, chunk, monkeypatch):
    """A file larger than memory is read in parts; the digest may lie across two of them."""
    monkeypatch.setattr(sealing, "_CHUNK", chunk)

    assert is_sound(BytesIO(content)) is True


def test_older_files_have_none(tmp_path):
    """They stay readable; whether they are as they were nobody can tell."""
    parquet.write_table(TABLE, tmp_path / "a.parquet")

    assert is_sound_file(tmp_path / "a.parquet") is None
    with pytest.raises(ValueError, match="no room"), (tmp_path / "a.parquet").open("r+b") as file:
        seal(file)


def test_a_file_is_looked_at_again_when_it_changes(tmp_path, content):
    """Once a process, but not once for all."""
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    assert is_sound_file(path) is True
    path.write_bytes(content[:100] + b"?" + content[101:] + b" ")

    assert is_sound_file(path) is not True
