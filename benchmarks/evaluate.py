"""All engines and the checker on the labelled filings, for RESULTS.md: python benchmarks/evaluate.py DATA [--write].

The same as `itemone evaluate DATA/gold/dev` with every engine that is not a language model, done anew.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import results

from itemone.engines import BASELINES, ENGINES
from itemone.evaluate import evaluate
from itemone.evaluate.report import render


def main() -> None:
    """Print the tables; write them when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help="put the result into RESULTS.md")
    arguments = parser.parse_args()
    engines = (*ENGINES, *BASELINES, "oracle", "reference")
    page = render(evaluate(arguments.data / "gold" / "dev", engines), "markdown")
    print(page)
    if arguments.write:
        command = f"itemone evaluate DATA/gold/dev {' '.join(f'--engine {name}' for name in engines)} --format markdown"
        results.write("evaluate", page, command)


if __name__ == "__main__":
    main()
