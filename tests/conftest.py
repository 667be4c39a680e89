"""What the tests share: where the example filings and their labels are, and the real filings beside the checkout."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

from itemone import item1
from itemone.evaluate.finder import Label

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "brightwater-2024.htm"
FILINGS = ROOT / "tests" / "filings"
# Those of which a summary can be written; the others are each bad in their own way.
USABLE = (EXAMPLE, FILINGS / "harrow-2009.htm", FILINGS / "kestrel-1996.txt", FILINGS / "pasted-item1.txt")

# The labels of two of them.
LABELS = (ROOT / "examples" / "gold" / "brightwater-2024.json", ROOT / "tests" / "gold" / "kestrel-1996.json")

# A filing takes long the first time, when vocabulary and weights are loaded.
settings.register_profile("itemone", settings(), deadline=None)
settings.load_profile("itemone")


def label(path: Path, status: str, text: str | None) -> Label:
    """Return what is expected of Item 1 of a filing."""
    return Label(path, "html", "10-K", status, text)


def right_labels() -> list[Label]:
    """Return right labels of three filings, one of which has no Item 1."""
    kestrel = FILINGS / "kestrel-1996.txt"
    return [
        label(EXAMPLE, "extracted", item1(EXAMPLE).text),
        label(kestrel, "extracted", item1(kestrel).text),
        label(FILINGS / "part-three-amendment.htm", "absent", None),
    ]


def absent(reason: str) -> NoReturn:
    """Skip a test whose tool is not there, but fail it in CI, where it must be."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the chromium of the system."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- the other tests need none
    except ImportError:
        absent("playwright is not installed")
    program = shutil.which("chromium")
    if program is None:
        absent("there is no chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what programs under test remember out of the cache of whoever runs the tests."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITEMONE_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real filings and labels; they are too many for the repository."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        absent("no real filings: ../shared/data is not there")
    return folder


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return a folder with the labels of two invented filings, gold/dev; the filings are in gold/src."""
    folder = tmp_path / "gold" / "dev"
    for target, files in ((folder, LABELS), (folder.parent / "src", (EXAMPLE, FILINGS / "kestrel-1996.txt"))):
        target.mkdir(parents=True)
        for file in files:
            shutil.copy(file, target)
    return folder
