"""The floors that a change must not fall below.

    python benchmarks/gate.py DATA                                         hold the figures against them
    python benchmarks/gate.py DATA --raise                                 raise each that is now passed by far
    python benchmarks/gate.py --loosen NAME LIMIT --because "..."          the only way down
    python benchmarks/gate.py DATA --relabel --because "..."               other labels than those of the floors

The floors stand in benchmarks/floors.json and belong to one set of labelled filings, named by a hash: other data or
other labels are refused. Whatever loosens a limit has a line in benchmarks/LOG.md that says why; the gate looks through
the history of floors.json and fails on one that has not. Exit code 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from locate import Timed, measure, total
from results import git

from itemone.evaluate import Evaluation, evaluate
from itemone.evaluate.checker import CLAIMS, READINGS
from itemone.evaluate.figures import accuracy, figures, rates
from itemone.evaluate.finder import Label, find, labels
from itemone.evaluate.gold import SUPPORTED, UNCHANGED, digest_of, load

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
LOG = HERE / "LOG.md"
# How far a limit stays from what is measured when it is raised: figures that do not depend on the machine move by
# less than this when nothing that matters has changed.
SLACK = 0.01


@dataclass(frozen=True)
class Limit:
    """The least (`floor`) or the most that a figure may be."""

    limit: float
    floor: bool

    def allows(self, value: float) -> bool:
        """Tell whether a value is within the limit."""
        return value >= self.limit if self.floor else value <= self.limit

    def is_looser_than(self, other: Limit) -> bool:
        """Tell whether this limit allows what the other does not."""
        return self.limit < other.limit if self.floor else self.limit > other.limit


Limits = dict[str, Limit]


def limits(written: str) -> Limits:
    """Return the limits of a floors.json."""
    data = json.loads(written)
    return {
        name: Limit(limit, floor)
        for key, floor in (("at least", True), ("at most", False))
        for name, limit in data[key].items()
    }


def fingerprint(found: Sequence[Label]) -> str:
    """Return a hash of what is expected of all filings: file name, status and text."""
    said = sorted(f"{label.path.name}\n{label.status}\n{label.text or ''}" for label in found)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def finding(rows: Sequence[Timed]) -> dict[str, float]:
    """Return the figures of finding Item 1."""
    reached = total(rows)
    return {
        "locate f1": reached.f1,
        "locate start": reached.start,
        "locate end": reached.end,
        "locate status": reached.status,
        "locate silent": reached.silent,
        "locate time": median(row.x for row in rows if row.x is not None),
    }


def summarizing(found: Evaluation) -> dict[str, float]:
    """Return the figures of summaries by the embedded engine and of the checker."""
    mean = {name: value.value for name, value in figures(found.of("extractive")).items()}
    figure = {f"extractive {name}": mean[name] for name in ("recall", "vital", "macro", "tokens", "grounded", "passed")}
    figure["extractive first person"] = mean["first_person"]
    balanced = accuracy(found.trials)
    figure["checker balanced accuracy"] = balanced.value if balanced else 0.0
    for rate in rates(found.trials):
        if rate.test == CLAIMS and rate.kind == SUPPORTED:
            figure["checker refuses true claims"] = rate.refused.value
        elif rate.test == READINGS[0] and rate.kind == UNCHANGED:
            figure["checker refuses our sentences"] = rate.refused.value
        elif rate.test == READINGS[0]:
            figure["checker catches, worst kind"] = min(
                rate.refused.value, figure.get("checker catches, worst kind", 1.0)
            )
    return figure


def missed(figure: dict[str, float], allowed: Limits) -> Iterator[str]:
    """Yield each limit that is missed, or has no figure."""
    for name, limit in allowed.items():
        if name not in figure:
            yield f"{name}: is no longer measured"
        elif not limit.allows(figure[name]):
            yield f"{name}: {figure[name]:.4f}, {'at least' if limit.floor else 'at most'} {limit.limit}"


def raised(figure: dict[str, float], allowed: Limits) -> Limits:
    """Return the limits, each as tight as what was measured allows with some slack, none looser than before."""
    result: Limits = {}
    for name, old in allowed.items():
        slack = SLACK * max(1.0, abs(figure[name]))
        new = Limit(round(figure[name] + (-slack if old.floor else slack), 3), old.floor)
        result[name] = old if new.is_looser_than(old) or name == "locate time" else new
    return result


def line(name: str, old: Limit, new: Limit) -> str:
    """Return how a line of the log begins that tells of a limit that was loosened."""
    return f"- floor `{name}`: {old.limit:g} to {new.limit:g}: "


def unexplained(versions: Sequence[str], log: str) -> Iterator[str]:
    """Yield what was loosened from one version of floors.json to the next without a line in the log."""
    for before, after in pairwise(versions):
        old, new = limits(before), limits(after)
        data, other = json.loads(before)["data"], json.loads(after)["data"]
        if data != other and relabelled(data, other) not in log:
            yield f"the labels went from {data} to {other}, and {LOG.name} does not say why"
        for name, limit in old.items():
            if name not in new:
                if f"- floor `{name}` is gone: " not in log:
                    yield f"{name}: is gone, and {LOG.name} does not say why"
            elif new[name].is_looser_than(limit) and line(name, limit, new[name]) not in log:
                yield f"{name}: went from {limit.limit:g} to {new[name].limit:g}, and {LOG.name} does not say why"


def relabelled(old: dict[str, str], new: dict[str, str]) -> str:
    """Return how a line of the log begins that tells of other labels."""
    return f"- floors, other labels: {json.dumps(old)} to {json.dumps(new)}: "


def history() -> list[str]:
    """Return all versions of floors.json that the repository has, the file as it is now last."""
    hashes = git("log", "--reverse", "--format=%H", "--", FLOORS.name).split()
    written = [git("show", f"{commit}:./{FLOORS.name}") for commit in hashes]
    return [*written, FLOORS.read_text(encoding="utf-8")]


def write(allowed: Limits, data: dict[str, str]) -> None:
    """Write floors.json."""
    sides: dict[str, Any] = {"data": data, "at least": {}, "at most": {}}
    for name, limit in allowed.items():
        sides["at least" if limit.floor else "at most"][name] = limit.limit
    FLOORS.write_text(json.dumps(sides, indent=2) + "\n", encoding="utf-8")


def log(text: str) -> None:
    """Put a line under the heading of the floors, at the end of the log."""
    with LOG.open("a", encoding="utf-8") as file:
        file.write(f"{text}\n")


def main() -> None:
    """Hold the figures against the floors, or move the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", help="holds filings/ and gold/")
    parser.add_argument("--raise", dest="up", action="store_true", help="tighten the limits to what is measured")
    parser.add_argument("--loosen", nargs=2, metavar=("NAME", "LIMIT"), help="move one limit; needs --because")
    parser.add_argument("--relabel", action="store_true", help="take the labels as they are now; needs --because")
    parser.add_argument("--because", default="", help="why, for the log")
    arguments = parser.parse_args()
    because = " ".join(arguments.because.split())
    if (arguments.loosen or arguments.relabel) and len(because) < 10:
        parser.error("a floor goes down only with a reason: --because")
    floors = FLOORS.read_text(encoding="utf-8")
    allowed = limits(floors)
    data: dict[str, str] = json.loads(floors)["data"]
    if arguments.loosen:
        name, limit = arguments.loosen
        loosen(allowed, data, name, float(limit), because)
        return
    if arguments.data is None:
        parser.error("give the folder of the labelled filings")
    wanted = labels(arguments.data / "filings")
    gold = arguments.data / "gold" / "dev"
    here = {"filings": fingerprint(wanted), "gold": digest_of(load(gold))}
    if arguments.relabel:
        log(relabelled(data, here) + because)
        data = here
    if here != data:
        sys.exit(f"these are not the labels that the floors were measured on: {here}, not {data}")
    figure = {**finding(measure(wanted, find, runs=2)), **summarizing(evaluate(gold, ["extractive"]))}
    for name, limit in allowed.items():
        print(f"{name:32} {figure.get(name, float('nan')):8.4f}  {'>=' if limit.floor else '<='} {limit.limit:g}")
    if arguments.up or arguments.relabel:
        write(raised(figure, allowed), data)
    faults = [*missed(figure, allowed), *unexplained(history(), LOG.read_text(encoding="utf-8"))]
    if faults:
        sys.exit("\n".join(["below the gate:", *faults]))
    print("the gate holds")


def loosen(allowed: Limits, data: dict[str, str], name: str, limit: float, because: str) -> None:
    """Loosen one limit and say why in the log."""
    if name not in allowed:
        sys.exit(f"there is no limit {name!r}; limits: {', '.join(allowed)}")
    old = allowed[name]
    new = Limit(limit, old.floor)
    if not new.is_looser_than(old):
        sys.exit(f"{name}: {new.limit:g} is no looser than {old.limit:g}; use --raise")
    log(line(name, old, new) + because)
    write({**allowed, name: new}, data)


if __name__ == "__main__":
    main()
