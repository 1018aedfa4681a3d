"""An announcement that has gone out to some women, as it stands in the tables then; for tests of her side of it."""

from collections.abc import Sequence
from types import MappingProxyType

from db import notices, outbox
from db.ids import new_code
from db.lists import marks
from db.unit import Unit
from domain.announcements import Audience, Content, NewsKind, Part, PartKind
from domain.contact import LANES, MessageClass
from tests.world import KALTIM, MENTARI, World

TEXT = "Pendaftaran dibuka hari Senin."


async def announce(
    world: World,
    person_ids: Sequence[int],
    *,
    text: str = TEXT,
    choices: Sequence[str] = (),
    news: NewsKind = NewsKind.AID,
    group: bool = False,
    texts: dict[str, str] | None = None,
    recipe: str = "",
    recipe_args: tuple[int, ...] = (),
) -> str:
    """Write it as sent just now by the office of Kalimantan Timur, or by Mentari; its code."""
    code = new_code(6)

    async def job(unit: Unit) -> None:
        content = Content(
            texts=MappingProxyType({"id": text, **(texts or {})}),
            choices=tuple(choices),
            sender=f"Kelompok {MENTARI}" if group else KALTIM,
            news=news,
            code=code,
            recipe=recipe,
            recipe_args=recipe_args,
        )
        await plant(
            unit,
            person_ids,
            content,
            organisation_id=None if group else world.offices[KALTIM],
            group_id=world.groups[MENTARI] if group else None,
        )
        lane = LANES[MessageClass.BROADCAST]
        queued = await outbox.list_due(unit, world.phones.channel, lane, unit.now_ms, 0, len(person_ids))
        unit.after_commit(lambda: world.app.delivery.hand_over(queued))

    await world.run(job)
    await world.rest()
    return code


async def plant(
    unit: Unit,
    person_ids: Sequence[int],
    content: Content,
    *,
    organisation_id: int | None = None,
    group_id: int | None = None,
    audience: Audience | None = None,
    chats: bool = False,
) -> int:
    """Write it as begun now, with a row in the outbox for each account of theirs; its id."""
    notice_id = await notices.add(unit, content.pack())
    unit.write(
        "INSERT INTO announcements (id, code, organisation_id, group_id, made_by, news, state, audience, size, choices,"
        " due_ms, begun_ms, made_ms, filled_to, queued_to, chats) VALUES ($1, $2, $3, $4, $9, $5, 'sending', $6, 1, $7,"
        " $8, $8, $8, -1, -1, $10)",
        notice_id,
        content.code,
        organisation_id,
        group_id,
        content.news.value,
        (audience or Audience(those=(Part(kind=PartKind.GROUP, id=group_id or 1),))).pack(),
        len(content.choices),
        unit.now_ms,
        person_ids[0],
        int(chats),
    )
    await _queue(unit, notice_id, person_ids)
    return notice_id


async def _queue(unit: Unit, notice_id: int, person_ids: Sequence[int]) -> None:
    rows = await unit.fetch(
        "SELECT p.id AS person_id, a.id AS account_id, a.channel FROM persons p JOIN accounts a ON a.owner_id = p.id"
        " OR a.id IN (SELECT account_id FROM profiles WHERE person_id = p.id) WHERE p.id IN "
        + marks(len(person_ids)),
        *person_ids,
    )
    for row in rows:
        outbox_id = unit.new_id()
        unit.write(
            "INSERT INTO outbox (id, n, account_id, person_id, channel, kind, lane, state, due_ms, pushed, notice_id,"
            " made_ms) VALUES ($1, 0, $2, $3, $4, 'broadcast', $5, 'queued', $6, 1, $7, $6)",
            outbox_id,
            row["account_id"],
            row["person_id"],
            row["channel"],
            LANES[MessageClass.BROADCAST],
            unit.now_ms,
            notice_id,
        )
        unit.write(
            "INSERT INTO announcement_receivers (announcement_id, person_id, state, account_id, channel, way, outbox_id)"
            " VALUES ($1, $2, 'queued', $3, $4, 'chat', $5)",
            notice_id,
            row["person_id"],
            row["account_id"],
            row["channel"],
            outbox_id,
        )


async def answers(world: World, code: str) -> dict[int, int]:
    """Who has answered what."""

    async def job(unit: Unit) -> dict[int, int]:
        rows = await unit.fetch(
            "SELECT r.person_id, r.answer FROM announcement_receivers r JOIN announcements a"
            " ON a.id = r.announcement_id WHERE a.code = $1 AND r.answer > 0",
            code,
        )
        return {row["person_id"]: row["answer"] for row in rows}

    return await world.run(job)


async def refused(world: World, person_id: int) -> set[str]:
    """Which kinds she wants no more."""

    async def job(unit: Unit) -> set[str]:
        rows = await unit.fetch("SELECT news FROM news_refusals WHERE person_id = $1", person_id)
        return {row["news"] for row in rows}

    return await world.run(job)
