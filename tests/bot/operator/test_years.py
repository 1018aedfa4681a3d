"""`python -m bot check` shares every closed year again and names the first that differs."""

import json
from pathlib import Path

from db import year_ends
from tests.bot.shell import Program, Shell, of_check, plant
from tests.db.desk import Desk
from tests.ledger_world import LILIS, NENENG, Book, open_book
from tests.shared_year import YEAR, write_year


async def closed(desk: Desk) -> Book:
    mentari = await open_book(desk)
    await write_year(mentari)
    await mentari.run(lambda unit: year_ends.close_year(unit, mentari.id, YEAR, by=LILIS, second=NENENG))
    return mentari


async def test_years_that_agree_are_told_with_how_many_they_are(shell: Shell, running: Program) -> None:
    async with running() as desk:
        await closed(desk)
    code, text, _errors = await shell("check", "--json")
    assert code == 0
    assert of_check(text, "years")["counts"] == {"groups": 1, "years": 1}


async def test_a_year_that_somebody_changed_is_named_with_its_group(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        mentari = await closed(desk)
    plant(tmp_path, "DROP TRIGGER year_ends_no_update", "UPDATE year_ends SET result = result + 1")
    code, text, _errors = await shell("check", "--json")
    _code, plain, _errors = await shell("check")
    assert code == 1
    assert "years" in [each["name"] for each in json.loads(text)["checks"] if each["fault"]]
    assert f"group {mentari.id}: year 2025 has another result than it was closed with" in plain
