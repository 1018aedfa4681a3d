"""What a second person reads of an announcement that waits, and what her yes or no does."""

# staff: who agrees, and who wrote it, reads this file's sentences

from datetime import UTC, date, datetime

from conversation.text import _
from db import (
    announcement_tellings,
    announcements,
    audience_count,
    message_costs,
    part_names,
    people,
    permits,
)
from db.data_readers import list_selves
from db.part_names import Named
from db.unit import PushButton, Unit
from domain.announcement_warnings import is_doubtful, near_day
from domain.announcements import (
    CALL_BACK_S,
    Announcement,
    AnnouncementGone,
    NewsKind,
    SecondPersonNeeded,
    State,
)
from domain.contact import MessageClass
from domain.message_costs import charged
from domain.money import Rupiah
from domain.permits import Action, places
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.roles import Place
from domain.zones import local_time
from handlers.announce.when import read_on
from handlers.announce.words import MENDS
from handlers.announce.write_steps import show_content, tell_waiting
from handlers.names import AGREE_TO_ANNOUNCEMENT, ANNOUNCE

LISTED_MAX = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One that waits."""

    id: int
    code: str
    size: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """All that is to be agreed to, but the words. later: it is planned for a moment to come.

    doubtful: its words may be a fraud's. near: a word of it that means another day by now ("besok"), "" for none; it
    was written to be read on `meant`, and is read on `read`.
    """

    id: int
    code: str
    size: int
    writer: str
    those: tuple[Named, ...]
    without: tuple[Named, ...]
    news: NewsKind
    begins: datetime
    later: bool
    cost: Rupiah | None
    doubtful: bool = False
    near: str = ""
    meant: date | None = None
    read: date | None = None


async def list_waiting(unit: Unit) -> tuple[Row, ...]:
    """Those that the actor may answer, the oldest first."""
    offices = places(unit.actor.roles, Action.AGREE_TO_ANNOUNCEMENT)
    own = await list_selves(unit, unit.actor.person_id)
    found = await announcements.list_of(unit, organisation_ids=offices, group_ids=(), most=LISTED_MAX)
    return tuple(
        Row(id=each.id, code=each.code, size=each.size)
        for each in reversed(found)
        if each.state is State.APPROVAL and each.made_by not in own
    )


async def look_closer(unit: Unit, announcement_id: int) -> Waiting:
    """One of them. Raises NotAllowed, SecondPersonNeeded (her own), AnnouncementGone."""
    found = await _get(unit, announcement_id)
    place = place_of(found)
    zone = await announcement_tellings.zone_of(unit, place)
    those, without = await part_names.name_all(unit, found.audience, place)
    counted = await audience_count.count(
        unit, found.audience, place.organisation_id, place.group_id, found.news
    )
    on_whatsapp = charged(counted.by_channel)
    outside = min(counted.outside_window, on_whatsapp)
    writer = (await people.list_persons(unit, [found.made_by])).get(found.made_by)
    content = await announcements.content(unit, found)
    meant, read = (
        read_on(datetime.fromtimestamp(max(found.due_ms, since_ms) / 1000, UTC), zone)
        for since_ms in (found.made_ms, unit.now_ms)
    )
    return Waiting(
        id=found.id,
        code=found.code,
        size=found.size,
        writer=writer.name if writer is not None else "",
        those=those,
        without=without,
        news=found.news,
        begins=local_time(datetime.fromtimestamp(found.due_ms / 1000, UTC), zone),
        later=found.due_ms > max(unit.now_ms, found.made_ms + CALL_BACK_S * 1000),
        cost=await message_costs.estimate(unit, on_whatsapp - outside, outside) if on_whatsapp else None,
        doubtful=is_doubtful(content),
        near=near_day(content.texts["id"]) if read != meant else "",
        meant=meant,
        read=read,
    )


async def _get(unit: Unit, announcement_id: int) -> Announcement:
    found = await announcements.get(unit, announcement_id)
    if found.organisation_id is None:
        raise NotAllowed
    await permits.require_to_look(unit, Action.AGREE_TO_ANNOUNCEMENT, organisation_id=found.organisation_id)
    if found.made_by in await list_selves(unit, unit.actor.person_id):
        raise SecondPersonNeeded
    if found.state is not State.APPROVAL:
        raise AnnouncementGone
    return found


async def show_again(unit: Unit, announcement_id: int) -> None:
    """The very message, as whoever wrote it saw it. Raises NotAllowed, SecondPersonNeeded, AnnouncementGone."""
    found = await _get(unit, announcement_id)
    unit.audit("read", "announcement", found.id, 0, "agree")
    content = await announcements.content(unit, found)
    await show_content(unit, content, talk=AGREE_TO_ANNOUNCEMENT, args=(found.id,))


async def say_yes(unit: Unit, announcement_id: int) -> datetime:
    """It goes out; when that begins. Whoever wrote it may still call it back."""
    agreed = await announcements.agree(unit, announcement_id)
    zone = await announcement_tellings.zone_of(unit, place_of(agreed))
    tell_waiting(unit, agreed, zone)
    return local_time(datetime.fromtimestamp(agreed.due_ms / 1000, UTC), zone)


async def say_no(unit: Unit, announcement_id: int, reason: str) -> None:
    """It is over; whoever wrote it hears that, and why."""
    refused = await announcements.refuse(unit, announcement_id)
    text = _("Pengumuman {code} tidak disetujui. Tidak ada yang dikirim.", code=refused.code)
    if reason:
        text = _(
            "Pengumuman {code} tidak disetujui: {reason}\nTidak ada yang dikirim.",
            code=refused.code,
            reason=reason,
        )
    unit.tell(
        refused.made_by,
        text,
        MessageClass.RELAY.value,
        buttons=(PushButton(label=_("Perbaiki"), talk=ANNOUNCE, args=(0, refused.id, MENDS)),),
        matter=f"announcement:{refused.id}",
    )


def place_of(announcement: Announcement) -> Place:
    """Whose it is."""
    return Place(organisation_id=announcement.organisation_id, group_id=announcement.group_id)
