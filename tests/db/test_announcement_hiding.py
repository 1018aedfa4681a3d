"""An office sees no member of a group by name, and a first result is known only to who reads answers."""

import pytest

from db import announcement_hiding
from db.announcement_hiding import Hidden
from db.people import Actor
from domain.announcements import Announcement, Audience, Part, PartKind
from domain.roles import Role
from tests.db.announcement_world import SAMARINDA, group_of, write
from tests.db.office_world import World, world

__all__ = ["world"]

RESULT = Part(kind=PartKind.RESULT, value="kaltim-uep-2023/cocok_awal")
COURSE = Part(kind=PartKind.COURSE, id=3)


def of(kind: PartKind, announcement: Announcement) -> Part:
    return Part(kind=kind, id=announcement.id)


async def hidden(world: World, announcement: Announcement, actor: Actor) -> Hidden | None:
    return await world.run(
        lambda unit: announcement_hiding.hidden_from(unit, announcement, actor.roles), by=actor
    )


async def tells(world: World, *those: Part, without: tuple[Part, ...] = (), office: bool = True) -> bool:
    audience = Audience(those=those, without=without)
    return await world.run(
        lambda unit: announcement_hiding.tells_members(unit, audience, world.office if office else None)
    )


async def test_a_first_result_is_hidden_from_the_admin_also_in_what_follows_it(world: World) -> None:
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    first = await write(world, worker, Audience(those=(RESULT,)))
    follows = await write(world, worker, Audience(those=(of(PartKind.GOT, first),)), follows=first.id)
    for each in (first, follows):
        assert await hidden(world, each, worker) is None
        assert await hidden(world, each, admin) is Hidden.ALL
    plain = await write(world, worker)
    assert await hidden(world, plain, admin) is None


async def test_of_a_group_an_office_reads_only_the_names_of_who_answered(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    group_id, (treasurer, *_women) = await group_of(world)
    whole = Audience(those=(Part(kind=PartKind.GROUP, id=group_id),))
    assert await hidden(world, await write(world, worker, whole), worker) is Hidden.SILENT
    assert await hidden(world, await write(world, treasurer, whole, group_id=group_id), treasurer) is None


async def test_a_group_stands_beside_nothing_else_at_an_office(world: World) -> None:
    group_id, _women = await group_of(world)
    group = Part(kind=PartKind.GROUP, id=group_id)
    worker = await world.staff(Role.WORKER)
    got = of(PartKind.GOT, await write(world, worker, Audience(those=(group,))))
    for other in (COURSE, *SAMARINDA.those):
        assert await tells(world, other, group)
        assert await tells(world, other, without=(group,))
        assert await tells(world, other, without=(got,)), "nor by way of what was announced to it"
    assert not await tells(world, group)
    assert not await tells(world, group, Part(kind=PartKind.GROUP, id=9))
    assert not await tells(
        world, got, without=(of(PartKind.ANSWERED, await write(world, worker, Audience(those=(group,)))),)
    )
    assert not await tells(world, COURSE, *SAMARINDA.those)
    assert not await tells(world, group, without=(COURSE,), office=False), (
        "its own officers know who is in it"
    )


@pytest.mark.parametrize("kind", [PartKind.GOT, PartKind.UNANSWERED, PartKind.ANSWERED])
async def test_what_nobody_knows_any_more_is_hidden(world: World, kind: PartKind) -> None:
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker)
    lost = await world.run(
        lambda unit: announcement_hiding._kinds(unit, [Part(kind=kind, id=written.id + 1)])
    )
    assert lost == {None}
