"""The command line; it parses, calls the pipeline, and prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

from itemone._version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from itemone.data import Options, Result

    Writer = Callable[[str], None]

PASSED, VERDICT_FAILED, USAGE, NOT_PRODUCED, INTERRUPTED = 0, 1, 2, 3, 130

_EPILOG = """\b
Exit codes: 0 every summary passed its checks; 1 a check failed; 2 usage;
3 a source gave no output; 130 interrupted.
"""

_VERIFY_EPILOG = """\b
Exit codes: 0 every sentence is supported; 1 one is not; 2 usage;
3 a file that cannot be read, or without Item 1; 130 interrupted.
"""

_EVALUATE_EPILOG = """\b
Exit codes: 0 scored, whatever the scores; 2 usage; 3 labels or filings that
cannot be read; 130 interrupted.
"""


def _terminal_width() -> int:
    """Return the columns for help, 50 to 98; click's own way imports shutil, a tenth of the time of `--help`."""
    try:
        columns = int(os.environ.get("COLUMNS", "")) if "COLUMNS" in os.environ else os.get_terminal_size().columns
    except (OSError, ValueError):
        columns = 80
    return max(50, min(columns, 100) - 2)


@click.group(
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "terminal_width": _terminal_width()},
)
@click.version_option(__version__, prog_name="itemone")
def cli() -> None:
    """How does a company make money? A verified summary of Item 1 of its Form 10-K.

    \b
    Examples:
      itemone summarize 10-k.htm                     one paragraph of at most 512 tokens
      itemone summarize *.htm.gz --format json       one JSON object a line
      itemone summarize 10-k.htm --format markdown   with the quote behind each sentence
      itemone item1 10-k.htm                         the text of Item 1 alone
      itemone item1 10-k.htm --explain               where it was looked for, and why there
      itemone verify answer.txt --source 10-k.htm    what of a summary the filing supports
      itemone evaluate gold/dev --engine lead        how good the summaries are, by your labels
    """


# Options that several commands have.
_budget = click.option(
    "--budget", type=int, default=512, show_default=True, help="Most tokens of a summary; 32 or more."
)
_tokenizer = click.option(
    "--tokenizer", default="tekken", show_default=True, help="How tokens are counted: tekken, tiktoken:NAME or hf:FILE."
)
_output_option = click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")


@cli.command(epilog=_EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_budget
@_tokenizer
@click.option("--engine", default="extractive", show_default=True, help="What writes the summary.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="What is printed; json is one object a line.",
)
@_output_option
def summarize(
    sources: tuple[str, ...], budget: int, tokenizer: str, engine: str, form: str, output: str | None
) -> None:
    """Summarise the business model of each SOURCE.

    SOURCE is a filing on disk (.htm, .html, .txt, gzipped or not, a single document or a full EDGAR
    submission), or - for standard input. A source that gives no summary does not stop the others.

    \b
    Examples:
      itemone summarize 10-k.htm
      itemone summarize a.htm b.txt.gz --format json -o summaries.jsonl
      curl ... | itemone summarize - --budget 256
    """
    from itemone.data import Options  # noqa: PLC0415 -- `--help` must not load the program

    options = Options(budget=budget, tokenizer=tokenizer, engine=engine)
    with _errors(), _output(output) as write:
        codes = [_summarize_one(source, options, form, len(sources) > 1, write) for source in _progress(sources)]
    sys.exit(max(codes))


def _summarize_one(source: str, options: Options, form: str, several: bool, write: Writer) -> int:
    from itemone.pipeline import attempt  # noqa: PLC0415 -- `--help` must not load the program
    from itemone.render import render  # noqa: PLC0415

    result = attempt(source, options)
    _report(result)
    if result.failure is None or form != "text":
        heading = f"== {result.filing.ref}\n" if several and form == "text" else ""
        gap = "\n" if several and form != "json" else ""
        write(f"{heading}{render(result, form)}\n{gap}")
    if result.failure:
        return NOT_PRODUCED
    return PASSED if result.verdict and result.verdict.passed else VERDICT_FAILED


def _report(result: Result) -> None:
    """Say on standard error what a reader of the text alone would not see."""
    if result.failure:
        _say(result.failure.reason)
    for warning in result.section.warnings if result.section else ():
        _say(f"{result.filing.ref}: warning: {warning}")
    for check in result.verdict.checks if result.verdict else ():
        if not check.passed:
            _say(f"{result.filing.ref}: check failed: {check.name}: {check.detail}")


@cli.command(epilog=_EPILOG)
@click.argument("source", metavar="SOURCE")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What is printed.",
)
@click.option("--explain", is_flag=True, help="Print the lines that could be headings, and why one was chosen.")
@_output_option
def item1(source: str, form: str, explain: bool, output: str | None) -> None:
    """Print the text of Item 1 of SOURCE, with its status.

    \b
    Examples:
      itemone item1 10-k.htm > item1.txt
      itemone item1 10-k.htm --format json
      itemone item1 10-k.htm --explain
    """
    with _errors(), _output(output) as write:
        produced = (_explain_one if explain else _find_one)(source, form, write)
    sys.exit(PASSED if produced else NOT_PRODUCED)


