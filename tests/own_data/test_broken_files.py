"""Files that nothing can be learned from: one clear message each, and never a traceback."""

import numpy as np
import pandas as pd
import pytest
from scipy.io import wavfile

from own_data.conftest import bomb, sentences, tickets
from triptych.errors import DataError, TriptychError, UnknownName, UsageError
from triptych.own_data import Wishes, read

TEAM = Wishes(target="team")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b" \r\n\n \n", "is empty", id="blank"),
        pytest.param(b"\xef\xbb\xbf", "is empty", id="a byte order mark alone"),
        pytest.param(bytes(range(256)) * 40, "is no text", id="binary"),
        pytest.param(bytes(range(1, 32)) * 40, "control characters", id="control characters"),
        pytest.param(b"PK\x03\x04" + b"x" * 99, "zip archive or a spreadsheet", id="a spreadsheet"),
        pytest.param(b"%PDF-1.7 " + b"x" * 99, "PDF document", id="a PDF document"),
        pytest.param(b"team\n" + b"desk\nfield\n" * 50, "has 1 column: `team`", id="one column"),
        pytest.param(
            b"age#kind#team\n" + b"1#x#desk\n2#y#field\n" * 50,
            "1 column: `age#kind#team`.*comma, semicolon, tab or bar",
            id="an unknown separator",
        ),
        pytest.param(b"age,kind,team\n", "no row|too few", id="a header alone"),
        pytest.param(b"age,team\n1,desk\n2,field\n", "2 rows are too few", id="two rows"),
        pytest.param(
            b"age,team\n" + b"1,desk\n2,field,now,and,then\n" * 50,
            "50 of 101 lines .* line 3 has 5 cells, the first 2",
            id="rows of other lengths",
        ),
        pytest.param(
            b"age,team\n" + b"1,desk\n2,desk\n" * 50, "'desk' in every row", id="one class"
        ),
        pytest.param(b"age,team\n" + b"1,\n2,NA\n" * 50, "empty in every row", id="no target"),
        pytest.param(
            b"age,team\n" + b"1,\n" * 50 + b"2,desk\n" * 5, "5 of 55 rows have", id="hardly any"
        ),
        pytest.param(
            b"age,team\n" + b"".join(b"%d,t%d\n" % (n * n, n) for n in range(99)),
            "99 different values in 99 rows.*Is it the answer",
            id="a target like an identifier",
        ),
        pytest.param(
            b"a,b,team\n" + b",,desk\nNA,,field\n" * 50, "`a` is empty; `b` is empty", id="gaps"
        ),
        pytest.param(
            b"id,team\n" + b"".join(b"%d,team %d\n" % (n, n % 2) for n in range(99)),
            "`id` is another in every row, an identifier",
            id="identifiers alone",
        ),
        pytest.param(
            b"age,team\n" + b"1,desk\n2,field\n" * 50, "only 2 of 100 rows differ", id="few differ"
        ),
        pytest.param(
            b"team,age,team\n" + b"desk,1,field\n" * 50, "2 columns are named 'team'", id="twice"
        ),
        pytest.param(
            b"\xff\xfet\x00e\x00a\x00m\x00\x00\xd8", "UTF-16, but byte", id="half of UTF-16"
        ),
    ],
)  # fmt: skip
def test_a_broken_table_is_refused_in_one_sentence(bytes_of, content, message):
    """Whatever a CSV file holds, the message says what is wrong with it."""
    with pytest.raises(TriptychError, match=message) as refused:
        read(bytes_of(content), TEAM)

    assert refused.value.exit_code in (1, 2)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("t.parquet", b"PAR1 and nothing", "cannot be read as Parquet", id="parquet"),
        pytest.param("t.xlsx", b"no sheet", "openpyxl|cannot be read as Excel", id="excel"),
        pytest.param("t.json", b'[{"a": 1', "is no JSON", id="half of JSON"),
        pytest.param("t.jsonl", b'{"a": 1}\n{"a": \n', "line 2 is no JSON", id="a broken line"),
        pytest.param("t.jsonl", b"1\n2\n", "where an object was expected", id="numbers"),
        pytest.param("t.npz", b"PK\x03\x04 and nothing", "no array of numpy", id="npz"),
        pytest.param("t.npy", b"\x93NUMPY", "no array of numpy", id="npy"),
        pytest.param("t.ts", b"1,2,3:a\n", "has no @data", id="ts without a head"),
        pytest.param(
            "t.ts", b"@classLabel true a b\n@data\n1,x,3:a\n", "line 3", id="ts with a word"
        ),
        pytest.param("t.ts", b"@classLabel false\n@data\n1,2\n", "no answer", id="ts unlabelled"),
    ],
)
def test_a_file_that_is_not_what_its_ending_says_is_refused(bytes_of, name, content, message):
    """Its kind is named, and the line where it has lines."""
    with pytest.raises(TriptychError, match=message):
        read(bytes_of(content, name), Wishes(target="a"))


