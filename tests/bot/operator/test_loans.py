"""`python -m bot check` holds every loan against its terms and the book, and names the first that differs."""

import json
from pathlib import Path

from tests.bot.shell import Program, Shell, of_check, plant
from tests.db.desk import Desk
from tests.db.loan_world import lend, pay
from tests.ledger_world import LILIS, Book, open_book


async def lent(desk: Desk) -> Book:
    mentari = await open_book(desk)
    await mentari.save(LILIS, 1_000_000)
    await lend(mentari, day=mentari.today)
    await pay(mentari, 1, 110_000, day=mentari.today)
    return mentari


async def test_loans_that_agree_are_told_with_how_many_they_are(shell: Shell, running: Program) -> None:
    async with running() as desk:
        await lent(desk)
    code, text, _errors = await shell("check", "--json")
    assert code == 0
    assert of_check(text, "loans")["counts"] == {"groups": 1, "loans": 1}


async def test_a_loan_called_settled_by_hand_is_named_with_its_group(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        mentari = await lent(desk)
    plant(tmp_path, "UPDATE loans SET state = 'settled', settled_day = '2026-02-03'")
    code, text, _errors = await shell("check", "--json")
    _code, plain, _errors = await shell("check")
    assert code == 1
    assert [each["name"] for each in json.loads(text)["checks"] if each["fault"]] == ["loans"]
    assert f"group {mentari.id}: loan 1 is settled and should be running" in plain