def _find_one(source: str, form: str, write: Writer) -> bool:
    """Write Item 1 of a source; tell whether there is any."""
    import json  # noqa: PLC0415 -- `--help` must not load the program

    from itemone.acquire import reference  # noqa: PLC0415
    from itemone.data import location_to_dict  # noqa: PLC0415
    from itemone.errors import LocateError  # noqa: PLC0415
    from itemone.pipeline import item1 as find  # noqa: PLC0415
    from itemone.render import printable  # noqa: PLC0415

    try:
        section = find(source)
        location, text = section.location, section.text
    except LocateError as error:
        if error.location is None or form == "text":
            raise
        location, text = error.location, ""
    if form == "text":
        write(printable(text) + "\n")
        for warning in location.warnings:
            _say(f"{reference(source)}: warning: {warning}")
    else:
        found = {**(location_to_dict(location) or {}), "text": text}
        write(json.dumps(found, ensure_ascii=False) + "\n")
    return bool(text)


def _explain_one(source: str, form: str, write: Writer) -> bool:
    """Write how Item 1 of a source was found; tell whether there is any."""
    from itemone.pipeline import explain_item1  # noqa: PLC0415 -- `--help` must not load the program
    from itemone.render import render_explanation  # noqa: PLC0415

    section, candidates = explain_item1(source)
    write(render_explanation(section, candidates, form) + "\n")
    return section.location.span is not None


@cli.command(epilog=_VERIFY_EPILOG)
@click.argument("summary", metavar="SUMMARY")
@click.option("--source", required=True, metavar="SOURCE", help="The filing that the summary is of.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="What is printed; html is one page.",
)
@click.option(
    "--nli",
    metavar="MODEL",
    help="A second opinion: the folder of a model of natural language inference, or its name on the hub; it can only "
    "make the verdict stricter. Needs the extra nli.",
)
@_output_option
def verify(summary: str, source: str, form: str, nli: str | None, output: str | None) -> None:
    """Check a SUMMARY, whoever wrote it, against Item 1 of SOURCE, sentence by sentence.

    SUMMARY is a file of plain text or Markdown, or - for standard input. Each sentence is supported,
    unsupported or not verifiable, with the places of the filing that speak of it and the reason in words.

    \b
    Examples:
      itemone verify summary.txt --source 10-k.htm
      itemone summarize 10-k.htm | itemone verify - --source 10-k.htm
      itemone verify answer.md --source 10-k.htm --format html -o checked.html
    """
    from itemone.pipeline import text_of, verify_text  # noqa: PLC0415 -- `--help` must not load the program
    from itemone.render import render_verification  # noqa: PLC0415
    from itemone.verify.nli import Nli  # noqa: PLC0415

    with _errors(), _output(output) as write:
        if summary == source == "-":
            raise click.UsageError("the summary and the source cannot both come from standard input")
        text = text_of(summary)
        with _bar() as progress:
            found = verify_text(text, source, Nli(nli) if nli else None, progress)
        write(render_verification(found, form) + "\n")
    sys.exit(PASSED if found.verdict.passed else VERDICT_FAILED)


