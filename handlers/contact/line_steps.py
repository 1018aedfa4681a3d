"""What her line looks up and writes: whether she still means her worker, her message, taking one back, ending it.

The law: what she types goes to somebody only while it is surely meant for that one and surely hers: for half an hour
after the last word of either, while nothing else has asked her anything; on a phone that others use too for as long as
she is taken to look at it.
"""

from dataclasses import dataclass
from enum import StrEnum

from db import matter_messages, matter_readers, matters, organisations, profiles
from db.matters import Chosen
from db.unit import Unit
from domain.contact import OWN_TURN_MINUTES
from domain.matter_refusals import NothingToTakeBack
from domain.matters import LINE_MINUTES, REOPEN_DAYS, Side, State
from domain.organisations import is_open
from domain.pins import PIN_DIGITS
from domain.refusals import NotAllowed
from handlers.contact.ask_steps import DAY_MS, Sent, name_of, write
from handlers.contact.changing import take_back
from handlers.contact.message_question import Draft

MINUTE_MS = 60_000

# So long after her last message the next one is acknowledged again.
ACKNOWLEDGE_MS = OWN_TURN_MINUTES * MINUTE_MS

# The word of the outside has 20 letters at most (handlers/profile/questions.py), written with spaces or not.
DOOR_CHARS_MAX = 40

# So far back what she wrote last is looked for.
LOOKED_THROUGH = 20


class Meant(StrEnum):
    """For whom what she typed is. STALE: nobody knows whether it is still she."""

    THERE = "there"
    UNSURE = "unsure"
    STALE = "stale"


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """The matter she writes in. name: of who has it, "" for nobody yet. shared: others use this phone too."""

    name: str
    office: str
    open: bool
    shared: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Passed:
    """Her message, written down. first: of a stretch, so she hears that it went. shut: the office is not open.

    live: somebody there has just written to her.
    """

    sent: Sent
    first: bool
    shut: bool
    live: bool


async def find_line(unit: Unit, matter_id: int) -> Seen | None:
    """The matter, if it is hers and what she writes still goes there."""
    try:
        matter = await matters.get_own(unit, matter_id)
    except NotAllowed:
        return None
    if matter.state is not State.OPEN and matter.closed_ms <= unit.now_ms - REOPEN_DAYS * DAY_MS:
        return None
    record = await organisations.get(unit, matter.organisation_id)
    return Seen(
        name=await name_of(unit, matter.holder_id),
        office=record.office.name,
        open=matter.state is State.OPEN,
        shared=unit.actor.phone != "own",
    )


async def heed(unit: Unit, matter_id: int, began_ms: int) -> str:
    """Whether what she has just typed goes there at once (Meant). began_ms: when she was last shown where it goes.

    A step, so that it is decided once: her "Bukan" never meets a line that has opened meanwhile.
    """
    matter = await matters.require_own(unit, matter_id)
    if unit.actor.phone != "own":
        return Meant.THERE if unit.now_ms - began_ms <= ACKNOWLEDGE_MS else Meant.STALE
    if await matter_readers.was_asked_elsewhere(unit, matter, began_ms):
        return Meant.UNSURE  # "bisa, bu" may be for the class that has just asked
    last_ms = max(began_ms, matter.hers_ms, matter.theirs_ms)
    return Meant.THERE if unit.now_ms - last_ms <= LINE_MINUTES * MINUTE_MS else Meant.UNSURE


async def opens_phone(unit: Unit, words: str) -> bool:
    """Whether these words may be what opens her locked phone: her word of the outside, or a number like hers.

    She types them to be sure, also where it is open still; staff must not read them.
    """
    if not (unit.actor.profiles and unit.actor.inside) or not words:
        return False
    if words.isdecimal():
        return len(words) == PIN_DIGITS
    if len(words) > DOOR_CHARS_MAX:
        return False
    return await profiles.find_by_door(unit, unit.actor.account_id, words) is not None


async def say_on(unit: Unit, matter_id: int, draft: Draft) -> Passed:
    """Her message in that matter; one that was closed is open again."""
    matter = await matters.require_own(unit, matter_id)
    record = await organisations.get(unit, matter.organisation_id)
    chosen = Chosen(complaint=matter.complaint, about_id=matter.about_id)
    sent = await write(unit, matter.organisation_id, chosen, draft, person_id=matter.person_id)
    return Passed(
        sent=sent,
        first=not matter.hers_ms or unit.now_ms - matter.hers_ms > ACKNOWLEDGE_MS,
        shut=not is_open(record.office, unit.now),
        live=bool(matter.theirs_ms) and unit.now_ms - matter.theirs_ms <= LINE_MINUTES * MINUTE_MS,
    )


async def take_back_last(unit: Unit, matter_id: int) -> None:
    """What she wrote last goes. Raises NothingToTakeBack."""
    matter = await matters.require_own(unit, matter_id)
    for message in reversed(await matter_messages.own_page(unit, matter, most=LOOKED_THROUGH)):
        if message.side is Side.HER and not message.taken_back:
            await take_back(unit, message)
            return
    raise NothingToTakeBack


async def end_hers(unit: Unit, matter_id: int) -> None:
    """She needs no answer any more. Raises MatterClosed."""
    await matters.end_own(unit, matter_id)
