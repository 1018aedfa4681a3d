"""An office that has announced something to women it knows; and a look at what became of it."""

from db import announcements, consents
from db.unit import Unit
from domain.announcements import Announcement, Audience, Content, NewsKind, Part, PartKind, Reached
from domain.purposes import Controller, Purpose, Side
from tests.handlers.contact.letters import add_woman, add_worker
from tests.play import Play
from tests.world import KALTIM, World

AREA = "samarinda"
ROWS = {Reached.FAILED: "pull", Reached.WAITING: "pull"}
TEXT = "Halo {panggilan} {nama}, kelas besok pindah ke balai desa."


async def know(world: World, name: str, *, office: str = KALTIM) -> None:
    """She has said yes to this office once."""

    async def job(unit: Unit) -> None:
        unit.actor = await world.actor(unit, name)
        consents.answer(
            unit,
            unit.actor.person_id,
            Purpose.TRAINING,
            Controller(side=Side.OFFICE, id=world.offices[office], name=office),
            version="1",
            text="Boleh?",
            given="yes",
        )

    await world.run(job)


async def add_known(world: World, *names: str, phone: str = "own") -> None:
    """Women of the area whom the office knows."""
    for name in names:
        await add_woman(world, name, area=AREA, phone=phone)
        await know(world, name)


async def announce(
    world: World,
    by: str = "Rina",
    *,
    text: str = TEXT,
    choices: tuple[str, ...] = (),
    size: int = 1,
    office: str = KALTIM,
) -> Announcement:
    """To all women of the area; a minute later it begins."""

    async def job(unit: Unit) -> Announcement:
        unit.actor = await world.actor(unit, by)
        return await announcements.add(
            unit,
            content=Content(texts={"id": text}, choices=choices, sender="", news=NewsKind.OTHER, code=""),
            audience=Audience(those=(Part(kind=PartKind.AREA, value=AREA),)),
            organisation_id=world.offices[office],
            group_id=None,
            size=size,
            due_ms=0,
        )

    return await world.run(job)


async def stand(
    world: World, announcement: Announcement, name: str, state: Reached, why: str = "", answer: int = 0
) -> None:
    """What became of it for her, and of her message, whatever her telephone says."""

    async def job(unit: Unit) -> None:
        if state in ROWS:
            unit.write(
                "UPDATE outbox SET state = $3, fault = $4 WHERE notice_id = $1 AND person_id = $2",
                announcement.id,
                (await world.actor(unit, name)).person_id,
                ROWS[state],
                "refused" if state is Reached.FAILED else "",
            )
        unit.write(
            "UPDATE announcement_receivers SET state = $3, why = $4, answer = $5 WHERE announcement_id = $1"
            " AND person_id = $2",
            announcement.id,
            (await world.actor(unit, name)).person_id,
            state.value,
            why,
            answer,
        )

    await world.run(job)


async def done(
    world: World, play: Play, *, choices: tuple[str, ...] = (), names: tuple[str, ...] = ("Wati", "Siti")
) -> Announcement:
    """Rina has announced something to these, and it is over; everybody has read what came."""
    await add_worker(world)
    await add_known(world, *names)
    announcement = await announce(world, choices=choices, size=len(names))
    await world.pass_time(61)
    await pass_by(world, play)
    return announcement


async def pass_by(world: World, play: Play) -> None:
    """A few seconds go by, and everybody reads what came."""
    await world.pass_time(3)
    play._look()
    play._unread.clear()


__all__ = ["AREA", "TEXT", "add_known", "add_worker", "announce", "done", "know", "pass_by", "stand"]
