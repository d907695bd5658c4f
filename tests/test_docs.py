"""What the documentation says is run, or at least understood by the real command line."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from triptych.catalogue import Catalogue, studies
from triptych.cli.app import app
from triptych.study import MAIN_STUDY

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
QUICK = {"list", "plan", "new", "data", "--help", "--version"}
"""Commands that end at once, so that documentation can be run each time.

`data fetch` does not: no test asks the network for anything.
"""

GROUP = typer.main.get_command(app)


def commands(page):
    """The commands a page shows, as lists of words; prompts, outputs and comments are left out."""
    for block in BLOCK.findall(page.read_text()):
        lines = block.replace("\\\n", " ").splitlines()
        if any(line.startswith("$ ") for line in lines):
            lines = [line[2:] for line in lines if line.startswith("$ ")]
        for line in lines:
            for part in re.split(r"&&|;|\|", line):
                if words := shlex.split(part, comments=True):
                    yield words


def arguments_of(words):
    """What a command gives to `triptych`; None where it calls something else."""
    if Path(words[0]).name == "triptych":
        return words[1:]
    if Path(words[0]).name.startswith("python") and words[1:3] == ["-m", "triptych"]:
        return words[3:]
    return None


def understand(arguments):
    """Parse as the real command line does; raises typer's usage error."""
    context = GROUP.make_context("triptych", list(arguments), resilient_parsing=False)
    command = GROUP
    while hasattr(command, "commands"):
        rest = [*context._protected_args, *context.args]
        name, command, rest = command.resolve_command(context, rest)
        context = command.make_context(name, rest, parent=context)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_shown_is_understood(page):
    """No page shows an option or a command that does not exist."""
    for words in commands(page):
        arguments = arguments_of(words)
        if arguments and arguments[0] not in ("--help", "--version"):
            understand(arguments)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_quick_command_shown_works(page, tmp_path):
    """Commands that end at once are run, page by page and in order, in an empty folder."""
    environment = {name: value for name, value in os.environ.items() if "TRIPTYCH" not in name}
    for words in commands(page):
        arguments = arguments_of(words)
        if arguments and arguments[0] in QUICK and "fetch" not in arguments:
            ended = subprocess.run(
                [sys.executable, "-m", "triptych", *arguments],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert ended.returncode == 0, f"{shlex.join(words)}: {ended.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_shown_exists(page):
    """No page names a target the Makefile does not have."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for words in commands(page):
        if words[0] == "make":
            assert {word for word in words[1:] if "=" not in word and word[0] != "-"} <= targets


def test_studies_are_made_of_the_tasks_without_downloads():
    """`make studies` needs no network, and leaves out no task that needs none."""
    makefile = (ROOT / "Makefile").read_text().replace("\\\n", " ")
    (listed,) = re.findall(r"^EMBEDDED := (.*)$", makefile, re.MULTILINE)
    tasks = Catalogue.find().tasks.values()

    assert set(listed.split()) == {task.name for task in tasks if not task.card.files}


def test_every_study_is_described_and_made():
    """A section says what it varies, and `make studies` runs it; nothing else has to be edited."""
    names = {name for name in studies() if name != MAIN_STUDY}
    page = (ROOT / "docs" / "studies.md").read_text()
    makefile = (ROOT / "Makefile").read_text()

    assert set(re.findall(r"^## (\w+)$", page, re.MULTILINE)) == names
    assert set(re.findall(r"--study (\w+)", makefile)) == {MAIN_STUDY, *names}


@pytest.mark.parametrize("name", sorted(GROUP.commands))
def test_every_command_and_option_is_documented(name):
    """A command or an option nobody can read about does not exist."""
    page = (ROOT / "docs" / "commands.md").read_text()
    _, found, section = page.partition(f"## triptych {name}\n")
    assert found, f"docs/commands.md has no section for {name}"
    section = section.partition("\n## ")[0]
    command = GROUP.commands[name]
    for part in getattr(command, "commands", {"": command}).values():
        options = [param.opts[0] for param in part.params if param.opts[0].startswith("--")]
        if "those of `plan`" in section:
            section += page.partition("## triptych plan")[2].partition("\n## ")[0]
        assert [option for option in options if option not in section] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    """Links between pages, and to files beside them, are not broken."""
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]

    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_downloaded_set_has_its_licence_and_citation():
    """Whoever downloads data reads whose it is, under which licence, and what to cite."""
    page = (ROOT / "docs" / "data.md").read_text()
    paths = {file.path for task in Catalogue.find().tasks.values() for file in task.card.files}
    sets = {path.partition("/")[0] for path in paths}

    assert {name for name in sets if f"| `{name}/` |" not in page} == set()
    assert {name for name in sets if f"- **{name}**:" not in page} == set()
