"""Which chat is a group's: the one an officer asked for, for an hour, as long as she is an officer."""

import pytest

from db import group_chats, people
from db.unit import Unit
from domain.roles import Role, RoleGrant
from tests.db.desk import Desk
from tests.ledger_world import Book, open_book


@pytest.fixture
async def mentari(desk: Desk) -> Book:
    return await open_book(desk)


async def linked(
    desk: Desk, mentari: Book, *, role: Role, wait_ms: int = 0, asks: bool = True
) -> tuple[str, int]:
    """What the chat was linked to, and how many chats the group has then."""
    lilis, chat = await desk.person("Lilis"), await desk.person("-100")

    async def ask(unit: Unit) -> None:
        unit.actor = lilis
        grant = RoleGrant(role, group_id=mentari.id)
        people.grant_role(unit, role_id=unit.new_id(), person_id=lilis.person_id, grant=grant, now_ms=0)
        if asks:
            group_chats.ask(unit, mentari.id)

    async def link(unit: Unit) -> str:
        inviter = people.address_hash(unit, "simulator", "Lilis")
        return await group_chats.link(unit, inviter, chat.account_id)

    await desk.run(ask)
    desk.now_ms += wait_ms
    name = await desk.run(link)
    return name, len(await desk.run(lambda unit: group_chats.list_linked(unit, mentari.id)))


async def test_the_officer_who_asked_links_it(desk: Desk, mentari: Book) -> None:
    assert await linked(desk, mentari, role=Role.TREASURER) == ("Mentari", 1)
    await desk.run(lambda unit: unlink(unit, mentari.id))
    assert await desk.run(lambda unit: group_chats.list_linked(unit, mentari.id)) == []


async def unlink(unit: Unit, group_id: int) -> None:
    group_chats.unlink_all(unit, group_id)


@pytest.mark.parametrize(
    "role, wait_ms, asks",
    [
        (Role.TREASURER, group_chats.WAITS_MS, True),
        (Role.TREASURER, 0, False),
        (Role.MEMBER, 0, True),
        (Role.GROUP_SUPERVISOR, 0, True),
    ],
)
async def test_nobody_else_and_not_later(
    desk: Desk, mentari: Book, role: Role, wait_ms: int, asks: bool
) -> None:
    assert await linked(desk, mentari, role=role, wait_ms=wait_ms, asks=asks) == ("", 0)
