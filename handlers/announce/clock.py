"""Announcements at work: receivers found, rows queued, outcomes taken over, progress shown, whichever tick comes.

The law: a slice a transaction, and every step asks in its own statements whether the announcement still stands where it
did, so two ticks at once, a kill anywhere and a moved clock come to the same: each person once. What fell due before an
older copy of the records was brought back may have gone out already: it is stopped, and its sender sees that
(reliability.md F26). While nothing is live a look costs one statement.
"""

# staff: whoever announces reads this file's sentence

from collections.abc import Callable

from conversation.text import Text, _
from db import (
    announcement_clock,
    announcement_receivers,
    announcements,
    audience,
    group_chats,
    meta,
    push_buttons,
)
from db import announcement_rows as rows
from db.announcement_clock import Next
from db.unit import PushButton, Unit
from domain.announcements import AGREE_WITHIN_DAYS, LIVE, Announcement, State
from domain.contact import MessageClass
from domain.counts import Count
from handlers.announce import progress
from handlers.names import ANNOUNCEMENT

# When an older copy was brought back last (bot/operator/restore.py).
RESTORED = "restored_ms"

# So often what the outbox says is taken over while it goes out and a minute longer; then; and in the days that follow.
SENDING_EVERY_MS, LONGER_MS = 1_000, 60_000
ENDED_EVERY_MS = 10_000
FOLLOWED_EVERY_MS = 60_000
# Of more than so many it takes seconds to find them: their sender sees how many were found so far.
SHOWN_ABOVE = 2_000


def _nobody(_announcement_id: int) -> None: ...


async def look_around(unit: Unit, *, at_once: bool = False, begins: Callable[[int], None] = _nobody) -> bool:
    """Do the next slice of what is live; whether there may be more. For the clock, which queues what was told.

    at_once: take over what became of messages though it was done a moment ago (the clock is about to be moved).
    begins: told which announcement is worked on, so that a fault in one need not stop the others (bot/announcer.py).
    """
    found = await announcement_clock.list_next(unit)
    if not found:
        return False
    restored_ms = int(await meta.read(unit, RESTORED) or 0)
    for each in found:
        begins(each.id)
        if each.state in LIVE and each.due_ms <= restored_ms:
            await announcement_clock.stop_restored(unit, each.id)
            return True
        if each.is_growing:
            await _grow(unit, each)
            if each.size > SHOWN_ABOVE:
                await progress.show_slice(unit)
            return True
    for each in found:
        if at_once or unit.now_ms - each.settled_ms >= _every_ms(each, unit.now_ms):
            begins(each.id)
            await _settle(unit, each)
            return True
    begins(0)
    return await progress.show_slice(unit)


async def look_back(unit: Unit) -> bool:
    """What channels told late of those that have ended, and what nobody has agreed to; whether there may be more.

    Once a minute.
    """
    restored_ms = int(await meta.read(unit, RESTORED) or 0)
    for stopped in await announcement_clock.stop_asked(unit, restored_ms):
        await _tell_ended(unit, stopped, RESTORED)
    for given_up in await announcement_clock.give_up(unit):
        await _tell_ended(unit, given_up, "nobody agreed")
    for each in await announcement_clock.list_followed(unit, unit.now_ms - FOLLOWED_EVERY_MS):
        await _settle(unit, each)
        return True
    return False


async def lay_aside(unit: Unit, announcement_id: int) -> None:
    """Nobody could go on with it: it is looked at again in a minute."""
    announcement_clock.lay_aside(unit, announcement_id, unit.now_ms + FOLLOWED_EVERY_MS)


def _every_ms(each: Next, now_ms: int) -> int:
    over = each.state is not State.SENDING and now_ms - each.ended_ms > LONGER_MS
    return ENDED_EVERY_MS if over else SENDING_EVERY_MS


async def _grow(unit: Unit, each: Next) -> None:
    """The next receivers are found, or the next ones of those found get their row in the outbox."""
    announcement = await rows.lock(unit, each.id)
    if announcement.state in (State.WAITING, State.FILLING):
        if not await audience.fill(unit, announcement):
            await _all_found(unit, announcement)
    elif announcement.state is State.SENDING and announcement.queued_to != -1:
        await announcement_receivers.queue_slice(unit, announcement)


async def _settle(unit: Unit, each: Next) -> None:
    """Take over a slice of what became of it; once there is no more of that, it is settled for now."""
    announcement = await rows.lock(unit, each.id)
    if await announcement_receivers.settle_slice(unit, announcement) < announcement_receivers.SLICE:
        announcement_clock.settled(unit, each.id)


async def _all_found(unit: Unit, before: Announcement) -> None:
    """Its receivers are found, or nobody may be told; groups' own chats get it at the same time."""
    now = await rows.find(unit, before.id)
    if now is None:
        return
    if now.state in (State.SENDING, State.DONE):
        await group_chats.announce(unit, now)
    elif now.state is State.APPROVAL:
        from handlers.announce.write_steps import ask_seconds  # rare: not loaded with the clock

        _tell_writer(unit, now)
        await ask_seconds(unit, now, (await announcements.content(unit, now)).sender)


async def _tell_ended(unit: Unit, announcement_id: int, why: str) -> None:
    """It waits for a second person no more: nobody has said yes or no, or an older copy was brought back."""
    now = await rows.find(unit, announcement_id)
    if now is None:
        return
    matter = f"announcement:{now.id}"
    push_buttons.close_matter(unit, matter)
    unit.audit("write", "announcement", now.id, 0, why)
    unit.tell(
        now.made_by,
        _restored(now) if why == RESTORED else _given_up(now),
        MessageClass.RELAY.value,
        matter=matter,
    )


def _given_up(now: Announcement) -> Text:
    return _(
        "Pengumuman {code} tidak dikirim. {n} hari belum ada yang menyetujui. Kalau masih perlu, tulis lagi.",
        code=now.code,
        n=AGREE_WITHIN_DAYS,
    )


def _restored(now: Announcement) -> Text:
    return _(
        "Pengumuman {code} dihentikan, karena catatan dipulihkan dari cadangan."
        " Mungkin dulu sudah terkirim. Tanya penerimanya dulu sebelum menulis lagi.",
        code=now.code,
    )


def _tell_writer(unit: Unit, now: Announcement) -> None:
    """It waits for a second person again: it would reach more, or who wrote it may not announce any more."""
    unit.tell(
        now.made_by,
        _(
            "Pengumuman {code} belum dikirim. Penerimanya sekarang {n} orang. Perlu disetujui lagi.",
            code=now.code,
            n=Count(now.size),
        ),
        MessageClass.RELAY.value,
        buttons=(PushButton(label=_("Lihat"), talk=ANNOUNCEMENT, args=(now.id,)),),
        matter=f"announcement:{now.id}",
    )
