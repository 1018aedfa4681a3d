"""One row a woman, of an office or of a group, and whatever changes a row of the outbox is noted by itself."""

import pytest

from db.unit import Unit
from domain.roles import Role
from tests.db.announcement_world import knows, queue, row_of, write
from tests.db.office_world import World, world

__all__ = ["world"]

NEW = (
    "INSERT INTO announcements (id, code, organisation_id, group_id, made_by, news, state, audience, size, due_ms,"
    " made_ms) SELECT n.id, 'AB23CD', {office}, {group}, (SELECT min(id) FROM persons), 'lain', 'waiting', '', 1, 1, 1"
    " FROM notices n"
)


async def edit(world: World, sql: str, *params: object) -> None:
    async def job(unit: Unit) -> None:
        unit.write(sql, *params)

    await world.run(job)


async def noted(world: World) -> int:
    return len(await world.rows("SELECT 1 AS one FROM announcement_changes"))


@pytest.mark.parametrize(("office", "group"), [("NULL", "NULL"), ("5", "5")])
async def test_it_is_of_an_office_or_of_a_group(world: World, office: str, group: str) -> None:
    await world.woman()
    await edit(world, "INSERT INTO notices (id, made_ms, owner, body) VALUES (7, 1, 'n7', $1)", b"x")
    with pytest.raises(Exception, match=r"(?i)check"):
        await edit(world, NEW.format(office=office, group=group))


async def test_nobody_has_two_rows_in_one(world: World) -> None:
    await knows(world, 1)
    written = await write(world, await world.staff(Role.WORKER))
    await queue(world, written)
    with pytest.raises(Exception, match=r"(?i)unique"):
        await edit(
            world,
            "INSERT INTO announcement_receivers (announcement_id, person_id, state)"
            " SELECT announcement_id, person_id, 'found' FROM announcement_receivers",
        )


async def test_every_end_of_a_row_is_noted_once_whoever_writes_it(world: World) -> None:
    (woman,) = await knows(world, 1)
    written = await write(world, await world.staff(Role.WORKER))
    await queue(world, written)
    outbox_id = await row_of(world, written, woman)
    for state in ("sending", "queued"):
        await edit(world, "UPDATE outbox SET state = $2 WHERE id = $1", outbox_id, state)
    assert await noted(world) == 0
    for state in ("retry", "retry", "uncertain"):
        await edit(world, "UPDATE outbox SET state = $2 WHERE id = $1", outbox_id, state)
        assert await noted(world) == 1
    await edit(world, "DELETE FROM announcement_changes")
    await edit(world, "UPDATE outbox SET fault = 'x', clear_ms = 5 WHERE id = $1", outbox_id)
    assert await noted(world) == 0


async def test_every_word_of_a_channel_is_noted(world: World) -> None:
    (woman,) = await knows(world, 1)
    written = await write(world, await world.staff(Role.WORKER))
    await queue(world, written)
    outbox_id = await row_of(world, written, woman)
    for sql in (
        "INSERT INTO outbox_statuses (outbox_id, status, at_ms) VALUES ($1, 'sent', 1)",
        "UPDATE outbox_statuses SET status = 'read' WHERE outbox_id = $1",
    ):
        await edit(world, sql, outbox_id)
        assert await noted(world) == 1
        await edit(world, "DELETE FROM announcement_changes")
