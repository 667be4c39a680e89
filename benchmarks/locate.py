"""How well and how fast Item 1 is found: against labels, by era and form, beside other tools in the same run.

    python benchmarks/locate.py DATA [--peers] [--runs 3] [--write]

DATA holds filings/labels.json, filings/*.gz and the expected texts filings/item1/NAME.txt. `--peers` runs edgartools
and edgar-itemize on the same files (extra `peers`); one that is not installed is left out and named. `--write` puts
the tables and the plot into benchmarks/RESULTS.md and benchmarks/locate.svg.

What F1, start, end and a silent failure are stands in `itemone.evaluate.finder`; other tools give no warnings.

- x: time in units of what Lexbor alone needs to parse the same filing and give its text, minima of the runs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import peers
import results
from selectolax.lexbor import LexborHTMLParser

from itemone import Filing, __version__
from itemone.acquire import acquire
from itemone.evaluate.finder import Finder, Found, Label, Score, compared, find, groups, labels, score

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Timed:
    """What a tool said of a filing, and how long it took in Lexbor's units, None for plain text."""

    found: Found
    x: float | None


def measure(wanted: Iterable[Label], tool: Finder, runs: int) -> list[Timed]:
    """Run a tool over labelled filings; times are minima of the runs."""
    rows: list[Timed] = []
    for label in wanted:
        filing = acquire(label.path)
        seconds = min(_seconds(tool, filing) for _ in range(runs))
        html = label.path.name.removesuffix(".gz").endswith(".htm")
        unit = min(_seconds(_lexbor, filing) for _ in range(runs + 1)) if html else None
        status, text, warned = tool(filing)
        found = compared(label, status, text, warned=warned, seconds=seconds)
        rows.append(Timed(found, seconds / unit if unit else None))
    return rows


def _seconds(job: Callable[[Filing], object], filing: Filing) -> float:
    start = perf_counter()
    job(filing)
    return perf_counter() - start


def _lexbor(filing: Filing) -> object:
    return LexborHTMLParser(filing.raw).text()


def total(rows: Sequence[Timed]) -> Score:
    """Return the means over some filings."""
    return score([row.found for row in rows])


HEAD = (
    "| filings | n | F1 | start | end | status | silent failures | with a warning |\n|---|---|---|---|---|---|---|---|"
)


def line(name: str, s: Score) -> str:
    """Return a row of the table."""
    return (
        f"| {name} | {s.n} | {s.f1:.3f} | {s.start:.3f} | {s.end:.3f} | {s.status:.3f} | "
        f"{s.silent * 100:.1f} % | {s.warned * 100:.1f} % |"
    )


def table(rows: Sequence[Timed]) -> str:
    """Return the table of one tool: all, by era, by form."""
    found = groups([row.found for row in rows])
    return "\n".join([HEAD, *(line(f"**{name}**" if name == "all" else name, score(g)) for name, g in found.items())])


