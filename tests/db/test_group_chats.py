"""Which chat is a group's: the one an officer asked for, for an hour, as long as she is an officer."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from db import announcement_rows, group_chats, people
from db.unit import Unit
from domain.announcements import Announcement, Content, NewsKind
from domain.roles import Role, RoleGrant
from tests.announced import plant
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


# -- announcements --------------------------------------------------------------------------------------------------


async def an_announcement(desk: Desk, mentari: Book, *, chats: bool, of_office: bool = False) -> Announcement:
    desk.now_ms += 1
    woman = await desk.person(f"Ibu {desk.now_ms}")

    async def job(unit: Unit) -> Announcement:
        content = Content(
            texts=MappingProxyType({"id": "Besok libur."}),
            sender="Kelompok Mentari",
            news=NewsKind.GROUP,
            code=f"K{unit.new_id()}",
        )
        found = await plant(unit, [woman.person_id], content, group_id=mentari.id, chats=chats)
        announcement = await announcement_rows.find(unit, found)
        assert announcement is not None
        return replace(announcement, group_id=None) if of_office else announcement

    return await desk.run(job)


async def test_it_is_queued_for_the_chat_once_however_often_the_clock_comes(
    desk: Desk, mentari: Book
) -> None:
    await linked(desk, mentari, role=Role.TREASURER)
    wanted = await an_announcement(desk, mentari, chats=True)
    assert await desk.run(lambda unit: group_chats.announce(unit, wanted)) == 1
    assert await desk.run(lambda unit: group_chats.announce(unit, wanted)) == 0
    unwanted = await an_announcement(desk, mentari, chats=False)
    assert await desk.run(lambda unit: group_chats.announce(unit, unwanted)) == 0


async def test_an_offices_needs_the_groups_word(desk: Desk, mentari: Book) -> None:
    await linked(desk, mentari, role=Role.TREASURER)
    offices = await an_announcement(desk, mentari, chats=False, of_office=True)
    assert not await desk.run(lambda unit: group_chats.wants_news(unit, mentari.id))
    assert await desk.run(lambda unit: group_chats.announce(unit, offices)) == 0

    async def want(unit: Unit, wanted: bool) -> None:
        group_chats.set_news(unit, mentari.id, wanted)

    await desk.run(lambda unit: want(unit, True))
    assert await desk.run(lambda unit: group_chats.wants_news(unit, mentari.id))
    assert await desk.run(lambda unit: group_chats.announce(unit, offices)) == 1
    await desk.run(lambda unit: want(unit, False))
    again = await an_announcement(desk, mentari, chats=False, of_office=True)
    assert await desk.run(lambda unit: group_chats.announce(unit, again)) == 0


async def test_a_chat_that_was_unlinked_gets_nothing(desk: Desk, mentari: Book) -> None:
    await linked(desk, mentari, role=Role.TREASURER)
    wanted = await an_announcement(desk, mentari, chats=True)
    await desk.run(lambda unit: unlink(unit, mentari.id))
    assert await desk.run(lambda unit: group_chats.announce(unit, wanted)) == 0


async def test_what_waits_for_the_morning_does_not_go_there_after_all(desk: Desk, mentari: Book) -> None:
    await linked(desk, mentari, role=Role.TREASURER)
    own = await an_announcement(desk, mentari, chats=True)
    offices = await an_announcement(desk, mentari, chats=False, of_office=True)

    async def queue(unit: Unit) -> None:
        group_chats.set_news(unit, mentari.id, True)
        # An office's has no group; the tests know none.
        unit.write(
            "INSERT INTO organisations (id, name, zone, details) VALUES ($1, 'Dinas', 'Asia/Jakarta', '{}')",
            1,
        )
        unit.write("UPDATE announcements SET group_id = NULL, organisation_id = 1 WHERE id = $1", offices.id)
        await group_chats.announce(unit, own)
        await group_chats.announce(unit, offices)

    async def waiting(unit: Unit) -> list[int]:
        rows = await unit.fetch(
            "SELECT x.notice_id FROM outbox x JOIN group_chats c ON c.account_id = x.account_id"
            " WHERE x.state = 'queued' ORDER BY x.id"
        )
        return [row["notice_id"] for row in rows]

    async def refuse_news(unit: Unit) -> None:
        group_chats.set_news(unit, mentari.id, False)

    await desk.run(queue)
    assert await desk.run(waiting) == [own.id, offices.id]
    await desk.run(refuse_news)
    assert await desk.run(waiting) == [own.id]
    await desk.run(lambda unit: unlink(unit, mentari.id))
    assert await desk.run(waiting) == []
