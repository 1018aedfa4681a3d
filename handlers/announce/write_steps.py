"""What writing an announcement reads and writes: whom it reaches, what it looks like, and that it goes out, once."""

# staff: who announces reads this file's sentences

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from conversation.text import Text, _, n_
from db import (
    announcement_family,
    announcement_hiding,
    announcement_tellings,
    announcements,
    audience_count,
    files,
    group_chats,
    message_costs,
    part_names,
    people,
    push_buttons,
)
from db.announcement_reading import is_announced
from db.data_readers import list_selves
from db.part_names import Earlier, Named
from db.unit import Paper, PushButton, Told, Unit
from db.vault import KeyGone
from domain.announcement_drafts import PICTURE, Draft, FileNotThere, FileNotYet, is_writable
from domain.announcement_warnings import is_doubtful
from domain.announcements import (
    CALL_BACK_S,
    Announcement,
    AnnouncementGone,
    Content,
    NobodyToTell,
    PartKind,
    SecondPersonNeeded,
    State,
)
from domain.contact import MessageClass, is_quiet
from domain.counts import Count
from domain.files import IMAGES, FileKind, SentFile, Wanted
from domain.message_costs import charged
from domain.money import Rupiah
from domain.permits import Action, holders
from domain.placeholders import EXAMPLE, NOBODY
from domain.records import dataclass
from domain.refusals import Changed
from domain.roles import Place
from domain.zones import local_date, local_time
from handlers.announce.message import message
from handlers.announce.owner import look_at, require
from handlers.names import AGREE_TO_ANNOUNCEMENT, ANNOUNCE, CALL_BACK_ANNOUNCEMENT

WAITING_SHOWN = "waiting"
"""What the message with [Tarik] shows, until the progress stands in its place (db/announcement_tellings.py)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """What whoever writes sees before it goes out. those, without: the parts by name. left_out: by why.

    second: how many others may agree to it, -1 where nobody has to; doubtful: because of its words. today: in its zone.
    quiet: whether it would begin in the night. cost: of WhatsApp, None where no price was set; on_whatsapp: how many
    that are. chats: into how many.
    """

    those: tuple[Named, ...]
    without: tuple[Named, ...]
    reach: int
    left_out: Mapping[str, int]
    second: int
    today: date
    zone: str
    quiet: bool
    on_whatsapp: int
    outside: int
    cost: Rupiah | None
    chats: int
    doubtful: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Begun:
    """What was sent off. waits: a second person has to agree; asked: how many were told so. begins: in its zone."""

    id: int
    code: str
    size: int
    waits: bool
    asked: int
    begins: datetime


# -- what is read -----------------------------------------------------------------------------------------------


async def look_over(unit: Unit, draft: Draft) -> Sight:
    """All there is to see of the draft now. Raises NotAllowed."""
    place = Place.read(draft.place)
    await look_at(unit, place)
    zone = await announcement_tellings.zone_of(unit, place)
    counted = await audience_count.count(
        unit, draft.audience, place.organisation_id, place.group_id, draft.news
    )
    those, without = await part_names.name_all(unit, draft.audience, place)
    on_whatsapp = charged(counted.by_channel)
    outside = min(counted.outside_window, on_whatsapp)
    return Sight(
        those=those,
        without=without,
        reach=counted.reach,
        left_out={str(why): count for why, count in counted.left_out.items() if count},
        second=await _seconds(unit, draft, counted.reach),
        doubtful=place.organisation_id is not None and is_doubtful(draft.content("")),
        today=local_date(unit.now, zone),
        zone=zone,
        quiet=is_quiet(_soonest(unit), zone),
        on_whatsapp=on_whatsapp,
        outside=outside,
        cost=await message_costs.estimate(unit, on_whatsapp - outside, outside) if on_whatsapp else None,
        chats=len(await list_chats(unit, draft)),
    )


async def find_session_day(unit: Unit, draft: Draft) -> date | None:
    """The day of the session it is about, where it is about one: that is what {tanggal} means."""
    place = Place.read(draft.place)
    await look_at(unit, place)
    those, _without = await part_names.name_all(unit, draft.audience, place)
    days = {each.begins.date() for each in those if each.kind is PartKind.SESSION and each.begins is not None}
    return days.pop() if len(days) == 1 else None


async def find_followed(unit: Unit, announcement_id: int) -> Earlier:
    """The announcement that is corrected or asked again. Raises NotAllowed."""
    return await part_names.find_earlier(unit, announcement_id)


async def written_again(unit: Unit, announcement_id: int) -> Draft:
    """What was announced, or taken back, as a draft anew. Its day stays while it is to come, its file while it is
    kept and of whoever writes. Raises NotAllowed, AnnouncementGone where its words were forgotten.
    """
    announcement = await announcements.get(unit, announcement_id)
    place = Place(organisation_id=announcement.organisation_id, group_id=announcement.group_id)
    await look_at(unit, place)
    try:
        content = await announcements.content(unit, announcement)
    except KeyGone:
        raise AnnouncementGone from None
    today = local_date(unit.now, await announcement_tellings.zone_of(unit, place))
    file = await files.find(unit, announcement.file_id) if announcement.file_id else None
    is_hers = file is not None and file.state == "kept" and file.person_id == unit.actor.person_id
    return Draft(
        place=place.key,
        sender=content.sender,
        audience=announcement.audience,
        news=announcement.news,
        texts=tuple(content.texts.items()),
        choices=content.choices,
        day=content.day if content.day is not None and content.day >= today else None,
        file_id=announcement.file_id if is_hers else 0,
        is_photo=content.recipe == PICTURE,
        chats=announcement.chats,
        follows=announcement.follows,
    )


async def list_chats(unit: Unit, draft: Draft) -> list[int]:
    """The chats into which it may go as well: the group's own; of groups that are meant as a whole, where they wish."""
    place = Place.read(draft.place)
    if place.group_id is not None:
        return await group_chats.list_linked(unit, place.group_id)
    if draft.audience.without:
        return []
    meant = [each.id for each in draft.audience.those if each.kind is PartKind.GROUP]
    wishing = [each for each in meant if await group_chats.wants_news(unit, each)]
    return [chat for each in wishing for chat in await group_chats.list_linked(unit, each)]


