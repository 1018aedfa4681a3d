"""A hostile file is refused by name before a row is written: wrong kinds, huge numbers, what is nowhere, what is twice."""

import copy
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest

from db import book_copies, book_shapes, group_rules
from db.book_shapes import BadBook
from domain.group_rules import undecided
from tests.db.desk import Desk
from tests.db.test_book_copies import count_groups, exported

WRONG: tuple[Any, ...] = (True, 10**30, 1.5, float("nan"), [], {}, "9" * 5_000, "\0", "\ud800")


async def whole_book(desk: Desk) -> dict[str, Any]:
    _group_id, book = await exported(desk)
    day = date(2026, 1, 3)
    body = group_rules.to_json(undecided(day))
    rule = {"from_day": "2026-01-03", "decided_day": "2026-01-03", "body": body, "by_member": 1, "made_ms": 1}
    return {**book, "rules": [rule]}


def fields(book: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each field of the group and of the first row of each part."""
    rows = [book["group"], *(book[name][0] for name in book_shapes.PARTS)]
    for row, known in zip(rows, [book_shapes.GROUP, *book_shapes.PARTS.values()], strict=True):
        for field in known:
            yield row, field


def refuses(book: dict[str, Any]) -> bool:
    try:
        book_shapes.check(book)
    except BadBook as refused:
        return "999" not in str(refused)  # it quotes nothing of what somebody sent
    return False


async def test_no_field_takes_another_kind_a_huge_number_or_what_no_column_holds(desk: Desk) -> None:
    book = await whole_book(desk)
    book_shapes.check(book)
    taken = []
    for row, field in fields(book):
        kept = row.pop(field)
        with pytest.raises(BadBook):
            book_shapes.check(book)
        for wrong in WRONG:
            row[field] = wrong
            if not refuses(book):
                taken.append((field, wrong))
        row[field] = kept
    assert taken == []


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("lines", {"amount": -5_000}),
        ("lines", {"amount": 0}),
        ("lines", {"side": 2}),
        ("lines", {"number": 999}),
        ("lines", {"member": 999}),
        ("lines", {"account": "rahasia"}),
        ("entries", {"by_member": 0}),
        ("entries", {"second_member": 999}),
        ("entries", {"meeting": 999}),
        ("entries", {"note": {"salt": "xy", "text": ""}}),
        ("meetings", {"opened_by": 999}),
        ("meetings", {"day": "2026-02-30"}),
        ("meetings", {"reason": "abis dipukul"}),
        ("attendance", {"member": 999}),
        ("heads", {"check_code": "1234 678"}),
        ("members", {"left_day": "besok"}),
        ("members", {"target": -1}),
        ("rules", {"body": "[" * 100_000}),
        ("rules", {"body": "{}"}),
        ("rules", {"by_member": 999}),
    ],
)
async def test_nothing_points_outside_of_the_book_or_is_absurd(
    desk: Desk, part: str, change: dict[str, Any]
) -> None:
    book = await whole_book(desk)
    count = await count_groups(desk)
    book[part][0].update(change)
    with pytest.raises(BadBook):
        await desk.run(partial(book_copies.copy_in, book=book))
    assert await count_groups(desk) == count


@pytest.mark.parametrize("part", sorted(set(book_shapes.ONCE) - {"rules"}))
async def test_nothing_stands_there_twice(desk: Desk, part: str) -> None:
    book = await whole_book(desk)
    book[part].append(copy.deepcopy(book[part][0]))
    with pytest.raises(BadBook):
        await desk.run(partial(book_copies.copy_in, book=book))


async def test_only_one_meeting_is_open(desk: Desk) -> None:
    book = await whole_book(desk)
    book["meetings"] = [{**book["meetings"][0], "number": n, "state": "open"} for n in (1, 2)]
    book["attendance"] = []
    for entry in book["entries"]:
        entry["meeting"] = None
    for head in book["heads"]:
        head["meeting"] = None
    with pytest.raises(BadBook, match="open"):
        book_shapes.check(book)
