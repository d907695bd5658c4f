"""Pictures and recordings: of any size, colour, rate and width, as one array."""

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from scipy.io import wavfile

from own_data.conftest import stored
from triptych.errors import DataError
from triptych.own_data import Wishes, read


def lines_of(own):
    return [finding.line for finding in own.findings]


@pytest.mark.parametrize("ending", ["png", "jpg", "bmp", "gif", "tif", "webp"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_pictures_of_every_format_are_read(pictures_of, ending, mode):
    """A folder a class; grey ones have two axes, those with colours a third."""
    if (ending, mode) == ("gif", "RGB"):
        pytest.skip("a GIF has 256 colours, which are not these")
    own = read(pictures_of(mode=mode, ending=ending))
    raw = own.dataset.raw

    assert own.modality == "image"
    assert own.dataset.classes == ("bright", "dark")
    assert raw.dtype == np.uint8
    assert raw.shape == ((40, 10, 12, 3) if mode == "RGB" else (40, 10, 12))
    bright = own.dataset.target == "bright"
    assert raw[bright].mean() > 160 > 90 > raw[~bright].mean()


def test_large_pictures_are_made_small(pictures_of):
    """At most 64 pixels a side, with the same proportions."""
    own = read(pictures_of(size=(320, 160), each=16))

    assert own.dataset.raw.shape == (32, 32, 64)
    assert any("320 x 160 pixels are made 64 x 32" in line for line in lines_of(own))


def test_pictures_of_several_sizes_are_brought_to_one(pictures_of):
    """The median, and it is said."""
    folder = pictures_of()
    Image.new("L", (30, 30), 200).save(folder / "bright" / "x.png")
    own = read(folder)

    assert own.dataset.raw.shape == (41, 10, 12)
    assert any("2 sizes" in line for line in lines_of(own))


@pytest.mark.parametrize("mode", ["1", "P", "LA", "RGBA", "I;16", "CMYK"])
def test_every_way_to_store_a_picture_is_read(pictures_of, mode):
    """Bits, palettes, transparency, sixteen bits, printers' colours: bright stays bright."""
    folder = pictures_of()
    for path in folder.rglob("*.png"):
        picture = Image.open(path)
        if mode == "I;16":
            picture = Image.fromarray(np.asarray(picture).astype(np.uint16) * 257)
        else:
            picture = picture.convert("RGB").convert(mode) if mode != "1" else picture.convert("1")
        path.unlink()
        picture.save(path.with_suffix(".tif"))
    own = read(folder)

    assert len(own.dataset) == 40
    bright = own.dataset.target == "bright"
    raw = own.dataset.raw.astype(float)
    assert raw[bright].mean() > raw[~bright].mean() + 40


def test_grey_pictures_stored_in_colour_are_grey(pictures_of):
    """Three equal channels are one."""
    folder = pictures_of()
    for path in folder.rglob("*.png"):
        Image.open(path).convert("RGB").save(path)

    assert read(folder).dataset.raw.ndim == 3


def test_a_table_names_pictures(pictures_of, tmp_path):
    """Beside them, in their folder, or anywhere with --images; the folder's own table is found."""
    folder = pictures_of()
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.png"))
    frame = pd.DataFrame({"picture": names, "light": [name.split("/")[0] for name in names]})
    frame.to_csv(folder / "labels.csv", index=False)
    wishes = Wishes(target="light")

    by_file, by_folder = read(folder / "labels.csv", wishes), read(folder, wishes)

    assert by_file.modality == by_folder.modality == "image"
    assert by_file.dataset.fingerprint == by_folder.dataset.fingerprint
    said = read(folder / "labels.csv", Wishes(target="light", images="picture"))
    assert said.dataset.fingerprint == by_file.dataset.fingerprint


def test_a_few_missing_files_are_left_out(pictures_of):
    """And named; groups and answers stay beside their pictures."""
    folder = pictures_of()
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.png"))
    frame = pd.DataFrame({"picture": names, "light": [name.split("/")[0] for name in names]})
    frame["who"] = [f"person {number % 20}" for number in range(40)]
    frame.to_csv(folder / "labels.csv", index=False)
    (folder / names[0]).unlink()
    own = read(folder / "labels.csv", Wishes(target="light", group="who"))

    assert len(own.dataset) == len(own.dataset.groups) == 39
    assert own.dataset.groups[18] == own.dataset.groups[38]
    assert any("1 of 40 pictures" in line and "no such file" in line for line in lines_of(own))


def test_one_file_may_be_named_by_several_rows(sounds_of, pictures_of):
    """Each row is an item, and equal ones stay on one side."""
    for folder, ending in ((pictures_of(), "png"), (sounds_of(), "wav")):
        names = sorted(str(path.relative_to(folder)) for path in folder.rglob(f"*.{ending}"))
        frame = pd.DataFrame({"file": names * 2, "kind": [n.split("/")[0] for n in names * 2]})
        frame.to_csv(folder / "labels.csv", index=False)
        own = read(folder / "labels.csv", Wishes(target="kind"))

        assert len(own.dataset) == len(own.dataset.raw) == 80
        assert (own.dataset.raw[:40] == own.dataset.raw[40:]).all()


def test_training_and_test_folders_are_put_together(pictures_of, tmp_path):
    """The class is the folder below."""
    folder = pictures_of()
    for part in ("train", "test"):
        for name in ("bright", "dark"):
            (folder / part / name).mkdir(parents=True)
    for number, path in enumerate(sorted(folder.rglob("*.png"))):
        part = "test" if number % 4 == 0 else "train"
        path.rename(folder / part / path.parent.name / path.name)
    for name in ("bright", "dark"):
        (folder / name).rmdir()
    own = read(folder)

    assert own.dataset.classes == ("bright", "dark")
    assert any("test and train are put together" in line for line in lines_of(own))


def test_a_format_that_tells_the_class_is_said(pictures_of):
    """Whoever learns may learn how pictures were stored."""
    folder = pictures_of()
    for path in (folder / "dark").glob("*.png"):
        Image.open(path).resize((24, 20)).save(path)
    own = read(folder)

    assert any("Format and size of the files alone tell `class`" in line for line in lines_of(own))


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.int32, np.float32])
@pytest.mark.parametrize("channels", [1, 2])
def test_recordings_of_every_width_are_read(sounds_of, dtype, channels):
    """One channel, -1 to 1, at their rate; shorter ones end in zeros."""
    own = read(sounds_of(dtype=dtype, channels=channels))
    raw = own.dataset.raw

    assert own.modality == "audio"
    assert own.sampling_rate == 8000
    assert raw.dtype == np.float32
    assert raw.shape[0] == 40
    assert 0.4 < np.abs(raw).max() < 0.6
    assert (channels == 2) == any("stereo" in line for line in lines_of(own))


