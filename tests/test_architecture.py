"""Imports point one way, and only the edges of the program touch disk, network and terminal."""

from __future__ import annotations

import ast
import subprocess
import sysconfig
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "src" / "itemone"
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
EDGES = {"acquire", "cli", "evaluate.cache"}
# Vocabulary, weights and the page are data of the program; labels and texts to be scored are the input of evaluate.
READERS = EDGES | {
    "tokens",
    "engines.model",
    "evaluate.fields",
    "evaluate.finder",
    "evaluate.knowing",
    "evaluate.page",
}
# Draws are seeded by what is drawn from, a clock is read where time is the figure, and two libraries must be quiet.
EXEMPT = {
    "engines.baselines": {"random", "warnings"},
    "evaluate.finder": {"time"},
    "evaluate.interval": {"random"},
    "evaluate.mutate": {"random"},
    "evaluate.page": {"warnings"},
    "evaluate.scores": {"time"},
    "verify.nli": {"warnings"},
}
WRITING = {"write_text", "write_bytes", "unlink", "mkdir", "rmdir", "touch", "rename", "symlink_to", "chmod"}
READING = {"read_text", "read_bytes"}
FOREIGN = {
    *("requests", "socket", "urllib", "http", "ssl", "asyncio", "subprocess", "multiprocessing"),
    *("logging", "warnings", "sqlite3", "ray", "shutil", "tempfile", "random", "time"),
}


def faults(source: str, *, may_read: bool = False) -> list[str]:
    """Return what a pure module must not do, as "name:line"."""
    found = []
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            names = [node.func.id] if node.func.id in {"open", "print", "input", "exec", "eval"} else []
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            forbidden = WRITING | {"open"} | (set() if may_read else READING)
            names = [node.func.attr] if node.func.attr in forbidden else []
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.split(".")[0] in FOREIGN]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module] if node.module and node.module.split(".")[0] in FOREIGN else []
        found += [f"{name}:{getattr(node, 'lineno', 0)}" for name in names]
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("open('x')", ["open:1"]),
        ("Path('x').open()", ["open:1"]),
        ("Path('x').write_text('y')", ["write_text:1"]),
        ("x = 1\nfiles('x').joinpath('y').read_bytes()", ["read_bytes:2"]),
        ("def f():\n  import urllib.request", ["urllib.request:2"]),
        ("from socket import socket", ["socket:1"]),
        ("import logging", ["logging:1"]),
        ("print('x')", ["print:1"]),
        ("import re, json\n'a'.replace('a', 'b')\nopened = reprint('x')", []),
    ],
)
def test_the_scan_sees(source: str, expected: list[str]) -> None:
    assert faults(source) == expected


def test_every_module_is_scanned() -> None:
    assert {"data", "read", "locate", "verify", "engines.extractive", *READERS} <= MODULES.keys()


@pytest.mark.parametrize("name", sorted(MODULES.keys() - EDGES))
def test_a_module_within_touches_nothing_outside(name: str) -> None:
    found = faults(MODULES[name].read_text(encoding="utf-8"), may_read=name in READERS)
    allowed = EXEMPT.get(name, set())
    assert [fault for fault in found if fault.split(":")[0] not in allowed] == []


@pytest.mark.parametrize("name", MODULES)
def test_nothing_is_printed_but_by_click(name: str) -> None:
    found = faults(MODULES[name].read_text(encoding="utf-8"))
    assert not [fault for fault in found if fault.startswith("print:")]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is(name: str) -> None:
    assert ast.get_docstring(ast.parse(MODULES[name].read_text(encoding="utf-8")))


def lint_imports(config: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sysconfig.get_path("scripts"), "lint-imports")
    return subprocess.run(
        [str(program), "--config", str(config), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_point_one_way() -> None:
    run = lint_imports(ROOT / ".importlinter")
    assert run.returncode == 0, run.stdout + run.stderr
    assert " 0 broken" in run.stdout


def test_the_linter_would_see_a_wrong_import(tmp_path: Path) -> None:
    config = (ROOT / ".importlinter").read_text(encoding="utf-8")
    upside_down = tmp_path / "importlinter.ini"
    upside_down.write_text(
        config.replace("    cli\n    evaluate\n    pipeline\n", "    pipeline\n    evaluate\n    cli\n"),
        encoding="utf-8",
    )
    run = lint_imports(upside_down)
    assert run.returncode == 1
    assert "itemone.cli -> itemone.pipeline" in run.stdout
