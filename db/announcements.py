"""Announcements: one text for many. Here: it is written, agreed to, called back, stopped and looked up.

The law: whoever writes may write there and name every part of the audience; nobody agrees to her own; what was called
back or refused never begins again, what was stopped only for whoever stopped it. Whom it reaches is in db/audience.py,
what became of it for each in db/announcement_receivers.py.
"""

from collections.abc import Collection
from dataclasses import replace

from db import groups, notices, organisations, permits
from db.announcement_rows import approve_over, find_by_code, list_live, list_newest, lock, sent_today
from db.announcement_rows import find as peek
from db.audience_parts import may_all_be_used
from db.data_readers import list_selves
from db.engine import Row
from db.ids import new_code
from db.shared_texts import NOTICE_PLACE
from db.unit import Unit
from db.vault import cell
from domain.announcement_warnings import is_doubtful
from domain.announcements import (
    CALL_BACK_S,
    CHOICE_CHARS_MAX,
    CHOICES_MAX,
    PARTS_MAX,
    TEXT_CHARS_MAX,
    Announcement,
    AnnouncementGone,
    Audience,
    Content,
    NobodyToTell,
    SecondPersonNeeded,
    State,
)
from domain.permits import Action, Practising
from domain.refusals import NotAllowed

__all__ = [
    "add",
    "agree",
    "approve_over",
    "call_back",
    "content",
    "find",
    "get",
    "is_over",
    "list_of",
    "live",
    "peek",
    "refuse",
    "set_approve_over",
    "stop",
]

CODE_CHARS = 6

# Whoever may see one of an office may also stop it: to stop too much is mended, to send too much is not.
_OF_OFFICE = (Action.ANNOUNCE, Action.AGREE_TO_ANNOUNCEMENT)
_ANY_ID = 2**63 - 1

_ADD = (
    "INSERT INTO announcements (id, code, organisation_id, group_id, made_by, news, state, audience, size, choices,"
    " file_id, follows, chats, due_ms, made_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
    " $15)"
)


# -- written ------------------------------------------------------------------------------------------------------


async def add(
    unit: Unit,
    *,
    content: Content,
    audience: Audience,
    organisation_id: int | None,
    group_id: int | None,
    size: int,
    due_ms: int,
    file_id: int = 0,
    follows: int = 0,
    chats: bool = False,
    needs_second: bool = False,
) -> Announcement:
    """A new one of the actor's, its words sealed; it begins a minute from now at the earliest.

    content.code and content.sender may be "": they are filled in. size: how many it reaches, as they were counted.
    needs_second: a second person has to agree, however few they are; an office's needs one from its own size on anyway
    (with what the actor has sent there today), and for words that may be a fraud's.
    Raises NotAllowed, Practising, NobodyToTell; ValueError for what no question lets through.
    """
    await require_to_write(unit, organisation_id=organisation_id, group_id=group_id)
    await may_all_be_used(unit, audience, organisation_id=organisation_id, group_id=group_id)
    await _check_follows(unit, follows, organisation_id, group_id)
    if size <= 0 and not chats:
        raise NobodyToTell
    whole = await _whole(unit, content, organisation_id, group_id)
    _check(whole, audience)
    second = organisation_id is not None and (
        needs_second or is_doubtful(whole) or await is_over(unit, organisation_id, size)
    )
    announcement_id = await notices.add(unit, whole.pack())
    unit.write(
        _ADD,
        announcement_id,
        whole.code,
        organisation_id,
        group_id,
        unit.actor.person_id,
        whole.news.value,
        (State.APPROVAL if second else State.WAITING).value,
        audience.pack(),
        size,
        len(whole.choices),
        file_id,
        follows,
        int(chats),
        _begins_ms(unit, due_ms),
        unit.now_ms,
    )
    unit.audit("write", "announcement", announcement_id, 0, f"for {size}")
    return await lock(unit, announcement_id)


async def is_over(unit: Unit, organisation_id: int, size: int) -> bool:
    """Whether so many, with those whom the actor has written to there today, are more than one person may."""
    over = await approve_over(unit, organisation_id)
    return size + await sent_today(unit, organisation_id, unit.actor.person_id) > over


