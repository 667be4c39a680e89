"""The documents are true: their commands run, their Python runs, and what they list is what there is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from conftest import EXAMPLE, ROOT

from itemone import summarize
from itemone.cli import cli

README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
SHELL = {"console", "sh", "bash", "shell"}


class Fence(NamedTuple):
    """A block of code in a page."""

    page: str
    line: int
    language: str
    code: str


def fences(page: Path) -> list[Fence]:
    """Return the fenced blocks of a page, without the indentation of the list that they stand in."""
    found: list[Fence] = []
    inside: list[str] | None = None
    indent, language, begun = "", "", 0
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        mark = re.match(r"(\s*)```\s*([\w-]*)", line)
        if inside is None and mark:
            indent, language = mark.groups()
            inside, begun = [], number
        elif inside is not None and mark:
            found.append(Fence(page.name, begun, language, "\n".join(inside)))
            inside = None
        elif inside is not None:
            inside.append(line.removeprefix(indent))
    assert inside is None, f"{page.name}:{begun}: the fence is not closed"
    return found


def commands(fence: Fence) -> list[str]:
    """Return the commands of a shell block: all its lines, or those behind a prompt if there is one."""
    lines = re.sub(r"\\\n\s*", "", fence.code).splitlines()
    prompts = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    return prompts or [line for line in lines if line and not line.startswith("#")]


FENCES = [fence for page in PAGES for fence in fences(page)]
COMMANDS = [
    pytest.param(command, id=f"{fence.page}:{fence.line}: {command}")
    for fence in FENCES
    if fence.language in SHELL
    for command in commands(fence)
    if command.startswith("itemone ")
]
PYTHON = [pytest.param(fence.code, id=f"{fence.page}:{fence.line}") for fence in FENCES if fence.language == "python"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder that shows what the checkout shows, and into which examples may write."""
    for path in ROOT.iterdir():
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


def test_fences_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n```sh\nitemone a \\\n  b\n# c\n```\n- d\n  ```console\n  $ itemone e\n  f\n  ```\n")
    assert [(fence.line, fence.language) for fence in fences(page)] == [(2, "sh"), (8, "console")]
    assert [commands(fence) for fence in fences(page)] == [["itemone a b"], ["itemone e"]]


# --- commands


def test_the_readme_shows_the_main_command() -> None:
    assert any(
        command.startswith("itemone summarize ")
        for fence in fences(README)
        if fence.language in SHELL
        for command in commands(fence)
    )


def test_the_readme_says_how_to_test() -> None:
    shown = [c for fence in fences(README) if fence.language in SHELL for c in commands(fence)]
    assert any("pytest" in command for command in shown)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_runs_as_written(checkout: Path, command: str) -> None:
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", command],
        cwd=checkout,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_stands_in_a_block_that_is_run(page: Path) -> None:
    missed = [
        f"{fence.page}:{fence.line}: ```{fence.language}"
        for fence in fences(page)
        if fence.language not in SHELL and re.search(r"^(?:\$ )?itemone \w", fence.code, re.MULTILINE)
    ]
    assert missed == []


# --- Python


@pytest.mark.parametrize("code", PYTHON)
def test_python_runs_as_written(checkout: Path, code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=checkout, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


# --- docs/cli.md


def made_page() -> str:
    spec = spec_from_file_location("make_cli", ROOT / "docs" / "make_cli.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    page = module.page()
    assert isinstance(page, str)
    return page


def written_page() -> str:
    return (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_the_page_of_the_command_line_is_up_to_date() -> None:
    assert written_page() == made_page(), "run: python docs/make_cli.py > docs/cli.md"


def test_the_page_of_the_command_line_can_be_made_by_its_own_words() -> None:
    done = subprocess.run([sys.executable, "docs/make_cli.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == made_page()
    assert done.stderr == ""


@pytest.mark.parametrize("name", cli.commands)
def test_every_command_is_in_the_page(name: str) -> None:
    assert f"\n## itemone {name}\n" in written_page()


@pytest.mark.parametrize(
    ("name", "flag"),
    [
        (name, flag)
        for name, command in cli.commands.items()
        for option in command.params
        if isinstance(option, click.Option)
        for flag in (*option.opts, *option.secondary_opts)
    ],
)
def test_every_option_is_in_its_part_of_the_page(name: str, flag: str) -> None:
    part = written_page().split(f"\n## itemone {name}\n")[1].split("\n## ")[0]
    assert re.search(rf"(?<![\w-]){re.escape(flag)}(?![\w-])", part)


# --- the file tree of the README


def tree() -> set[str]:
    """Return the names of the Python files in the README's file tree."""
    trees = [fence.code for fence in fences(README) if "items.py" in fence.code and "verify/" in fence.code]
    assert len(trees) == 1, "README.md needs one file tree"
    return set(re.findall(r"[\w-]+\.py\b", trees[0]))


MODULES = {path.name for path in (ROOT / "src").rglob("*.py") if not path.name.startswith("_")}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_module_is_in_the_tree(name: str) -> None:
    assert name in tree()


def test_the_tree_names_no_file_that_is_not_there() -> None:
    there = {path.name for folder in ("src", "tests", "benchmarks", "docs") for path in (ROOT / folder).rglob("*.py")}
    assert tree() <= there


# --- links


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_into_the_repository_leads_to_a_file(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s#]+)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_the_summary_in_the_readme_is_what_the_program_says() -> None:
    """A README that shows a better output than the program gives would lie."""
    assert summarize(EXAMPLE).text in README.read_text(encoding="utf-8")
