"""How far is it? One message to whoever announced, changed in place while it goes out; at the end what became of it.

The law: nothing is called sent that was not; the telling itself never takes more than a twentieth of the channel; who
may not announce there any more is told nothing.
"""

# staff: who announces reads this file's sentences

from hashlib import blake2s

from conversation.text import Text, _, n_
from db import announcement_receivers, announcement_tellings, announcements, people
from db.announcement_tellings import Postponed, Shown
from db.unit import PushButton, Unit
from db.vault import KeyGone
from domain.announcements import Announcement, Reached, State, Tally
from domain.contact import OWN_TURN_MINUTES, MessageClass
from domain.counts import Count
from domain.permits import Action, is_allowed
from domain.roles import Place
from handlers.announce import unreachable
from handlers.announce.progress_words import Now, Stage, in_words, rest_of, stage_of
from handlers.announce.words import AGAIN, REST
from handlers.names import ANNOUNCEMENT, ANSWERS_TO, STOP_ANNOUNCEMENT

FIRST_MS, LATER_MS, WAITING_MS = 3_000, 10_000, 60_000
FIRST_MINUTE_MS = 60_000
# All live ones together take at most four in three seconds: under a twentieth of what Telegram takes (bot/pace.py).
SHARE_MS = 750
OWN_TURN_MS = OWN_TURN_MINUTES * 60_000

# The message can be changed; it waits with us, and what it says can be said anew; nobody knows yet.
ON_SCREEN, ON_ITS_WAY = "sent", "sending"
WITH_US = frozenset({"queued", "retry", "pull", "held"})
OVER = frozenset({Stage.DONE, Stage.STOPPED})


async def show_slice(unit: Unit) -> bool:
    """Tell senders how far theirs are, where that is due; whether there may be more at once.

    For handlers/announce/clock.py: called last in each look, after what the outbox says was taken over, so that the
    end is told in the very look in which it comes. Its cost when nothing is live: one trip of two statements.
    """
    shown = await announcement_tellings.list_shown(unit)
    live = sum(not each.ended_ms for each in shown)
    more = False
    for each in shown:
        if is_due(each, unit.now_ms, live=live):
            await _show(unit, each)
        if each.ended_ms and each.workers_to >= 0:
            more = await unreachable.tell_slice(unit, each) or more
    return more


def is_due(shown: Shown, now_ms: int, *, live: int) -> bool:
    """Whether its message is looked at again: soon at first, and at once when it is over. live: how many there are."""
    if not shown.told or (shown.ended_ms and not _says_end(shown)):
        return True
    every_ms = FIRST_MS if now_ms - shown.begun_ms < FIRST_MINUTE_MS else LATER_MS
    if shown.ended_ms or shown.told.startswith(f"{Stage.NIGHT.value} "):
        every_ms = WAITING_MS
    since_ms = now_ms - shown.told_ms
    return since_ms >= max(every_ms, live * SHARE_MS) or since_ms < 0


def _says_end(shown: Shown) -> bool:
    return shown.told.startswith(f"{shown.state.value} ")


async def _show(unit: Unit, shown: Shown) -> None:
    """Put it into words, and say it where it is news."""
    announcement = await announcements.peek(unit, shown.id)
    assert announcement is not None, "it was read a moment ago"
    now = await now_of(unit, announcement)
    text, stage = in_words(now), stage_of(now)
    told = f"{stage.value} {_digest(text)}"
    if told == shown.told or not await _may_hear(unit, shown):
        return announcement_tellings.note_told(unit, shown.id, outbox_id=shown.told_outbox, told=told)
    is_news = not shown.told.startswith(f"{stage.value} ")
    await _say(unit, shown, now, text, told, stage, is_news=is_news)


async def now_of(unit: Unit, announcement: Announcement) -> Now:
    """How it stands at this moment."""
    tally = await announcement_receivers.tally(unit, announcement.id)
    waits = Postponed()
    if announcement.state is State.SENDING and tally.counts.get(Reached.QUEUED, 0):
        waits = await announcement_tellings.postponed(unit, announcement.id)
    place = Place(organisation_id=announcement.organisation_id, group_id=announcement.group_id)
    return Now(
        code=announcement.code,
        state=announcement.state,
        size=announcement.size,
        tally=tally,
        choices=await choices_of(unit, announcement),
        again=await _count_again(unit, announcement, tally),
        postponed=waits.count,
        first_ms=waits.first_ms,
        by_sender=announcement.state is State.STOPPED and announcement.ended_by == announcement.made_by,
        begun_ms=announcement.begun_ms,
        now_ms=unit.now_ms,
        zone=await announcement_tellings.zone_of(unit, place),
    )


