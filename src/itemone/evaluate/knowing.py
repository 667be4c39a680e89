"""Engines that no user can have, for they know the labels: what can be reached at all, and texts made elsewhere.

- oracle: whole sentences of the filing, chosen greedily by the nuggets that they cover a token.
- reference: the text that the expert wrote.
- texts:FOLDER: the texts FOLDER/NAME.txt, by whatever tool.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from itemone.aspects import aspects_of
from itemone.data import Claim, Options, Section, Sentence
from itemone.engines import Engine, engine
from itemone.engines.baselines import fitting
from itemone.errors import ComposeError, EvaluateError, MissingExtraError, OptionsError
from itemone.evaluate.gold import Gold
from itemone.evaluate.nuggets import Places, fold, places, within_window
from itemone.evidence import Passages
from itemone.segment import split
from itemone.tokens import tokenizer

KNOWING = ("oracle", "reference", "texts:FOLDER")


def writer(name: str, gold: Gold) -> Engine:
    """Return the engine of a name for one labelled filing: one of this module, else one of `itemone.engines`.

    Raises:
        OptionsError: there is no such engine.
        MissingExtraError: a library that it needs is not installed.
        EvaluateError: the text of a folder cannot be read, or the labels have no reference.
    """
    if name == "oracle":
        return Oracle(gold)
    if name == "reference":
        if not gold.reference.strip():
            raise EvaluateError(f"{gold.name}: the labels have no reference")
        return Written(name, gold.reference)
    if name.startswith("texts:"):
        path = Path(name.removeprefix("texts:")) / f"{gold.name}.txt"
        try:
            return Written(name, path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise EvaluateError(f"{path}: cannot be read: {error.strerror or error}") from error
        except UnicodeError as error:
            raise EvaluateError(f"{path}: cannot be read: it is no text in utf-8 ({error})") from error
    try:
        return engine(name)
    except MissingExtraError:
        raise
    except OptionsError as error:
        raise OptionsError(f"{error}; in an evaluation also {', '.join(KNOWING)}") from None


class Written:
    """A text that somebody else wrote, with the evidence that the checker's own search finds for each sentence."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self._text = name, text

    @property
    def hash(self) -> str:
        """The hash of the text."""
        return hashlib.sha256(self._text.encode()).hexdigest()[:16]

    def compose(self, section: Section, sentences: tuple[Sentence, ...], options: Options) -> tuple[Claim, ...]:
        """Return the sentences of the text, whatever they cost; `ComposeError` when there is none."""
        passages = Passages(sentences)
        found = (span.of(self._text) for span in split(self._text))
        claims = tuple(Claim(text, passages.search(text), aspects_of(text)) for text in found)
        if not claims:
            raise ComposeError("the text is empty")
        return claims


class Oracle:
    """Chooses whole sentences by what the labels want: nearly the best that choosing alone can do.

    Greedy by the weight of newly covered nuggets a token.
    """

    name = "oracle"

    def __init__(self, gold: Gold) -> None:
        self._nuggets, self._digest = gold.nuggets, gold.digest

    @property
    def hash(self) -> str:
        """The hash of the labels."""
        return self._digest[:16]

    def compose(self, section: Section, sentences: tuple[Sentence, ...], options: Options) -> tuple[Claim, ...]:
        """Return the chosen sentences in the order of the filing; `ComposeError` when none says a nugget."""
        count = tokenizer(options.tokenizer).count
        found = (self._told(index, sentence) for index, sentence in enumerate(sentences))
        pool = {told: count(" " + sentences[told.index].text) for told in found if any(map(any, told.places))}
        singles = [told for told, tokens in pool.items() if tokens <= options.budget]
        chosen: list[_Told] = []
        left, worth = options.budget, 0.0
        while pool := {told: tokens for told, tokens in pool.items() if tokens <= left}:
            gains = {told: (self._worth([*chosen, told]) - worth) / tokens for told, tokens in pool.items()}
            best = max(gains, key=lambda told: (gains[told], -told.index))
            if gains[best] <= 0:
                break
            chosen.append(best)
            left -= pool.pop(best)
            worth = self._worth(chosen)
        # Greedy choice alone can be any bit worse than one sentence (Khuller, Moss and Naor 1999).
        single = max(singles, key=lambda told: (self._worth([told]), -told.index), default=None)
        if single and self._worth([single]) > worth:
            chosen = [single]
        claims = fitting(sentences, [told.index for told in chosen], options)
        if not claims:
            raise ComposeError(f"none of {len(sentences)} sentences that fit says a nugget")
        return claims

    def _told(self, index: int, sentence: Sentence) -> _Told:
        folded = fold(sentence.text)
        return _Told(index, folded.count(" ") + 1, tuple(places(nugget, folded) for nugget in self._nuggets))

    def _worth(self, chosen: list[_Told]) -> float:
        """Return the weight of the nuggets that these sentences cover, put together in the order of the filing."""
        groups: list[list[list[int]]] = [[[] for _ in nugget.keys] for nugget in self._nuggets]
        before = 0
        for told in sorted(chosen, key=lambda told: told.index):
            for whole, part in zip(groups, told.places, strict=True):
                for group, found in zip(whole, part, strict=True):
                    group += [before + place for place in found]
            before += told.words
        return sum(n.weight for n, whole in zip(self._nuggets, groups, strict=True) if within_window(whole))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence says of each nugget, and how many words it has."""

    index: int
    words: int
    places: tuple[Places, ...]
