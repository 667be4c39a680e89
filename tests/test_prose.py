"""A text as a person or a model writes it becomes sentences: no heading, no mark, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itemone.errors import VerifyError
from itemone.verify.prose import MAX_CHARACTERS, sentences_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sell pumps. Farms buy them.", ["We sell pumps.", "Farms buy them."]),
        (
            "Fernhollow, Inc. sells pumps in the U.S. and Canada.",
            ["Fernhollow, Inc. sells pumps in the U.S. and Canada."],
        ),
        ("One line\nof a sentence.", ["One line of a sentence."]),
        ("One paragraph.\n\nAnother one.", ["One paragraph.", "Another one."]),
        # Markdown
        ("# Fernhollow\n\nIt sells pumps.", ["It sells pumps."]),
        ("**Products**\n\nIt sells **pumps** and `valves`.", ["It sells pumps and valves."]),
        ("Products:\n- Pumps are sold to farms.\n- Valves are not.", ["Pumps are sold to farms.", "Valves are not."]),
        ("1. Pumps are sold.\n2) Valves are not.", ["Pumps are sold.", "Valves are not."]),
        ("> It sells pumps.", ["It sells pumps."]),
        ("It sells pumps.[1] Farms buy them [2].", ["It sells pumps.", "Farms buy them."]),
        ("It sells pumps.\n\n---\n\nFarms buy them.", ["It sells pumps.", "Farms buy them."]),
        # a bullet without a full stop says something all the same
        ("• Net sales of $5 million in 2024\n• 48 dealers", ["Net sales of $5 million in 2024", "48 dealers"]),
        ("It sells\x00 pumps\x1b.", ["It sells pumps ."]),
    ],
)
def test_sentences_of_a_text(text: str, expected: list[str]) -> None:
    assert list(sentences_of(text)) == expected


@pytest.mark.parametrize("text", ["", " \n\t", "# Heading", "...", "\x00\x01\x02", "---\n***", "**Products**"])
def test_a_text_without_a_sentence_is_an_error(text: str) -> None:
    with pytest.raises(VerifyError, match="no sentence"):
        sentences_of(text)


def test_a_text_that_is_no_summary_is_an_error() -> None:
    with pytest.raises(VerifyError, match="5,000,000 characters"):
        sentences_of("x" * 5_000_000)
    assert sentences_of("It sells pumps. " * (MAX_CHARACTERS // 16))


@given(st.text(max_size=300))
def test_any_text_gives_its_own_words_or_an_error(text: str) -> None:
    try:
        found = sentences_of(text)
    except VerifyError:
        return
    assert found
    assert all(any(map(str.isalnum, sentence)) and "\n" not in sentence for sentence in found)
    assert all(character in text or character == " " for sentence in found for character in sentence)
