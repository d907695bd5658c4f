"""A browser, and a report on disk as its reader gets it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from triptych.report.build import build
from triptych.results.store import write_report
from triptych.testing import add_synthetic_studies, write_synthetic_run

PAGES = ("index.html", "figures.html", "rents.html", "study-label_budget.html")


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Headless Chromium; the tests are skipped where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    places = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, (shutil.which(place) for place in places if place)), None)
    if chromium is None:
        pytest.skip("no Chromium found; name one in CHROMIUM or install the package chromium")
    with sync_api.sync_playwright() as playwright:
        # The sandbox needs rights that containers rarely have; the pages are our own.
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory) -> Path:
    """The folder of a report written to disk."""
    folder = write_synthetic_run(tmp_path_factory.mktemp("results") / "standard", items=300)
    add_synthetic_studies(folder)
    return write_report(folder, build(folder).files).parent


@pytest.fixture
def open_page(browser, report):
    """Open a page of the report; what it complains about and asks for is kept on the page."""
    contexts = []

    def opened(name, *, width=1200, scheme="light", scripts=True, folder=report):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints, page.requested = [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.requested.append(request.url))
        page.goto((folder / name).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(params=PAGES)
def name(request) -> str:
    """Each kind of page: the index, a classification, a regression with a gap, a study."""
    return request.param
