"""What each part of the embedded engine is worth: nugget recall with and without it.

    python benchmarks/ablate.py DATA

DATA holds gold/dev. The gain is that of the whole engine over the engine without the part, paired by filing, with a
95 % bootstrap interval over filings.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from itemone import Options
from itemone.engines.extractive import PARTS, Extractive
from itemone.evaluate.gold import load
from itemone.evaluate.interval import mean
from itemone.evaluate.nuggets import Coverage, coverage
from itemone.evaluate.report import with_interval
from itemone.pipeline import attempt


def main() -> None:
    """Print one row a part, as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    filings = load(parser.parse_args().data / "gold" / "dev")

    def scores(without: tuple[str, ...]) -> list[Coverage]:
        engine = Extractive(without=without)
        return [coverage(filing.nuggets, attempt(filing.filing, Options(), engine).text) for filing in filings]

    whole = scores(())
    print("| without | recall | gain of the part | vital | gain of the part |\n|---|---|---|---|---|")
    print(_row("nothing", whole, whole))
    for part in PARTS:
        print(_row(part, scores((part,)), whole), flush=True)
    print(_row("any of them", scores(PARTS), whole))


def _row(name: str, without: list[Coverage], whole: list[Coverage]) -> str:
    cells = [name]
    for of in ("recall", "vital"):
        less, more = ([getattr(score, of) for score in scores] for scores in (without, whole))
        cells += [with_interval(mean(less)), with_interval(mean([b - a for a, b in zip(less, more, strict=True)]))]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
