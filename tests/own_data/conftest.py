"""Files that people bring: made here, in a folder of the test's own."""

import struct
import zlib

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from scipy.io import wavfile

WORDS = ("printer", "screen", "password", "invoice", "refund", "door", "lamp", "cable", "mouse")


def tickets(rows=300, seed=0):
    """A table of tickets: words, a number, gaps; the team follows from the kind."""
    random = np.random.default_rng(seed)
    kind = random.choice(["hardware", "money", "access"], rows)
    team = np.where(kind == "money", "billing", np.where(kind == "access", "desk", "field"))
    surprised = random.random(rows) < 0.15
    team[surprised] = random.choice(["billing", "desk", "field"], surprised.sum())
    age = random.normal(40, 10, rows).round(1)
    age[::17] = np.nan
    return pd.DataFrame({"kind": kind, "age": age, "team": team})


def sentences(rows=300, seed=0):
    """Texts (n,) of six words, hardly two of them equal."""
    random = np.random.default_rng(seed)
    return [" ".join(random.choice(WORDS, 6)) + f" {random.integers(10**6)}" for _ in range(rows)]


def bomb(pixels=50_000):
    """The bytes of a PNG picture that declares so many pixels a side, and has none."""
    head = struct.pack(">IIBBBBB", pixels, pixels, 8, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IDAT" + b"\0\0\0\0"


@pytest.fixture
def csv_of(tmp_path):
    """A function that writes a table as CSV and returns the path."""

    def write(frame, name="tickets.csv", **options):
        path = tmp_path / name
        frame.to_csv(path, index=False, **options)
        return path

    return write


@pytest.fixture
def bytes_of(tmp_path):
    """A function that writes bytes into a file and returns the path."""

    def write(content, name="tickets.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def pictures_of(tmp_path):
    """A function that draws pictures, bright and dark ones in a folder each."""

    def draw(each=20, size=(12, 10), mode="L", ending="png", folder="pictures"):
        random = np.random.default_rng(0)
        for name, low in (("bright", 128), ("dark", 0)):
            place = tmp_path / folder / name
            place.mkdir(parents=True)
            for number in range(each):
                shape = (size[1], size[0], 3) if mode == "RGB" else (size[1], size[0])
                pixels = random.integers(low, low + 128, shape, dtype=np.uint8)
                Image.fromarray(pixels).save(place / f"{number}.{ending}")
        return tmp_path / folder

    return draw


@pytest.fixture
def sounds_of(tmp_path):
    """A function that writes tones, low and high ones in a folder each."""

    def play(each=20, rate=8000, dtype=np.int16, channels=1, folder="sounds"):
        random = np.random.default_rng(0)
        for name, hertz in (("low", 300), ("high", 1500)):
            place = tmp_path / folder / name
            place.mkdir(parents=True)
            for number in range(each):
                time = np.arange(int(rate * random.uniform(0.05, 0.08))) / rate
                wave = 0.5 * np.sin(2 * np.pi * (hertz * time + random.random()))
                wavfile.write(place / f"{number}.wav", rate, stored(wave, dtype, channels))
        return tmp_path / folder

    return play


def stored(wave, dtype, channels):
    """A wave from -1 to 1 as a wav file stores it."""
    if dtype == np.uint8:
        wave = wave * 127 + 128
    elif np.issubdtype(dtype, np.integer):
        wave = wave * np.iinfo(dtype).max
    wave = wave.astype(dtype)
    return wave if channels == 1 else np.stack([wave] * channels, axis=1)
