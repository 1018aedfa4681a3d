"""`python -m bot check` says how announcements stand, and names one that was changed, and nobody."""

import json
from pathlib import Path

from domain.announcements import Announcement
from domain.roles import Role
from tests.bot.shell import Program, Shell, of_check, plant
from tests.db.announcement_world import knows, queue, words, write
from tests.db.desk import Desk
from tests.db.office_world import World


async def under_way(desk: Desk) -> Announcement:
    """One that is queued for two women."""
    world = World(desk)
    world.office = await world.add_office("Kantor Contoh", "samarinda")
    await knows(world, 2)
    return await queue(
        world, await write(world, await world.staff(Role.WORKER), content=words("kenari-rahasia"))
    )


async def test_announcements_are_counted(shell: Shell, running: Program) -> None:
    async with running() as desk:
        await under_way(desk)
    _code, text, _errors = await shell("check", "--json")
    assert of_check(text, "announcements")["counts"] == {
        "live": 1,
        "waiting": 0,
        "uncertain": 0,
        "receivers": 2,
        "left": 0,
        "announcement": 0,
    }
    assert of_check(text, "announcements")["fault"] is False


async def test_what_was_changed_is_named_without_anybody(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        made = await under_way(desk)
    plant(tmp_path, "UPDATE announcement_receivers SET state = 'sent'")
    code, text, _errors = await shell("check", "--json")
    _code, plain, _errors = await shell("check")
    assert code == 1
    assert "announcements" in [each["name"] for each in json.loads(text)["checks"] if each["fault"]]
    assert f"announcement {made.id} calls sent what the channel has not taken" in plain
    assert "kenari" not in text + plain


async def test_what_no_clock_begins_is_a_fault(shell: Shell, running: Program, tmp_path: Path) -> None:
    async with running() as desk:
        await under_way(desk)
    plant(tmp_path, "UPDATE announcements SET queued_to = 3, begun_ms = 1")
    _code, text, _errors = await shell("check", "--json")
    assert of_check(text, "announcements")["fault"] is True
    assert "the clock should have taken 1 of them further by now" in of_check(text, "announcements")["text"]
