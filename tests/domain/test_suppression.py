"""Nobody can solve for a group of under five: an attacker who knows the rule tries every line there could be."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest

from domain.suppression import GROUP_MIN, Line, protect, settled

# So large that every pattern of what is left out occurs.
TOTAL_MAX = {2: 60, 3: 34, 4: 24}


def lines_of(count: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many people can answer."""
    for some in product(range(total + 1), repeat=count - 1):
        if sum(some) <= total:
            yield (*some, total - sum(some))


def fitting(count: int, total: int) -> dict[Line, list[tuple[int, ...]]]:
    """By what is shown, all that could be behind it: what the strongest reader knows."""
    found = defaultdict(list)
    for counts in lines_of(count, total):
        found[protect(counts)].append(counts)
    return found


@pytest.mark.parametrize("count", sorted(TOTAL_MAX))
def test_a_count_that_is_left_out_cannot_be_worked_out_by_who_knows_the_rule(count: int) -> None:
    for total in range(GROUP_MIN, TOTAL_MAX[count]):
        for shown, behind in fitting(count, total).items():
            for place, cell in enumerate(shown.cells):
                if cell is None:
                    assert len({counts[place] for counts in behind}) > 1, (shown, behind)


@pytest.mark.parametrize("count", sorted(TOTAL_MAX))
def test_no_sum_or_difference_of_what_is_shown_is_a_group_of_under_five(count: int) -> None:
    for total in range(TOTAL_MAX[count]):
        for counts in lines_of(count, total):
            shown = protect(counts)
            if shown.total is None:
                assert total < GROUP_MIN
                continue
            known = [cell for cell in shown.cells if cell is not None]
            assert all(cell >= GROUP_MIN for cell in known)
            left = shown.total - sum(known)
            assert left == 0 or left >= GROUP_MIN, (counts, shown)
            assert shown.cells.count(None) != 1


def test_of_fewer_than_five_not_even_how_many_is_shown() -> None:
    behind = {counts for total in range(GROUP_MIN) for counts in lines_of(3, total)}
    assert {protect(counts) for counts in behind} == {Line((None, None, None), None)}


def test_that_nobody_said_something_is_as_telling_as_that_few_did() -> None:
    assert protect((7, 0, 0)) == Line((None, None, None), 7), (
        "else all seven said the same, and everybody knows"
    )


def test_what_is_large_enough_is_shown_as_it_is() -> None:
    assert protect((12, 6, 7)) == Line((12, 6, 7), 25)
    assert protect((12, 6, 7)).is_whole


def test_as_little_is_left_out_as_the_rule_allows() -> None:
    assert protect((12, 3, 2)) == Line((12, None, None), 17)
    assert protect((12, 6, 2)) == Line((12, None, None), 20)
    assert protect((12, 2, 6)) == Line((12, None, None), 20)
    assert protect((9, 2)) == Line((None, None), 11)


def test_what_is_left_out_as_well_is_not_chosen_by_its_size() -> None:
    shown = [protect((2, large, other)).cells.index(None, 1) for large in (5, 9, 30) for other in (6, 9, 40)]
    assert set(shown) == {1}


def test_two_fours_are_no_secret_when_their_sum_is_eight() -> None:
    assert protect((12, 4, 4)) == Line((None, None, None), 20)


def test_counts_grow_in_steps_of_five_so_that_two_looks_show_nobodys_answer() -> None:
    grown = [settled(answers) for answers in range(16)]
    assert grown == [0] * 5 + [5] * 5 + [10] * 5 + [15]
