"""Tarik and Hentikan: an announcement is taken back in its first minute, or stopped while it goes out.

The law: what has gone out has gone out, and it is said how much that is; a second tap changes nothing. Whoever may see
it may stop it (db/announcements.py): a colleague ends what somebody sends from a stolen account.
"""

# staff: who announces reads this file's sentences

from contextlib import suppress

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import announcement_receivers, announcements, push_buttons
from db.unit import Unit
from domain.announcements import LIVE, Announcement, AnnouncementGone, Reached, State
from domain.contact import MessageClass
from domain.counts import Count
from domain.permits import Action, holders
from domain.records import dataclass
from domain.refusals import NotAllowed
from handlers.announce.words import MENDS
from handlers.names import ANNOUNCE, CALL_BACK_ANNOUNCEMENT, STOP_ANNOUNCEMENT

GONE_OUT = (Reached.SENT, Reached.DELIVERED, Reached.READ, Reached.UNCERTAIN)
"""What no stop can take back; uncertain ones may have arrived. What waits to be opened is taken out of "kabar"."""

NOTHING_RUNS = _("Tidak ada pengumuman yang berjalan.")
NONE = Choice("none", _("Tidak jadi"), words=("batal", "tidak", "jangan"))
MEND = Choice("mend", _("Perbaiki"), words=("ya", "ubah", "betulkan", "mau"))
LEAVE = Choice("leave", _("Tidak"), words=("jangan", "nanti", "sudah"))
SHOWN_MAX = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where one announcement stands. gone: to how many it went. size: for how many. mine: whoever acts wrote it."""

    id: int
    code: str
    state: State
    gone: int
    size: int = 0
    mine: bool = False


@conversation(
    CALL_BACK_ANNOUNCEMENT,
    title=_("Tarik pengumuman"),
    words=("tarik pengumuman",),
    roles=holders(Action.ANNOUNCE, Action.ANNOUNCE_TO_GROUP, Action.AGREE_TO_ANNOUNCEMENT),
    resumes=False,
)
async def call_back(chat: Chat, announcement_id: int = 0) -> None:
    found = await chat.look(find_own, announcement_id) or await choose_of_others(chat)
    if found is None:
        return
    await run_take_back(chat, found)


async def run_take_back(chat: Chat, found: Standing) -> None:
    """Whole, if nothing has left yet."""
    try:
        await chat.run(take_back, found.id)
    except AnnouncementGone:
        return await offer_stop(chat, found.id)
    await chat.say(_("Pengumuman {code} ditarik. Tidak ada yang dikirim.", code=found.code))
    if found.mine:
        await offer_to_mend(chat, found.id)


async def offer_to_mend(chat: Chat, announcement_id: int) -> None:
    """Who takes it back has seen a mistake in it: nobody writes all of it once more for that."""
    chosen = await chat.choose(_("Mau diperbaiki lalu dikirim?"), (MEND, LEAVE))
    if chosen.key == MEND.key:
        await chat.go(ANNOUNCE, 0, announcement_id, MENDS)
    await chat.say(_("Baik. Kalau perlu, ketik: pengumuman."))


async def offer_stop(chat: Chat, announcement_id: int) -> None:
    """Too late to take it back whole: stopped it can be."""
    found = await chat.look(find_own, announcement_id)
    if found is None or found.state not in LIVE:
        return await chat.say(how_it_ended(found))
    await chat.say(_("Pengumuman {code} sudah mulai dikirim.", code=found.code))
    if not await chat.confirm(_("Hentikan yang belum dikirim?"), weighty=False):
        return await chat.say(_("Baik, pengiriman diteruskan."))
    await run_stop(chat, found.id)


@conversation(
    STOP_ANNOUNCEMENT,
    title=_("Hentikan pengumuman"),
    words=("hentikan pengumuman",),
    roles=holders(Action.ANNOUNCE, Action.ANNOUNCE_TO_GROUP, Action.AGREE_TO_ANNOUNCEMENT),
    resumes=False,
)
async def stop(chat: Chat, announcement_id: int = 0) -> None:
    found = await chat.look(find_own, announcement_id) or await choose_of_others(chat)
    if found is None:
        return
    if found.mine and found.state in (State.APPROVAL, State.WAITING):
        return await run_take_back(chat, found)
    await run_stop(chat, found.id)


async def choose_of_others(chat: Chat) -> Standing | None:
    """One of a colleague's that is on its way: whoever types the word has seen what should not go out.

    None if there is none, or none is meant; that is said.
    """
    live = await chat.look(list_of_others)
    if not live:
        await chat.say(NOTHING_RUNS)
        return None
    rows = [
        Choice(
            f"a{each.id}",
            n_("{code}: {n} orang", "{code}: {n} orang", Count(each.size), code=each.code),
            words=(each.code.casefold(),),
        )
        for each in live
    ]
    chosen = await chat.choose(_("Pengumuman petugas lain. Hentikan yang mana?"), [*rows, NONE])
    if chosen.key == NONE.key:
        await chat.say(_("Tidak ada yang saya hentikan."))
        return None
    return next(each for each in live if f"a{each.id}" == chosen.key)


async def run_stop(chat: Chat, announcement_id: int) -> None:
    """At once: who taps it is in a hurry; whoever stopped it may send it to the rest later (page.py)."""
    try:
        stopped = await chat.run(stop_now, announcement_id)
    except AnnouncementGone:
        return await chat.say(how_it_ended(await chat.look(find_own, announcement_id)))
    await chat.say(_("Pengumuman {code} dihentikan.", code=stopped.code))
    await chat.say(gone_out(stopped.gone))


def gone_out(count: int) -> Text:
    """How many have it already."""
    if not count:
        return _("Belum ada yang dikirim.")
    return n_("{n} orang sudah dikirimi.", "{n} orang sudah dikirimi.", Count(count))


def how_it_ended(found: Standing | None) -> Text:
    """Why there is nothing to take back or stop any more."""
    if found is None:
        return NOTHING_RUNS
    if found.state is State.CALLED_BACK:
        return _("Pengumuman {code} sudah ditarik. Tidak ada yang dikirim.", code=found.code)
    if found.state is State.STOPPED:
        return _("Pengumuman {code} sudah dihentikan.", code=found.code)
    if found.state is State.REFUSED:
        return _("Pengumuman {code} tidak disetujui. Tidak ada yang dikirim.", code=found.code)
    return _("Pengumuman {code} sudah selesai dikirim.", code=found.code)


# -- what is read and written -----------------------------------------------------------------------------------


async def find_own(unit: Unit, announcement_id: int) -> Standing | None:
    """That announcement, or the actor's newest one that is not over; None if there is none. Raises NotAllowed."""
    if announcement_id:
        return await _standing(unit, await announcements.get(unit, announcement_id))
    own = [each for each in await announcements.live(unit) if each.made_by == unit.actor.person_id]
    newest = max(own, key=lambda each: each.id, default=None)
    return None if newest is None else await _standing(unit, await announcements.get(unit, newest.id))


