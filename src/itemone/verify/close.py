"""The check of a claim that nearly repeats a sentence: where the two differ, the difference must change nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from itemone.polarity import carries_meaning, governs, is_a_part
from itemone.verify.compressed import COMPANY, words_of
from itemone.verify.fault import Fault
from itemone.verify.quantities import Quantity, quantities
from itemone.verify.source import Clause, Source
from itemone.verify.wording import canonical, same_name

NEARLY = 0.75  # share of the words of a claim that stand in one sentence, in this order
LONG = 150  # words beyond which no sentence is compared word by word
BESIDE = 3  # statements that a claim may repeat
LOST = 3  # words that go at once with a limit among them; more are another statement
HEAD = 8  # words before what is repeated, which may hold for it: "The company believes that"
_SET_OFF = re.compile(r"[,;:.]\s*$")
_DENIALS = frozenset("not no never none neither nor cannot without".split())


class _Part(NamedTuple):
    """Words that stand in a claim or its sentence alone."""

    text: str
    words: list[tuple[str, int]]

    @property
    def said(self) -> str:
        return " ".join(word for word, _ in self.words)

    @property
    def names(self) -> str:
        """The words with a capital, the first of the text aside."""
        shown = (self.text[at : at + len(word)] for word, at in self.words if at > 0 and self.text[at].isupper())
        return " ".join(shown)

    @property
    def numbers(self) -> set[str]:
        """The words with a digit, those that are parts of names among them: "ISO 9002"."""
        return {word for word, _ in self.words if any(map(str.isdigit, word))}

    @property
    def figures(self) -> list[Quantity]:
        """The figures, years and days that these words are of."""
        return [q for q in quantities(self.text) if any(q.start <= at < q.end for _, at in self.words)]


def close_faults(whole: Clause, source: Source) -> Iterator[Fault]:
    """Yield a fault for a name, figure, denial or limit by which a claim differs from the sentence that it repeats."""
    told = words_of(whole.text)
    if not told or len(told) > LONG:
        return
    keys = _keys(told)
    near = [words_of(source.statements[index])[:LONG] for index in whole.best[:BESIDE]]
    matchers = [SequenceMatcher(None, keys, _keys(have), autojunk=False) for have in near]
    sizes = [sum(block.size for block in matcher.get_matching_blocks()) for matcher in matchers]
    if max(sizes, default=0) < NEARLY * len(told):
        return
    best = sizes.index(max(sizes))
    statement, have, matcher = source.statements[whole.best[best]], near[best], matchers[best]
    blocks = matcher.get_matching_blocks()
    ops = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    said = frozenset(canonical(word) for word, _ in told)
    first, last = blocks[0].b, blocks[-2].b + blocks[-2].size
    head = statement[: have[first][1]]
    if 0 < first <= HEAD and not _SET_OFF.search(head) and governs(head):
        yield Fault("hedge", f"{head.strip()!r} in the source, not in the summary")
    edits = [(_Part(whole.text, told[a:b]), _Part(statement, have[c:d])) for _, a, b, c, d in ops]
    gone = [old for new, old in edits if not new.words]
    for new, old in edits:
        yield from _replaced(new, old, gone)
    yield from _exchanged([new for new, old in edits if not old.words], gone)
    denied = [[w for part in parts for w, _ in part.words if _denies(w)] for parts in zip(*edits, strict=True)]
    if denied and bool(denied[0]) != bool(denied[1]):
        word = (denied[0] or denied[1])[0]
        yield Fault("polarity", f"{word!r} in the {'summary' if denied[0] else 'source'} alone")
    for _, _, _, c, d in ops:
        if first <= c < d <= min(last, c + LOST) and (lost := _lost(statement, have, c, d, said)):
            yield Fault("hedge", f"{lost!r} in the source, not in the summary")


def _denies(word: str) -> bool:
    return word in _DENIALS or word.endswith("n't")


def _keys(words: list[tuple[str, int]]) -> list[str]:
    """Return what words are compared by: their stems, and one sign for the company, which may be told as "it"."""
    keys = [canonical(word) for word, _ in words]
    if words and words[0][0] in ("it", "its"):
        keys[0] = canonical(COMPANY)
    return [canonical(COMPANY) if key == canonical(COMPANY + "s") else key for key in keys]


def _replaced(new: _Part, old: _Part, gone: Sequence[_Part]) -> Iterator[Fault]:
    """Yield a fault for a name or a figure that stands where the sentence has another."""
    if new.names and old.names and not same_name(new.names, old.names):
        yield Fault("name", f"{old.names!r} in the source, {new.names!r} in the summary")
    if new.numbers and old.numbers and not (new.figures or old.figures) and new.numbers != old.numbers:
        yield Fault("figure", f"{old.said!r} in the source, {new.said!r} in the summary")
    elsewhere = [*old.figures, *(figure for part in gone for figure in part.figures)]
    for figure in new.figures if old.figures else ():
        if not any(figure.admits(other) for other in elsewhere):
            check = "year" if figure.kind in ("year", "day") else "binding"
            yield Fault(check, f"{old.figures[0].written!r} in the source, {figure.written!r} in the summary")


def _exchanged(added: Sequence[_Part], gone: Sequence[_Part]) -> Iterator[Fault]:
    """Yield a fault for a figure that was put in another place of the sentence; a date may come first or last."""
    elsewhere = [figure for part in gone for figure in part.figures if figure.kind not in ("year", "day")]
    for part in added:
        for figure in part.figures:
            if any(figure.kind == other.kind and figure.value == other.value for other in elsewhere):
                yield Fault("binding", f"{figure.written!r} stands in another place of the source")


def _lost(statement: str, have: list[tuple[str, int]], start: int, end: int, said: frozenset[str]) -> str:
    """Return a word of `have[start:end]` without which the rest says more, "" when it is said or there is none."""
    if is_a_part(statement, have[start][1], have[end - 1][1] + len(have[end - 1][0])):
        return ""
    words = [word for word, _ in have] + [""]
    lost = (words[i] for i in range(start, end) if carries_meaning(words[i], words[i + 1]))
    return next((word for word in lost if not _denies(word) and canonical(word) not in said), "")
