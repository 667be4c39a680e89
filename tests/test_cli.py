"""The command line as a user meets it: run by its own process, judged by output, error line and exit code."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import EXAMPLE, FILINGS

import itemone
from itemone import pipeline
from itemone.cli import cli
from itemone.data import Check, Verdict
from itemone.pipeline import explain_item1, item1, summarize

KESTREL = FILINGS / "kestrel-1996.txt"
HARROW = FILINGS / "harrow-2009.htm"
AMENDMENT = FILINGS / "part-three-amendment.htm"
PROGRAM = [sys.executable, "-m", "itemone.cli"]
SCRIPT = Path(sysconfig.get_path("scripts"), "itemone")
Run = subprocess.CompletedProcess[str]


def run(*args: str | Path, given: bytes | None = None, cwd: Path | None = None) -> Run:
    done = subprocess.run(
        [*PROGRAM, *map(str, args)],
        input=given or b"",
        cwd=cwd,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def error_line(done: Run, code: int = 3) -> str:
    """Return the one line on standard error of a run that gave no output."""
    assert done.stdout == ""
    assert done.returncode == code
    return one_line(done.stderr)


def one_line(stderr: str) -> str:
    assert "Traceback" not in stderr
    lines = stderr.splitlines()
    assert len(lines) == 1, stderr
    assert lines[0].startswith("itemone: ")
    return lines[0]


def start(*args: str | Path, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PROGRAM, *map(str, args)],
        stdout=stdout,
        stderr=subprocess.PIPE,
        # A test run in the background may have been told to ignore the signal.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )


def finish(process: subprocess.Popen[bytes]) -> str:
    """Wait for a process that writes nothing more to standard output; return its standard error."""
    assert process.stderr is not None
    with process.stderr:
        stderr = process.stderr.read().decode()
    process.wait(timeout=60)
    return stderr


def interrupt(process: subprocess.Popen[bytes]) -> None:
    """Interrupt a process that waits, and wait for its end."""
    for _ in range(5):  # a signal right before the system call that waits is seen only after it
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            continue
        return
    process.kill()
    pytest.fail("the program cannot be interrupted")


# --- help and version


@pytest.mark.parametrize("program", [PROGRAM, [str(SCRIPT)]], ids=["module", "script"])
def test_the_version_is_that_of_the_package(program: list[str]) -> None:
    done = subprocess.run([*program, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"itemone, version {itemone.__version__}\n"


HELPS = [(), *((name,) for name in cli.commands)]


def test_the_commands_are_there() -> None:
    assert {"summarize", "item1"} <= cli.commands.keys()


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("command", HELPS, ids=lambda command: " ".join(command) or "itemone")
def test_help_shows_examples_and_exit_codes(command: tuple[str, ...], flag: str) -> None:
    done = run(*command, flag)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "Examples:\n" in done.stdout
    assert f"  itemone {command[0] if command else ''}" in done.stdout.split("Examples:\n")[1]
    assert "Exit codes: 0" in done.stdout


@pytest.mark.parametrize("name", cli.commands)
def test_every_option_says_what_it_does(name: str) -> None:
    options = [p for p in cli.commands[name].params if isinstance(p, click.Option)]
    assert options
    assert all(option.help for option in options)


# --- exit codes


@pytest.mark.parametrize("path", [EXAMPLE, KESTREL, HARROW], ids=lambda path: path.name)
def test_a_summary_that_passes_is_0(path: Path) -> None:
    done = run("summarize", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == summarize(path).text + "\n"


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_a_failed_verdict_is_1_and_says_which_check(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    failed = Verdict((Check("grounded", passed=False, detail="'$9' is not in the evidence"),))
    monkeypatch.setattr(pipeline, "verify", lambda *_: failed)
    done = CliRunner().invoke(cli, ["summarize", str(EXAMPLE), "--format", form])
    assert done.exit_code == 1
    assert "check failed: grounded: '$9' is not in the evidence" in one_line(done.stderr)
    assert done.stdout


@pytest.mark.parametrize(
    "args",
    [
        ["summarize"],
        ["item1"],
        ["summarise", str(EXAMPLE)],
        ["summarize", str(EXAMPLE), "--no-such-option"],
        ["summarize", str(EXAMPLE), "--format", "html5"],
        ["summarize", str(EXAMPLE), "--budget", "many"],
        ["item1", str(EXAMPLE), str(KESTREL)],
    ],
)
def test_wrong_usage_is_2(args: list[str]) -> None:
    done = run(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("option", "value"),
    [("--budget", "31"), ("--budget", "-1"), ("--engine", "oracle"), ("--tokenizer", "gpt4")],
)
def test_an_option_without_a_meaning_is_2(tmp_path: Path, option: str, value: str) -> None:
    done = run("summarize", EXAMPLE, option, value, "-o", tmp_path / "out.txt")
    assert value in error_line(done, code=2)
    assert list(tmp_path.iterdir()) == []


def bad_sources(folder: Path) -> dict[str, Path]:
    written = {
        "empty": b"",
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "binary": bytes(range(256)) * 20,
        "png": b"\x89PNG\r\n\x1a\n",
        "cut short": gzip.compress(EXAMPLE.read_bytes())[:5000],
    }
    for name, raw in written.items():
        (folder / name).write_bytes(raw)
    return {name: folder / name for name in ("missing", *written)} | {
        "directory": folder,
        "quarterly": FILINGS / "quarterly-2023.htm",
        "recipe": FILINGS / "not-a-filing.html",
        "amendment": AMENDMENT,
        "incorporated": FILINGS / "incorporated-1997.txt",
    }


BAD = [
    *("missing", "empty", "pdf", "binary", "png", "cut short", "directory"),
    *("quarterly", "recipe", "amendment", "incorporated"),
]


@pytest.mark.parametrize("command", ["summarize", "item1"])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_source_is_3_and_one_line(tmp_path: Path, command: str, name: str) -> None:
    path = bad_sources(tmp_path)[name]
    assert path.name in error_line(run(command, path))


# --- several sources


def test_a_bad_source_does_not_stop_the_others_in_json() -> None:
    done = run("summarize", "missing.htm", EXAMPLE, AMENDMENT, KESTREL, "--format", "json")
    assert done.returncode == 3
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["filing"]["ref"] for row in rows] == [
        "missing.htm",
        str(EXAMPLE),
        str(AMENDMENT),
        str(KESTREL),
    ]
    assert [row["failure"] and row["failure"]["stage"] for row in rows] == ["acquire", None, "locate", None]
    assert [bool(row["summary"]) for row in rows] == [False, True, False, True]
    assert len(done.stderr.splitlines()) == 2


def test_a_bad_source_does_not_stop_the_others_in_text() -> None:
    done = run("summarize", EXAMPLE, "missing.htm", KESTREL)
    assert done.returncode == 3
    assert done.stdout == "".join(f"== {path}\n{summarize(path).text}\n\n" for path in (EXAMPLE, KESTREL))
    assert "missing.htm" in one_line(done.stderr)


def test_one_source_in_text_has_no_heading() -> None:
    assert not run("summarize", EXAMPLE).stdout.startswith("==")


def test_json_of_one_source_is_the_result() -> None:
    done = run("summarize", EXAMPLE, "--format", "json", "--budget", "100")
    assert done.stdout.count("\n") == 1
    data = json.loads(done.stdout)
    assert data["provenance"]["options"]["budget"] == 100
    assert data["summary"]["tokens"] <= 100
    assert data["verdict"]["passed"] is True


def test_json_of_one_bad_source_is_a_row() -> None:
    done = run("summarize", AMENDMENT, "--format", "json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["section"]["status"] == "absent"
    one_line(done.stderr)


def test_markdown_of_several_sources_has_a_title_each() -> None:
    done = run("summarize", EXAMPLE, KESTREL, "--format", "markdown")
    assert done.returncode == 0
    assert sum(line.startswith("# ") for line in done.stdout.splitlines()) == 2


def test_a_name_that_is_no_utf_8_can_be_summarised(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(KESTREL.read_bytes())
    done = subprocess.run(
        [*PROGRAM, "summarize", b"caf\xe9.txt", str(EXAMPLE), "--format", "json"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    assert len(done.stdout.splitlines()) == 2


# --- standard input and output


def test_standard_input_is_a_source() -> None:
    done = run("summarize", "-", given=gzip.compress(EXAMPLE.read_bytes()))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == summarize(EXAMPLE).text + "\n"


def test_an_empty_standard_input_is_3() -> None:
    assert "empty" in error_line(run("summarize", "-", given=b""))


def test_a_closed_standard_input_is_3() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m itemone.cli summarize - <&-', sys.executable],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "unexpected" not in error_line(done)


def test_output_is_utf_8_whatever_the_locale() -> None:
    text = summarize(HARROW).text
    assert not text.isascii()
    done = subprocess.run(
        [*PROGRAM, "summarize", str(HARROW)],
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode("utf-8") == text + "\n"


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_a_file_holds_what_would_be_printed(tmp_path: Path, form: str) -> None:
    done = run("summarize", EXAMPLE, "--format", form, "-o", tmp_path / "out")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_text(encoding="utf-8") == run("summarize", EXAMPLE, "--format", form).stdout


def test_a_dash_is_standard_output(tmp_path: Path) -> None:
    done = run("summarize", EXAMPLE, "-o", "-", cwd=tmp_path)
    assert done.stdout == summarize(EXAMPLE).text + "\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["summarize", "item1"])
def test_a_failure_leaves_no_file_behind(tmp_path: Path, command: str) -> None:
    error_line(run(command, "missing.htm", "-o", tmp_path / "out.txt"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["summarize", "item1"])
def test_a_failure_keeps_the_file_of_before(tmp_path: Path, command: str) -> None:
    (tmp_path / "out.txt").write_text("the summary of last year")
    error_line(run(command, AMENDMENT, "-o", tmp_path / "out.txt"))
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]
    assert (tmp_path / "out.txt").read_text() == "the summary of last year"


@pytest.mark.parametrize("command", ["summarize", "item1"])
def test_an_output_into_a_missing_folder_is_3(tmp_path: Path, command: str) -> None:
    line = error_line(run(command, EXAMPLE, "-o", tmp_path / "missing" / "out.txt"))
    assert "No such file or directory" in line
    assert "out.txt" in line


def test_an_output_that_is_a_folder_is_3(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert "directory" in error_line(run("summarize", EXAMPLE, "-o", tmp_path / "out"))
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("command", ["summarize", "item1"])
def test_a_full_disk_behind_standard_output_is_3(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start(command, EXAMPLE, stdout=full.fileno())
        line = one_line(finish(process))
    assert process.returncode == 3
    assert "No space left on device" in line


def test_a_full_disk_behind_a_file_is_3(tmp_path: Path) -> None:
    # Through a link, so that no fault of the program could replace the device itself.
    (tmp_path / "full").symlink_to("/dev/full")
    line = error_line(run("summarize", EXAMPLE, "-o", tmp_path / "full"))
    assert "No space left on device" in line
    assert (tmp_path / "full").is_symlink()


def test_an_output_that_is_no_file_is_written_and_not_replaced(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    try:
        done = run("summarize", EXAMPLE, "-o", fifo)
        assert (done.returncode, done.stderr) == (0, "")
        assert fifo.is_fifo()
        assert os.read(reader, 2**16).decode() == summarize(EXAMPLE).text + "\n"
    finally:
        os.close(reader)


def test_a_reader_that_goes_away_is_no_fault() -> None:
    process = start("summarize", *[KESTREL] * 40, "--format", "json")
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.read(1) == b"{"
    assert finish(process) == ""


def test_a_reader_that_was_never_there_is_no_fault() -> None:
    read, write = os.pipe()
    os.close(read)
    process = start("item1", EXAMPLE, stdout=write)
    os.close(write)
    assert finish(process) == ""


def test_an_interruption_is_130_and_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")  # nobody writes to it, so that the program waits at it
    process = start("summarize", KESTREL, tmp_path / "fifo", EXAMPLE, "--format", "json")
    assert process.stdout is not None
    with process.stdout:
        assert json.loads(process.stdout.readline())["filing"]["ref"] == str(KESTREL)
        interrupt(process)
        assert process.stdout.read() == b""
    assert finish(process) == "itemone: interrupted\n"
    assert process.returncode == 130


def test_an_interruption_leaves_no_file_behind(tmp_path: Path) -> None:
    out, fifo = tmp_path / "out", tmp_path / "fifo"
    out.mkdir()
    os.mkfifo(fifo)
    process = start("summarize", KESTREL, fifo, "-o", out / "out.txt")
    deadline = time.monotonic() + 30
    # Opening the FIFO for writing works as soon as the program has opened it for reading.
    while (writer := _open_for_writing(fifo)) is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert writer is not None
    interrupt(process)
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.read() == b""
    assert finish(process) == "itemone: interrupted\n"
    os.close(writer)
    assert process.returncode == 130
    assert list(out.iterdir()) == []


def _open_for_writing(fifo: Path) -> int | None:
    try:
        return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
    except OSError:
        return None


# --- item1


def test_item1_prints_the_text_alone() -> None:
    done = run("item1", EXAMPLE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == item1(EXAMPLE).text + "\n"


def test_item1_in_json_has_text_place_and_status() -> None:
    done = run("item1", KESTREL, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    section = item1(KESTREL)
    assert section.location.span is not None
    assert json.loads(done.stdout) == {
        "status": "extracted",
        "reason": section.location.reason,
        "text": section.text,
        "start": section.location.span.start,
        "end": section.location.span.end,
        "found_by": "item_heading",
        "warnings": [],
        "document": None,
    }


@pytest.mark.parametrize(
    ("name", "status"),
    [("part-three-amendment.htm", "absent"), ("incorporated-1997.txt", "incorporated_by_reference")],
)
def test_item1_in_json_gives_a_status_where_there_is_no_text(name: str, status: str) -> None:
    done = run("item1", FILINGS / name, "--format", "json")
    assert done.returncode == 3
    data = json.loads(done.stdout)
    assert (data["status"], data["text"]) == (status, "")
    assert data["reason"]


WRAPAROUND = FILINGS / "wraparound-1999.txt"


def test_item1_in_json_names_the_exhibit_that_it_is_from() -> None:
    done = run("item1", WRAPAROUND, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    data = json.loads(done.stdout)
    assert (data["status"], data["document"]) == ("incorporated_by_reference", "EX-13")
    assert data["text"] == item1(WRAPAROUND).text


def test_item1_says_on_standard_error_what_a_reader_should_look_at() -> None:
    done = run("item1", FILINGS / "crossreference-2022.htm")
    assert done.returncode == 0
    assert done.stdout == item1(FILINGS / "crossreference-2022.htm").text + "\n"
    assert "warning: left out: page" in one_line(done.stderr)


@pytest.mark.parametrize("path", [EXAMPLE, KESTREL, HARROW, WRAPAROUND], ids=lambda path: path.name)
def test_an_explanation_has_a_line_for_each_candidate_and_the_reason(path: Path) -> None:
    done = run("item1", path, "--explain")
    assert (done.returncode, done.stderr) == (0, "")
    section, candidates = explain_item1(path)
    title, *rows, last = done.stdout.splitlines()
    assert title.split()[:2] == ["offset", "item"]
    assert [row.split()[:2] for row in rows] == [[str(c.start), c.number] for c in candidates]
    assert all(c.note in row for c, row in zip(candidates, rows, strict=True))
    assert sum("CHOSEN: Item 1 begins here" in row for row in rows) == 1
    location = section.location
    assert last == f"{location.status.value}: {location.reason} (found by: {location.found_by})"


def test_an_explanation_in_json_has_the_place_the_text_and_the_candidates() -> None:
    done = run("item1", KESTREL, "--explain", "--format", "json")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    data = json.loads(done.stdout)
    plain = json.loads(run("item1", KESTREL, "--format", "json").stdout)
    candidates = data.pop("candidates")
    assert data == plain
    assert [line["start"] for line in candidates] == [c.start for c in explain_item1(KESTREL)[1]]
    assert {line["note"] for line in candidates} == {
        "entry of a table of contents",
        "CHOSEN: Item 1 begins here",
        "CHOSEN: Item 1 ends before it",
        "in the sequence",
    }


@pytest.mark.parametrize(
    ("name", "status"),
    [("part-three-amendment.htm", "absent"), ("incorporated-1997.txt", "incorporated_by_reference")],
)
def test_an_explanation_of_no_text_is_3(name: str, status: str) -> None:
    text = run("item1", FILINGS / name, "--explain")
    assert (text.returncode, text.stderr) == (3, "")
    assert text.stdout.splitlines()[-1].startswith(f"{status}: ")
    data = run("item1", FILINGS / name, "--explain", "--format", "json")
    assert (data.returncode, data.stderr) == (3, "")
    found = json.loads(data.stdout)
    assert (found["status"], found["text"], found["start"]) == (status, "", None)
    assert found["candidates"]


@pytest.mark.parametrize("name", ["missing.htm", "quarterly-2023.htm", "not-a-filing.html"])
def test_an_explanation_of_no_filing_is_3_and_one_line(name: str) -> None:
    assert name in error_line(run("item1", FILINGS / name, "--explain"))


def test_an_explanation_goes_into_a_file(tmp_path: Path) -> None:
    done = run("item1", KESTREL, "--explain", "-o", tmp_path / "why.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "why.txt").read_text(encoding="utf-8") == run("item1", KESTREL, "--explain").stdout


# --- what it costs


@pytest.mark.parametrize(
    "code", ["import itemone.cli", "from itemone.cli import cli; cli.main(['--help'], standalone_mode=False)"]
)
def test_help_loads_no_part_of_the_program(code: str) -> None:
    program = f"import sys; {code}; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "itemone.cli" in loaded
    assert not loaded & {
        "rich",
        "numpy",
        "selectolax",
        "mistral_common",
        "regex",
        "itemone.pipeline",
        "itemone.data",
    }


def test_help_is_quick() -> None:
    def seconds(*args: str) -> float:
        begun = time.perf_counter()
        subprocess.run(args, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - begun

    python, program = float("inf"), float("inf")
    for _ in range(50):  # the least of many runs, in turns, is what the machine's other work does not change
        python = min(python, seconds(sys.executable, "-c", "pass"))
        program = min(program, seconds(str(SCRIPT), "--help"))
        if program < 5 * python:
            return
    pytest.fail(f"--help takes {program:.3f} s, {program / python:.1f} times as long as Python itself")
