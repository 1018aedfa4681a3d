"""Who may be the second officer, and what the bytes are that she agrees to."""

import pytest

from domain.approvals import Officer, canonical, seconds_of


def officer(
    number: int,
    *,
    person: int = 0,
    numbers: frozenset[int] = frozenset(),
    selves: frozenset[int] = frozenset(),
) -> Officer:
    person = person or number * 100
    return Officer(
        number=number,
        person_id=person,
        shown=f"Demo {number}",
        numbers=numbers or frozenset({number}),
        selves=selves or frozenset({person}),
    )


LILIS, CUCU, RINA = officer(1), officer(2), officer(3)


@pytest.mark.parametrize(
    ("officers", "by", "about", "expected"),
    [
        ([LILIS, CUCU], 1, None, [2]),
        ([LILIS, CUCU, RINA], 1, None, [2, 3]),
        ([LILIS, CUCU, RINA], 1, 2, [3]),
        ([LILIS, CUCU], 1, 2, [2]),
        ([LILIS, CUCU, RINA], 1, 1, [2, 3]),
        ([LILIS], 1, None, []),
        ([CUCU, RINA], 1, None, []),
        ([LILIS, officer(2, selves=frozenset({200, 100}))], 1, None, []),
        ([LILIS, officer(2, numbers=frozenset({2, 1}))], 1, None, []),
        ([LILIS, CUCU, officer(3, numbers=frozenset({3, 9}))], 1, 9, [2]),
    ],
)
def test_the_second_is_another_woman_who_is_not_asked_about_herself(
    officers: list[Officer], by: int, about: int | None, expected: list[int]
) -> None:
    assert [each.number for each in seconds_of(officers, by=by, about=about)] == expected


@pytest.mark.parametrize(
    ("officers", "by", "never", "expected"),
    [
        ([LILIS, CUCU, RINA], 1, [2], [3]),
        ([LILIS, CUCU], 1, [2], []),
        ([LILIS, CUCU, RINA], 1, [1], []),
        ([LILIS, officer(2, numbers=frozenset({2, 9})), RINA], 1, [9], [3]),
        ([LILIS, CUCU], 1, [], [2]),
    ],
)
def test_who_has_no_part_in_it_is_never_the_second_also_if_nobody_is_left(
    officers: list[Officer], by: int, never: list[int], expected: list[int]
) -> None:
    assert [each.number for each in seconds_of(officers, by=by, about=2, never=never)] == expected


def test_the_same_body_gives_the_same_bytes_and_another_amount_others() -> None:
    one = canonical(group_id=5, kind="payout", subject=0, body={"a": 1, "amount": 10_000})
    assert one == canonical(group_id=5, kind="payout", subject=0, body={"amount": 10_000, "a": 1})
    assert one != canonical(group_id=5, kind="payout", subject=0, body={"amount": 100_000, "a": 1})
    assert one != canonical(group_id=6, kind="payout", subject=0, body={"amount": 10_000, "a": 1})
    assert one != canonical(group_id=5, kind="payout", subject=1, body={"amount": 10_000, "a": 1})
