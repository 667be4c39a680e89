"""An evaluation as tables in text or Markdown, as JSON, or as a page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from io import StringIO
from math import isnan
from statistics import median
from typing import Any

from itemone._version import __version__
from itemone.data import Aspect
from itemone.evaluate import Evaluation
from itemone.evaluate.checker import CLAIMS, READINGS, Trial
from itemone.evaluate.figures import RECALLS, Rate, accuracy, differences, figures, rates, share
from itemone.evaluate.finder import Found, Score, groups, score
from itemone.evaluate.gold import SUPPORTED
from itemone.evaluate.interval import Estimate
from itemone.evaluate.scores import Row

SCHEMA_VERSION = 1
# Stands for a space at which no line ends, so that an interval in a narrow column stays whole: of private use, for rich
# breaks lines at every space of Unicode.
_UNBROKEN = "\ue000"
_FORM = ("tokens", "sentences", "grounded", "we, our", "one text", "passed", "time, s", "failed")

# The figures of each engine by name.
_Means = dict[str, dict[str, Estimate]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title and a line on how to read it; the first column names the row."""

    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(evaluation: Evaluation, *, every_row: bool = False) -> list[Table]:
    """Return the tables: recall, aspects, form, differences, checker, finder, and recall by filing.

    With `every_row`, also one an engine with all figures of each filing.
    """
    means = {name: figures(evaluation.of(name)) for name in evaluation.engines}
    found = [_recall(means, len(evaluation.filings)), _aspects(means), _form(evaluation, means)]
    if len(evaluation.engines) > 1:
        found.append(_differences(evaluation))
    measured = rates(evaluation.trials)
    if claims := [rate for rate in measured if rate.test == CLAIMS]:
        found += [_claims(claims, evaluation.trials), _checks(evaluation.trials)]
    if mutants := [rate for rate in measured if rate.test in READINGS]:
        found.append(_mutants(mutants))
    if evaluation.found:
        found.append(_found(evaluation.found))
    found.append(_filings(evaluation))
    if every_row:
        found += [_rows(name, evaluation.of(name)) for name in evaluation.engines]
    return found


def _recall(means: _Means, filings: int) -> Table:
    return Table(
        f"Nugget recall, {_count(filings)}",
        "Share of the facts that an expert wants; vital facts weigh 1, others 0.5. Mean and 95 % interval.",
        ("engine", *RECALLS),
        tuple((name, *(with_interval(mean.get(figure)) for figure in RECALLS)) for name, mean in means.items()),
    )


def _aspects(means: _Means) -> Table:
    return Table(
        "Nugget recall by aspect",
        "",
        ("engine", *(aspect.value for aspect in Aspect)),
        tuple((name, *(with_interval(mean.get(aspect), 2) for aspect in Aspect)) for name, mean in means.items()),
    )


def _form(evaluation: Evaluation, means: _Means) -> Table:
    options = evaluation.options
    return Table(
        "Form",
        f"At most {options.budget} tokens ({options.tokenizer}). grounded: share of sentences that the checker finds "
        "in the filing; we, our: of sentences in the first person; one text, passed: summaries "
        "that are one continuous text, and that pass all checks; time: median.",
        ("engine", *_FORM),
        tuple((name, *_form_of(evaluation.of(name), mean)) for name, mean in means.items()),
    )


def _form_of(rows: Sequence[Row], mean: dict[str, Estimate]) -> Iterator[str]:
    yield f"{mean['tokens'].value:.0f}"
    yield f"{mean['sentences'].value:.1f}"
    for name in ("grounded", "first_person"):
        yield f"{mean[name].value:.3f}" if name in mean else "-"
    for name in ("continuous", "passed"):
        yield f"{sum(getattr(row, name) for row in rows)}/{len(rows)}"
    yield f"{median(row.seconds for row in rows):.3f}"
    yield str(sum(row.failure is not None for row in rows))


def _differences(evaluation: Evaluation) -> Table:
    return Table(
        f"Against {evaluation.engines[0]}, filing by filing",
        "Difference of the means with its 95 % interval; one that holds 0 may be chance.",
        ("engine", *RECALLS, "more recall", "less"),
        tuple(
            (
                d.engine,
                *(with_interval(d.figures.get(figure), sign="+") for figure in RECALLS),
                str(d.better),
                str(d.worse),
            )
            for d in differences(evaluation)
        ),
    )


