"""A bootstrap interval holds its figure, narrows with more filings and is the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itemone.evaluate.interval import LEVEL, RESAMPLES, Estimate, estimate, mean, proportion

HALVES = [0.0, 1.0] * 50
shares = st.integers(0, 100).map(lambda percent: percent / 100)


def ends(found: Estimate | None) -> tuple[float, float]:
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    return found.low, found.high


def width(found: Estimate | None) -> float:
    low, high = ends(found)
    return high - low


@pytest.mark.parametrize("value", [0.0, 1.0, 0.1, -3.5, 1e9])
@pytest.mark.parametrize("n", [2, 3, 25, 100])
def test_constants_have_an_interval_without_width(value: float, n: int) -> None:
    found = mean([value] * n)
    assert found is not None
    assert found.value == pytest.approx(value)
    assert ends(found) == (found.value, found.value)
    assert found.n == n


def test_one_filing_says_nothing_of_others() -> None:
    assert mean([0.25]) == Estimate(0.25, None, None, 1)
    assert proportion([[True]], lambda drawn: 1.0, n=8) == Estimate(1.0, None, None, 8)


# --- yes and no


def yes(drawn: Sequence[list[bool]]) -> float:
    answers = [answer for filing in drawn for answer in filing]
    return sum(answers) / len(answers)


@pytest.mark.parametrize(
    ("cases", "bound"),
    [(2, 0.1581), (10, 0.6915), (25, 0.8628), (100, 0.9638)],  # from tables of Clopper and Pearson
)
def test_what_was_never_seen_can_still_happen(cases: int, bound: float) -> None:
    always = proportion([[True]] * cases, yes)
    assert ends(always) == pytest.approx((bound, 1.0), abs=1e-4)
    never = proportion([[False]] * cases, yes)
    assert ends(never) == pytest.approx((0.0, 1 - bound), abs=1e-4)


def test_the_bound_is_by_cases() -> None:
    assert ends(proportion([[True] * 5] * 5, yes, n=25)) == ends(proportion([[True]] * 25, yes))


def test_between_never_and_always_the_interval_is_that_of_the_draws() -> None:
    filings = [[True], [False], [True], [True]]
    assert proportion(filings, yes) == estimate(filings, yes)


@given(st.lists(shares, min_size=2, max_size=30))
def test_an_interval_holds_its_figure(values: list[float]) -> None:
    found = mean(values)
    assert found is not None
    assert found.value == pytest.approx(fmean(values))
    low, high = ends(found)
    assert min(values) - 1e-9 <= low <= found.value + 1e-9
    assert found.value - 1e-9 <= high <= max(values) + 1e-9


def test_halves_of_a_hundred_have_the_interval_of_the_textbook() -> None:
    found = mean(HALVES)
    assert found is not None
    assert found.value == 0.5
    # 1.96 standard errors of sqrt(0.25 / 100)
    assert ends(found) == pytest.approx((0.5 - 0.098, 0.5 + 0.098), abs=0.02)


def test_an_interval_does_not_hang_on_the_order_of_such_values() -> None:
    turned = mean(HALVES[::-1])
    sorted_ = mean(sorted(HALVES))
    assert width(turned) == pytest.approx(width(mean(HALVES)), abs=0.03)
    assert width(sorted_) == pytest.approx(width(mean(HALVES)), abs=0.03)


def test_an_interval_leaves_out_one_in_twenty_resamples() -> None:
    seen: list[float] = []

    def noted(drawn: Sequence[float]) -> float:
        seen.append(sum(drawn) / len(drawn))
        return seen[-1]

    values = [i / 40 for i in range(41)]
    found = estimate(values, noted)
    drawn = seen[:-1] if seen[-1] == found.value else seen[1:]
    assert len(drawn) == RESAMPLES
    low, high = ends(found)
    inside = sum(low <= value <= high for value in drawn) / RESAMPLES
    assert inside == pytest.approx(LEVEL, abs=0.01)
    # as much below as above
    below, above = (sum(beyond) for beyond in ([v < low for v in drawn], [v > high for v in drawn]))
    assert below == pytest.approx(above, abs=RESAMPLES // 200)


@pytest.mark.parametrize("values", [[0.25], [0.0, 1.0], [0.5, 0.25, 1.0], HALVES])
def test_the_same_values_give_the_same_interval(values: list[float]) -> None:
    assert mean(values) == mean(list(values))
    mean([0.1] * 7)  # another size in between
    assert mean(tuple(values)) == mean(values)


def test_more_filings_narrow_the_interval() -> None:
    widths = [width(mean([0.0, 1.0] * half)) for half in (5, 10, 25, 50, 200)]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == len(widths)
    # by the square root of how many more
    assert widths[1] / widths[-1] == pytest.approx(20**0.5, rel=0.15)


def test_nothing_has_no_mean() -> None:
    assert mean([]) is None


def test_any_statistic_can_be_estimated() -> None:
    found = estimate([1.0, 2.0, 3.0, 4.0, 100.0], median)
    assert found.value == 3
    low, high = ends(found)
    assert 1 <= low <= 3 <= high <= 100


def test_a_statistic_of_groups_is_of_all_their_members() -> None:
    groups = [[1.0, 1.0, 1.0, 1.0], [0.0], [1.0, 0.0]]

    def pooled(drawn: Sequence[Sequence[float]]) -> float:
        members = [value for group in drawn for value in group]
        return sum(members) / len(members)

    found = estimate(groups, pooled, n=7)
    assert found.value == pytest.approx(5 / 7)  # the mean of the groups' means is 1/2
    assert (found.low, found.high) == (0, 1)
    assert found.n == 7
    assert estimate(groups, pooled).n == 3


def test_groups_are_drawn_whole() -> None:
    groups = [("a", "b"), ("c",), ("d", "e", "f")]

    def whole(drawn: Sequence[tuple[str, ...]]) -> float:
        assert len(drawn) == len(groups)
        assert set(drawn) <= set(groups)
        return 0.0

    assert estimate(groups, whole) == Estimate(0.0, 0.0, 0.0, 3)


# --- two engines on the same filings


def gap(drawn: Sequence[tuple[float, float]]) -> float:
    return sum(b - a for a, b in drawn) / len(drawn)


@given(st.lists(shares, min_size=2, max_size=30))
def test_a_figure_differs_from_itself_by_exactly_nothing(values: list[float]) -> None:
    assert estimate(list(zip(values, values, strict=True)), gap) == Estimate(0.0, 0.0, 0.0, len(values))
    assert mean([b - a for a, b in zip(values, values, strict=True)]) == Estimate(0.0, 0.0, 0.0, len(values))


def test_a_pair_is_never_torn_apart() -> None:
    one = [i / 25 for i in range(25)]
    pairs = [(value, value + 0.125) for value in one]
    found = estimate(pairs, gap)
    assert (found.value, *ends(found)) == pytest.approx((0.125, 0.125, 0.125))
    # while the figures themselves are far from sure
    assert width(mean(one)) > 0.2


def test_figures_of_as_many_filings_are_drawn_alike() -> None:
    one = [i / 25 for i in range(25)]
    first, second = mean(one), mean([value + 1 for value in one])
    assert ends(second) == pytest.approx([end + 1 for end in ends(first)])
