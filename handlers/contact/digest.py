"""The morning's digest of who answers women, and what a notice says: how many wait, and not a word of any of them.

Claiming and the message are one transaction, a slice at a time. Where nothing waits nobody is told anything.
"""

# staff: people of an office read this file's sentences

from datetime import datetime, time, timedelta

from conversation.text import Text, _, n_
from db import contact_counts, contact_digest, contact_staff
from db.contact_counts import Waiting
from db.contact_digest import ToTell
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.zones import local_time
from handlers.contact.matter_words import said_moment
from handlers.names import LOOK_ANYWAY, MATTERS, OFFERED, STEPS, SUPERVISE

# The part of LOOK_ANYWAY that shows why colleagues have looked.
REASONS = "reasons"


async def tell_due(unit: Unit) -> bool:
    """Tell who is due; whether there may be more. For the clock (handlers/contact/clock.py), which queues it."""
    due = await contact_digest.list_to_tell(unit)
    for each in due:
        if await contact_digest.claim(unit, each.person_id, each.day):
            await _tell(unit, each)
    return len(due) == contact_digest.SLICE


async def _tell(unit: Unit, each: ToTell) -> None:
    waiting = await contact_counts.count_for(unit, each.person_id, end_of_day_ms(unit, each.zone))
    if waiting.is_nothing:
        return
    unit.tell(
        each.person_id,
        _(
            "Selamat pagi. Kabar kerja hari ini:\n{lines}",
            lines=together(lines(waiting, unit.now_ms, each.zone)),
        ),
        MessageClass.RELAY.value,
        buttons=buttons(waiting),
        matter=contact_staff.MATTER,
    )
    contact_staff.note_told(unit, each.person_id)
    contact_staff.drop_news(unit, each.person_id)
    contact_staff.drop_climb(unit, each.person_id)


def end_of_day_ms(unit: Unit, zone: str) -> int:
    """The midnight after this moment, there."""
    local = local_time(unit.now, zone)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(0), local.tzinfo)
    return round(midnight.timestamp() * 1000)


# -- words ------------------------------------------------------------------------------------------------------


def lines(waiting: Waiting, now_ms: int, zone: str) -> list[Text]:
    """What waits, each in a line; since when, so that it is also true for who reads it hours later."""
    said = []
    if waiting.unanswered:
        said.append(
            n_(
                "{n} pesan warga belum dijawab, paling lama sejak {moment}.",
                "{n} pesan warga belum dijawab, paling lama sejak {moment}.",
                waiting.unanswered,
                moment=said_moment(waiting.oldest_ms, now_ms=now_ms, zone=zone),
            )
        )
    if waiting.pool and not waiting.forgotten:  # who leads sees those in the same list
        said.append(
            n_(
                "{n} urusan bisa diambil.",
                "{n} urusan bisa diambil.",
                waiting.pool,
            )
        )
    if waiting.steps:
        said.append(n_("{n} langkah untuk hari ini.", "{n} langkah untuk hari ini.", waiting.steps))
    if waiting.offers:
        said.append(n_("{n} urusan ditawarkan.", "{n} urusan ditawarkan.", waiting.offers))
    if waiting.forgotten:
        said.append(
            n_(
                "{n} urusan terlalu lama belum dijawab. Tolong dipantau.",
                "{n} urusan terlalu lama belum dijawab. Tolong dipantau.",
                waiting.forgotten,
            )
        )
    if waiting.looks:
        said.append(
            n_(
                "{n} urusan dibuka rekan, dengan alasan.",
                "{n} urusan dibuka rekan, dengan alasan.",
                waiting.looks,
            )
        )
    return said


def together(said: list[Text]) -> Text:
    """The lines below each other: each is a whole sentence."""
    first, *others = said
    for each in others:
        first = _("{before}\n{line}", before=first, line=each)
    return first


def buttons(waiting: Waiting) -> tuple[PushButton, ...]:
    """Where each of them is found; three at the most, the most pressing first."""
    found = []
    if waiting.looks:
        found.append(PushButton(label=_("Lihat sebabnya"), talk=LOOK_ANYWAY, args=(0, REASONS)))
    if waiting.forgotten:
        found.append(PushButton(label=_("Pantau"), talk=SUPERVISE))
    if waiting.unanswered or waiting.pool:
        found.append(PushButton(label=_("Pesan warga"), talk=MATTERS))
    if waiting.offers:
        found.append(PushButton(label=_("Yang ditawarkan"), talk=OFFERED))
    if waiting.steps:
        found.append(PushButton(label=_("Tugas saya"), talk=STEPS))
    return tuple(found[:3])