def _claims(claims: Sequence[Rate], trials: Sequence[Trial]) -> Table:
    rows = [
        (rate.kind, "true" if rate.kind == SUPPORTED else "false", str(rate.refused.n), with_interval(rate.refused))
        for rate in claims
    ]
    if caught := share([trial for trial in trials if trial.test == CLAIMS and not trial.sound]):
        rows.append(("all false ones", "false", str(caught.n), with_interval(caught)))
    return Table(
        "The checker on labelled claims",
        "Share refused; true claims should not be, false ones should. The checker gets the text of the claim alone. "
        f"Balanced accuracy: {with_interval(accuracy(trials))}.",
        ("kind", "is", "n", "refused"),
        tuple(rows),
    )


def _checks(trials: Sequence[Trial]) -> Table:
    claims = [trial for trial in trials if trial.test == CLAIMS]
    refused = [trial for trial in claims if trial.refused]
    numbers = {sound: Counter(t.check for t in refused if t.sound is sound) for sound in (True, False)}
    asked = Counter(trial.sound for trial in claims)
    names = sorted(numbers[True] | numbers[False], key=lambda check: (-numbers[False][check], check))
    return Table(
        "The checker, check by check",
        "How many labelled claims each check was the first to refuse.",
        ("check", f"of {asked[False]} false ones", f"of {asked[True]} true ones"),
        tuple((name or "none: not verifiable", str(numbers[False][name]), str(numbers[True][name])) for name in names),
    )


def _mutants(mutants: Sequence[Rate]) -> Table:
    rate_of = {(rate.test, rate.kind): rate.refused for rate in mutants}
    return Table(
        "The checker on sentences of summaries, each with one small change",
        "Share refused. as written: with its quote, known to be cut from it by deletion alone; as a paraphrase: with "
        "its quote, but as if reworded; alone: the checker has to find the quote.",
        ("change", "n", *READINGS),
        tuple(
            (kind, str(rate_of[READINGS[0], kind].n), *(with_interval(rate_of.get((test, kind))) for test in READINGS))
            for kind in (rate.kind for rate in mutants if rate.test == READINGS[0])
        ),
    )


def _found(rows: Sequence[Found]) -> Table:
    return Table(
        f"Finding Item 1, {_count(len(rows))}",
        "F1: of word 5-shingles of the text; start, end: the first and last five words are right; silent: a wrong text "
        "without a warning; warned: a text with one.",
        ("filings", "n", "F1", "start", "end", "status", "silent", "warned", "seconds, median"),
        tuple((name, *_score(score(group))) for name, group in groups(rows).items()),
    )


def _score(found: Score) -> Iterator[str]:
    yield str(found.n)
    for share_of in (found.f1, found.start, found.end, found.status, found.silent, found.warned):
        yield "-" if isnan(share_of) else f"{share_of:.3f}"
    yield f"{found.seconds:.3f}"


def _filings(evaluation: Evaluation) -> Table:
    columns = [[f"{row.recall:.3f}" for row in evaluation.of(name)] for name in evaluation.engines]
    names = (gold.name for gold in evaluation.filings)
    return Table("Recall by filing", "", ("filing", *evaluation.engines), tuple(zip(names, *columns, strict=True)))


def _count(filings: int) -> str:
    return f"{filings} filing{'s' if filings != 1 else ''}"


def _rows(engine: str, rows: Sequence[Row]) -> Table:
    aspects = [aspect.value for aspect in Aspect]
    return Table(
        f"Filing by filing: {engine}",
        "",
        ("filing", *RECALLS, *aspects, *_FORM),
        tuple(
            (
                row.filing,
                *(f"{share_of:.3f}" for share_of in (row.recall, row.vital, row.macro)),
                *(f"{row.aspects[aspect]:.2f}" if aspect in row.aspects else "-" for aspect in aspects),
                *_form_of([row], figures([row])),
            )
            for row in rows
        ),
    )


def with_interval(found: Estimate | None, digits: int = 3, sign: str = "") -> str:
    """Return a figure with its interval, where there is one: "0.481 [0.439, 0.531]"."""
    if found is None:
        return "-"
    if found.low is None or found.high is None:
        return f"{found.value:{sign}.{digits}f}"
    return f"{found.value:{sign}.{digits}f} [{found.low:{sign}.{digits}f}, {found.high:{sign}.{digits}f}]"


