"""The one definition of "512 tokens".

Importing mistral-common and loading its tokenizer takes seconds, more than the rest of the program together.
So tekken is counted here: `read_vocabulary` picks the vocabulary out of mistral-common's data file, a
regular expression splits a text into pieces, and `merged_size` counts the tokens of a piece. A data file that
does not look as expected is left to mistral-common itself.
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections.abc import Callable, Sized
from functools import cached_property, lru_cache, partial
from heapq import heapify, heappop, heappush
from importlib import import_module
from importlib.util import find_spec
from json import JSONDecoder
from pathlib import Path
from typing import Protocol

from itemone.errors import MissingExtraError, OptionsError

# The cache of piece sizes takes no long pieces and is emptied when full: it stays below some 20 MB.
CACHED_PIECES = 2**16
CACHED_PIECE_LENGTH = 64

# How tekken splits a text. Texts of plain characters alone are split by the standard library, which is faster
# and saves the import of `regex`: beyond ASCII, a plain character is a no-break space (\xa0), or one that is
# neither letter, mark, number nor space.
PATTERN = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
    r"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
PLAIN_PATTERN = (
    r"[^\r\nA-Za-z0-9]?[A-Z]*[a-z]+|[^\r\nA-Za-z0-9]?[A-Z]+[a-z]*"
    r"|[0-9]| ?[^\s\xa0A-Za-z0-9]+[\r\n/]*|[\s\xa0]*[\r\n]+|[\s\xa0]+(?![^\s\xa0])|[\s\xa0]+"
)
_is_plain = re.compile(r"[\x00-\x7f\xa0£¥§©®°·–—‘’“”†‡•…€™●☐☒]*").fullmatch
_split_plain = re.compile(PLAIN_PATTERN, re.ASCII).findall


class Tokenizer(Protocol):
    """Counts the tokens of a text."""

    @property
    def name(self) -> str:
        """The name by which `tokenizer` gives this tokenizer."""

    def count(self, text: str) -> int:
        """Return the exact number of tokens of `text`, without any that mark its beginning or end."""


@lru_cache(maxsize=16)
def tokenizer(name: str) -> Tokenizer:
    """Return the tokenizer of a name, loaded once.

    Args:
        name: "tekken", the newest tekken vocabulary of mistral-common; "tiktoken:NAME", an encoding of
            tiktoken, which may need the network at its first use; or "hf:FILE", a tokenizer.json.

    Raises:
        OptionsError: there is no such name, or what it names cannot be loaded.
        MissingExtraError: the library that it needs is not installed.
    """
    kind, _, detail = name.partition(":")
    if name == "tekken":
        return load_tekken(newest_vocabulary())
    if kind == "tiktoken" and detail:
        return _load_tiktoken(detail)
    if kind == "hf" and detail:
        return _load_hf(detail)
    raise OptionsError(f"unknown tokenizer {name!r}; known are tekken, tiktoken:NAME and hf:FILE")


class LibraryTokenizer:
    """A tokenizer of a library, given as the function that encodes a text."""

    def __init__(self, name: str, encode: Callable[[str], Sized]) -> None:
        self.name = name
        self._encode = encode

    def count(self, text: str) -> int:
        """Return the number of tokens of `text`."""
        return len(self._encode(text))


class Tekken:
    """Tekken's byte-pair encoding, counted only; `ranks` is the vocabulary in the order of the merges."""

    name = "tekken"

    def __init__(self, ranks: dict[bytes, int]) -> None:
        self._sizes = _PieceSizes(ranks)

    def count(self, text: str) -> int:
        """Return the number of tokens of `text`; a lone surrogate counts as U+FFFD, as in tiktoken."""
        try:
            text.encode()
        except UnicodeEncodeError:
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        split = _split_plain if _is_plain(text) else self._split_any
        return sum(map(self._sizes.__getitem__, split(text)))

    @cached_property
    def _split_any(self) -> Callable[[str], list[str]]:
        split: Callable[[str], list[str]] = import_module("regex").compile(PATTERN).findall
        return split


class _PieceSizes(dict[str, int]):
    """The number of tokens of each piece that was asked for lately."""

    def __init__(self, ranks: dict[bytes, int]) -> None:
        super().__init__()
        self._ranks = ranks

    def __missing__(self, piece: str) -> int:
        raw = piece.encode()
        size = 1 if raw in self._ranks else merged_size(raw, self._ranks)
        if len(piece) <= CACHED_PIECE_LENGTH:
            if len(self) >= CACHED_PIECES:
                self.clear()
            self[piece] = size
        return size


