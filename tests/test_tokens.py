"""Token counts are those of the libraries; tekken is counted without loading any."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mistral_common.tokens.tokenizers.tekken import Tekkenizer

from itemone import tokens
from itemone.errors import MissingExtraError, OptionsError
from itemone.tokens import (
    LibraryTokenizer,
    Tekken,
    load_tekken,
    newest_vocabulary,
    read_vocabulary,
    tokenizer,
)

HARD = [
    "",
    " ",
    "hello world",
    "It's what we've said they'd do; I'll say IT'S WE'VE THEY'LL",
    "It’s what we’ve said – “they’d do” — on 1 § 2 … ™ ® © ° •",
    "Revenue was $1,234.5 million (€1.1bn, £0.9bn, ¥170,000) in FY2024, up 12.5%",
    "UNITED STATES SECURITIES AND EXCHANGE COMMISSION WASHINGTON, D.C. 20549 eXtensible iPhone McDonald",
    "Item\u00a01.\u00a0\u00a0Business\u00a0\r\n\u00a0\r\n \u00a0x",
    "a\r\nb\n\n\nc\r\r\n d\t\te \n f   g  \n  ",
    "trailing spaces   ",
    "x = y // z \n\n//\r\n/ /// http://www.sec.gov/Archives/edgar/",
    "\x00\x1c\x1d\x1e\x1f\x0b\x0c\x7f\x85\u2028\u2029\u200b\u3000\ufeff",
    "我们的产品和服务，二〇二四年。日本語のテキスト 한국어 텍스트 ไทย हिन्दी العربية עברית",
    "👩‍👩‍👧‍👦 👍🏽 🇺🇸 ☎️ 😀😀😀",
    "e\u0301a\u0300\u0323 \u0301 n\u0303A\u030a Zürich naïve Ångström ǅ ʰ ª º ½ ² Ⅷ ١٢٣",
    "Donaudampfschifffahrtsgesellschaftskapitänspatent" * 9,
    "pneumonoultramicroscopicsilicovolcanoconiosis" * 50,
    "." * 300 + "-" * 81 + "=" * 80 + "_" * 33,
    "lone \ud800 surrogate \udfff, and a pair \ud83d\ude00",
]
WORDS = [
    "The",
    "company",
    "Company’s",
    "U.S.",
    "IT'S",
    "don’t",
    "AI-driven",
    "10-K",
    "$1,234.5",
    "12%",
    "€7m",
]
SPACES = ["", " ", "  ", "\n", "\r\n", "\n\n", "\t", "\u00a0", " \u00a0", "  \n ", ", ", ". ", "; ", " – "]

# Of a character that Unicode took up lately, the libraries need not know yet whether it is a letter.
any_text = st.text(st.characters(exclude_categories=["Cn"]))
plain_text = st.text(st.characters(max_codepoint=0x7F) | st.sampled_from("\u00a0£¥§©®°·–—‘’“”†‡•…€™●☐☒"))
prose = st.lists(
    st.sampled_from(WORDS + SPACES) | st.integers(0, 10**6).map(str) | st.text("abcXYZ'’", max_size=12)
).map("".join)


@pytest.fixture(scope="module")
def tekkenizer() -> Any:
    return Tekkenizer.from_file(newest_vocabulary())


@pytest.fixture(scope="module")
def library(tekkenizer: Any) -> Callable[[str], int]:
    return lambda text: len(tekkenizer.encode(text, bos=False, eos=False))


def test_the_vocabulary_is_that_of_mistral_common(tekkenizer: Any) -> None:
    ranks = read_vocabulary(newest_vocabulary().read_bytes())
    special = tekkenizer.num_special_tokens
    assert len(ranks) == tekkenizer.n_words - special
    assert all(tekkenizer.id_to_byte_piece(special + rank) == entry for entry, rank in ranks.items())


@given(text=any_text | plain_text | prose)
def test_tekken_counts_as_mistral_common(library: Callable[[str], int], text: str) -> None:
    assert tokenizer("tekken").count(text) == library(text)


@pytest.mark.parametrize("text", HARD)
def test_tekken_counts_hard_texts_as_mistral_common(library: Callable[[str], int], text: str) -> None:
    assert tokenizer("tekken").count(text) == library(text)


@given(text=plain_text | prose)
def test_both_splitters_agree_on_plain_text(text: str) -> None:
    tekken = load_once()
    assert tokens._is_plain(text)
    assert tokens._split_plain(text) == tekken._split_any(text)


@given(text=st.text(st.characters(exclude_categories=["Cn", "Cs"]), max_size=40))
def test_long_merges_are_those_of_mistral_common(library: Callable[[str], int], text: str) -> None:
    piece = "".join(char for char in text if char.isalpha() and char.islower()) * 7
    assert tokenizer("tekken").count(piece) == library(piece)


def load_once() -> Tekken:
    tekken = tokenizer("tekken")
    assert isinstance(tekken, Tekken)
    return tekken


def test_tekken_is_read_the_short_way() -> None:
    assert isinstance(tokenizer("tekken"), Tekken)
    assert tokenizer("tekken") is tokenizer("tekken")
    assert tokenizer("tekken").name == "tekken"


def test_the_empty_text_has_no_tokens() -> None:
    assert tokenizer("tekken").count("") == 0


@pytest.mark.parametrize(
    ("unit", "times", "expected"),
    [("a", 10**6, 500_000), ("=", 10**6, 31_250), ("😀", 250_000, None), ("é", 500_000, 500_000)],
)
def test_a_huge_piece_takes_seconds(unit: str, times: int, expected: int | None) -> None:
    started = time.monotonic()
    count = tokenizer("tekken").count(unit * times)
    assert time.monotonic() - started < 20
    assert expected is None or count == expected


def test_the_cache_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "CACHED_PIECES", 10)
    tekken = Tekken({bytes([byte]): byte for byte in range(256)})
    text = " ".join(f"word{chr(97 + i % 26)}{'x' * i}" for i in range(200))
    assert tekken.count(text) == len(text)
    assert len(tekken._sizes) <= 10
    assert all(len(piece) <= tokens.CACHED_PIECE_LENGTH for piece in tekken._sizes)


# --- files and fallback


def vocabulary(merges: list[bytes], **config: Any) -> dict[str, Any]:
    """Return the content of a tekken file: the single bytes, the merges, and an entry too many."""
    entries = [bytes([byte]) for byte in range(256)] + merges
    return {
        "config": {
            "pattern": tokens.PATTERN,
            "num_vocab_tokens": len(entries) + 1,
            "default_vocab_size": len(entries) + 100,
            "default_num_special_tokens": 100,
            "version": "v3",
            **config,
        },
        "vocab": [
            {"rank": rank, "token_bytes": b64encode(entry).decode(), "token_str": None}
            for rank, entry in enumerate([*entries, b"hello"])
        ],
    }


MERGES = [b"ll", b"he", b"llo", b" w"]


def write(path: Path, content: dict[str, Any], indent: int | None = 4) -> Path:
    separators = None if indent else (",", ":")
    path.write_text(json.dumps(content, indent=indent, separators=separators), encoding="utf-8")
    return path


def test_a_file_as_expected_is_read_the_short_way(tmp_path: Path) -> None:
    path = write(tmp_path / "tekken_1.json", vocabulary(MERGES))
    short = load_tekken(path)
    long = Tekkenizer.from_file(path)
    assert isinstance(short, Tekken)
    for text in HARD:
        assert short.count(text) == len(long.encode(text, bos=False, eos=False))


def test_a_file_of_another_layout_is_left_to_mistral_common(tmp_path: Path) -> None:
    path = write(tmp_path / "tekken_1.json", vocabulary(MERGES), indent=None)
    tekken = load_tekken(path)
    assert isinstance(tekken, LibraryTokenizer)
    assert tekken.name == "tekken"
    assert tekken.count("hello w") == 3


def test_a_file_of_another_pattern_is_left_to_mistral_common(tmp_path: Path) -> None:
    path = write(tmp_path / "tekken_1.json", vocabulary(MERGES, pattern=r"."))
    tekken = load_tekken(path)
    assert isinstance(tekken, LibraryTokenizer)
    assert tekken.count("hello w") == 7


def out_of_order(content: dict[str, Any]) -> None:
    content["vocab"][65], content["vocab"][66] = content["vocab"][66], content["vocab"][65]


def repeated(content: dict[str, Any]) -> None:
    content["vocab"][257] = {**content["vocab"][256], "rank": 257}


def too_short(content: dict[str, Any]) -> None:
    del content["vocab"][250:]


def no_size(content: dict[str, Any]) -> None:
    content["config"]["default_vocab_size"] = None


def no_config(content: dict[str, Any]) -> None:
    del content["config"]


def no_pattern(content: dict[str, Any]) -> None:
    del content["config"]["pattern"]


def no_base64(content: dict[str, Any]) -> None:
    content["vocab"][256]["token_bytes"] = "A"  # noqa: S105 - no secret


def late_rank(content: dict[str, Any]) -> None:
    content["config"]["default_vocab_size"] += 2000
    content["vocab"] += vocabulary([b"%d!" % number for number in range(2000)])["vocab"][256:-1]
    for rank, entry in enumerate(content["vocab"]):
        entry["rank"] = rank
    content["vocab"][1000]["rank"], content["vocab"][1700]["rank"] = 1700, 1000


DAMAGES = [out_of_order, repeated, too_short, no_size, no_config, no_pattern, no_base64, late_rank]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused(tmp_path: Path, damage: Callable[[dict[str, Any]], None]) -> None:
    content = vocabulary(MERGES)
    damage(content)
    path = write(tmp_path / "tekken_1.json", content)
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_vocabulary(path.read_bytes())
    with pytest.raises(OptionsError, match="cannot be read"):
        load_tekken(path)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"{}", b"[1, 2"])
def test_a_file_that_is_no_vocabulary_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "tekken_1.json"
    path.write_bytes(raw)
    with pytest.raises(OptionsError, match="cannot be read"):
        load_tekken(path)


def test_the_newest_vocabulary_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    for name in ("tekken_240718.json", "tekken_260101.json", "tekken_240911.json", "tokenizer.model.v1"):
        (tmp_path / "data" / name).touch()
    spec = SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    monkeypatch.setattr(tokens, "find_spec", lambda name: spec)
    assert newest_vocabulary().name == "tekken_260101.json"


# --- names and libraries


@pytest.mark.parametrize("name", ["", "gpt4", "Tekken", "tekken:", "tiktoken", "tiktoken:", "hf:", "x:y"])
def test_an_unknown_name_names_the_known_forms(name: str) -> None:
    with pytest.raises(OptionsError, match="tekken, tiktoken:NAME and hf:FILE"):
        tokenizer(name)


@pytest.mark.parametrize(
    ("module", "name", "line"),
    [
        ("tiktoken", "tiktoken:missing_extra", 'pip install "itemone[tiktoken]"'),
        ("tokenizers", "hf:missing_extra.json", 'pip install "itemone[hf]"'),
    ],
)
def test_a_missing_extra_is_told_with_its_pip_line(
    monkeypatch: pytest.MonkeyPatch, module: str, name: str, line: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)  # so that its import fails
    with pytest.raises(MissingExtraError) as error:
        tokenizer(name)
    assert line in str(error.value)


def test_a_missing_vocabulary_is_told_with_its_pip_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mistral_common", None)
    with pytest.raises(MissingExtraError, match="pip install mistral-common"):
        newest_vocabulary()


def register(monkeypatch: pytest.MonkeyPatch, constructor: Callable[[], dict[str, Any]]) -> None:
    """Make `constructor` the one of tiktoken's encoding "test"."""
    registry = pytest.importorskip("tiktoken.registry")
    monkeypatch.setattr(registry, "ENCODINGS", {})
    monkeypatch.setattr(registry, "ENCODING_CONSTRUCTORS", {"test": constructor})
    tokenizer.cache_clear()


