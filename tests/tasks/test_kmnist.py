"""Promises of kmnist: the published files and no others, strokes measured as a person would."""

import numpy as np
import pytest

from triptych.errors import DataError
from triptych.fold import folds
from triptych.tasks.kmnist import IMAGES, LABELS
from triptych.tasks.kmnist.data import (
    CLASSES,
    EDGES,
    MEANINGS,
    features,
    read_images,
    read_labels,
)
from triptych.tasks.kmnist.strokes import SIZE

FULL = 255


@pytest.fixture
def archive(tmp_path):
    """Writes an npz file of named arrays; gives its path."""

    def write(**arrays):
        path = tmp_path / "made.npz"
        np.savez_compressed(path, **arrays)
        return path

    return write


@pytest.fixture
def ring():
    """A ring that is broken on no side, on the right, or below."""

    def make(opened=None):
        image = np.zeros((1, SIZE, SIZE), dtype=np.uint8)
        image[0, 6:22, 6:22] = FULL
        image[0, 9:19, 9:19] = 0
        if opened == "right":
            image[0, 9:19, 19:] = 0
        if opened == "bottom":
            image[0, 19:, 9:19] = 0
        return image

    return make


def test_a_whole_archive_is_read(archive):
    """Images and labels come back as they were saved."""
    images = np.arange(2 * SIZE * SIZE, dtype=np.uint8).reshape(2, SIZE, SIZE)

    np.testing.assert_array_equal(read_images(archive(arr_0=images)), images)
    labels = np.array([0, 9], dtype=np.uint8)
    np.testing.assert_array_equal(read_labels(archive(arr_0=labels)), labels)


@pytest.mark.parametrize("kept", [0, 20, 200])
def test_a_truncated_archive_is_an_error(archive, kept):
    """However little of a file there is, the error names it."""
    path = archive(arr_0=np.arange(4000, dtype=np.uint8).reshape(-1, 1) % 250)
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(DataError, match=r"made\.npz"):
        read_images(path)


def test_damaged_content_is_an_error(archive):
    """A byte that was changed inside the archive does not become a picture."""
    path = archive(arr_0=np.random.default_rng(0).integers(0, 255, (9, SIZE, SIZE), np.uint8))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)

    with pytest.raises(DataError, match=r"made\.npz"):
        read_images(path)


def test_an_array_of_another_name_is_an_error(archive):
    """The published files call their only array arr_0."""
    with pytest.raises(DataError, match="arr_0"):
        read_images(archive(images=np.zeros((2, SIZE, SIZE), dtype=np.uint8)))


@pytest.mark.parametrize(
    "other",
    [
        np.zeros((2, SIZE, SIZE - 1), dtype=np.uint8),
        np.zeros((2, SIZE * SIZE), dtype=np.uint8),
        np.zeros((2, SIZE, SIZE), dtype=np.float32),
    ],
)
def test_images_of_another_shape_or_type_are_refused(archive, other):
    """The error says what was expected and what came."""
    with pytest.raises(DataError, match=r"expected images .* got"):
        read_images(archive(arr_0=other))


@pytest.mark.parametrize(
    "other", [np.array([0, 10], np.uint8), np.array([0, 1], np.int64), np.zeros((2, 1), np.uint8)]
)
def test_labels_of_another_kind_are_refused(archive, other):
    """A number beyond the ten classes, another type and another shape are errors."""
    with pytest.raises(DataError, match="expected class numbers"):
        read_labels(archive(arr_0=other))


def test_nothing_is_unpickled(archive):
    """An archive of Python objects is refused: unpickling one could run anything."""
    with pytest.raises(DataError, match="allow_pickle"):
        read_images(archive(arr_0=np.array([{"a": 1}], dtype=object)))