async def list_of_others(unit: Unit) -> tuple[Standing, ...]:
    """What others of the actor's offices and groups have on its way, the newest first."""
    seen = []
    for each in sorted(await announcements.live(unit), key=lambda each: -each.id):
        with suppress(NotAllowed):
            if each.made_by != unit.actor.person_id:
                seen.append(await announcements.get(unit, each.id))
    return tuple([await _standing(unit, each) for each in seen[:SHOWN_MAX]])


async def take_back(unit: Unit, announcement_id: int) -> None:
    """Before anything has left. Raises NotAllowed, AnnouncementGone."""
    gone = await announcements.call_back(unit, announcement_id)
    if gone.made_by == unit.actor.person_id:  # the whole of it stands in the answer, right below
        return _tell_writer(unit, gone, _("Pengumuman {code} ditarik.", code=gone.code))
    _tell_writer(unit, gone, _("Pengumuman {code} ditarik. Tidak ada yang dikirim.", code=gone.code))


async def stop_now(unit: Unit, announcement_id: int) -> Standing:
    """Nothing more of it leaves from the commit on. Raises NotAllowed, AnnouncementGone."""
    gone = await announcements.stop(unit, announcement_id)
    if gone.made_by != unit.actor.person_id:
        _tell_writer(unit, gone, _("Pengumuman {code} dihentikan petugas lain.", code=gone.code))
    return await _standing(unit, gone)


def _tell_writer(unit: Unit, announcement: Announcement, text: Text) -> None:
    """Whoever wrote it: in the message that has the button, where it can be changed; else only if it was another."""
    push_buttons.close_matter(unit, f"announcement:{announcement.id}")
    mine = announcement.made_by == unit.actor.person_id
    if mine and not announcement.told_outbox:
        return
    unit.tell(
        announcement.made_by,
        text,
        MessageClass.RELAY.value,
        matter=f"announcement:{announcement.id}",
        in_turn=mine,
        instead=announcement.told_outbox if mine else 0,
        in_place=mine,
    )


async def _standing(unit: Unit, announcement: Announcement) -> Standing:
    counts = (await announcement_receivers.tally(unit, announcement.id)).counts
    return Standing(
        id=announcement.id,
        code=announcement.code,
        state=announcement.state,
        gone=sum(counts.get(each, 0) for each in GONE_OUT),
        size=announcement.size,
        mine=announcement.made_by == unit.actor.person_id,
    )
