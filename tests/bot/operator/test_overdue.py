"""A call nobody took, a screen nobody cleared and a file that is gone are faults; what is on time is fine."""

from pathlib import Path

import pytest

from bot.media import files_folder
from db import calls, removals
from db.people import Actor
from db.unit import Unit
from domain.safety import Matter
from tests.bot.shell import Program, Shell, add_office, of_check
from tests.db.desk import Desk

MATTER = Matter(level="danger", kind="violence", about="self")


async def call(desk: Desk, siti: Actor) -> None:
    office = await add_office(desk, "Kantor Contoh")

    async def job(unit: Unit) -> None:
        unit.actor = siti
        await calls.make(unit, organisation_id=office, matter=MATTER)

    await desk.run(job)


@pytest.mark.parametrize("minutes, fault", [(59, False), (61, True)])
async def test_an_hour_without_an_answer_is_a_fault(
    shell: Shell, running: Program, minutes: int, fault: bool
) -> None:
    async with running() as desk:
        siti = await desk.person("Siti (demo)")
        desk.now_ms -= minutes * 60_000
        await call(desk, siti)
        code, text, _errors = await shell("check", "--json")
    found = of_check(text, "calls")
    assert (code, found["fault"], found["counts"]["waiting"]) == (int(fault), fault, 1)
    assert "Siti" not in text
    assert not fault or "/jaga" in found["remedy"]


@pytest.mark.parametrize("minutes, fault", [(9, False), (11, True)])
async def test_a_screen_that_is_not_cleared_within_minutes_is_a_fault(
    shell: Shell, running: Program, minutes: int, fault: bool
) -> None:
    async with running() as desk:
        siti = await desk.person("Siti (demo)")
        desk.now_ms -= minutes * 60_000
        await desk.run(lambda unit: removals.ask(unit, siti.account_id))
        code, text, _errors = await shell("check", "--json")
    assert (code, of_check(text, "screens")["fault"]) == (int(fault), fault)


async def test_a_kept_file_that_is_not_on_the_disk_is_a_fault(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    folder = files_folder(tmp_path, demo=False)
    folder.mkdir()
    async with running() as desk:
        siti = await desk.person("Siti (demo)")

        async def job(unit: Unit) -> None:
            for number in (1, 2):
                unit.write(
                    "INSERT INTO files (id, person_id, channel, wants, state, due_ms, name, made_ms)"
                    " VALUES ($1, $2, 'telegram', 'photo', 'kept', 0, $3, 0)",
                    number,
                    siti.person_id,
                    f"nama{number}",
                )

        await desk.run(job)
        (folder / "nama1").write_bytes(b"x")
        code, text, _errors = await shell("check", "--json")
        (folder / "nama2").write_bytes(b"x")
        mended = await shell("check", "--json")
    found = of_check(text, "files")
    assert (code, found["fault"], found["counts"]) == (1, True, {"kept": 2, "missing": 1})
    assert "number 2" in found["text"]
    assert mended[0] == 0
