"""`python -m bot check` says how many women wait for an answer, and names a matter that was changed, and nobody."""

import json
from pathlib import Path

from domain.matters import Matter
from tests.bot.shell import Program, Shell, of_check, plant
from tests.db.desk import Desk
from tests.db.matter_world import held, worker_of, write
from tests.db.office_world import World


async def two_matters(desk: Desk) -> Matter:
    """One that somebody has, one that nobody has."""
    world = World(desk)
    world.office = await world.add_office("Kantor Contoh", "samarinda")
    await write(world, await world.woman(), "kenari-rahasia")
    return await held(world, await world.woman(), await worker_of(world), "kenari-lain")


async def test_matters_are_counted(shell: Shell, running: Program) -> None:
    async with running() as desk:
        await two_matters(desk)
    code, text, _errors = await shell("check", "--json")
    assert code == 0
    assert of_check(text, "contact")["counts"] == {
        "open": 2,
        "unanswered": 2,
        "unheld": 1,
        "messages": 2,
        "left": 0,
        "matter": 0,
    }


async def test_a_message_that_is_gone_is_named_with_its_matter_and_without_anybody(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        matter = await two_matters(desk)
    plant(tmp_path, f"DELETE FROM matter_messages WHERE matter_id = {matter.id}")
    code, text, _errors = await shell("check", "--json")
    _code, plain, _errors = await shell("check")
    assert code == 1
    assert [each["name"] for each in json.loads(text)["checks"] if each["fault"]] == ["contact"]
    assert f"matter {matter.id} has lost a message" in plain
    assert "kenari" not in text + plain


async def test_matters_that_no_clock_looks_at_are_a_fault(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        await two_matters(desk)
    plant(tmp_path, "UPDATE matters SET due_ms = 1")
    code, text, _errors = await shell("check", "--json")
    assert code == 1
    assert of_check(text, "contact")["counts"]["left"] == 2
    assert "the clock should have looked at 2 of them by now" in of_check(text, "contact")["text"]
