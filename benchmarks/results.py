"""Put the figures of a benchmark into its part of RESULTS.md, with the command and the commit that gave them."""

from __future__ import annotations

import subprocess
from pathlib import Path

HERE = Path(__file__).parent


def write(part: str, page: str, command: str) -> None:
    """Replace the text between the marks of `part` in RESULTS.md."""
    results = HERE / "RESULTS.md"
    begin, end = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
    text = results.read_text(encoding="utf-8")
    head, found, rest = text.partition(begin)
    tail = rest.partition(end)[2]
    if not found:
        raise SystemExit(f"{results}: has no part {begin}")
    body = f"`{command}`, at commit {_commit()}.\n\n{page}"
    results.write_text(f"{head}{begin}\n{body}\n{end}{tail}", encoding="utf-8")


def _commit() -> str:
    """Return the commit, with a mark when the program or a benchmark has been changed since."""
    changed = _git("status", "--porcelain", "--", "../src", "*.py")
    return _git("rev-parse", "--short", "HEAD") + ("-dirty" if changed else "")


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=HERE, check=True, capture_output=True, text=True).stdout.strip()