async def require_to_write(unit: Unit, *, organisation_id: int | None, group_id: int | None) -> None:
    """For steps. Raises NotAllowed for whoever may not announce there, Practising in the midst of a practice."""
    if organisation_id is not None:
        await permits.require(unit, Action.ANNOUNCE, organisation_id=organisation_id)
        permits.require_meant(unit, 0)
    else:
        await permits.require(unit, Action.ANNOUNCE_TO_GROUP, group_id=group_id)


def _begins_ms(unit: Unit, due_ms: int) -> int:
    """For a minute nothing leaves, so that it can be called back whole."""
    return max(due_ms, unit.now_ms + CALL_BACK_S * 1000)


async def _whole(unit: Unit, content: Content, organisation_id: int | None, group_id: int | None) -> Content:
    sender = content.sender or await _name_of(unit, organisation_id, group_id)
    return replace(content, code=content.code or await _new_code(unit), sender=sender)


async def _name_of(unit: Unit, organisation_id: int | None, group_id: int | None) -> str:
    if organisation_id is not None:
        return (await organisations.get(unit, organisation_id)).office.name
    assert group_id is not None, "of an office or of a group"
    return (await groups.get(unit, group_id)).name


async def _new_code(unit: Unit) -> str:
    while True:
        code = new_code(CODE_CHARS)
        if await find_by_code(unit, code) is None:
            return code


def _check(content: Content, audience: Audience) -> None:
    parts = (*audience.those, *audience.without)
    if not audience.those or len(parts) > PARTS_MAX:
        raise ValueError(f"an audience of {len(parts)} parts")
    if not content.texts.get("id") or any(len(text) > TEXT_CHARS_MAX for text in content.texts.values()):
        raise ValueError("a text is missing, or too long")
    choices = content.choices
    if len(choices) > CHOICES_MAX or any(not 0 < len(each) <= CHOICE_CHARS_MAX for each in choices):
        raise ValueError("answers that no button can carry")


async def _check_follows(unit: Unit, follows: int, organisation_id: int | None, group_id: int | None) -> None:
    if follows:
        before = await peek(unit, follows)
        if before is None or (before.organisation_id, before.group_id) != (organisation_id, group_id):
            raise NotAllowed


# -- looked up ----------------------------------------------------------------------------------------------------


async def get(unit: Unit, announcement_id: int) -> Announcement:
    """That announcement. Raises NotAllowed: a foreign one reads like one that does not exist."""
    found = await peek(unit, announcement_id)
    if found is None or not _is_seen(unit, await _roles(unit), found):
        raise NotAllowed
    return found


async def find(unit: Unit, code: str) -> Announcement | None:
    """The announcement of this code; None where there is none, or whoever acts may not see it."""
    found = await find_by_code(unit, code)
    return found if found is not None and _is_seen(unit, await _roles(unit), found) else None


async def content(unit: Unit, announcement: Announcement) -> Content:
    """Its words. Raises KeyGone once they were forgotten."""
    row = await unit.fetch_one("SELECT owner, body FROM notices WHERE id = $1", announcement.id)
    assert row is not None, "a notice stays as long as its announcement"
    await unit.vault.have([row["owner"]])
    place = cell(NOTICE_PLACE, announcement.id)
    return Content.unpack(unit.vault.unseal(row["owner"], place, bytes(row["body"])))


async def list_of(
    unit: Unit, *, organisation_ids: Collection[int], group_ids: Collection[int], most: int, before: int = 0
) -> list[Announcement]:
    """Those of these offices and groups that whoever acts may see, the newest first; before: with a lower id."""
    roles = await _roles(unit)
    offices = [each for each in organisation_ids if _allow(unit, roles, *_OF_OFFICE, organisation_id=each)]
    mine = [each for each in group_ids if _allow(unit, roles, Action.ANNOUNCE_TO_GROUP, group_id=each)]
    return await list_newest(unit, offices, mine, most, before or _ANY_ID)


async def live(unit: Unit) -> list[Announcement]:
    """Those that wait, are being filled or go out, the next to begin first; whoever asks: for the clock."""
    return await list_live(unit)


async def _roles(unit: Unit, *, looking: bool = True) -> list[Row]:
    return (await unit.fetch_all(permits.fetch_roles(unit, looking=looking)))[0]


def _is_seen(unit: Unit, roles: list[Row], announcement: Announcement) -> bool:
    if announcement.organisation_id is not None:
        return _allow(unit, roles, *_OF_OFFICE, organisation_id=announcement.organisation_id)
    return _allow(unit, roles, Action.ANNOUNCE_TO_GROUP, group_id=announcement.group_id)


