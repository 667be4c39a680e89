"""An evaluation as one HTML page: plots, tables, and every summary with the facts that it misses.

The page asks for nothing outside itself and runs no script; texts of filings and of engines are escaped. Extra
`bench`: Jinja2 for the page, matplotlib for the plots.
"""

from __future__ import annotations

import base64
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.resources import files
from io import BytesIO
from statistics import median
from typing import Any

from itemone.data import Aspect
from itemone.errors import MissingExtraError
from itemone.evaluate import Evaluation
from itemone.evaluate.checker import CLAIMS, READINGS
from itemone.evaluate.figures import Rate, figures, rates
from itemone.evaluate.gold import SOUND
from itemone.evaluate.interval import Estimate
from itemone.evaluate.report import origin, tables

# Okabe and Ito's colours, which people who do not see red or green tell apart.
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999", "#000000")


def libraries() -> tuple[Any, Any, Any]:
    """Return Jinja2, matplotlib, and its module of figures.

    Raises:
        MissingExtraError: one of them is not installed.
    """
    try:
        return import_module("jinja2"), import_module("matplotlib"), import_module("matplotlib.figure")
    except ImportError as error:
        raise MissingExtraError(f'{error.name} is not installed: pip install "itemone[bench]"') from error


def page(evaluation: Evaluation) -> str:
    """Return the page.

    Raises:
        MissingExtraError: Jinja2 or matplotlib is not installed.
    """
    jinja2, _, _ = libraries()
    plots = _plots(evaluation)
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    template = environment.from_string(files("itemone.evaluate").joinpath("page.html").read_text(encoding="utf-8"))
    facts = {gold.name: {nugget.id: nugget for nugget in gold.nuggets} for gold in evaluation.filings}
    made: str = template.render(
        plots=plots,
        tables=tables(evaluation, every_row=True),
        origin=origin(evaluation),
        filings=[
            (gold.name, [row for row in evaluation.rows if row.filing == gold.name]) for gold in evaluation.filings
        ],
        facts=facts,
        refusals=[trial for trial in evaluation.trials if trial.test == CLAIMS and trial.refused == trial.sound],
    )
    return made


def _plots(evaluation: Evaluation) -> list[tuple[str, str]]:
    """Return (title, SVG as a data URL) of each plot."""
    means = {name: figures(evaluation.of(name)) for name in evaluation.engines}
    plots: list[tuple[str, Callable[[Any], None], float]] = [
        ("Nugget recall by aspect", lambda axes: _by_aspect(axes, means), 3.2),
        ("Nugget recall against tokens, a mark a filing", lambda axes: _against_tokens(axes, evaluation), 3.2),
        ("Nugget recall against time", lambda axes: _against_time(axes, evaluation, means), 3.2),
    ]
    found = rates(evaluation.trials)
    claims = [rate for rate in found if rate.test == CLAIMS]
    if claims:
        height = 0.8 + 0.3 * len(claims)
        plots.append(("Labelled claims that the checker gets wrong", lambda axes: _errors(axes, claims), height))
    mutants = [rate for rate in found if rate.test in READINGS]
    if mutants:
        plots.append(("Changed sentences that the checker lets pass", lambda axes: _errors(axes, mutants), 4.6))
    return [(title, _drawn(draw, height)) for title, draw, height in plots]


