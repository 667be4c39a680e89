"""The floors that a change must not fall below.

    python benchmarks/gate.py DATA

The floors belong to one set of labelled filings, named by a hash: other data, or other labels, are refused. A floor is
lowered only in this file, with a line in benchmarks/LOG.md that says why. Exit code 1 when one is missed.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from locate import Label, find, labels, measure, score

# sha256 of file name, status and expected text of every labelled filing.
DATA = "d0bd736339e9b5d8"
# Measured by `python benchmarks/locate.py DATA` (1.000 means that none of 136 filings fails): a filing is 0.007.
FLOORS = {"f1": 0.995, "start": 0.985, "end": 0.985, "status": 0.985}
MOST_SILENT = 0.0
# Median time of finding Item 1 in HTML, in units of Lexbor's parse and text; measured 0.7 to 1.0 from run to run.
MOST_X = 1.5


def fingerprint(found: list[Label]) -> str:
    """Return a hash of what is expected of all filings."""
    said = sorted(f"{label.path.name}\n{label.status}\n{label.text or ''}" for label in found)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def missed(found: list[Label]) -> Iterator[str]:
    """Yield each floor that is missed, and print all figures."""
    rows = measure(found, find, runs=2)
    reached = score(rows)
    for name, floor in FLOORS.items():
        value = getattr(reached, name)
        print(f"locate {name}: {value:.4f}, floor {floor}")
        if value < floor:
            yield f"{name} is {value:.4f}, under {floor}"
    print(f"locate silent failures: {reached.silent:.4f}, at most {MOST_SILENT}")
    if reached.silent > MOST_SILENT:
        yield f"silent failures: {', '.join(row.label.path.name for row in rows if row.silent)}"
    x = median(row.x for row in rows if row.x is not None)
    print(f"locate time: {x:.2f} x, at most {MOST_X}")
    if x > MOST_X:
        yield f"the median time is {x:.2f} times Lexbor's, over {MOST_X}"


def main() -> None:
    """Hold the figures against the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    found = labels(parser.parse_args().data)
    if fingerprint(found) != DATA:
        sys.exit(f"these are not the labels that the floors were measured on ({fingerprint(found)}, not {DATA})")
    if faults := list(missed(found)):
        sys.exit("\n".join(["below the gate:", *faults]))
    print("the gate holds")


if __name__ == "__main__":
    main()