def test_tiktoken_counts_without_special_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    ranks = {bytes([byte]): byte for byte in range(256)} | {b"ab": 256}
    special = {"<|end|>": 257}
    register(
        monkeypatch,
        lambda: {"name": "test", "pat_str": r"\w+|\W+", "mergeable_ranks": ranks, "special_tokens": special},
    )
    found = tokenizer("tiktoken:test")
    assert found.name == "tiktoken:test"
    assert [found.count(text) for text in ("", "abc", "<|end|>")] == [0, 2, 7]


def test_tiktoken_without_a_network_is_an_options_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> dict[str, Any]:
        raise ConnectionError("no route\nto host")

    register(monkeypatch, fail)
    with pytest.raises(OptionsError) as error:
        tokenizer("tiktoken:test")
    assert str(error.value) == "tiktoken cannot load the encoding 'test': no route to host"


def test_an_unknown_tiktoken_encoding_is_an_options_error() -> None:
    pytest.importorskip("tiktoken")
    with pytest.raises(OptionsError, match="Unknown encoding no_such_encoding") as error:
        tokenizer("tiktoken:no_such_encoding")
    assert "\n" not in str(error.value)


def test_hf_counts_without_special_tokens(tmp_path: Path) -> None:
    pytest.importorskip("tokenizers")
    special = {"id": 0, "content": "[CLS]", "special": True}
    special |= {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    first = {"SpecialToken": {"id": "[CLS]", "type_id": 0}}
    content = {
        "version": "1.0",
        "added_tokens": [special],
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [first, {"Sequence": {"id": "A", "type_id": 0}}],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
            "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [0], "tokens": ["[CLS]"]}},
        },
        "model": {"type": "WordLevel", "vocab": {"[CLS]": 0, "[UNK]": 1, "hello": 2}, "unk_token": "[UNK]"},
    }
    name = f"hf:{write(tmp_path / 'tokenizer.json', content)}"
    found = tokenizer(name)
    assert found.name == name
    assert [found.count(text) for text in ("", "hello", "hello, world")] == [0, 1, 3]


