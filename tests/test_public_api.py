"""What `import itemone` gives, and what it costs."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from inspect import getdoc

import pytest

import itemone

EXPECTED = [
    "AcquireError",
    "Aspect",
    "Check",
    "Claim",
    "ComposeError",
    "Document",
    "EvaluateError",
    "Evidence",
    "Failure",
    "Filing",
    "ItemoneError",
    "LocateError",
    "Location",
    "MissingExtraError",
    "Options",
    "OptionsError",
    "ReadError",
    "Result",
    "Section",
    "Sentence",
    "Span",
    "Status",
    "Summary",
    "Verdict",
    "Verification",
    "VerifyError",
    "__version__",
    "attempt",
    "item1",
    "summarize",
    "verify_text",
]


def test_the_public_names_are_these() -> None:
    assert itemone.__all__ == EXPECTED


@pytest.mark.parametrize("name", EXPECTED)
def test_a_public_name_resolves(name: str) -> None:
    assert getattr(itemone, name) is not None


@pytest.mark.parametrize("name", [name for name in EXPECTED if name != "__version__"])
def test_a_public_name_is_documented(name: str) -> None:
    noun = getattr(itemone, name)
    assert noun.__name__ == name
    assert noun.__module__.startswith("itemone.")
    assert getdoc(noun)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_public_name_is_not_that_of_a_module(name: str) -> None:
    # The import of a module `itemone.NAME` would replace the function `itemone.NAME` by the module.
    folder = files("itemone")
    assert not folder.joinpath(f"{name}.py").is_file()
    assert not folder.joinpath(name).is_dir()


def test_dir_shows_the_public_names() -> None:
    assert dir(itemone) == sorted(EXPECTED)


@pytest.mark.parametrize("name", ["Summarize", "engines_of_war", "_hidden", "__wrapped__"])
def test_an_unknown_name_is_an_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'itemone' has no attribute '{name}'"):
        getattr(itemone, name)


def test_the_package_is_typed() -> None:
    assert files("itemone").joinpath("py.typed").is_file()


def modules_after(code: str) -> set[str]:
    program = f"import sys; {code}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    ("code", "wanted", "unwanted"),
    [
        (
            "import itemone; itemone.__version__; dir(itemone)",
            {"itemone"},
            {
                "selectolax",
                "click",
                "rich",
                "mistral_common",
                "regex",
                "numpy",
                "itemone.pipeline",
                "itemone.data",
            },
        ),
        (
            "from itemone import Result, Options",
            {"itemone.data"},
            {"selectolax", "itemone.pipeline", "click"},
        ),
        ("from itemone import *", {"itemone.pipeline"}, {"click", "rich", "mistral_common", "numpy"}),
        (
            "from itemone import summarize",
            {"selectolax"},
            {"click", "rich", "mistral_common", "numpy", "http", "ssl"},
        ),
    ],
)
def test_a_name_loads_only_what_it_needs(code: str, wanted: set[str], unwanted: set[str]) -> None:
    loaded = modules_after(code)
    assert wanted <= loaded
    assert not unwanted & loaded