def _drawn(draw: Callable[[Any], None], height: float) -> str:
    """Return what is drawn on axes 8 inches wide as a data URL of SVG, the same for the same figures."""
    _, matplotlib, figures_of = libraries()
    look = {"font.size": 10, "axes.spines.top": False, "axes.spines.right": False}
    with matplotlib.rc_context({"svg.hashsalt": "itemone", **look}):
        figure = figures_of.Figure(layout="constrained")
        axes = figure.subplots()
        draw(axes)
        marks, names = axes.get_legend_handles_labels()
        if len(names) > 1:
            figure.legend(marks, [_short(name) for name in names], loc="outside upper center", ncols=3, frameon=False)
        figure.set_size_inches(8, height + 0.2 * -(-len(names) // 3))
        out = BytesIO()
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Glyph")  # of names in letters that the font has not
            figure.savefig(out, format="svg", metadata={"Date": None})
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode()


def _short(name: str) -> str:
    """Return the name of an engine or a kind for a plot: of a long one beginning and end, and "$" begins no formula."""
    short = name if len(name) <= 24 else f"{name[:10]}…{name[-13:]}"
    return short.replace("$", r"\$")


def _colour(index: int) -> str:
    return _COLOURS[index % len(_COLOURS)]


def _ends(found: Sequence[Estimate]) -> tuple[list[float], list[float]]:
    """Return the lengths of error bars below and above."""
    below = [0.0 if e.low is None else e.value - e.low for e in found]
    return below, [0.0 if e.high is None else e.high - e.value for e in found]


def _by_aspect(axes: Any, means: dict[str, dict[str, Estimate]]) -> None:
    aspects = [aspect.value for aspect in Aspect if any(aspect in mean for mean in means.values())]
    width = 0.8 / len(means)
    for i, (name, mean) in enumerate(means.items()):
        found = [mean[aspect] for aspect in aspects if aspect in mean]
        at = [j + (i - (len(means) - 1) / 2) * width for j, aspect in enumerate(aspects) if aspect in mean]
        axes.bar(
            at, [e.value for e in found], 0.9 * width, yerr=_ends(found), label=name, color=_colour(i), ecolor="#666"
        )
    axes.set_xticks(range(len(aspects)), aspects)
    axes.set_ylim(0, 1.02)


def _against_tokens(axes: Any, evaluation: Evaluation) -> None:
    for i, name in enumerate(evaluation.engines):
        rows = evaluation.of(name)
        axes.scatter([r.tokens for r in rows], [r.recall for r in rows], s=18, alpha=0.7, label=name, color=_colour(i))
    axes.axvline(evaluation.options.budget, color="#999", linewidth=1, linestyle="--")
    axes.set_xlabel(f"tokens ({evaluation.options.tokenizer}); the line is the budget")
    axes.set_ylim(0, 1.02)


def _against_time(axes: Any, evaluation: Evaluation, means: dict[str, dict[str, Estimate]]) -> None:
    for i, (name, mean) in enumerate(means.items()):
        seconds = median(row.seconds for row in evaluation.of(name))
        recall = mean["recall"]
        axes.errorbar(
            [seconds], [recall.value], yerr=[[e[0]] for e in _ends([recall])], fmt="o", color=_colour(i), label=name
        )
    axes.set_xscale("log")
    axes.set_xlabel("seconds a filing, median")
    axes.set_ylim(0, 1.02)


def _errors(axes: Any, found: Sequence[Rate]) -> None:
    """Draw for each kind the share of wrong answers: sound sentences refused, others accepted."""
    kinds = list(dict.fromkeys(rate.kind for rate in found))
    tests = list(dict.fromkeys(rate.test for rate in found))
    height = 0.8 / len(tests)
    for i, test in enumerate(tests):
        rows = {rate.kind: _wrong(rate) for rate in found if rate.test == test}
        at = [kinds.index(kind) + (i - (len(tests) - 1) / 2) * height for kind in rows]
        values = list(rows.values())
        axes.barh(
            at, [e.value for e in values], 0.9 * height, xerr=_ends(values), label=test, color=_colour(i), ecolor="#666"
        )
    axes.set_yticks(
        range(len(kinds)), [f"{kind} (wrongly refused)" if kind in SOUND else _short(kind) for kind in kinds]
    )
    axes.invert_yaxis()
    axes.set_xlim(0, 1.02)
    axes.set_xlabel("share of wrong answers")


def _wrong(rate: Rate) -> Estimate:
    share = rate.refused
    if rate.kind in SOUND:
        return share
    low, high = (None if end is None else 1 - end for end in (share.high, share.low))
    return Estimate(1 - share.value, low, high, share.n)