def _soonest(unit: Unit) -> datetime:
    return datetime.fromtimestamp(unit.now_ms / 1000 + CALL_BACK_S, UTC)


async def _seconds(unit: Unit, draft: Draft, reach: int) -> int:
    """How many others may agree to it; -1 where nobody has to."""
    organisation_id = Place.read(draft.place).organisation_id
    if organisation_id is None:
        return -1
    if not is_doubtful(draft.content("")) and not await announcements.is_over(unit, organisation_id, reach):
        return -1
    return len(await list_seconds(unit, organisation_id, unit.actor.person_id))


async def list_seconds(unit: Unit, organisation_id: int, writer_id: int) -> list[int]:
    """Who of the office may agree to what that person wrote."""
    roles = sorted(holders(Action.AGREE_TO_ANNOUNCEMENT))
    own = await list_selves(unit, writer_id)
    return [each for each in await people.list_role_holders(unit, organisation_id, roles) if each not in own]


# -- what is written --------------------------------------------------------------------------------------------


async def keep_file(unit: Unit, key: str, reference: str, size_bytes: int) -> int:
    """The picture or paper, fetched after this; its id. Raises NotAllowed."""
    await require(unit, Place.read(key))
    return files.want(unit, SentFile(reference=reference, size_bytes=size_bytes), Wanted.PAPER)


async def drop_file(unit: Unit, file_id: int) -> None:
    """A file of the draft that does not go with it after all; it stays where it has gone out already."""
    found = await files.find(unit, file_id)
    if found is None or await is_announced(unit, file_id):
        return
    if found.person_id == unit.actor.person_id:
        files.drop(unit, file_id)


async def show_preview(unit: Unit, draft: Draft, language: str) -> None:
    """The very message with its picture or paper, in this chat, above the question. Raises NotAllowed.

    A file that is still being fetched is waited for a moment when the message goes out (bot/papers.py).
    """
    await require(unit, Place.read(draft.place))
    await show_content(unit, (await _with_kind(unit, draft)).content(""), language)


async def show_content(
    unit: Unit, content: Content, language: str = "id", *, talk: str = ANNOUNCE, args: tuple[int, ...] = ()
) -> None:
    """What a receiver will see, with an example for her name. Its buttons lead back to the question below."""
    preview = preview_of(unit)
    push_buttons.close_matter(unit, preview)
    text = message(content, salutation=NOBODY, name=EXAMPLE, language=language)
    first, unit.answer_id = (
        unit.answer_id,
        unit.new_id(),
    )  # above the question, which is the turn's own answer
    unit.told.append(
        Told(
            person_id=unit.actor.person_id,
            text=text,
            kind=MessageClass.ANSWER.value,
            buttons=tuple(
                PushButton(label=_("{answer}", answer=each), talk=talk, args=args) for each in content.choices
            ),
            matter=preview,
            paper=Paper(content.recipe, content.recipe_args) if content.recipe else None,
            here=True,
            outbox_id=first,
        )
    )


def preview_of(unit: Unit) -> str:
    """What the buttons of a preview belong to: they are worth nothing once it is sent, or shown anew."""
    return f"preview:{unit.actor.person_id}"


async def _with_kind(unit: Unit, draft: Draft) -> Draft:
    """The draft that knows whether its file is a picture, as soon as that is known."""
    found = await files.find(unit, draft.file_id) if draft.file_id else None
    if found is None or found.state != "kept":
        return draft
    return replace(draft, is_photo=FileKind(found.kind) in IMAGES)


