"""Whatever somebody changes of a closed year is found and named; years as the program closes them have no fault."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from db import year_ends
from db.engine import Write
from db.year_check import Verdict, verify_all, verify_of
from domain import ledger as book
from domain.accounts import Account
from tests.db.desk import Desk
from tests.ledger_world import LILIS, NENENG, SITI, Book, mentari
from tests.shared_year import LAST, YEAR, income, write_year

__all__ = ["mentari"]


async def close(mentari: Book, year: int = YEAR) -> None:
    await mentari.run(lambda unit: year_ends.close_year(unit, mentari.id, year, by=LILIS, second=NENENG))


@pytest.fixture
async def closed(mentari: Book) -> Book:
    """A year with a loss that the next one makes up for, and one that is shared."""
    await mentari.save(SITI, 500_000, day=LAST.replace(year=2024))
    await mentari.post(
        book.cost(day=LAST.replace(year=2024), by=LILIS, account=Account.BIAYA_LAIN, amount=50_000)
    )
    await write_year(mentari)
    await close(mentari, 2024)
    await close(mentari)
    return mentari


async def verdict(desk: Desk) -> Verdict:
    return await verify_all(desk.storage.engine)


async def test_years_as_they_are_closed_have_no_fault_whatever_comes_after(desk: Desk, closed: Book) -> None:
    assert await verdict(desk) == Verdict(groups=1, years=2)
    await closed.post(income(closed.today, 5_000, SITI))
    await closed.save(SITI, 10_000)
    assert await verdict(desk) == Verdict(groups=1, years=2)
    assert await closed.run(lambda unit: verify_of(unit, closed.id)) == (2, None)


async def test_a_database_without_closed_years_has_no_fault(desk: Desk, mentari: Book) -> None:
    await write_year(mentari)
    assert await verdict(desk) == Verdict(groups=0, years=0)


DROP = {
    "sqlite": (
        "DROP TRIGGER year_ends_no_update",
        "DROP TRIGGER year_ends_no_delete",
        "DROP TRIGGER ledger_entries_no_update",
    ),
    "postgres": (
        "DROP TRIGGER year_ends_no_change ON year_ends",
        "DROP TRIGGER ledger_entries_no_change ON ledger_entries",
    ),
}


@dataclass
class Hand:
    """Somebody who writes in the file beside the program. `await hand(...)` is what is found after it."""

    desk: Desk
    kind: str

    async def __call__(self, *statements: Write) -> str:
        await self.desk.storage.engine.perform([*map(Write, DROP[self.kind]), *statements])
        return str((await verdict(self.desk)).fault)


@pytest.fixture
def hand(desk: Desk, kind: str) -> Hand:
    return Hand(desk, kind)


def changed(body: dict[str, Any], **values: Any) -> Write:
    return Write("UPDATE year_ends SET body = $1 WHERE year = 2025", ((json.dumps({**body, **values}),),))


async def kept(closed: Book) -> dict[str, Any]:
    (row,) = await closed.rows("SELECT body FROM year_ends WHERE year = 2025")
    body: dict[str, Any] = json.loads(row["body"])
    return body


async def test_another_result_is_found(hand: Hand, closed: Book) -> None:
    found = await hand(Write("UPDATE year_ends SET result = result + 1 WHERE year = 2025"))
    assert found.endswith("year 2025 has another result than it was closed with")


async def test_income_that_the_book_does_not_have_is_found(hand: Hand, closed: Book) -> None:
    body = await kept(closed)
    costs = {**body["costs"], "biaya_rapat": body["costs"]["biaya_rapat"] + 7}
    more = {**body["income"], "pendapatan_lain": body["income"]["pendapatan_lain"] + 7}
    found = await hand(changed(body, income=more, costs=costs))
    assert found.endswith("year 2025 has other income and costs than its entries")


async def test_a_share_by_other_savings_is_found(hand: Hand, closed: Book) -> None:
    body = await kept(closed)
    shares = body["shares"]
    shares["members"][0][1] += 1
    found = await hand(changed(body, shares=shares))
    assert found.endswith("year 2025 shares by other savings or jasa of member 1 than the book has")


async def test_a_rupiah_that_went_to_somebody_else_is_found(hand: Hand, closed: Book) -> None:
    body = await kept(closed)
    shares = body["shares"]
    shares["members"][0][3] += 1
    shares["members"][1][3] -= 1
    found = await hand(changed(body, shares=shares))
    assert found.endswith("year 2025 is not shared by its percentages")


async def test_other_entries_than_it_was_closed_with_are_found(hand: Hand, closed: Book) -> None:
    found = await hand(Write("UPDATE year_ends SET last_entry = last_entry - 1 WHERE year = 2025"))
    assert found.endswith("year 2025 was closed by other entries than it says")


async def test_another_remainder_of_earlier_years_is_found(hand: Hand, closed: Book) -> None:
    lost = Write("UPDATE year_ends SET first_entry = NULL, last_entry = NULL WHERE year = 2024")
    assert "was closed by other entries" in await hand(lost)


async def test_an_entry_that_ends_no_year_is_found(hand: Hand, closed: Book) -> None:
    number = await closed.save(SITI, 10_000)
    sql = "UPDATE ledger_entries SET kind = 'share' WHERE number = $1"
    assert (await hand(Write(sql, ((number,),)))).endswith(f"entry {number} ends no year")


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"year": "x"}'])
async def test_what_is_no_end_of_a_year_is_named_and_nothing_breaks(
    hand: Hand, closed: Book, body: str
) -> None:
    sql = "UPDATE year_ends SET body = $1 WHERE year = 2025"
    assert (await hand(Write(sql, ((body,),)))).endswith("has a year that ends like none")