def merged_size(piece: bytes, ranks: dict[bytes, int]) -> int:
    """Return how many tokens remain when neighbours are merged: lowest rank first, then leftmost.

    A queue finds them in n log n for n bytes, so that a megabyte of one letter takes seconds.
    """
    count = size = len(piece)
    end = list(range(1, size + 1))  # where the token that starts here ends, and so where the next one starts
    before = list(range(-1, size))  # where the token before the one that starts here starts
    # The rank at which the token that starts here merges with the next one, -1 when it does not.
    merge = [ranks.get(piece[start : start + 2], -1) for start in range(size - 1)] + [-1]
    queue = [rank * size + start for start, rank in enumerate(merge) if rank >= 0]
    heapify(queue)
    while queue:
        rank, start = divmod(heappop(queue), size)
        if merge[start] != rank:  # one of the two has since been merged with its other neighbour
            continue
        middle = end[start]
        merge[middle] = -1
        end[start] = end[middle]
        before[end[middle]] = start
        count -= 1
        for left in (before[start], start):
            if left >= 0:
                rank = ranks.get(piece[left : end[end[left]]], -1) if end[left] < size else -1
                merge[left] = rank
                if rank >= 0:
                    heappush(queue, rank * size + left)
    return count


def newest_vocabulary() -> Path:
    """Return the path of mistral-common's newest tekken file, without importing mistral-common.

    Raises:
        MissingExtraError: there is none.
    """
    spec = find_spec("mistral_common")
    folders = (spec.submodule_search_locations if spec else None) or []
    files = [file for folder in folders for file in Path(folder, "data").glob("tekken_*.json")]
    if not files:
        raise MissingExtraError("the tekken vocabulary is not installed: pip install mistral-common")
    return max(files, key=lambda file: file.name)  # tekken_YYMMDD.json


def load_tekken(path: Path) -> Tokenizer:
    """Return the tokenizer of a tekken file.

    Raises:
        OptionsError: mistral-common itself cannot read the file.
    """
    try:
        return Tekken(read_vocabulary(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return _load_mistral(path)


def _load_mistral(path: Path) -> Tokenizer:
    try:
        library = import_module("mistral_common.tokens.tokenizers.tekken")
        encode = library.Tekkenizer.from_file(path).encode
    except Exception as error:
        raise OptionsError(f"the tekken vocabulary {path} cannot be read: {_one_line(error)}") from error
    return LibraryTokenizer("tekken", partial(encode, bos=False, eos=False))


def read_vocabulary(raw: bytes) -> dict[bytes, int]:
    """Return the entries of a tekken file with their ranks; parsing all of its JSON takes far longer.

    Raises:
        ValueError, KeyError, TypeError: the file does not look as expected.
    """
    start = raw.index(b'"config": ') + len(b'"config": ')
    config, _ = JSONDecoder().raw_decode(raw[start : start + 10_000].decode(errors="replace"))
    if config["pattern"] != PATTERN:
        raise ValueError("another pattern")
    size = config["default_vocab_size"] - config["default_num_special_tokens"]
    find_entries = re.compile(rb'"token_bytes": "([^"]*)"').findall
    entries: list[bytes] = []
    # The vocabulary is the first `size` entries; the file has more. To check the rank of each would double
    # the time, so every thousandth has to stand behind as many entries.
    for rank in [*range(1000, size, 1000), size]:
        end = raw.find(b'"rank": %d,' % rank, start)
        entries += find_entries(raw, start, end if end >= 0 else len(raw))
        if len(entries) != rank:
            raise ValueError(f"{len(entries)} entries before rank {rank}")
        start = end
    ranks = {a2b_base64(entry): rank for rank, entry in enumerate(entries)}
    if len(ranks) != size or any(ranks.get(bytes([byte])) != byte for byte in range(256)):
        raise ValueError("repeated entries, or single bytes out of order")
    return ranks


def _load_tiktoken(encoding: str) -> Tokenizer:
    try:
        library = import_module("tiktoken")
    except ImportError as error:
        raise MissingExtraError('tiktoken is not installed: pip install "itemone[tiktoken]"') from error
    try:
        encode = library.get_encoding(encoding).encode_ordinary
    except Exception as error:  # of its registry, of the network, of the disk
        raise OptionsError(f"tiktoken cannot load the encoding {encoding!r}: {_one_line(error)}") from error
    return LibraryTokenizer(f"tiktoken:{encoding}", encode)


def _load_hf(file: str) -> Tokenizer:
    try:
        library = import_module("tokenizers")
    except ImportError as error:
        raise MissingExtraError('tokenizers is not installed: pip install "itemone[hf]"') from error
    try:
        encode = library.Tokenizer.from_file(file).encode
    except Exception as error:  # the library raises no narrower class
        raise OptionsError(f"{file} cannot be loaded as a tokenizer.json: {_one_line(error)}") from error
    return LibraryTokenizer(f"hf:{file}", partial(encode, add_special_tokens=False))


def _one_line(error: Exception) -> str:
    return " ".join((str(error) or type(error).__name__).split())[:200]
