"""What an engine is, and the engines by name.

An engine writes claims with evidence; it does not judge them. A new engine is a module with a class that
satisfies `Engine`, and one line in `engine`.
"""

from __future__ import annotations

from typing import Protocol

from itemone.data import Claim, Options, Section, Sentence
from itemone.errors import OptionsError

ENGINES = ("extractive",)
# Simple rules that an engine must beat, see `itemone.engines.baselines`.
BASELINES = ("lead", "random", "lexrank", "textrank", "lsa")


class Engine(Protocol):
    """Something that writes a summary of a section."""

    @property
    def name(self) -> str:
        """The name under which results carry the engine."""

    @property
    def hash(self) -> str | None:
        """Identifies the weights or the model, None when there are none."""

    def compose(self, section: Section, sentences: tuple[Sentence, ...], options: Options) -> tuple[Claim, ...]:
        """Return the claims of a summary within `options.budget` tokens, in reading order.

        Raises:
            ComposeError: nothing can be said within the budget.
        """


def engine(name: str) -> Engine:
    """Return the engine of that name.

    Raises:
        OptionsError: there is no such engine.
        MissingExtraError: a library that it needs is not installed.
    """
    if name == "extractive":
        from itemone.engines.extractive import Extractive  # noqa: PLC0415 -- only the engine in use is loaded

        return Extractive()
    if name in BASELINES:
        from itemone.engines.baselines import baseline  # noqa: PLC0415

        return baseline(name)
    known = f"engines: {', '.join(ENGINES)}; for comparison: {', '.join(BASELINES)}"
    raise OptionsError(f"unknown engine {name!r}; {known}")