@pytest.mark.parametrize("content", [None, "", "{}", "not json"])
def test_a_missing_or_bad_hf_file_is_an_options_error(tmp_path: Path, content: str | None) -> None:
    pytest.importorskip("tokenizers")
    path = tmp_path / "tokenizer.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(OptionsError, match=r"cannot be loaded as a tokenizer\.json") as error:
        tokenizer(f"hf:{path}")
    assert not isinstance(error.value, MissingExtraError)


# --- what a fresh process imports


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("import itemone.tokens", {"regex", "mistral_common", "tiktoken", "tokenizers", "numpy"}),
        (
            "from itemone.tokens import tokenizer; assert tokenizer('tekken').count('hello world …') == 3",
            {"regex", "mistral_common", "tiktoken", "tokenizers", "numpy"},
        ),
        (
            "from itemone.tokens import tokenizer; assert tokenizer('tekken').count('日本') == 1",
            {"mistral_common", "tiktoken", "tokenizers", "numpy"},
        ),
    ],
)
def test_a_fresh_process_imports_nothing_heavy(code: str, unwanted: set[str]) -> None:
    source = str(Path(tokens.__file__).parents[1])
    program = f"import sys; sys.path.insert(0, {source!r}); {code}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert "itemone.tokens" in run.stdout.split()
    assert not unwanted & set(run.stdout.split())