def test_a_target_that_is_no_column_names_the_nearest(csv_of):
    """A slip of the keyboard is found, capitals included."""
    path = csv_of(tickets())
    with pytest.raises(UnknownName, match="Did you mean 'team'"):
        read(path, Wishes(target="taem"))
    with pytest.raises(UnknownName, match="Did you mean 'team'"):
        read(path, Wishes(target="TEAM "))


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(target="team", group="custmer"),
        Wishes(target="team", time="day"),
        Wishes(target="team", drop=("kind", "agee")),
        Wishes(target="team", keep=("x",)),
        Wishes(target="team", text=("subject",)),
        Wishes(target="team", images="picture"),
        Wishes(target="team", series=("hour_*",)),
        Wishes(target="team", positive="dsk"),
    ],
    ids=str,
)
def test_a_wish_for_what_is_not_there_names_its_option(csv_of, wishes):
    """Every option that names a column or a class says which one is unknown."""
    with pytest.raises(UnknownName, match="It was given by --"):
        read(csv_of(tickets()), wishes)


def test_without_a_target_the_likeliest_are_named(csv_of):
    """Which column is the answer only its owner knows; usual names come first."""
    frame = tickets().assign(number=range(300))[["number", "age", "team", "kind"]]
    with pytest.raises(UsageError, match="likeliest: `team` \\(3 values\\), `kind`"):
        read(csv_of(frame))


@pytest.mark.parametrize("missing", ["nowhere.csv", "nowhere/"])
def test_what_is_not_there_is_said(tmp_path, missing):
    """A path that leads nowhere."""
    with pytest.raises(UsageError, match="there is no file or folder"):
        read(tmp_path / missing, TEAM)


def test_ten_thousand_columns_are_read_with_a_warning(tmp_path):
    """Wide tables go through, and what it costs is said."""
    random = np.random.default_rng(0)
    frame = pd.DataFrame(random.normal(size=(60, 10_000)).round(2)).add_prefix("gene_")
    frame["state"] = random.choice(["ill", "well"], 60)
    path = tmp_path / "genes.csv"
    frame.to_csv(path, index=False)

    own = read(path, Wishes(target="state"))

    assert own.dataset.raw.shape == (60, 10_000)
    assert any("10,000 columns" in finding.text for finding in own.findings)


