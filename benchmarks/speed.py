"""How long a summary takes, in units of what Lexbor alone needs to parse the same filing and give its text.

    python benchmarks/speed.py FILING... [--runs 7]

Both are timed in one process, in turn, and the ratio of their minima is printed: machines differ, the ratio does not.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from selectolax.lexbor import LexborHTMLParser

from itemone import Filing, ItemoneError, item1, summarize
from itemone.acquire import acquire


def main() -> None:
    """Print a line a filing and the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("filings", type=Path, nargs="+")
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    rows: list[tuple[float, float, float]] = []
    for path in arguments.filings:
        try:
            found, summarized, seconds = ratios(acquire(path), arguments.runs)
        except ItemoneError as error:
            print(f"left out: {error}")
            continue
        rows.append((found, summarized, seconds))
        print(f"{path.name[:50]:50} item1 {found:5.2f}  summarize {summarized:5.2f}  ({seconds * 1000:.0f} ms)")
    if not rows:
        raise SystemExit("none of the filings gives a summary")
    found, summarized, _ = (median(column) for column in zip(*rows, strict=True))
    print(f"median of {len(rows)} filings: item1 {found:.2f}, summarize {summarized:.2f} times Lexbor's parse and text")


def ratios(filing: Filing, runs: int) -> tuple[float, float, float]:
    """Return read and locate, and everything, as multiples of Lexbor's time, and the seconds of everything."""
    jobs: tuple[Callable[[], object], ...] = (
        lambda: LexborHTMLParser(filing.raw).text(),
        lambda: item1(filing),
        lambda: summarize(filing),
    )
    best = [min(times) for times in zip(*([_time(job) for job in jobs] for _ in range(runs + 1)), strict=True)]
    return best[1] / best[0], best[2] / best[0], best[2]


def _time(job: Callable[[], object]) -> float:
    start = perf_counter()
    job()
    return perf_counter() - start


if __name__ == "__main__":
    main()
