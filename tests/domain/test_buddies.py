"""Who is asked to keep a newcomer company: never a newcomer, never one who was refused, and not too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.buddies import ASKED_AT_ONCE, ASKED_MAX, Fellow, Tie, TieState, choose_fellows, first_name


def fellow(person_id: int, *, came: int = 0, newcomer: bool = False, busy: bool = False) -> Fellow:
    return Fellow(person_id=person_id, came=came, newcomer=newcomer, busy=busy)


FELLOWS = st.lists(
    st.builds(
        Fellow,
        person_id=st.integers(1, 30),
        came=st.integers(0, 9),
        newcomer=st.booleans(),
        busy=st.booleans(),
    ),
    unique_by=lambda each: each.person_id,
    max_size=12,
)


@given(FELLOWS, st.frozensets(st.integers(1, 30)), st.integers(0, 9))
def test_nobody_is_asked_who_must_not_be(fellows: list[Fellow], barred: frozenset[int], asked: int) -> None:
    chosen = choose_fellows(fellows, barred=barred, asked=asked)
    known = {each.person_id: each for each in fellows}
    assert len(chosen) <= ASKED_AT_ONCE
    assert len(chosen) + asked <= max(ASKED_MAX, asked)
    assert barred.isdisjoint(chosen)
    assert not any(known[each].newcomer or known[each].busy for each in chosen)


def test_those_who_came_most_often_are_asked_first_and_else_the_order_stays() -> None:
    fellows = [fellow(1, came=1), fellow(2, came=3), fellow(3, came=3)]
    assert choose_fellows(fellows, barred=(), asked=0) == [2, 3]
    assert choose_fellows(fellows, barred=(2,), asked=ASKED_MAX - 1) == [3]
    assert choose_fellows(fellows, barred=(), asked=ASKED_MAX) == []


@pytest.mark.parametrize(
    "name, called",
    [
        ("Siti Aminah", "Siti"),
        ("Siti", "Siti"),
        ("Mama Rian", "Mama Rian"),
        ("Ibu Sri Lestari", "Ibu Sri"),
        ("Teh Yuyun", "Teh Yuyun"),
        ("Bu Hj. Neneng", "Bu Hj."),
        ("  ", ""),
        ("", ""),
    ],
)
def test_only_the_name_she_is_called_by_is_told(name: str, called: str) -> None:
    assert first_name(name) == called


def test_of_a_tie_each_knows_the_other() -> None:
    tie = Tie(course_id=1, newcomer=2, buddy=3, state=TieState.AGREED, made_ms=0)
    assert (tie.other(2), tie.other(3)) == (3, 2)
