"""The book as the rest of the program sees it: a saving and its balance, entries listed in every way."""

import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from db import ledger, ledger_floor, ledger_months, ledger_post, ledger_sums
from domain.accounts import Account, SavingKind
from tests.db.desk import open_desk
from tests.ledger_world import FEBRUARY, JANUARY, NENENG, SITI, TODAY, Book, mentari

__all__ = ["mentari"]


async def test_a_saving_stands_in_the_book_with_its_balance(mentari: Book) -> None:
    assert await mentari.save(SITI, 25_000) == 1
    assert await mentari.save(NENENG, 10_000, SavingKind.WAJIB) == 2
    assert await mentari.balance(Account.SUKARELA, SITI) == 25_000
    assert await mentari.balance(Account.KAS) == 35_000
    assert await mentari.balance(Account.WAJIB) == 10_000
    assert await mentari.balance(Account.SUKARELA, NENENG) == 0


async def test_entries_are_listed_by_meeting_member_day_and_number(mentari: Book) -> None:
    await mentari.meeting(1, TODAY)
    await mentari.save(SITI, 1, day=JANUARY)
    await mentari.save(SITI, 2, meeting=1)
    await mentari.save(NENENG, 3, meeting=1)
    await mentari.save(NENENG, 4)

    async def listed(**which: Any) -> list[int]:
        return [
            each.number
            for each in await mentari.run(lambda unit: ledger.list_entries(unit, mentari.id, **which))
        ]

    assert await listed() == [1, 2, 3, 4]
    assert await listed(after=2, most=1) == [3]
    assert await listed(meeting=1) == [2, 3]
    assert await listed(member=SITI) == [1, 2]
    assert await listed(meeting=1, member=SITI) == [2]
    assert await listed(from_day=FEBRUARY) == [2, 3, 4]
    assert await listed(to_day=FEBRUARY) == [1]
    assert await listed(member=NENENG, from_day=TODAY, to_day=TODAY, after=3) == [4]
    assert await listed(meeting=1, from_day=TODAY) == [2, 3]
    assert await listed(meeting=1, member=NENENG, to_day=TODAY) == [3]
    assert await listed(meeting=9) == []
    entries = await mentari.run(lambda unit: ledger.list_entries(unit, mentari.id))
    assert [each.amount for each in entries] == [1, 2, 3, 4]
    assert entries[1].lines[1].member == SITI


# The newest entry and the first month: each ends at its first row.
ENDS_AT_ONCE = ("_LAST", "_CLOSED", "_FIRST", "_LAST_PUBLISHED")


WHOLE = re.compile(r"^SCAN \w*ledger|ledger_(entries|lines)\w* \(group_id=\?\)")


@pytest.mark.parametrize(
    "module", [ledger, ledger_floor, ledger_months, ledger_post, ledger_sums], ids=lambda m: m.__name__
)
async def test_no_question_reads_a_whole_book(tmp_path: Path, module: ModuleType) -> None:
    """On a book without statistics SQLite would rather begin with all lines of the group: the words keep it from it."""
    async with open_desk(tmp_path) as desk:
        for name, sql in statements(module):
            params = [1] * max(int(each) for each in re.findall(r"\$(\d+)", sql))
            rows = await desk.run(lambda unit, q=sql, p=params: unit.fetch(f"EXPLAIN QUERY PLAN {q}", *p))  # type: ignore[misc]
            plan = [str(row["detail"]) for row in rows]
            assert not [each for each in plan if WHOLE.search(each)], name


def statements(module: ModuleType) -> list[tuple[str, str]]:
    """The questions of the module that stand in it whole."""
    named = dict(vars(module))
    named |= {str(key): sql for key, sql in named.pop("_LISTS", {}).items()}
    whole = [
        (name, sql + "($2)" if sql.endswith(" IN ") else sql)
        for name, sql in named.items()
        if isinstance(sql, str) and sql.startswith("SELECT") and "$" in sql and name not in ENDS_AT_ONCE
    ]
    # What _LISTS is made of is no question yet.
    return [(name, sql) for name, sql in whole if module is not ledger or name != "_OF_GROUP"]
