"""Promises of every task whose data is downloaded: no file, another or half a file is no data."""

import pytest

from triptych.catalogue import Catalogue, LoadedTask
from triptych.downloads.folder import data_folder, located
from triptych.errors import DataError, DataNotDownloaded

TASKS = {name: task for name, task in Catalogue.find().tasks.items() if task.card.files}
DOWNLOADS = {one.path: one for task in TASKS.values() for one in task.card.files}


@pytest.mark.parametrize("name", TASKS)
def test_without_its_files_a_task_says_how_to_get_them(data_folder_in, tmp_path, name):
    """It is skipped then, not failed: the error is of a kind of its own."""
    data_folder_in(tmp_path)

    with pytest.raises(DataNotDownloaded, match=r"is not in .*triptych data fetch"):
        LoadedTask(TASKS[name]).dataset  # noqa: B018  loading is what is tested


@pytest.mark.parametrize("content", [b"another file", b""], ids=["another", "empty"])
@pytest.mark.parametrize("name", TASKS)
def test_a_task_is_not_loaded_from_other_files(data_folder_in, tmp_path, name, content):
    """Every byte must be the published one."""
    folder = data_folder_in(tmp_path)
    for download in TASKS[name].card.files:
        for path in list(download.checksums)[:2]:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)

    with pytest.raises(DataError, match="sha256") as refused:
        LoadedTask(TASKS[name]).dataset  # noqa: B018
    assert not isinstance(refused.value, DataNotDownloaded)


@pytest.mark.parametrize("path", DOWNLOADS)
def test_a_truncated_file_is_refused(data_folder_in, tmp_path, path):
    """The published file without its last byte, too, is another one."""
    download = DOWNLOADS[path]
    first = next(iter(download.checksums))
    published = data_folder() / first
    if not published.is_file():
        pytest.skip(f"{first} is not in {data_folder()}")
    content = published.read_bytes()
    place = data_folder_in(tmp_path) / first
    place.parent.mkdir(parents=True)
    place.write_bytes(content[:-1])

    with pytest.raises(DataError, match="sha256"):
        located(download)
