"""Promises of fashion_mnist, kept on files and pictures made here: the real ones are too large.

No test of this file needs the published files, and none says how good a contender is on them.
"""

import gzip
import struct

import numpy as np
import pytest

from triptych.cli.app import main
from triptych.errors import DataError
from triptych.fold import author_part, folds
from triptych.tasks import fashion_mnist
from triptych.tasks.fashion_mnist import classical, data, deep, rules
from triptych.tasks.fashion_mnist.idx import read_idx

SIZE, WHITE = 28, 255


def idx(array, kind=0x08):
    """An array as IDX bytes."""
    return (
        bytes((0, 0, kind, array.ndim))
        + struct.pack(f">{array.ndim}I", *array.shape)
        + bytes(array.tobytes())
    )


@pytest.fixture
def packed(tmp_path):
    """Writes bytes into a gzip file; gives its path."""

    def write(content, name="made.gz"):
        path = tmp_path / name
        path.write_bytes(gzip.compress(content))
        return path

    return write


@pytest.fixture(scope="module")
def clothes():
    """Pictures of rectangles, each class of its own height, width and gap, and their numbers."""
    generator = np.random.default_rng(0)
    numbers = np.arange(300) % 10
    pictures = generator.integers(0, 20, (300, SIZE, SIZE)).astype(np.uint8)
    for picture, number in zip(pictures, numbers, strict=True):
        top, left = generator.integers(0, 4, 2)
        height, width = 8 + 4 * (number % 5), 10 + 8 * (number // 5)
        picture[top : top + height, left : left + width] = generator.integers(120, WHITE)
    return pictures, numbers.astype(np.uint8)


@pytest.fixture(scope="module")
def dataset(clothes):
    """What load() would make of the clothes: two thirds to train on, the others tested."""
    pictures, numbers = clothes
    return data.assemble((pictures[:200], numbers[:200]), (pictures[200:], numbers[200:]))


def test_an_idx_file_is_read(packed, clothes):
    """Pictures and labels in the published format come back as they were written."""
    pictures, numbers = clothes
    part = data.read_part(packed(idx(pictures), "i.gz"), packed(idx(numbers), "l.gz"))

    np.testing.assert_array_equal(part[0], pictures)
    np.testing.assert_array_equal(part[1], numbers)


@pytest.mark.parametrize("kept", [0, 5, 30, -9])
def test_a_truncated_gzip_file_is_an_error(packed, clothes, kept):
    """A download that broke off is never read as fewer pictures."""
    path = packed(idx(clothes[0]))
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(DataError, match=r"made\.gz: expected"):
        read_idx(path, axes=(None, SIZE, SIZE))


def test_truncated_content_is_an_error(packed, clothes):
    """Fewer bytes than the header promises are an error that gives both numbers."""
    with pytest.raises(DataError, match=r"expected 235,200 bytes .* got 235,199"):
        read_idx(packed(idx(clothes[0])[:-1]), axes=(None, SIZE, SIZE))


@pytest.mark.parametrize("content", [b"", b"\0\0\x08", b"\0\0\x08\x03\0\0"])
def test_a_header_that_is_cut_off_is_an_error(packed, content):
    """So is a file that ends within its header."""
    with pytest.raises(DataError, match="expected"):
        read_idx(packed(content), axes=(None, SIZE, SIZE))


def test_another_magic_number_is_an_error(packed, clothes):
    """Labels in place of pictures, other types and other formats are told by their beginning."""
    pictures, numbers = clothes
    for content in (idx(numbers), idx(pictures, kind=0x0D), b"PK\3\4" + bytes(100)):
        with pytest.raises(DataError, match="magic number 00000803"):
            read_idx(packed(content), axes=(None, SIZE, SIZE))


def test_pictures_of_another_size_are_an_error(packed):
    """The axes must be as long as those of the published pictures."""
    with pytest.raises(
        DataError, match=r"expected an array of shape \(n, 28, 28\), got \(2, 28, 2"
    ):
        read_idx(packed(idx(np.zeros((2, 28, 27), np.uint8))), axes=(None, SIZE, SIZE))


def test_a_file_that_is_not_packed_is_an_error(tmp_path, clothes):
    """A file that somebody has unpacked already is not read by guessing."""
    path = tmp_path / "made.gz"
    path.write_bytes(idx(clothes[0]))

    with pytest.raises(DataError, match="whole gzip file"):
        read_idx(path, axes=(None, SIZE, SIZE))


def test_labels_must_belong_to_the_pictures(packed, clothes):
    """Another count of labels than of pictures, and a class beyond ten, are errors."""
    pictures, numbers = clothes
    images = packed(idx(pictures), "i.gz")

    with pytest.raises(DataError, match="for each of 300 pictures"):
        data.read_part(images, packed(idx(numbers[:-1]), "l.gz"))
    with pytest.raises(DataError, match="0 to 9, got 10"):
        data.read_part(images, packed(idx(np.full(300, 10, np.uint8)), "l.gz"))


def test_the_card_says_what_is_not_known():
    """Fewer training items than published, and floors that nobody has measured, are on the card."""
    why = fashion_mnist.TASK.why

    assert "1,200 training pictures of each" in why
    assert "no floors" in why
    assert fashion_mnist.TASK.items == 10 * data.TRAINED_OF_EACH + 10_000
    assert len(fashion_mnist.TASK.files) == 4


def test_the_official_test_part_is_tested_and_nothing_else(dataset):
    """Training pictures train, test pictures are tested, the author sees training ones only."""
    (fold,) = folds(dataset, fashion_mnist.TASK.split, 0)

    assert fold.test.tolist() == list(range(200, 300))
    assert fold.train.tolist() == list(range(200))
    assert author_part(dataset).max() < 200


def test_only_the_first_pictures_of_each_class_are_trained_on(clothes, monkeypatch):
    """The training part is cut to equally many of each class, in the publisher's order."""
    pictures, numbers = clothes
    monkeypatch.setattr(data, "TRAINED_OF_EACH", 5)
    dataset = data.assemble((pictures[:200], numbers[:200]), (pictures[200:], numbers[200:]))

    assert len(dataset) == 50 + 100
    np.testing.assert_array_equal(dataset.raw[:50], pictures[:50])


def test_every_column_has_its_meaning(dataset):
    """The table has the columns that MEANINGS explains, in that order, blank pictures included."""
    blank = np.zeros((1, SIZE, SIZE), np.uint8)
    table = data.features(np.concatenate((dataset.raw[:3], blank)))

    assert list(table.columns) == list(data.MEANINGS)
    assert np.isfinite(table.to_numpy()).all()
    alone = data.features(dataset.raw[1:2])
    np.testing.assert_allclose(alone.to_numpy()[0], table.to_numpy()[1], atol=1e-6)


def test_widths_and_gaps_are_measured_in_pixels():
    """Two legs have a gap between them; a body on top of them has none."""
    trousers = np.zeros((1, SIZE, SIZE), np.uint8)
    trousers[0, :, 9:19] = WHITE
    trousers[0, 8:, 12:16] = 0
    cut = data.features(trousers).iloc[0]

    assert (cut["height"], cut["width"], cut["left-right symmetry"]) == (28, 10, 1)
    assert (cut["top width"], cut["top gap"]) == (10, 0)
    assert (cut["hem width"], cut["hem gap"]) == (6, 4)
    assert rules.make(0).rules[0].label == "trousers"


@pytest.mark.parametrize("paradigm", [classical, deep])
def test_a_learner_learns_made_clothes(dataset, paradigm):
    """Table and network tell rectangles apart: their code works; nothing is said of clothes."""
    estimator = paradigm.make(0)
    if paradigm is deep:
        estimator.set_params(max_epochs=5, batch_size=16)
    X = dataset.raw if paradigm is deep else data.features(dataset.raw)
    estimator.fit(X[:200], dataset.target[:200])

    assert np.mean(estimator.predict(X[200:]) == dataset.target[200:]) > 0.5
    np.testing.assert_allclose(estimator.predict_proba(X[200:]).sum(axis=1), 1)


def test_every_rule_says_why_and_decides(dataset):
    """The rules answer for any picture, each with its reason; every class has a rule."""
    table = data.features(dataset.raw)
    system = rules.make(0).fit(table[:200], dataset.target[:200])

    assert set(system.predict(table)) <= set(data.CLASSES)
    assert all(len(rule.because.split()) > 5 for rule in system.rules)
    assert {rule.label for rule in system.rules} | {system.otherwise} == set(data.CLASSES)


def test_a_run_skips_it_where_it_is_not_downloaded(tmp_path, data_folder_in, monkeypatch, capsys):
    """`triptych run` says that the files are missing and ends well."""
    data_folder_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["triptych", "run", "fashion_mnist", "--profile", "quick"])

    with pytest.raises(SystemExit) as end:
        main()

    captured = capsys.readouterr()
    assert end.value.code in (0, None)
    assert "triptych data fetch" in " ".join((captured.out + captured.err).split())