def _allow(
    unit: Unit,
    roles: list[Row],
    *actions: Action,
    organisation_id: int | None = None,
    group_id: int | None = None,
) -> bool:
    for action in actions:
        try:
            permits.check(unit, roles, action, organisation_id=organisation_id, group_id=group_id)
        except (NotAllowed, Practising):
            continue
        return True
    return False


# -- agreed to, called back, stopped --------------------------------------------------------------------------------


async def agree(unit: Unit, announcement_id: int) -> Announcement:
    """A second person agrees to this size of audience; a minute later it begins, or when it is due.

    Raises NotAllowed, SecondPersonNeeded, AnnouncementGone.
    """
    found = await _lock_as_second(unit, announcement_id)
    unit.write(
        "UPDATE announcements SET state = 'waiting', approved_size = size, approved_by = $2, due_ms = $3 WHERE id = $1",
        found.id,
        unit.actor.person_id,
        _begins_ms(unit, found.due_ms),
    )
    unit.audit("agree", "announcement", found.id, 0, f"for {found.size}")
    return await lock(unit, found.id)


async def refuse(unit: Unit, announcement_id: int) -> Announcement:
    """A second person does not agree: it is over. Raises NotAllowed, SecondPersonNeeded, AnnouncementGone."""
    found = await _lock_as_second(unit, announcement_id)
    return await _end(unit, found, State.REFUSED)


async def _lock_as_second(unit: Unit, announcement_id: int) -> Announcement:
    found = await lock(unit, announcement_id)
    if found.organisation_id is None:
        raise NotAllowed
    await permits.require(unit, Action.AGREE_TO_ANNOUNCEMENT, organisation_id=found.organisation_id)
    if found.made_by in await list_selves(unit, unit.actor.person_id):
        raise SecondPersonNeeded
    if found.state is not State.APPROVAL:
        raise AnnouncementGone
    return found


async def call_back(unit: Unit, announcement_id: int) -> Announcement:
    """It is taken back whole: nothing of it has left. Raises NotAllowed, AnnouncementGone once something may have."""
    found = await _lock_as_own(unit, announcement_id)
    if found.state not in (State.APPROVAL, State.WAITING, State.FILLING):
        raise AnnouncementGone
    return await _end(unit, found, State.CALLED_BACK)


async def stop(unit: Unit, announcement_id: int) -> Announcement:
    """What has not left never will (db/announcement_receivers.py takes it out); what was sent stays.

    Raises NotAllowed, AnnouncementGone if it is over.
    """
    found = await _lock_as_own(unit, announcement_id)
    if found.state not in (State.APPROVAL, State.WAITING, State.FILLING, State.SENDING):
        raise AnnouncementGone
    return await _end(unit, found, State.STOPPED)


async def _lock_as_own(unit: Unit, announcement_id: int) -> Announcement:
    found = await lock(unit, announcement_id)
    if not _is_seen(unit, await _roles(unit, looking=False), found):
        raise NotAllowed
    return found


async def _end(unit: Unit, found: Announcement, state: State) -> Announcement:
    unit.write(
        "UPDATE announcements SET state = $2, ended_ms = $3, ended_by = $4 WHERE id = $1",
        found.id,
        state.value,
        unit.now_ms,
        unit.actor.person_id,
    )
    unit.audit("write", "announcement", found.id, 0, state.value)
    return await lock(unit, found.id)


# -- from how many on ---------------------------------------------------------------------------------------------


async def set_approve_over(unit: Unit, organisation_id: int, receivers: int) -> None:
    """From now on more than so many need a second person. Raises NotAllowed, ValueError below zero."""
    await permits.require(unit, Action.SET_ANNOUNCING, organisation_id=organisation_id)
    if receivers < 0:
        raise ValueError("fewer than nobody")
    unit.write(
        "INSERT INTO announcing (organisation_id, approve_over, changed_by, changed_ms) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (organisation_id) DO UPDATE SET approve_over = $2, changed_by = $3, changed_ms = $4",
        organisation_id,
        receivers,
        unit.actor.person_id,
        unit.now_ms,
    )
    unit.audit("write", "organisation", organisation_id, 0, f"announcements to more than {receivers}")