async def send(unit: Unit, draft: Draft, due: datetime | None) -> Begun:
    """It goes out a minute from now, or when it is due; to very many once a second person has agreed.

    Raises NotAllowed, NobodyToTell, SecondPersonNeeded, FileNotYet, FileNotThere, Changed, Reminded(Lately|Enough).
    """
    place = Place.read(draft.place)
    await require(unit, place)
    if not is_writable(draft):
        raise Changed
    await announcement_hiding.require_apart(unit, draft.audience, place.organisation_id)
    await announcement_family.require_rest(unit, draft.audience)
    draft = await _with_file(unit, draft)
    chats = bool(draft.chats and place.group_id is not None and await list_chats(unit, draft))
    counted = await audience_count.count(
        unit, draft.audience, place.organisation_id, place.group_id, draft.news
    )
    if not counted.reach and not chats:
        raise NobodyToTell
    second = await _seconds(unit, draft, counted.reach)
    if second == 0:
        raise SecondPersonNeeded
    made = await announcements.add(
        unit,
        content=draft.content(""),
        audience=draft.audience,
        organisation_id=place.organisation_id,
        group_id=place.group_id,
        size=counted.reach,
        due_ms=max(_ms(due), unit.now_ms + CALL_BACK_S * 1000),
        file_id=draft.file_id,
        follows=draft.follows,
        chats=chats,
        needs_second=second > 0,
    )
    zone = await announcement_tellings.zone_of(unit, place)
    push_buttons.close_matter(unit, preview_of(unit))
    waits = made.state is State.APPROVAL
    if waits:
        await ask_seconds(unit, made, draft.sender)
    else:
        tell_waiting(unit, made, zone)
    return Begun(
        id=made.id,
        code=made.code,
        size=made.size,
        waits=waits,
        asked=second if waits else 0,
        begins=local_time(datetime.fromtimestamp(made.due_ms / 1000, UTC), zone),
    )


def _ms(due: datetime | None) -> int:
    return 0 if due is None else int(due.timestamp() * 1000)


async def _with_file(unit: Unit, draft: Draft) -> Draft:
    """Its file is there and is what it is called. Raises FileNotYet, FileNotThere."""
    if not draft.file_id:
        return draft
    found = await files.find(unit, draft.file_id)
    if found is None or found.person_id != unit.actor.person_id or found.state not in ("wanted", "kept"):
        raise FileNotThere
    if found.state == "wanted":
        raise FileNotYet
    return await _with_kind(unit, draft)


def tell_waiting(unit: Unit, announcement: Announcement, zone: str) -> None:
    """The message under which it can be called back; how far it is stands there later."""
    outbox_id = unit.new_id()
    begins = local_time(datetime.fromtimestamp(announcement.due_ms / 1000, UTC), zone)
    unit.tell(
        announcement.made_by,
        waiting_text(announcement, begins, is_soon=announcement.due_ms - unit.now_ms <= CALL_BACK_S * 1000),
        MessageClass.RECEIPT.value,
        buttons=(PushButton(label=_("Tarik"), talk=CALL_BACK_ANNOUNCEMENT, args=(announcement.id,)),),
        matter=f"announcement:{announcement.id}",
        outbox_id=outbox_id,
        in_turn=announcement.made_by == unit.actor.person_id,
    )
    announcement_tellings.note_told(unit, announcement.id, outbox_id=outbox_id, told=WAITING_SHOWN)


def waiting_text(announcement: Announcement, begins: datetime, *, is_soon: bool) -> Text:
    """For how many, and from when."""
    # staff
    if is_soon:
        return n_(
            "Pengumuman {code} untuk {n} orang.\nMulai dikirim jam {hour} {zone}. Sebelum itu masih bisa ditarik.",
            "Pengumuman {code} untuk {n} orang.\nMulai dikirim jam {hour} {zone}. Sebelum itu masih bisa ditarik.",
            Count(announcement.size),
            code=announcement.code,
            hour=begins.time().replace(second=0, microsecond=0),
            zone=begins.tzname() or "",
        )
    return n_(
        "Pengumuman {code} untuk {n} orang.\nDikirim {begins}. Sebelum itu masih bisa ditarik.",
        "Pengumuman {code} untuk {n} orang.\nDikirim {begins}. Sebelum itu masih bisa ditarik.",
        Count(announcement.size),
        code=announcement.code,
        begins=begins,
    )


async def ask_seconds(unit: Unit, announcement: Announcement, sender: str) -> None:
    """Everybody who may agree hears that it waits; whoever is first answers it. Also for the clock."""
    for each in await list_seconds(unit, announcement.organisation_id or 0, announcement.made_by):
        unit.tell(
            each,
            n_(
                "Pengumuman {code} menunggu disetujui, untuk {n} orang. Dari {sender}.",
                "Pengumuman {code} menunggu disetujui, untuk {n} orang. Dari {sender}.",
                Count(announcement.size),
                code=announcement.code,
                sender=sender,
            ),
            MessageClass.RELAY.value,
            buttons=(PushButton(label=_("Lihat"), talk=AGREE_TO_ANNOUNCEMENT, args=(announcement.id,)),),
            matter=f"announcement:{announcement.id}",
        )