def side_by_side(tools: dict[str, list[Timed]]) -> str:
    """Return what the tools have in common: texts, places, silent failures, and time."""
    ours = tools["itemone"]
    lines = [
        "| tool | F1 | F1, HTML only | start | end | silent failures | median x (HTML) | median s | times our time |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, rows in tools.items():
        s = total(rows)
        html = total([row for row in rows if row.x is not None])
        xs = [row.x for row in rows if row.x is not None]
        slower = median(row.found.seconds / our.found.seconds for row, our in zip(rows, ours, strict=True))
        lines.append(
            f"| {name} | {s.f1:.3f} | {html.f1:.3f} | {s.start:.3f} | {s.end:.3f} | {s.silent * 100:.1f} % | "
            f"{median(xs):.2f} | {s.seconds:.3f} | {slower:.0f} |"
        )
    return "\n".join(lines)


# VmHWM is of this process alone; what getrusage calls the maximum starts with that of the parent.
_PEAK = """
import re, sys
from itemone import item1
from itemone.acquire import acquire
from itemone.read import read
filing = acquire(sys.argv[1])
item1(filing)
read(filing)
status = open("/proc/self/status").read()
print(int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) * 1024 / len(filing.raw))
"""


def peaks(paths: Sequence[Path]) -> list[float]:
    """Return the peak memory of a process that reads a whole filing, the interpreter included, in file sizes."""
    command = [sys.executable, "-c", _PEAK]
    return [float(subprocess.run([*command, str(p)], check=True, capture_output=True).stdout) for p in paths]


def report(tools: dict[str, list[Timed]], missing: Sequence[str], memory: Sequence[float]) -> str:
    """Return the page."""
    ours = tools["itemone"]
    parts = [f"itemone {__version__}, {len(ours)} labelled filings.", "", table(ours), ""]
    if len(tools) > 1 or missing:
        parts += ["The same files, in the same run:", "", side_by_side(tools), ""]
        parts += [f"Left out: {what}." for what in missing]
    xs = sorted(row.x for row in ours if row.x is not None)
    parts += [
        "",
        f"Time on {len(xs)} HTML filings: median {median(xs):.2f} x, 90 % under {xs[int(0.9 * len(xs))]:.2f} x, "
        f"most {xs[-1]:.2f} x. Peak memory when all of a filing is read, the interpreter included, on the "
        f"{len(memory)} largest files: {max(memory):.1f} times the file.",
    ]
    return "\n".join(parts)


def plot(tools: dict[str, list[Timed]], path: Path) -> None:
    """Draw silent failures and F1 by era, a group of bars an era."""
    import matplotlib as mpl  # noqa: PLC0415 -- only here, extra `bench`

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "itemone"
    from matplotlib import pyplot  # noqa: PLC0415

    figure, axes = pyplot.subplots(1, 2, figsize=(10, 3.6), layout="constrained")
    names = sorted({row.found.era for row in tools["itemone"]})
    for offset, (tool, rows) in enumerate(tools.items()):
        by_era = [[row for row in rows if row.found.era == name] for name in names]
        at = [i + offset * 0.8 / len(tools) for i in range(len(names))]
        scores = [total(group) for group in by_era]
        axes[0].bar(at, [s.f1 for s in scores], 0.75 / len(tools), label=tool)
        axes[1].bar(at, [100 * s.silent for s in scores], 0.75 / len(tools), label=tool)
    for axis, title in zip(axes, ("F1 of the text", "silent failures, % of filings"), strict=True):
        axis.set_title(title)
        axis.set_xticks([i + 0.4 - 0.4 / len(tools) for i in range(len(names))], names)
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside upper center", ncols=len(tools), frameon=False)
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Print the tables; write them when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--peers", action="store_true", help="run other tools on the same files")
    parser.add_argument("--runs", type=int, default=3, help="of itemone; other tools run once")
    parser.add_argument("--write", action="store_true", help="put the result into RESULTS.md")
    arguments = parser.parse_args()
    wanted = labels(arguments.data / "filings")
    tools = {"itemone": measure(wanted, find, arguments.runs)}
    missing: list[str] = []
    for name, load in peers.TOOLS.items() if arguments.peers else ():
        try:
            tool = load()
        except ImportError as error:
            missing.append(f"{name}: not installed ({error.name})")
            continue
        tools[name] = measure(wanted, tool, 1)
    largest = sorted((label.path for label in wanted), key=lambda path: -path.stat().st_size)[:5]
    page = report(tools, missing, peaks(largest))
    print(page)
    for row in (timed.found for timed in tools["itemone"]):
        if not row.right_status or row.silent or (row.f1 or 1.0) < 0.98 or not row.starts or not row.ends:
            f1 = "-" if row.f1 is None else f"{row.f1:.3f}"
            print(f"{row.file[:64]:64} {row.wanted}->{row.status} {f1} {row.starts} {row.ends}")
    if arguments.write:
        plot(tools, HERE / "locate.svg")
        command = f"python benchmarks/locate.py DATA --runs {arguments.runs}{' --peers' * arguments.peers} --write"
        results.write("locate", f"{page}\n\n![F1 and silent failures by era](locate.svg)", command)


if __name__ == "__main__":
    main()
