"""Women who know an office in Samarinda or are of the group Mentari, who announces to them, and a channel that answers.

On both engines (tests/db/office_world.py). What the channel says is written by hand: nothing is sent here.
"""

from collections.abc import Sequence
from typing import Any

from db import announcement_receivers, announcements, audience, consents, groups, members, outbox, people
from db.members import NewMember
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.announcements import (
    Announcement,
    Audience,
    Content,
    NewsKind,
    Part,
    PartKind,
    Reached,
    State,
)
from domain.contact import LANES, MessageClass
from domain.purposes import Purpose
from domain.roles import Role, RoleGrant
from domain.zones import WITA
from tests.db.office_world import World

MINUTE_MS = 60_000
SAMARINDA = Audience(those=(Part(kind=PartKind.AREA, value="samarinda"),))


def words(text: str = "Besok jam 9, {panggilan}.", *choices: str, news: NewsKind = NewsKind.AID) -> Content:
    """What is announced; code and sender are filled in when it is written."""
    return Content(texts={"id": text}, choices=choices, sender="", news=news, code="")


async def says(world: World, woman: Actor, purpose: Purpose, answer: str = "yes", *, office: int = 0) -> None:
    """She answers the office's question for this consent."""

    async def job(unit: Unit) -> None:
        consents.record(
            unit,
            person_id=woman.person_id,
            organisation_id=office or world.office,
            purpose=purpose.value,
            version="1",
            text="Boleh?",
            answer=answer,
            manner=consents.TYPED,
        )

    await world.run(job, by=woman)


async def known(world: World, name: str = "siti", area: str = "samarinda", *, office: int = 0) -> Actor:
    """A woman who lives there and has said yes to being looked at by the office."""
    woman = await world.woman(name, area)
    await says(world, woman, Purpose.SCREENING, office=office)
    return woman


async def knows(world: World, count: int, area: str = "samarinda") -> list[Actor]:
    """So many of them."""
    return [await known(world, f"siti{n}", area) for n in range(count)]


async def serves(world: World, *areas: str) -> None:
    """The office serves these beside what it serves; without any: none at all."""

    async def job(unit: Unit) -> None:
        if not areas:
            unit.write("DELETE FROM organisation_areas WHERE organisation_id = $1", world.office)
        unit.write_many(
            "INSERT INTO organisation_areas (organisation_id, area) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            [(world.office, area) for area in areas],
        )

    await world.run(job)


async def group_of(world: World, count: int = 3, *, practice_of: int = 0) -> tuple[int, list[Actor]]:
    """The group Mentari and its members, the first of them its treasurer."""
    women = [await world.woman(f"anggota{n}") for n in range(count)]

    async def job(unit: Unit) -> int:
        group_id = groups.add(
            unit, name="Demo Mentari", place="Cipanas", zone=WITA, demo=True, practice_of=practice_of
        )
        new = [NewMember(name=f"Siti {n}", person_id=each.person_id) for n, each in enumerate(women)]
        await members.add_many(unit, group_id, new, joined_day=unit.now.date())
        for each in women:
            grant = RoleGrant(Role.MEMBER, group_id=group_id)
            people.grant_role(
                unit, role_id=unit.new_id(), person_id=each.person_id, grant=grant, now_ms=unit.now_ms
            )
        return group_id

    group_id = await world.run(job)
    await world.grant(women[0], RoleGrant(Role.TREASURER, group_id=group_id))
    return group_id, women


async def write(
    world: World,
    by: Actor,
    audience_: Audience = SAMARINDA,
    content: Content | None = None,
    *,
    group_id: int | None = None,
    size: int = 1,
    **fields: Any,
) -> Announcement:
    """She announces for the office, or for that group."""

    async def job(unit: Unit) -> Announcement:
        named: dict[str, Any] = {"due_ms": unit.now_ms, **fields}
        return await announcements.add(
            unit,
            content=content or words(),
            audience=audience_,
            organisation_id=None if group_id is not None else world.office,
            group_id=group_id,
            size=size,
            **named,
        )

    return await world.run(job, by=by)


async def now(world: World, announcement: Announcement) -> Announcement:
    """How it stands."""
    found = await world.run(lambda unit: announcements.peek(unit, announcement.id))
    assert found is not None
    return found


