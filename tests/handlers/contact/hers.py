"""What stands in the matters after a chat, as lines: whose, with whom, how many messages, and what of them is open."""

from db import matter_messages, matters
from db.unit import Unit
from domain.matters import MessageKind, Side, State
from handlers.contact.passing import pass_on
from tests.world import World


async def list_matters(world: World) -> list[str]:
    """For each: "Siti dengan Rina: 2 pesan, menunggu", the oldest first."""

    async def job(unit: Unit) -> list[str]:
        names = await world._names(unit)
        rows = await unit.fetch("SELECT id FROM matters ORDER BY id")
        found = []
        for row in rows:
            matter = await matters.find(unit, row["id"])
            assert matter is not None
            says = ["menunggu" if matter.waiting_ms else "dijawab" if matter.theirs_ms else "terbuka"]
            says += ["hanya dia"] if matter.only_holder else []
            says += ["perempuan"] if matter.women_only else []
            says += ["pasti"] if matter.sure else []
            says += [f"soal {names.get(matter.about_id, '?')}"] if matter.about_id else []
            state = (
                ", ".join(says)
                if matter.state is State.OPEN
                else f"ditutup {matter.result} {int(matter.face)}"
            )
            what = "keluhan" if matter.complaint else "pesan"
            holder = names.get(matter.holder_id, "?") if matter.holder_id else "siapa saja"
            found.append(f"{names[matter.person_id]} dengan {holder}: {matter.messages} {what}, {state}")
        return found

    return await world.run(job)


async def list_words(world: World, name: str) -> list[str]:
    """What she has written, in its order; what was taken back is empty."""

    async def job(unit: Unit) -> list[str]:
        unit.actor = await world.actor(unit, name)
        found: list[str] = []
        for matter in await matters.of_person(unit, unit.actor.person_id):
            for n in range(1, matter.messages + 1):
                each = await matter_messages.find_one(unit, matter.id, n)
                assert each is not None
                found += [each.text] if each.by_person == unit.actor.person_id else []
        return found

    return await world.run(job)


async def answer(world: World, text: str) -> None:
    """Rina answers what Siti has open, without a word of hers on the paper."""

    async def job(unit: Unit) -> None:
        siti = (await world.actor(unit, "Siti")).person_id
        unit.actor = await world.actor(unit, "Rina")
        (matter,) = await matters.of_person(unit, siti)
        await matter_messages.page(unit, matter)  # she has read what she answers
        await matter_messages.add(unit, matter, Side.STAFF, MessageKind.TEXT, text)
        await pass_on(unit, matter)
        told, unit.told = unit.told, []
        queued = await world.app.teller.queue(unit, told)
        unit.after_commit(lambda: world.app.delivery.hand_over(queued))

    await world.run(job)
    await world.rest()
