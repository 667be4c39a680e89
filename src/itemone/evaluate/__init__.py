"""How good is a summary, and how often is the checker wrong? Engines over labelled filings, with intervals.

>>> from itemone.evaluate import evaluate
>>> from itemone.evaluate.report import render
>>> print(render(evaluate("gold/dev", ["extractive", "lead"]), "text"))  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from itemone.data import Options
from itemone.engines import BASELINES, ENGINES, Engine
from itemone.errors import OptionsError
from itemone.evaluate.cache import Cache
from itemone.evaluate.checker import Trial, trials
from itemone.evaluate.finder import Found, Label, labels, measure
from itemone.evaluate.gold import Gold, digest_of, load
from itemone.evaluate.knowing import writer
from itemone.evaluate.scores import Row, score
from itemone.pipeline import attempt, checked

T = TypeVar("T")

DEFAULT_ENGINES = ("extractive", "lead")
# How many pieces of work are done, of how many, and what is at work now.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The rows of all engines, in the order in which they were named, the trials of the checker, and what was found.

    `digest` is a hash of the labelled filings; `reused` says how many of the `work` pieces an earlier run had done.
    """

    digest: str
    filings: tuple[Gold, ...]
    engines: tuple[str, ...]
    hashes: dict[str, str | None]
    options: Options
    rows: tuple[Row, ...]
    trials: tuple[Trial, ...]
    found: tuple[Found, ...]
    work: int
    reused: int

    def of(self, engine: str) -> tuple[Row, ...]:
        """Return the rows of one engine, by name of the filing."""
        return tuple(row for row in self.rows if row.engine == engine)


def evaluate(  # noqa: PLR0913 -- all but the first have defaults, and the last three are named
    folder: str | Path,
    engines: Sequence[str] = DEFAULT_ENGINES,
    options: Options | None = None,
    *,
    filings: str | Path | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Score engines on labelled filings, the checker on their claims and on mutants, and the finder of Item 1.

    Args:
        folder: holds NAME.json for each filing, see `itemone.evaluate.gold`.
        engines: names of `itemone.engines`, or "oracle", "reference" or "texts:FOLDER", see
            `itemone.evaluate.knowing`; a name that comes again is left out.
        options: budget and tokenizer; its engine is not used.
        filings: holds raw filings and labels.json, see `itemone.evaluate.finder`; without it no Item 1 is looked for.
        cache: where work that is done is kept.
        progress: called before each piece of work.

    Raises:
        EvaluateError: the labels are missing or have another form.
        OptionsError: an option has no meaning, or there is no such engine.
    """
    options = options or Options()
    names = tuple(dict.fromkeys(engines))
    if not names:
        raise OptionsError("no engine is named")
    golds = load(Path(folder))
    wanted = labels(Path(filings)) if filings else ()
    # All that can be wrong with the options is said before the work begins.
    writers = {name: [writer(name, gold) for gold in golds] for name in names}
    for name in names:
        checked(replace(options, engine=name), writers[name][0])
    work = _Work(cache, progress, (len(names) + 1) * len(golds) + len(wanted))
    rows = [row for name in names for row in _rows(golds, writers[name], replace(options, engine=name), work)]
    asked = [trial for gold in golds for trial in _trials(gold, options, work)]
    found = tuple(_found(label, work) for label in wanted)
    if cache:
        cache.prune()
    hashes = {name: pens[0].hash for name, pens in writers.items() if name in (*ENGINES, *BASELINES)}
    return Evaluation(
        digest=digest_of(golds),
        filings=golds,
        engines=names,
        hashes=hashes,
        options=options,
        rows=tuple(rows),
        trials=tuple(asked),
        found=found,
        work=work.total,
        reused=work.reused,
    )


class _Work:
    """Pieces of work, each looked up before it is done and kept behind it."""

    def __init__(self, cache: Cache | None, progress: Progress | None, total: int) -> None:
        self._cache, self._progress, self.total = cache, progress, total
        self._done = self.reused = 0

    def do(self, what: str, names: tuple[str, ...], make: Callable[[], T], form: _Form[T]) -> T:
        """Return what an earlier run has kept under these names, else make it and keep it."""
        if self._progress:
            self._progress(self._done, self.total, what)
        self._done += 1
        kept = self._cache.get(*names) if self._cache else None
        with suppress(KeyError, TypeError, ValueError):  # a file that somebody has changed is made anew
            if kept:
                found = form.read(kept)
                self.reused += 1
                return found
        made = make()
        if self._cache and form.worth(made):
            self._cache.put(form.written(made), *names)
        return made


@dataclass(frozen=True, slots=True)
class _Form(Generic[T]):
    """How a piece of work is kept as JSON, and whether it is worth it."""

    written: Callable[[T], Any]
    read: Callable[[Any], T]
    worth: Callable[[T], bool]


# What failed may not fail the next time, when it was for a network or a disk.
_ROW: _Form[Row] = _Form(
    asdict, lambda data: Row(**{**data, "missed": tuple(data["missed"])}), lambda row: not row.failure
)
_TRIALS: _Form[tuple[Trial, ...]] = _Form(
    lambda found: [asdict(trial) for trial in found], lambda data: tuple(Trial(**trial) for trial in data), bool
)
_FOUND: _Form[Found] = _Form(asdict, lambda data: Found(**data), lambda found: True)


def _rows(golds: Sequence[Gold], writers: Sequence[Engine], options: Options, work: _Work) -> Iterator[Row]:
    warm = options.engine not in (*ENGINES, *BASELINES)

    def make(gold: Gold, pen: Engine) -> Row:
        nonlocal warm
        if not warm:
            attempt(gold.filing, options, pen)  # what is loaded at first use is not the time of a filing
            warm = True
        return score(gold, options, pen)

    for gold, pen in zip(golds, writers, strict=True):
        names = ("row", options.engine, pen.hash or "", gold.name, gold.digest, options.key)
        yield work.do(f"{options.engine} on {gold.name}", names, partial(make, gold, pen), _ROW)


def _trials(gold: Gold, options: Options, work: _Work) -> tuple[Trial, ...]:
    names = ("trials", gold.name, gold.digest, options.key)
    return work.do(f"the checker on {gold.name}", names, partial(trials, gold, options), _TRIALS)


def _found(label: Label, work: _Work) -> Found:
    return work.do(f"Item 1 of {label.path.name}", ("found", label.digest), partial(measure, label), _FOUND)