async def fill(world: World, announcement: Announcement) -> Announcement:
    """It is due, and everybody it is for is found."""
    world.desk.now_ms = max(world.desk.now_ms, (await now(world, announcement)).due_ms)
    while await world.run(lambda unit: audience.fill(unit, announcement)):
        pass
    return await now(world, announcement)


async def queue(world: World, announcement: Announcement) -> Announcement:
    """The same, and everybody has her row in the outbox."""
    await fill(world, announcement)
    while await world.run(lambda unit: announcement_receivers.queue_slice(unit, announcement)):
        pass
    return await now(world, announcement)


async def settle(world: World, announcement: Announcement) -> Announcement:
    """What the outbox says is taken over."""
    while await world.run(lambda unit: announcement_receivers.settle_slice(unit, announcement)):
        pass
    return await now(world, announcement)


async def rows(world: World, announcement: Announcement) -> list[dict[str, Any]]:
    """Its rows in the outbox, the oldest first."""
    return await world.rows(
        "SELECT id, person_id, account_id, channel, lane, state, fault, pushed, kind, due_ms FROM outbox"
        " WHERE notice_id = $1 ORDER BY id",
        announcement.id,
    )


async def row_of(world: World, announcement: Announcement, woman: Actor) -> int:
    """The newest row of hers in the outbox."""
    return int(
        [each["id"] for each in await rows(world, announcement) if each["person_id"] == woman.person_id][-1]
    )


async def sent(world: World, announcement: Announcement, *women: Actor) -> None:
    """The channel took what is for these, or for everybody whose row is queued."""
    wanted = {each.person_id for each in women}

    async def job(unit: Unit) -> None:
        for each in found:
            outbox.sent(unit, each["id"], f"m{each['id']}", unit.now_ms)

    found = [
        each
        for each in await rows(world, announcement)
        if each["state"] in ("queued", "retry", "sending") and (not wanted or each["person_id"] in wanted)
    ]
    await world.run(job)


async def looked(world: World, announcement: Announcement, woman: Actor) -> None:
    """She has found by herself what waited for her."""
    row = await row_of(world, announcement, woman)

    async def job(unit: Unit) -> None:
        outbox.sent(unit, row, "", unit.now_ms)

    await world.run(job)


async def in_its_place(world: World, announcement: Announcement, woman: Actor) -> int:
    """What she is sent waits until she looks, and the sentence that tells nothing is being sent; its row."""
    row = await row_of(world, announcement, woman)

    async def job(unit: Unit) -> int:
        outbox.settle(unit, row, "pull", "")
        neutral = outbox.Queued(
            id=unit.new_id(),
            account_id=woman.account_id,
            person_id=woman.person_id,
            channel="simulator",
            kind=MessageClass.BROADCAST.value,
            lane=LANES[MessageClass.BROADCAST],
            due_ms=unit.now_ms,
            pushed=True,
            neutral=True,
            body=b"{}",
            made_ms=unit.now_ms,
            stands_for=row,
        )
        await unit.vault.have([owner_of(woman.person_id)])
        outbox.add(unit, neutral, state="sending")
        return neutral.id

    return await world.run(job)


async def ended(world: World, announcement: Announcement, woman: Actor, state: str, fault: str = "") -> None:
    """Her row comes to this."""
    outbox_id = await row_of(world, announcement, woman)

    async def job(unit: Unit) -> None:
        outbox.settle(unit, outbox_id, state, fault)

    await world.run(job)


async def states(world: World, announcement: Announcement) -> dict[int, tuple[str, str]]:
    """By person: her state and why."""
    found = await world.rows(
        "SELECT person_id, state, why FROM announcement_receivers WHERE announcement_id = $1", announcement.id
    )
    return {each["person_id"]: (each["state"], each["why"]) for each in found}


async def counts(world: World, announcement: Announcement) -> dict[Reached, int]:
    """How many stand where."""
    found = await world.run(lambda unit: announcement_receivers.tally(unit, announcement.id))
    return dict(found.counts)


async def run_whole(world: World, announcement: Announcement) -> Announcement:
    """Found, queued, sent and settled."""
    await queue(world, announcement)
    await sent(world, announcement)
    return await settle(world, announcement)


def ids(women: Sequence[Actor]) -> set[int]:
    """Who they are."""
    return {each.person_id for each in women}


OVER = frozenset({State.DONE, State.STOPPED, State.CALLED_BACK, State.REFUSED})