async def _count_again(unit: Unit, announcement: Announcement, tally: Tally) -> int:
    """Asked only of what is done and has not reached somebody."""
    if announcement.state is not State.DONE or not tally.counts.get(Reached.FAILED, 0):
        return 0
    return await announcement_receivers.count_again(unit, announcement.id)


async def choices_of(unit: Unit, announcement: Announcement) -> tuple[str, ...]:
    """The labels of its answers; nothing where nothing was asked, or once its words were forgotten."""
    if not announcement.choices:
        return ()
    try:
        return (await announcements.content(unit, announcement)).choices
    except KeyGone:
        return ()


def _digest(text: Text) -> str:
    """What tells one text from another."""
    return blake2s(repr(text).encode(), digest_size=8).hexdigest()


async def _may_hear(unit: Unit, shown: Shown) -> bool:
    """Whether who sent it may still know of it."""
    action = Action.ANNOUNCE if shown.group_id is None else Action.ANNOUNCE_TO_GROUP
    grants = await people.list_roles(unit, shown.made_by)
    return is_allowed(grants, action, organisation_id=shown.organisation_id, group_id=shown.group_id)


async def _say(
    unit: Unit, shown: Shown, now: Now, text: Text, told: str, stage: Stage, *, is_news: bool
) -> None:
    """In the message that stands there; as a new one where none stands there and it is worth one."""
    state = await announcement_tellings.state_of_message(unit, shown.told_outbox)
    if state == ON_ITS_WAY:
        return  # whether it can be changed is known in a moment
    stands = state == ON_SCREEN or (is_news and state in WITH_US)
    is_new = not shown.told_outbox or (stage in OVER and is_news)
    if not (stands or is_new):
        return announcement_tellings.note_told(unit, shown.id, outbox_id=shown.told_outbox, told=shown.told)
    outbox_id = unit.new_id()
    unit.tell(
        shown.made_by,
        text,
        MessageClass.RELAY.value,
        buttons=buttons_for(shown.id, now),
        matter=matter_of(shown.id),
        outbox_id=outbox_id,
        in_turn=unit.now_ms - _asked_ms(shown) <= OWN_TURN_MS,
        instead=shown.told_outbox if stands else 0,
        in_place=stands and not is_news,
    )
    kept = shown.told_outbox if state == ON_SCREEN else outbox_id
    announcement_tellings.note_told(unit, shown.id, outbox_id=kept, told=told)


def _asked_ms(shown: Shown) -> int:
    """When somebody last asked for it to go out: with a message that is to be a new one, just before (show_anew)."""
    return max(shown.made_ms, shown.told_ms) if not shown.told else shown.made_ms


def matter_of(announcement_id: int) -> str:
    """What the buttons of its messages belong to."""
    return f"announcement:{announcement_id}"


def buttons_for(announcement_id: int, now: Now) -> tuple[PushButton, ...]:
    """What to do about it: three at the most."""
    look = PushButton(label=_("Lihat"), talk=ANNOUNCEMENT, args=(announcement_id,))
    if now.state in (State.FILLING, State.SENDING):
        stop = PushButton(label=_("Hentikan"), talk=STOP_ANNOUNCEMENT, args=(announcement_id,))
        return (stop, look)
    again = PushButton(label=again_label(now), talk=ANNOUNCEMENT, args=(announcement_id, AGAIN))
    answers = PushButton(label=_("Jawaban"), talk=ANSWERS_TO, args=(announcement_id,))
    rest = PushButton(label=_("Kirim ke yang belum"), talk=ANNOUNCEMENT, args=(announcement_id, REST))
    return (
        look,
        *([answers] if now.choices else []),
        *([again] if _may_go_again(now) else []),
        *([rest] if now.by_sender and rest_of(now) else []),
    )


def _may_go_again(now: Now) -> bool:
    return now.state is State.DONE and now.again > 0


def again_label(now: Now) -> Text:
    """Once more to those whom it did not reach, and now may."""
    return n_("Kirim lagi ({n})", "Kirim lagi ({n})", Count(now.again))
