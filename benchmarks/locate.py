"""How well and how fast Item 1 is found: against labels, by era and form, beside other tools in the same run.

    python benchmarks/locate.py DATA [--peers] [--runs 3] [--write]

DATA holds filings/labels.json, filings/*.gz and the expected texts filings/item1/NAME.txt. `--peers` runs edgartools
and edgar-itemize on the same files (extra `bench`); one that is not installed is left out and named. `--write` puts
the tables and the plot into benchmarks/RESULTS.md and benchmarks/locate.svg.

- F1: of word 5-shingles of the text, lower case, white space folded.
- start, end: the first and the last five words are those of the label.
- silent failure: a text is given, it is not the labelled one (F1 under 0.9, or there should be none), no warning is
  given, and the status is not "suspicious". Other tools give no warnings.
- x: time in units of what Lexbor alone needs to parse the same filing and give its text, minima of the runs.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from time import perf_counter

import peers
import results
from peers import Tool
from selectolax.lexbor import LexborHTMLParser

from itemone import Filing, ItemoneError, __version__, item1
from itemone.acquire import acquire
from itemone.errors import LocateError

HERE = Path(__file__).parent
WITHOUT_TEXT = ("absent", "incorporated_by_reference", "cross_reference")


@dataclass(frozen=True)
class Label:
    """What is expected of a filing."""

    path: Path
    era: str
    form: str
    status: str
    text: str | None


@dataclass(frozen=True)
class Found:
    """What a tool said of a filing, and how long it took (in Lexbor's units for HTML, else None)."""

    label: Label
    status: str
    text: str
    warned: bool
    seconds: float
    x: float | None

    @property
    def f1(self) -> float | None:
        """Shingle F1 against the label, None when the label has no text."""
        return None if self.label.text is None else shingle_f1(self.label.text, self.text)

    @property
    def starts(self) -> bool:
        """Whether the first five words are right."""
        return self.label.text is None or words(self.label.text)[:5] == words(self.text)[:5]

    @property
    def ends(self) -> bool:
        """Whether the last five words are right."""
        return self.label.text is None or words(self.label.text)[-5:] == words(self.text)[-5:]

    @property
    def right_status(self) -> bool:
        """Whether the status is the label's."""
        return self.status == self.label.status

    @property
    def silent(self) -> bool:
        """Whether a wrong text is given without a word."""
        wrong = bool(self.text) if self.f1 is None else self.f1 < 0.9 and bool(self.text)
        return wrong and not self.warned and self.status != "suspicious"


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return re.findall(r"\w+", text.lower())


def shingle_f1(expected: str, text: str) -> float:
    """Return F1 of word 5-shingles."""
    wanted, got = _shingles(expected), _shingles(text)
    total = wanted.total() + got.total()
    return 2 * (wanted & got).total() / total if total else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = text.lower().split()
    return Counter(zip(*(tokens[i:] for i in range(5)), strict=False))


def labels(data: Path) -> list[Label]:
    """Return the labelled filings of a data folder."""
    folder = data / "filings"
    found: list[Label] = []
    for label in json.loads((folder / "labels.json").read_text(encoding="utf-8")):
        expected = folder / "item1" / f"{label['file'].removesuffix('.gz')}.txt"
        text = expected.read_text(encoding="utf-8") if expected.exists() else None
        found.append(Label(folder / label["file"], label["era"], label["form"], label["status"], text))
    return found


def find(filing: Filing) -> tuple[str, str, bool]:
    """Return status, text and whether there is a warning."""
    try:
        section = item1(filing)
    except LocateError as error:
        return (error.location.status.value if error.location else "error"), "", True
    except ItemoneError:
        return "error", "", True
    return section.location.status.value, section.text, bool(section.location.warnings)


def measure(found: Iterable[Label], tool: Tool, runs: int) -> list[Found]:
    """Run a tool over labelled filings."""
    rows: list[Found] = []
    for label in found:
        filing = acquire(label.path)
        seconds = min(_seconds(tool, filing) for _ in range(runs))
        html = label.path.name.removesuffix(".gz").endswith(".htm")
        unit = min(_seconds(_lexbor, filing) for _ in range(runs + 1)) if html else None
        status, text, warned = tool(filing)
        rows.append(Found(label, status, text, warned, seconds, seconds / unit if unit else None))
    return rows


def _seconds(job: Callable[[Filing], object], filing: Filing) -> float:
    start = perf_counter()
    job(filing)
    return perf_counter() - start


def _lexbor(filing: Filing) -> object:
    return LexborHTMLParser(filing.raw).text()


@dataclass(frozen=True)
class Score:
    """Means over some filings."""

    n: int
    f1: float
    start: float
    end: float
    status: float
    silent: float
    warned: float


def score(rows: Sequence[Found]) -> Score:
    """Return the means over some filings."""
    with_text = [row for row in rows if row.f1 is not None]
    return Score(
        n=len(rows),
        f1=fmean(row.f1 or 0.0 for row in with_text) if with_text else float("nan"),
        start=fmean(row.starts for row in with_text) if with_text else float("nan"),
        end=fmean(row.ends for row in with_text) if with_text else float("nan"),
        status=fmean(row.right_status for row in rows),
        silent=fmean(row.silent for row in rows),
        warned=fmean(row.warned and bool(row.text) for row in rows),
    )


HEAD = (
    "| filings | n | F1 | start | end | status | silent failures | with a warning |\n|---|---|---|---|---|---|---|---|"
)


def line(name: str, s: Score) -> str:
    """Return a row of the table."""
    return (
        f"| {name} | {s.n} | {s.f1:.3f} | {s.start:.3f} | {s.end:.3f} | {s.status:.3f} | "
        f"{s.silent * 100:.1f} % | {s.warned * 100:.1f} % |"
    )


def by(rows: Sequence[Found], key: Callable[[Found], str]) -> dict[str, list[Found]]:
    """Group rows by a key, the keys in order."""
    groups: dict[str, list[Found]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(sorted(groups.items()))


def table(rows: Sequence[Found]) -> str:
    """Return the table of one tool: all, by era, by form."""
    lines = [HEAD, line("**all**", score(rows))]
    lines += [line(f"era {name}", score(group)) for name, group in by(rows, lambda row: row.label.era).items()]
    lines += [line(f"form {name}", score(group)) for name, group in by(rows, lambda row: row.label.form).items()]
    return "\n".join(lines)


def side_by_side(tools: dict[str, list[Found]]) -> str:
    """Return what the tools have in common: texts, places, silent failures, and time."""
    ours = tools["itemone"]
    lines = [
        "| tool | F1 | F1, HTML only | start | end | silent failures | median x (HTML) | median s | times our time |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, rows in tools.items():
        s = score(rows)
        html = score([row for row in rows if row.x is not None])
        xs = [row.x for row in rows if row.x is not None]
        slower = median(row.seconds / our.seconds for row, our in zip(rows, ours, strict=True))
        lines.append(
            f"| {name} | {s.f1:.3f} | {html.f1:.3f} | {s.start:.3f} | {s.end:.3f} | {s.silent * 100:.1f} % | "
            f"{median(xs):.2f} | {median(row.seconds for row in rows):.3f} | {slower:.0f} |"
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


def report(tools: dict[str, list[Found]], missing: Sequence[str], memory: Sequence[float]) -> str:
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


def plot(tools: dict[str, list[Found]], path: Path) -> None:
    """Draw silent failures and F1 by era, a group of bars an era."""
    import matplotlib as mpl  # noqa: PLC0415 -- only here, extra `bench`

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "itemone"
    from matplotlib import pyplot  # noqa: PLC0415

    figure, axes = pyplot.subplots(1, 2, figsize=(10, 3.6), layout="constrained")
    names = list(by(tools["itemone"], lambda row: row.label.era))
    for offset, (tool, rows) in enumerate(tools.items()):
        groups = by(rows, lambda row: row.label.era)
        at = [i + offset * 0.8 / len(tools) for i in range(len(names))]
        scores = [score(groups[name]) for name in names]
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
    wanted = labels(arguments.data)
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
    for row in tools["itemone"]:
        if not row.right_status or row.silent or (row.f1 or 1.0) < 0.98 or not row.starts or not row.ends:
            f1 = "-" if row.f1 is None else f"{row.f1:.3f}"
            print(f"{row.label.path.name[:64]:64} {row.label.status}->{row.status} {f1} {row.starts} {row.ends}")
    if arguments.write:
        plot(tools, HERE / "locate.svg")
        command = f"python benchmarks/locate.py DATA --runs {arguments.runs}{' --peers' * arguments.peers} --write"
        results.write("locate", f"{page}\n\n![F1 and silent failures by era](locate.svg)", command)


if __name__ == "__main__":
    main()
