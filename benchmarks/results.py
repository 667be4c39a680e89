"""Make RESULTS.md anew: python benchmarks/results.py DATA.

Each benchmark puts its figures into its own part, with the command and the commit that gave them. It takes some
15 minutes, most of them for the other tools that find Item 1 (extra `peers`).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
# The benchmarks that have a part in RESULTS.md, and what each is told.
PARTS = {
    "evaluate.py": [],
    "locate.py": ["--runs", "3", "--peers"],
    "damage.py": [],
    "downstream.py": [],
}


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
    changed = git("status", "--porcelain", "--", "../src", "*.py")
    return git("rev-parse", "--short", "HEAD") + ("-dirty" if changed else "")


def git(*words: str) -> str:
    """Return what git prints, without white space around it, as seen from this folder."""
    return subprocess.run(["git", *words], cwd=HERE, check=True, capture_output=True, text=True).stdout.strip()


def main() -> None:
    """Run all benchmarks, one behind the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data.resolve()
    for script, words in PARTS.items():
        print(f"== {script} {' '.join(words)}", flush=True)
        subprocess.run([sys.executable, HERE / script, data, *words, "--write"], check=True)


if __name__ == "__main__":
    main()