def broken_pictures(folder, name, content, count=1):
    for number in range(count):
        (folder / "dark" / f"{number}{name}").write_bytes(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "it is empty", id="empty"),
        pytest.param(b"no picture at all", "it is no picture", id="no picture"),
        pytest.param(bomb(), "it declares", id="50,000 x 50,000 declared pixels"),
        pytest.param(bomb(9_000), "it declares 9,000 x 9,000 pixels", id="81 million pixels"),
        pytest.param(None, "it is cut off", id="truncated"),
    ],
)
def test_one_broken_picture_is_left_out_and_many_are_refused(pictures_of, content, reason):
    """One in forty is an accident; half of them are none."""
    folder = pictures_of()
    content = (folder / "dark" / "0.png").read_bytes()[:-60] if content is None else content
    broken_pictures(folder, "x.png", content)
    own = read(folder)
    assert len(own.dataset) == 40
    assert any(reason in finding.text for finding in own.findings)

    broken_pictures(folder, "y.png", content, count=30)
    with pytest.raises(DataError, match=f"31 of 71 pictures cannot be read.*{reason}"):
        read(folder)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "it is empty", id="zero bytes"),
        pytest.param(b"no wave at all, but text", "it is no wav file", id="no wav"),
        pytest.param(None, "it is cut off", id="truncated"),
    ],
)
def test_one_broken_recording_is_left_out_and_many_are_refused(sounds_of, content, reason):
    """As pictures are."""
    folder = sounds_of()
    if content is None:
        content = (folder / "low" / "0.wav").read_bytes()[:-100]
    (folder / "low" / "x.wav").write_bytes(content)
    own = read(folder)
    assert len(own.dataset) == 40
    assert any(reason in finding.text for finding in own.findings)

    for number in range(30):
        (folder / "high" / f"{number}x.wav").write_bytes(content)
    with pytest.raises(DataError, match=f"31 of 71 recordings cannot be read.*{reason}"):
        read(folder)


def test_a_recording_without_samples_is_said(sounds_of):
    """A wav file that ends before it begins."""
    folder = sounds_of()
    wavfile.write(folder / "low" / "x.wav", 8000, np.array([], dtype=np.int16))
    assert any("no sample" in finding.text for finding in read(folder).findings)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param([], "has no file", id="nothing"),
        pytest.param(["a/1.mp3", "b/2.mp3"], r"mp3.*Save sounds as .wav", id="mp3"),
        pytest.param(["a/1.doc", "b/2"], "none of a kind that is read", id="other kinds"),
        pytest.param(["1.png", "2.png"], "nothing that tells their class", id="no folder a class"),
        pytest.param(["a/1.png", "a/2.png"], "nothing that tells their class", id="one folder"),
    ],
)  # fmt: skip
def test_a_folder_without_items_or_classes_is_refused(tmp_path, bytes_of, files, message):
    """What was found is said, and what was expected."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in files:
        bytes_of(b"x", f"mine/{name}")
    with pytest.raises(TriptychError, match=message):
        read(folder)


def test_a_table_of_files_that_are_not_there_is_refused(csv_of):
    """The first missing one is named with its whole path."""
    names = [f"picture {number}.png" for number in range(300)]
    frame = tickets().assign(file=names)
    with pytest.raises(DataError, match=r"300 of 300 pictures .*picture 0.png: there is no such"):
        read(csv_of(frame), TEAM)


def test_pickled_arrays_are_never_loaded(tmp_path):
    """They could run code."""
    path = tmp_path / "series.npz"
    np.savez(path, X=np.array([[1], [1, 2]], dtype=object), y=np.array(["a", "b"]))
    with pytest.raises(DataError, match="holds Python objects"):
        read(path)


def test_texts_beyond_any_encoding_are_read(bytes_of):
    """Lines in two encodings are read by their own, and said."""
    lines = [f"{text},caf\u00e9".encode() for text in sentences(60)]
    lines[7] = "zwei Wörter über Größe,thé".encode("cp1252")
    lines = [line + (b",desk" if n % 2 else b",field") for n, line in enumerate(lines)]
    own = read(bytes_of(b"subject,drink,team\n" + b"\n".join(lines)), Wishes(target="team"))

    assert any("line 9, are in another encoding" in finding.text for finding in own.findings)
    assert "zwei Wörter über Größe" in own.dataset.raw.tolist()
