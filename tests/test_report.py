"""The figures of an evaluation that was made by hand, and the ways to print them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

import itemone
from itemone.data import Aspect, Filing, Options
from itemone.evaluate import Evaluation
from itemone.evaluate.checker import Trial, balanced_accuracy
from itemone.evaluate.figures import RECALLS, accuracy, differences, figures, kinds, rates, share
from itemone.evaluate.finder import Found
from itemone.evaluate.gold import Gold
from itemone.evaluate.interval import Estimate
from itemone.evaluate.nuggets import Nugget
from itemone.evaluate.report import Table, markdown, origin, render, tables, text, to_dict
from itemone.evaluate.scores import Row

NAMES = ("alder", "birch", "cedar", "dogwood")


def row(engine: str, filing: str, recall: float, **changes: object) -> Row:
    """Return a row of a summary; what is not named is what a good one has."""
    made = Row(
        engine=engine,
        filing=filing,
        recall=recall,
        vital=recall,
        macro=recall,
        aspects={"products": recall},
        missed=("n1",) if recall < 1 else (),
        tokens=500,
        sentences=10,
        grounded=1.0,
        first_person=0.0,
        continuous=True,
        passed=True,
        seconds=0.1,
        text=f"{engine} on {filing}.",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def failed(engine: str, filing: str) -> Row:
    return row(
        engine,
        filing,
        0.0,
        tokens=0,
        sentences=0,
        grounded=None,
        first_person=None,
        continuous=False,
        passed=False,
        text="",
        failure="none of 3 sentences fits",
    )


def trial(filing: str, test: str, kind: str, is_refused: bool) -> Trial:
    return Trial(filing, test, kind, f"{kind} of {filing}", is_refused, "is not so" if is_refused else "")


def evaluation(
    recalls: Mapping[str, Sequence[float]], trials: Sequence[Trial] = (), found: Sequence[Found] = (), **changes: object
) -> Evaluation:
    """Return an evaluation of engines with these recalls on as many filings."""
    number = len(next(iter(recalls.values())))
    nuggets = (Nugget("n1", Aspect.PRODUCTS, True, (("pumps",),), "It sells pumps."),)
    golds = tuple(Gold(name, Filing(f"{name}.txt", b"text"), nuggets, (), "", "00") for name in NAMES[:number])
    rows = [row(name, gold.name, recall) for name in recalls for gold, recall in zip(golds, recalls[name], strict=True)]
    made = Evaluation(
        digest="0123456789abcdef",
        filings=golds,
        engines=tuple(recalls),
        hashes={name: "feedfacefeedface" if name == "extractive" else None for name in recalls},
        options=Options(),
        rows=tuple(rows),
        trials=tuple(trials),
        found=tuple(found),
        work=0,
        reused=0,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


CLAIMS = (
    trial("alder", "claims", "supported", False),
    trial("alder", "claims", "supported", False),
    trial("alder", "claims", "wrong figure", True),
    trial("birch", "claims", "supported", True),
    trial("birch", "claims", "supported", False),
    trial("birch", "claims", "wrong figure", True),
    trial("birch", "claims", "wrong name", False),
)
MUTANTS = tuple(
    trial(filing, test, kind, kind != "unchanged")
    for filing in ("alder", "birch")
    for test in ("as written", "as a paraphrase", "alone")
    for kind in ("negation added", "unchanged", "figure swapped")
)
FOUND = (
    Found("a.htm", "2020s", "10-K", "extracted", "extracted", 1.0, True, True, True, False, 0.2),
    Found("b.txt", "1990s", "10-K405", "absent", "absent", None, True, True, False, True, 0.4),
)
TWO = {"extractive": (0.5, 0.75), "lead": (0.25, 0.75)}


# --- means and intervals


@pytest.mark.parametrize(
    ("values", "value", "low", "high"),
    [
        ((0.5,), 0.5, None, None),  # one filing says nothing of others
        ((0.25, 0.25, 0.25, 0.25), 0.25, 0.25, 0.25),
        ((0.0, 1.0), 0.5, 0.0, 1.0),  # a quarter of the draws have both times the same
        ((0.5, 0.75), 0.625, 0.5, 0.75),
        ((0.0, 0.0, 0.0, 1.0), 0.25, 0.0, 0.75),  # the draws with 1 four times are 0.4 %, three times 4.7 %
    ],
)
def test_a_mean_has_the_interval_of_its_filings(
    values: tuple[float, ...], value: float, low: float | None, high: float | None
) -> None:
    found = figures([row("lead", name, recall) for name, recall in zip(NAMES, values, strict=False)])
    assert found["recall"] == Estimate(value, low, high, len(values))


def test_an_interval_is_that_of_the_binomial_distribution() -> None:
    """Of 10 draws from halves, 0 or 1 (9 or 10) come up right in 1.1 % of cases, 2 (8) in 4.4 % more."""
    rows = [row("lead", f"filing {i}", float(i % 2)) for i in range(10)]
    assert figures(rows)["recall"] == Estimate(0.5, 0.2, 0.8, 10)


def test_every_figure_of_a_row_has_its_mean() -> None:
    rows = [
        row("lead", "alder", 0.2, vital=0.3, macro=0.4, tokens=400, sentences=8, grounded=0.5, first_person=0.25),
        row("lead", "birch", 0.4, vital=0.5, macro=0.6, tokens=500, continuous=False, passed=False, seconds=0.3),
    ]
    means = {name: estimate.value for name, estimate in figures(rows).items()}
    assert means == pytest.approx(
        {
            "recall": 0.3,
            "vital": 0.4,
            "macro": 0.5,
            "products": 0.3,
            "tokens": 450,
            "sentences": 9,
            "grounded": 0.75,
            "first_person": 0.125,
            "continuous": 0.5,
            "passed": 0.5,
            "seconds": 0.2,
        }
    )


def test_a_failure_counts_with_recall_0_and_says_nothing_of_grounding() -> None:
    found = figures([row("lead", "alder", 0.8, grounded=0.5, first_person=0.5), failed("lead", "birch")])
    assert (found["recall"].value, found["recall"].n) == (0.4, 2)
    assert (found["passed"].value, found["continuous"].value) == (0.5, 0.5)
    assert found["grounded"] == found["first_person"] == Estimate(0.5, None, None, 1)


def test_failures_alone_have_no_share_of_grounded_sentences() -> None:
    found = figures([failed("lead", "alder"), failed("lead", "birch")])
    assert "grounded" not in found
    assert "first_person" not in found
    assert found["recall"] == Estimate(0.0, 0.0, 0.0, 2)


def test_an_aspect_counts_the_filings_that_have_a_nugget_of_it() -> None:
    rows = [
        row("lead", "alder", 0.5, aspects={"products": 1.0, "customers": 0.0}),
        row("lead", "birch", 0.5, aspects={"products": 0.5}),
    ]
    found = figures(rows)
    assert (found["products"].value, found["products"].n) == (0.75, 2)
    assert (found["customers"].value, found["customers"].n) == (0.0, 1)
    assert "financing" not in found


# --- differences


def test_a_difference_is_paired_and_has_the_sign_of_the_later_engine() -> None:
    made = evaluation({"first": (0.5, 0.5, 0.5, 0.5), "worse": (0.25, 0.25, 0.5, 0.25), "better": (0.75,) * 4})
    worse, better = differences(made)
    assert (worse.engine, worse.against, worse.better, worse.worse) == ("worse", "first", 0, 3)
    assert worse.figures["recall"].value == -0.1875
    high = worse.figures["recall"].high
    assert high is not None
    assert high <= 0
    assert (better.engine, better.against, better.better, better.worse) == ("better", "first", 4, 0)
    assert better.figures["recall"] == Estimate(0.25, 0.25, 0.25, 4)  # the same on each, whatever is drawn
    assert set(better.figures) == set(RECALLS)


def test_a_difference_is_narrower_than_the_recalls_that_rise_and_fall_together() -> None:
    made = evaluation({"first": (0.0, 0.25, 0.5, 0.75), "other": (0.25, 0.5, 0.75, 1.0)})
    (difference,) = differences(made)
    assert difference.figures["recall"] == Estimate(0.25, 0.25, 0.25, 4)
    recall = figures(made.of("first"))["recall"]
    assert recall.low is not None
    assert recall.high is not None
    assert recall.high - recall.low > 0.25


def test_equal_engines_are_neither_better_nor_worse() -> None:
    (difference,) = differences(evaluation({"a": (0.5, 0.25), "b": (0.5, 0.25)}))
    assert (difference.better, difference.worse) == (0, 0)
    assert difference.figures["recall"] == Estimate(0.0, 0.0, 0.0, 2)


def test_one_engine_has_no_differences() -> None:
    assert differences(evaluation({"lead": (0.5,)})) == []


def test_a_failure_is_worse_than_a_summary() -> None:
    rows = (row("a", "alder", 0.5), failed("b", "alder"))
    (difference,) = differences(evaluation({"a": (0.5,), "b": (0.0,)}, rows=rows))
    assert (difference.better, difference.worse, difference.figures["recall"].value) == (0, 1, -0.5)


# --- rates of the checker


def test_a_rate_is_the_share_refused_of_a_kind() -> None:
    found = {(rate.test, rate.kind): rate.refused for rate in rates(CLAIMS)}
    assert {kind: (estimate.value, estimate.n) for (_, kind), estimate in found.items()} == {
        "supported": (0.25, 4),
        "wrong figure": (1.0, 2),
        "wrong name": (0.0, 1),
    }
    assert {test for test, _ in found} == {"claims"}


def test_the_interval_of_a_rate_is_over_filings() -> None:
    """One filing refuses none of two, the other one of two: draws of two filings give 0, 1/4 or 1/2."""
    (rate,) = [rate for rate in rates(CLAIMS) if rate.kind == "supported"]
    assert rate.refused == Estimate(0.25, 0.0, 0.5, 4)


def test_a_rate_of_one_filing_has_no_interval() -> None:
    found = share([trial("alder", "claims", "supported", is_refused) for is_refused in (True, False)])
    assert found == Estimate(0.5, None, None, 2)
    assert share([]) is None


@pytest.mark.parametrize(
    ("is_refused", "expected"),
    [(False, Estimate(0.0, 0.0, 1 - 0.025 ** (1 / 13), 13)), (True, Estimate(1.0, 0.025 ** (1 / 13), 1.0, 13))],
)
def test_what_came_out_alike_every_time_may_come_out_otherwise(is_refused: bool, expected: Estimate) -> None:
    """The end of the interval is the chance at which 13 of 13 cases come out alike once in 40 times."""
    found = share([trial(NAMES[i % 2], "claims", "supported", is_refused) for i in range(13)])
    assert found is not None
    assert (found.value, found.n) == (expected.value, expected.n)
    assert found.low == pytest.approx(expected.low)
    assert found.high == pytest.approx(expected.high)


def test_all_summaries_passed_is_no_promise() -> None:
    found = figures([row("lead", name, 0.5) for name in NAMES])
    assert (found["passed"].value, found["passed"].high) == (1.0, 1.0)
    assert found["passed"].low == pytest.approx(0.025**0.25)
    assert found["recall"] == Estimate(0.5, 0.5, 0.5, 4)


def test_rates_come_in_the_order_of_their_tests_and_sound_sentences_first() -> None:
    found = [(rate.test, rate.kind) for rate in rates([*reversed(MUTANTS), *reversed(CLAIMS)])]
    assert next(kind for test, kind in found if test == "claims") == "supported"
    assert [kind for test, kind in found if test == "alone"] == ["unchanged", "figure swapped", "negation added"]
    assert list(dict.fromkeys(test for test, _ in found)) == ["claims", "as written", "as a paraphrase", "alone"]
    assert kinds(MUTANTS, "claims") == []


def test_balanced_accuracy_weighs_both_labels_alike() -> None:
    # 2 of 3 false ones refused, 3 of 4 true ones accepted
    assert balanced_accuracy(CLAIMS) == pytest.approx((2 / 3 + 3 / 4) / 2)
    found = accuracy([*CLAIMS, *MUTANTS])  # mutants are no labelled claims
    assert found is not None
    assert (found.value, found.n) == (balanced_accuracy(CLAIMS), 7)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize(
    ("trials", "expected"),
    [
        ([("supported", False), ("wrong", True)], 1.0),
        ([("supported", True), ("wrong", False)], 0.0),
        ([("supported", True), ("wrong", True)], 0.5),
        ([("supported", False), ("wrong", False)], 0.5),
        ([("supported", False)] * 9 + [("wrong", False)], 0.5),
    ],
)
def test_a_checker_that_always_says_the_same_is_right_half_the_time(
    trials: list[tuple[str, bool]], expected: float
) -> None:
    assert balanced_accuracy([trial("alder", "claims", kind, said) for kind, said in trials]) == expected


@pytest.mark.parametrize("kind", ["supported", "wrong figure"])
def test_claims_of_one_label_have_no_balanced_accuracy(kind: str) -> None:
    assert accuracy([trial("alder", "claims", kind, True)]) is None
    assert accuracy([]) is None


# --- tables


def titles(made: Evaluation) -> list[str]:
    return [table.title.partition(",")[0] for table in tables(made)]


MANY = dict.fromkeys(("extractive", "lead", "random", "lexrank", "textrank", "lsa", "oracle"), (0.5, 0.25))


@pytest.mark.parametrize(
    ("recalls", "trials", "found", "expected"),
    [
        ({"lead": (0.5,)}, (), (), ["Nugget recall", "Nugget recall by aspect", "Form", "Recall by filing"]),
        (
            TWO,
            (),
            (),
            ["Nugget recall", "Nugget recall by aspect", "Form", "Against extractive", "Recall by filing"],
        ),
        (
            {"lead": (0.5,)},
            CLAIMS,
            (),
            [
                "Nugget recall",
                "Nugget recall by aspect",
                "Form",
                "The checker on labelled claims",
                "The checker",
                "Recall by filing",
            ],
        ),
        (
            TWO,
            (*CLAIMS, *MUTANTS),
            FOUND,
            [
                "Nugget recall",
                "Nugget recall by aspect",
                "Form",
                "Against extractive",
                "The checker on labelled claims",
                "The checker",
                "The checker on sentences of summaries",
                "Finding Item 1",
                "Recall by filing",
            ],
        ),
    ],
)
def test_there_is_a_table_for_each_thing_that_was_measured(
    recalls: Mapping[str, Sequence[float]], trials: Sequence[Trial], found: Sequence[Found], expected: list[str]
) -> None:
    assert titles(evaluation(recalls, trials, found)) == expected


def test_every_row_of_a_table_has_a_cell_for_each_column() -> None:
    for table in tables(evaluation(MANY, (*CLAIMS, *MUTANTS), FOUND)):
        assert {len(cells) for cells in table.rows} == {len(table.head)}, table.title


def table_of(made: Evaluation, title: str) -> dict[str, dict[str, str]]:
    """Return the table whose title begins so: name of the row -> column -> cell."""
    (table,) = (table for table in tables(made) if table.title.startswith(title))
    return {cells[0]: dict(zip(table.head[1:], cells[1:], strict=True)) for cells in table.rows}


def test_a_cell_holds_the_mean_and_its_interval() -> None:
    made = evaluation(TWO)
    assert table_of(made, "Nugget recall,")["extractive"]["recall"] == "0.625 [0.500, 0.750]"
    assert table_of(made, "Nugget recall by aspect")["lead"]["products"] == "0.50 [0.25, 0.75]"
    assert table_of(made, "Nugget recall by aspect")["lead"]["financing"] == "-"
    assert table_of(made, "Against")["lead"] == {
        "recall": "-0.125 [-0.250, +0.000]",
        "vital": "-0.125 [-0.250, +0.000]",
        "macro": "-0.125 [-0.250, +0.000]",
        "more recall": "0",
        "less": "1",
    }
    assert table_of(made, "Recall by filing")["birch"] == {"extractive": "0.750", "lead": "0.750"}


def test_the_form_of_summaries_and_failures() -> None:
    rows = (
        row("a", "alder", 0.5, grounded=0.9, seconds=3.0),
        row("a", "birch", 0.5, tokens=400, passed=False, seconds=1.0),
        failed("b", "alder"),
        failed("b", "birch"),
    )
    assert table_of(evaluation({"a": (0.5, 0.5), "b": (0.0, 0.0)}, rows=rows), "Form") == {
        "a": {
            "tokens": "450",
            "sentences": "10.0",
            "grounded": "0.950",
            "we, our": "0.000",
            "one text": "2/2",
            "passed": "1/2",
            "time, s": "2.000",
            "failed": "0",
        },
        "b": {
            "tokens": "0",
            "sentences": "0.0",
            "grounded": "-",
            "we, our": "-",
            "one text": "0/2",
            "passed": "0/2",
            "time, s": "0.100",
            "failed": "2",
        },
    }


def test_the_checker_is_shown_by_kind_and_over_all_false_claims() -> None:
    found = table_of(evaluation(TWO, CLAIMS), "The checker on labelled claims")
    assert {kind: (cells["is"], cells["n"], cells["refused"][:5]) for kind, cells in found.items()} == {
        "supported": ("true", "4", "0.250"),
        "wrong figure": ("false", "2", "1.000"),
        "wrong name": ("false", "1", "0.000"),
        "all false ones": ("false", "3", "0.667"),
    }


def test_each_check_has_its_own_errors() -> None:
    refused = [replace(trial, check="name") if trial.refused else trial for trial in CLAIMS]
    assert table_of(evaluation(TWO, refused), "The checker, check by check") == {
        "name": {"of 3 false ones": "2", "of 4 true ones": "1"}
    }


def test_mutants_are_shown_by_what_the_checker_knows() -> None:
    found = table_of(evaluation(TWO, MUTANTS), "The checker on sentences")
    assert list(found) == ["unchanged", "figure swapped", "negation added"]
    assert found["unchanged"] == {
        "n": "2",
        **dict.fromkeys(("as written", "as a paraphrase", "alone"), "0.000 [0.000, 0.842]"),
    }
    assert found["negation added"]["alone"] == "1.000 [0.158, 1.000]"


def test_one_filing_gives_figures_without_intervals() -> None:
    made = evaluation({"lead": (0.5,)})
    assert tables(made)[0].title == "Nugget recall, 1 filing"
    assert table_of(made, "Nugget recall,")["lead"]["recall"] == "0.500"


# --- text


def lines_of(made: Evaluation, width: int = 200) -> list[str]:
    return render(made, "text", width).splitlines()


def test_a_text_holds_every_engine_in_every_table_on_one_line() -> None:
    made = evaluation(MANY, (*CLAIMS, *MUTANTS), FOUND)
    lines = lines_of(made)
    assert max(map(len, lines)) <= 200
    for table in tables(made):
        assert table.title in lines
        for cells in (table.head, *table.rows):
            assert sum(line.split() == " ".join(cells).split() for line in lines) >= 1, cells
    assert lines[-1].startswith(f"itemone {itemone.__version__}, extractive feedfacefeedface; labels 0123456789abcdef")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_narrow_text_is_folded_and_loses_nothing(width: int) -> None:
    made = evaluation({"extractive": (0.5, 0.75), "texts:/home/somebody/answers-of-a-tool": (0.25, 0.125)}, CLAIMS)
    found = "\n".join(line for line in text(tables(made), width).splitlines())
    assert max(map(len, found.splitlines())) <= width
    letters = "".join(found.split())
    assert letters.count("0.750") >= 1
    assert "…" not in found


@pytest.mark.parametrize("name", ["[bold]", "[/]", "[red]lead[/red]", ":smile:", "[link=https://a.b]", "\\[x]", "|"])
def test_a_name_is_printed_as_it_is(name: str) -> None:
    made = evaluation({name: (0.5,), "lead": (0.25,)}, [trial("alder", "claims", name, True)])
    found = render(made, "text", 200)
    assert found.count(name) == 6  # rows of four tables, the title of one, the head of one
    assert "\x1b" not in found


def test_a_text_has_no_white_space_at_the_ends_of_lines() -> None:
    lines = lines_of(evaluation(TWO, CLAIMS))
    assert lines == [line.rstrip() for line in lines]


def test_the_origin_names_all_that_made_the_figures() -> None:
    made = evaluation(TWO, options=Options(128, "tiktoken:o200k_base"))
    assert origin(made) == (
        f"itemone {itemone.__version__}, extractive feedfacefeedface; labels 0123456789abcdef; budget 128, "
        "tokenizer tiktoken:o200k_base; intervals: 95 %, bootstrap over filings"
    )
    assert all(render(made, form).endswith(origin(made)) for form in ("text", "markdown"))


# --- Markdown


def test_a_table_in_markdown() -> None:
    table = Table("A title", "A note.", ("engine", "recall"), (("lead", "0.5"), ("a|b", "|")))
    assert markdown([table], level=2) == (
        "## A title\n\nA note.\n\n| engine | recall |\n| --- | --- |\n| lead | 0.5 |\n| a\\|b | \\| |"
    )
    assert markdown([replace(table, note=""), table]).startswith("### A title\n\n| engine")


def test_every_line_of_a_markdown_table_has_all_cells() -> None:
    made = evaluation({"a|b": (0.5, 0.25), "lead": (0.5, 0.25)}, [trial("alder", "claims", "x|y|z", True)])
    found = render(made, "markdown")
    blocks = [block.splitlines() for block in found.split("\n\n") if block.startswith("|")]
    assert len(blocks) == len(tables(made))
    for block in blocks:
        assert len({line.replace("\\|", "").count("|") for line in block}) == 1, block
    assert "| a\\|b |" in found
    assert "| x\\|y\\|z |" in found


def test_a_line_break_in_a_kind_breaks_no_markdown_table() -> None:
    made = evaluation(TWO, [trial("alder", "claims", "wrong\nfigure", True)])
    table_lines = [line for line in render(made, "markdown").splitlines() if "wrong" in line or "figure |" in line]
    assert len(table_lines) == 1
    assert table_lines[0].startswith("| wrong")


def test_a_narrow_terminal_breaks_no_word_and_no_interval() -> None:
    made = evaluation({"extractive": (0.5, 0.75), "lead": (0.25, 0.5)}, (*CLAIMS, *MUTANTS))
    lines = text(tables(made), width=80).splitlines()
    assert max(map(len, lines)) <= 80
    for part in ("extractive", "distribution", "sentences", "grounded", "paraphrase", "[0.500, 0.750]"):
        assert any(part in line for line in lines), part
    assert not any(line.rstrip().endswith(("[0.500,", "[0.25,")) for line in lines)


def test_every_figure_of_every_filing_is_shown_when_asked_for() -> None:
    made = evaluation(TWO)
    assert not [table for table in tables(made) if table.title.startswith("Filing by filing")]
    shown = [table for table in tables(made, every_row=True) if table.title.startswith("Filing by filing")]
    assert [table.title for table in shown] == ["Filing by filing: extractive", "Filing by filing: lead"]
    first = dict(zip(shown[0].head, shown[0].rows[0], strict=True))
    assert (first["filing"], first["recall"], first["tokens"], first["passed"]) == ("alder", "0.500", "500", "1/1")
    assert first["financing"] == "-"


# --- JSON


def loaded(made: Evaluation) -> dict[str, object]:
    def no_number(name: str) -> object:
        pytest.fail(f"{name} is no JSON")

    found: dict[str, object] = json.loads(render(made, "json"), parse_constant=no_number)
    return found


def test_json_is_one_line_and_what_to_dict_gives() -> None:
    made = evaluation(TWO, (*CLAIMS, *MUTANTS), FOUND)
    assert "\n" not in render(made, "json")
    assert loaded(made) == json.loads(json.dumps(to_dict(made)))


def test_json_has_the_keys_that_readers_rely_on() -> None:
    made = evaluation(TWO, (*CLAIMS, *MUTANTS), FOUND)
    found = to_dict(made)
    assert set(found) == {
        "schema_version",
        "itemone",
        "labels",
        "options",
        "engines",
        "differences",
        "checker",
        "finder",
    }
    assert found["schema_version"] == 1
    assert found["itemone"] == itemone.__version__
    assert found["labels"] == {"hash": "0123456789abcdef", "filings": ["alder", "birch"]}
    assert found["options"] == {"budget": 512, "tokenizer": "tekken"}
    assert [engine["engine"] for engine in found["engines"]] == ["extractive", "lead"]
    assert [engine["hash"] for engine in found["engines"]] == ["feedfacefeedface", None]
    for engine in found["engines"]:
        assert set(engine) == {"engine", "hash", "mean", "filings"}
        assert set(engine["mean"]["recall"]) == {"value", "low", "high", "n"}
        assert [filing["filing"] for filing in engine["filings"]] == ["alder", "birch"]
        assert set(engine["filings"][0]) == set(Row.__slots__)
    assert set(found["differences"][0]) == {"engine", "against", "figures", "better", "worse"}
    assert set(found["checker"]) == {"balanced_accuracy", "rates", "trials"}
    assert set(found["checker"]["rates"][0]) == {"test", "kind", "refused"}
    assert len(found["checker"]["trials"]) == len(CLAIMS)  # mutants can be made again
    assert set(found["finder"]) == {"mean", "filings"}
    assert len(found["finder"]["filings"]) == len(FOUND)


def test_json_has_the_figures_of_the_tables() -> None:
    found = to_dict(evaluation(TWO, CLAIMS))
    assert found["engines"][0]["mean"]["recall"] == {"value": 0.625, "low": 0.5, "high": 0.75, "n": 2}
    assert found["differences"][0]["figures"]["recall"]["value"] == -0.125
    assert found["checker"]["balanced_accuracy"]["n"] == 7


def test_json_of_little_has_the_same_keys() -> None:
    made = evaluation({"lead": (0.5,)}, rows=(failed("lead", "alder"),))
    found = loaded(made)
    assert set(found) == set(to_dict(evaluation(TWO, CLAIMS, FOUND)))
    assert (found["differences"], found["finder"]) == ([], None)
    assert found["checker"] == {"balanced_accuracy": None, "rates": [], "trials": []}


def test_json_holds_no_number_that_is_none() -> None:
    """Filings without a text of Item 1 have no mean F1."""
    made = evaluation(TWO, found=FOUND[1:])
    finder = loaded(made)["finder"]
    assert isinstance(finder, dict)
    assert finder["mean"]["f1"] is None
    assert not any(isinstance(value, float) and math.isnan(value) for value in finder["mean"].values())


def test_json_keeps_the_letters_of_texts() -> None:
    made = evaluation({"lead": (0.5,)}, rows=(row("lead", "alder", 0.5, text="Größe – “so”"),))
    assert "Größe – “so”" in render(made, "json")


# --- formats


@pytest.mark.parametrize("form", ["csv", "", "TEXT", "md"])
def test_an_unknown_format_is_an_error_that_lists_the_known_ones(form: str) -> None:
    with pytest.raises(ValueError, match="text, markdown, json, html"):
        render(evaluation(TWO), form)


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_same_figures_give_the_same_bytes(form: str) -> None:
    first, again = (render(evaluation(MANY, (*CLAIMS, *MUTANTS), FOUND), form) for _ in range(2))
    assert first == again