def origin(evaluation: Evaluation) -> str:
    """Return what made the figures, in a line."""
    hashes = "".join(f", {name} {digest}" for name, digest in evaluation.hashes.items() if digest)
    options = evaluation.options
    return (
        f"itemone {__version__}{hashes}; labels {evaluation.digest}; budget {options.budget}, "
        f"tokenizer {options.tokenizer}; intervals: 95 %, bootstrap over filings"
    )


def text(found: Sequence[Table], width: int = 120) -> str:
    """Return tables for a terminal of so many columns."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 -- Markdown and JSON need none of it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table as Grid  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=StringIO(), width=width, color_system=None, legacy_windows=False)
    for table in found:
        grid = Grid(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
        for i, name in enumerate(table.head):
            shown = name.replace(" ", "\n") if width < 100 else name
            grid.add_column(Text(shown), justify="right" if i else "left", overflow="fold")
        for row in table.rows:
            grid.add_row(*(Text(cell.replace(", ", f",{_UNBROKEN}")) for cell in row))
        console.print(Text(table.title))
        if table.note:
            console.print(Text(table.note))
        console.print(grid)
        console.print()
    made = console.file
    assert isinstance(made, StringIO)  # noqa: S101 -- for the type checker
    lines = made.getvalue().replace(_UNBROKEN, " ").splitlines()
    return "\n".join(line.rstrip() for line in lines).rstrip()


def markdown(found: Sequence[Table], level: int = 3) -> str:
    """Return tables in Markdown, each under a heading of this level."""
    parts: list[str] = []
    for table in found:
        lines = [f"{'#' * level} {table.title}", *(["", table.note] if table.note else []), ""]
        lines += [_cells(table.head), _cells("---" for _ in table.head), *map(_cells, table.rows)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _cells(row: Iterable[str]) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in row)} |"


# --- JSON


def to_dict(evaluation: Evaluation) -> dict[str, Any]:
    """Return the JSON form of an evaluation (strings, numbers, lists and dicts only)."""
    return {
        "schema_version": SCHEMA_VERSION,
        "itemone": __version__,
        "labels": {"hash": evaluation.digest, "filings": [gold.name for gold in evaluation.filings]},
        "options": {"budget": evaluation.options.budget, "tokenizer": evaluation.options.tokenizer},
        "engines": [
            {
                "engine": name,
                "hash": evaluation.hashes.get(name),
                "mean": {figure: asdict(value) for figure, value in figures(evaluation.of(name)).items()},
                "filings": [asdict(row) for row in evaluation.of(name)],
            }
            for name in evaluation.engines
        ],
        "differences": [asdict(difference) for difference in differences(evaluation)],
        "checker": {
            "balanced_accuracy": asdict(found) if (found := accuracy(evaluation.trials)) else None,
            "rates": [asdict(rate) for rate in rates(evaluation.trials)],
            "trials": [asdict(trial) for trial in evaluation.trials if trial.test == CLAIMS],
        },
        "finder": {
            "mean": _no_nan(asdict(score(evaluation.found))),
            "filings": [asdict(row) for row in evaluation.found],
        }
        if evaluation.found
        else None,
    }


def _no_nan(means: dict[str, Any]) -> dict[str, Any]:
    """Return means with None for those of nothing, for which JSON has no number."""
    return {name: None if isinstance(value, float) and isnan(value) else value for name, value in means.items()}


def render(evaluation: Evaluation, form: str, width: int = 120) -> str:
    """Return an evaluation as "text" (tables of at most `width` columns), "markdown", "json" (one line) or "html".

    Raises:
        MissingExtraError: "html" needs a library that is not installed.
        ValueError: there is no such format.
    """
    if form == "text":
        return f"{text(tables(evaluation), width)}\n\n{origin(evaluation)}"
    if form == "markdown":
        return f"{markdown(tables(evaluation))}\n\n{origin(evaluation)}"
    if form == "json":
        return json.dumps(to_dict(evaluation), ensure_ascii=False)
    if form == "html":
        from itemone.evaluate.page import page  # noqa: PLC0415 -- only HTML draws plots

        return page(evaluation)
    raise ValueError(f"unknown format {form!r}; formats: text, markdown, json, html")