def test_holes_and_bays_are_where_a_person_sees_them(ring):
    """A closed ring has a hole; broken, it has a bay that is open to that side."""
    closed, right, bottom = (features(ring(opened)).iloc[0] for opened in (None, "right", "bottom"))

    assert (closed["holes"], closed["hole area"], closed["pieces"]) == (1, 100, 1)
    assert (right["holes"], bottom["holes"]) == (0, 0)
    assert right["upper right bay"] + right["lower right bay"] == 130
    assert bottom["upper bottom bay"] + bottom["lower bottom bay"] == 130
    assert closed["strokes in row 14"] == 2
    assert right["strokes in row 14"] == 1


def test_edges_are_found_in_the_direction_they_run():
    """An upright bar has edges at 90 degrees, one across at 0."""
    image = np.zeros((2, SIZE, SIZE), dtype=np.uint8)
    image[0, :, 12:16] = FULL
    image[1, 12:16] = FULL
    table = features(image)[list(EDGES)]
    upright = [name for name in EDGES if name.startswith("edges at 90 degrees")]
    across = [name for name in EDGES if name.startswith("edges at 0 degrees")]

    assert table.loc[0, upright].sum() > 20 * table.loc[0, across].sum()
    assert table.loc[1, across].sum() > 20 * table.loc[1, upright].sum()


def test_every_column_has_its_meaning(ring):
    """The table has the columns that MEANINGS explains, in that order, blank paper included."""
    table = features(np.concatenate((ring(), np.zeros((1, SIZE, SIZE), np.uint8))))

    assert list(table.columns) == list(MEANINGS)
    assert all(len(meaning.split()) > 3 for meaning in MEANINGS.values())
    assert np.isfinite(table.to_numpy()).all()


def test_no_rule_compares_with_an_exemplar(load_task):
    """Each rule reads a few stroke measurements: 334 columns at once would be an image."""
    rules = load_task("kmnist").make("rules", 0)

    assert all(1 <= len(rule.condition.reads) <= 6 for rule in rules.rules)
    assert all(not rule.condition.reads & set(EDGES) for rule in rules.rules)
    assert all(len(rule.because.split()) > 5 for rule in rules.rules)
    assert {rule.label for rule in rules.rules} | {rules.otherwise} == set(CLASSES)


def test_the_division_is_our_own(load_task):
    """7,000 images train, 3,000 are tested, all classes alike in number."""
    dataset = load_task("kmnist").dataset
    (fold,) = folds(dataset, load_task("kmnist").card.split, 0)

    assert (len(fold.train), len(fold.test)) == (7000, 3000)
    _, counts = np.unique(dataset.target, return_counts=True)
    assert counts.tolist() == [1000] * 10
    assert load_task("kmnist").card.files == (IMAGES, LABELS)


@pytest.mark.parametrize(("contender", "least"), [("rules", 0.25), ("classical", 0.8)])
def test_a_contender_learns_from_the_authors_part(fit_small, contender, least):
    """Fitted on 1,000 images, the rules name some of 50 others and the table most."""
    estimator, items, answers = fit_small("kmnist", contender)

    assert np.mean(estimator.predict(items) == answers) >= least
    np.testing.assert_allclose(estimator.predict_proba(items).sum(axis=1), 1)


def test_the_network_learns_in_a_few_passes(load_task):
    """Three passes over 400 images already tell many characters apart."""
    dataset = load_task("kmnist").dataset
    network = load_task("kmnist").make("deep", 0).set_params(max_epochs=3, batch_size=32)
    network.fit(dataset.raw[:400], dataset.target[:400])

    decided = network.predict(dataset.raw[400:600])
    assert np.mean(decided == dataset.target[400:600]) > 0.3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("contender", "floor"), [("rules", 0.30), ("classical", 0.94), ("deep", 0.975)]
)
def test_a_contender_reaches_its_floor(tested_accuracy, contender, floor):
    """On the held-out images each contender is as good as is known to be possible."""
    assert tested_accuracy("kmnist", contender, 1) >= floor
