"""The check of a claim that nearly repeats a sentence: where the two differ, the difference must change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from itemone.polarity import carries_meaning, is_a_part
from itemone.verify.compressed import words_of
from itemone.verify.fault import Fault
from itemone.verify.source import Clause, Source
from itemone.verify.wording import canonical, same_name

NEARLY = 0.8  # share of the words of a claim that stand in one sentence, in this order
LONG = 300  # words beyond which no sentence is compared word by word
LOST = 3  # words that go at once with a limit among them; more are another statement
_DENIALS = frozenset("not no never none neither nor cannot without".split())


def close_faults(whole: Clause, source: Source) -> Iterator[Fault]:
    """Yield a fault for a name, a denial or a limit by which a claim differs from the sentence that it repeats."""
    told = words_of(whole.text)
    if not whole.best or len(told) > LONG:
        return
    statement = source.statements[whole.best[0]]
    have = words_of(statement)[:LONG]
    matcher = SequenceMatcher(None, [word for word, _ in told], [word for word, _ in have], autojunk=False)
    blocks = matcher.get_matching_blocks()
    said = frozenset(canonical(word) for word, _ in told)
    if not told or sum(block.size for block in blocks) < NEARLY * len(told):
        return
    first, last = blocks[0].b, blocks[-2].b + blocks[-2].size
    for kind, a, b, c, d in matcher.get_opcodes():
        new = told[a:b]
        if kind != "equal" and any(word in _DENIALS or word.endswith("n't") for word, _ in new):
            yield Fault("polarity", f"the source does not say {' '.join(word for word, _ in new)!r}")
        named, other = _names(whole.text, new), _names(statement, have[c:d])
        if kind == "replace" and named and other and not same_name(named, other):
            yield Fault("name", f"{other!r} in the source, {named!r} in the summary")
        if first <= c < d <= min(last, c + LOST) and (lost := _lost(statement, have, c, d, said)):
            yield Fault("hedge", f"{lost!r} in the source, not in the summary")


def _names(text: str, words: list[tuple[str, int]]) -> str:
    return " ".join(text[at : at + len(word)] for word, at in words if at > 0 and text[at].isupper())


def _lost(statement: str, have: list[tuple[str, int]], start: int, end: int, said: frozenset[str]) -> str:
    """Return a word of `have[start:end]` without which the rest says more, "" when it is said or there is none."""
    if is_a_part(statement, have[start][1], have[end - 1][1] + len(have[end - 1][0])):
        return ""
    words = [word for word, _ in have] + [""]
    lost = (words[i] for i in range(start, end) if carries_meaning(words[i], words[i + 1]))
    return next((word for word in lost if canonical(word) not in said), "")