def test_recordings_of_other_rates_are_resampled(sounds_of):
    """To the usual rate; a tone keeps its pitch."""
    folder = sounds_of()
    time = np.arange(1764) / 44_100
    wave = 0.5 * np.sin(2 * np.pi * 1500 * time)
    wavfile.write(folder / "high" / "x.wav", 44_100, stored(wave, np.int16, 1))
    own = read(folder)
    item = own.dataset.raw[[*own.dataset.target].index("high") :][20][:320]

    assert own.sampling_rate == 8000
    peak = np.argmax(np.abs(np.fft.rfft(item))) * 8000 / 320
    assert abs(peak - 1500) < 50
    assert any("44,100 Hz are resampled to 8,000 Hz" in line for line in lines_of(own))


def test_a_much_longer_recording_is_cut(sounds_of):
    """One of a minute does not make all others a minute long."""
    folder = sounds_of(each=60)
    wavfile.write(folder / "high" / "x.wav", 8000, np.zeros(480_000, dtype=np.int16))
    own = read(folder)

    assert own.dataset.raw.shape[1] < 1000
    assert any("their end is cut off" in line for line in lines_of(own))


def test_other_files_in_the_folder_are_said(pictures_of, sounds_of):
    """What is most is read."""
    folder = pictures_of()
    sounds_of(each=2, folder="pictures/more")
    own = read(folder)

    assert own.modality == "image"
    assert any("4 recordings in the same folder are not read" in line for line in lines_of(own))


def test_hidden_files_are_no_items(pictures_of):
    """As systems leave them in every folder."""
    folder = pictures_of()
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "__MACOSX" / "dark").mkdir(parents=True)
    (folder / "__MACOSX" / "dark" / "0.png").write_bytes(b"x")

    assert len(read(folder).dataset) == 40


def test_one_picture_a_hundred_times_is_refused(tmp_path):
    """Nothing is left to divide."""
    for name in ("a", "b"):
        (tmp_path / "p" / name).mkdir(parents=True)
        for number in range(20):
            Image.new("L", (9, 9)).save(tmp_path / "p" / name / f"{number}.png")
    with pytest.raises(DataError, match="only 1 of 40 pictures differ"):
        read(tmp_path / "p")