@cli.command(epilog=_EVALUATE_EPILOG)
@click.argument("gold", metavar="GOLD_DIR")
@click.option(
    "--engine",
    "engines",
    multiple=True,
    metavar="NAME",
    help="An engine to score; the others are compared with the first. Default: extractive, lead.",
)
@_budget
@_tokenizer
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "html"]),
    default="text",
    show_default=True,
    help="What is printed; html is one page with plots and needs the extra bench.",
)
@_output_option
@click.option("--filings", metavar="DIR", help="Also look for Item 1 in the raw filings of DIR, by its labels.json.")
@click.option("--fresh", is_flag=True, help="Do all work anew instead of going on from an earlier run.")
def evaluate(
    gold: str,
    engines: tuple[str, ...],
    budget: int,
    tokenizer: str,
    form: str,
    output: str | None,
    filings: str | None,
    fresh: bool,
) -> None:
    """Score engines, the checker and the finder of Item 1 against labels.

    GOLD_DIR holds NAME.json for each filing: the facts that a summary should tell (nuggets) and claims that
    are true or false; the text of Item 1 is src/NAME.txt in it or beside it.

    \b
    An engine is one that `itemone summarize` knows, or
      lead, random             the first sentences; sentences by chance
      lexrank, textrank, lsa   rankings of the library sumy (extra bench)
      oracle                   sentences chosen by the labels: what choosing alone can reach
      reference                the text of the expert
      texts:FOLDER             the texts FOLDER/NAME.txt, by whatever tool

    What is done is kept in the user's cache folder, or in ITEMONE_CACHE: a run that was interrupted goes
    on, and another format of the same figures costs nothing. A changed program or label starts anew.

    \b
    Examples:
      itemone evaluate gold/dev
      itemone evaluate gold/dev --engine extractive --engine lead --engine lexrank
      itemone evaluate gold/dev --engine extractive --engine oracle --format html -o report.html
      itemone evaluate gold/dev --engine texts:answers --format json
      itemone evaluate gold/dev --filings filings
    """
    from itemone.data import Options  # noqa: PLC0415 -- `--help` must not load the program
    from itemone.evaluate import DEFAULT_ENGINES  # noqa: PLC0415
    from itemone.evaluate import evaluate as run  # noqa: PLC0415
    from itemone.evaluate.cache import Cache, default_folder  # noqa: PLC0415
    from itemone.evaluate.report import render  # noqa: PLC0415

    cache = Cache(default_folder(), fresh=fresh)
    with _errors("interrupted; the same command goes on from here"), _output(output) as write:
        if form == "html":
            from itemone.evaluate.page import libraries  # noqa: PLC0415

            libraries()  # one that is missing is named before the work, not after it
        with _bar() as progress:
            options = Options(budget, tokenizer)
            found = run(gold, engines or DEFAULT_ENGINES, options, filings=filings, cache=cache, progress=progress)
        write(render(found, form, _columns()) + "\n")
    if found.reused:
        _say(f"{found.reused} of {found.work} pieces of work were done by an earlier run; --fresh does them anew")
    if cache.fault:
        _say(f"warning: what was done could not be kept for the next run: {cache.fault}")
    for row in found.rows:
        if row.failure:
            _say(f"{row.filing}: {row.engine} gave no summary: {row.failure}")
    sys.exit(PASSED)


def _columns() -> int:
    """Return the width of tables: that of the terminal, or so much that no line is folded."""
    if not sys.stdout.isatty():
        return 200
    from shutil import get_terminal_size  # noqa: PLC0415

    return max(60, get_terminal_size().columns)


@contextmanager
def _bar() -> Iterator[Callable[[int, int, str], None] | None]:
    """Give a function that shows on a terminal's standard error how far the work is; None without a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 -- only a terminal needs it
    from rich.markup import escape  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda done, total, what: bar.update(task, completed=done, total=total, description=escape(what))


def _say(message: str) -> None:
    click.echo(f"itemone: {' '.join(message.split())}", err=True)


@contextmanager
def _errors(interrupted: str = "interrupted") -> Iterator[None]:
    """Turn the errors of itemone into one line on standard error and an exit code."""
    from itemone.errors import ItemoneError, OptionsError  # noqa: PLC0415 -- `--help` must not load the program

    try:
        yield
    except OptionsError as error:
        _say(str(error))
        sys.exit(USAGE)
    except ItemoneError as error:
        _say(str(error))
        sys.exit(NOT_PRODUCED)
    except BrokenPipeError:
        # The reader has gone; what is still buffered must not raise again when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOT_PRODUCED)
    except OSError as error:
        _say(f"cannot write: {error.strerror or error}; nothing after this point was written")
        sys.exit(NOT_PRODUCED)
    except (KeyboardInterrupt, click.Abort):
        _say(interrupted)
        sys.exit(INTERRUPTED)


@contextmanager
def _output(path: str | None) -> Iterator[Writer]:
    """Give a function that writes to standard output, or to a file that appears only when it is complete.

    When nothing was written, or an error ended the run, a file of that name stays as it was.
    """
    if path is None or path == "-":
        yield _writer(sys.stdout)
    elif os.path.lexists(path) and (os.path.islink(path) or not os.path.isfile(path)):
        with _named(path), open(path, "w", encoding="utf-8") as device:
            yield _writer(device)
    else:
        partial = f"{path}.partial"
        try:
            with _named(path), open(partial, "w", encoding="utf-8") as file:
                yield _writer(file)
            if os.path.getsize(partial):
                os.replace(partial, path)
        finally:
            with suppress(OSError):
                os.unlink(partial)


def _writer(stream: TextIO) -> Writer:
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    def write(text: str) -> None:
        stream.write(text)
        stream.flush()

    return write


@contextmanager
def _named(path: str) -> Iterator[None]:
    """Put the name of the output file into an error of writing it."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, f"{path}: {error.strerror or error}") from None


def _progress(sources: tuple[str, ...]) -> Iterator[str]:
    """Yield the sources; on a terminal, say on standard error which one is at work."""
    if not sys.stderr.isatty():
        yield from sources
        return
    from rich.console import Console  # noqa: PLC0415 -- only a terminal needs it
    from rich.markup import escape  # noqa: PLC0415

    from itemone.acquire import reference  # noqa: PLC0415

    with Console(stderr=True).status("") as status:
        for number, source in enumerate(sources, start=1):
            status.update(f"{number} of {len(sources)}: {escape(reference(os.path.basename(source)))}")
            yield source


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
