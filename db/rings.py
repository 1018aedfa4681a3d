"""Whom does a call for help ring, and what is she told while nobody answers? Without a word of what it is about.

First those on duty; nobody on duty, or nobody answers: all who answer calls, supervisors too. She hears after 5 and
15 minutes what is true, with the numbers that are always there, and once more by day when it has been hours. Then who
keeps the roster hears it too, and whoever comes on duty. A ring goes to every account somebody has.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from conversation.text import _
from db import calls, duty, organisations
from db.barred import list_barred
from db.calls import Call
from db.engine import Row
from db.lists import marks, padded
from db.people import list_role_holders
from db.ring_words import still_waiting
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.permits import Action, holders
from domain.safety import (
    MERGED_FOR_MS,
    MINUTE_MS,
    RING_EVERY_MIN,
    RINGS_AFTER_MIN,
    TOLD_MAX,
    CallState,
    is_daytime,
    is_long,
    next_morning,
    next_ring_ms,
)

# One slice of the clock: at most ten offices' people at once, well under 500 rows.
RUNG_AT_ONCE = 5

# An office with more who keep its roster has a telephone list too.
KEEPERS_MAX = 5

CALLS = "jaga"
DUTY = "piket"

SOMEBODY_WAITS = _("Ada yang menunggu di Teman Mandiri. Buka /jaga.")  # staff
NOBODY_ANSWERS = _(  # staff
    "Ada yang sudah lama menunggu di Teman Mandiri. Petugas belum menjawab. Tolong telepon petugas jaga."
)
ROSTER = _("Jadwal jaga")  # staff
SOMETHING_CHANGED = _("Ada kabar baru pada panggilan di Teman Mandiri. Buka /jaga.")  # staff
TAKE = _("Saya tangani")  # staff
LOOK = _("Lihat dulu")  # staff


async def ring(unit: Unit, call: Call) -> None:
    """Ring once, and set when it rings again."""
    on = await duty.find(unit, call.organisation_id)
    if call.calm and await _rests(unit, call, on):
        return
    late = await _find_late(unit, call)
    everybody = await duty.list_everybody(unit, call.organisation_id)
    never = {call.person_id, *await list_barred(unit, call.person_id, call.not_to)}
    chosen = _chosen(call, on, everybody, late)
    whom = [each for each in chosen if each not in never]
    if chosen and not whom and (late is None or late.daytime):
        whom = [each for each in everybody if each not in never]
    for person_id in await _not_rung_just_now(unit, whom):
        _tell(unit, call, person_id)
    if (late is not None and late.long) or (everybody and never.issuperset(everybody)):
        await _tell_keepers(unit, call, never)
    tells = call.rings > 0 and not call.quiet and _is_told(call, late)
    if tells:
        text = still_waiting(on.next_at, on_duty=not never.issuperset(on.now), told=call.told)
        unit.tell(call.person_id, text, MessageClass.HELP.value, urgent=True)
    calls.note_ring(unit, call, _next_ms(unit, call, on, late), told=tells)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Late:
    """How it stands after the first quarter of an hour. long: for hours. daytime: in the office's zone."""

    long: bool
    daytime: bool
    morning_ms: int


async def _find_late(unit: Unit, call: Call) -> _Late | None:
    if call.rings <= len(RINGS_AFTER_MIN) - 1:
        return None
    zone = (await organisations.get(unit, call.organisation_id)).office.zone
    return _Late(
        long=is_long(call.since_ms, unit.now_ms) and not call.calm,
        daytime=is_daytime(unit.now, zone),
        morning_ms=_ms(next_morning(unit.now, zone)),
    )


def _is_told(call: Call, late: _Late | None) -> bool:
    """After 5 and 15 minutes; and once more when it has been hours, by day."""
    if call.told < TOLD_MAX:
        return True
    return call.told == TOLD_MAX and late is not None and late.long and late.daytime


def _next_ms(unit: Unit, call: Call, on: duty.OnDuty, late: _Late | None) -> int:
    """In due time, or earlier: when the next watch begins, and in the morning after she waited in vain."""
    moments = [next_ring_ms(call.since_ms, call.rings + 1, unit.now_ms)]
    if late is not None:
        moments += [_ms(on.next_at)] if on.next_at is not None else []
        moments += [late.morning_ms] if not call.calm and call.told <= TOLD_MAX else []
    return min(moments)


def _ms(moment: datetime) -> int:
    return ceil(moment.timestamp() * 1000)


async def _tell_keepers(unit: Unit, call: Call, never: Set[int]) -> None:
    """Who keeps the roster hears, once for each call, that somebody waits in vain; nothing of whom or what.

    At once where nobody else is left who could hear the call itself. never: who does not hear of it at all.
    """
    keepers = await list_role_holders(unit, call.organisation_id, sorted(holders(Action.KEEP_DUTY)))
    rows = await unit.fetch("SELECT person_id FROM call_rings WHERE call_id = $1", call.id)
    known = {row["person_id"] for row in rows} | never
    for person_id in [each for each in keepers if each not in known][:KEEPERS_MAX]:
        unit.tell(
            person_id,
            NOBODY_ANSWERS,
            MessageClass.HELP.value,
            buttons=(PushButton(label=ROSTER, talk=DUTY),),
            matter=calls.matter_of(call.id),
            urgent=True,
        )
        _note_rung(unit, call, person_id)


def begin_calm(unit: Unit, call: Call) -> None:
    """Her wish for a person has gone to the workers just now (db/queue_pings.py): that was the first ring."""
    if call.rings == 0:
        calls.note_ring(unit, call, next_ring_ms(call.since_ms, 1, unit.now_ms), told=False)


async def _rests(unit: Unit, call: Call, on: duty.OnDuty) -> bool:
    """A wish without any sign of danger wakes nobody who is off duty, and is over when somebody has opened it."""
    if not await calls.is_wish_open(unit, call):
        calls.close(unit, call)
        return True
    if on.now:
        return False
    later = unit.now_ms + RING_EVERY_MIN * MINUTE_MS
    calls.postpone(unit, call, later if on.next_at is None else _ms(on.next_at))
    return True


async def ring_due(unit: Unit) -> int:
    """Ring what is due now; how many calls rang. For the clock."""
    due = await calls.list_due(unit, RUNG_AT_ONCE)
    for call in due:
        await ring(unit, call)
    return len(due)


def _chosen(call: Call, on: duty.OnDuty, everybody: Sequence[int], late: _Late | None) -> Sequence[int]:
    """Who is rung this time."""
    if call.rings == 0:
        first = on.women if call.women_only and on.women else on.now
        return first or everybody
    if call.rings <= len(RINGS_AFTER_MIN):
        return everybody
    if late is not None and late.long and late.daytime and not on.now and on.next_at is None:
        return everybody  # nobody will ever come on duty here: by day all of them hear it
    return on.now  # at night, after a quarter of an hour, it waits for those who come to work


async def _not_rung_just_now(unit: Unit, whom: Sequence[int]) -> list[int]:
    """Those who did not hear of another call a moment ago without having looked since: they find both."""
    if not whom:
        return []
    wanted = padded(whom)
    rows = await unit.fetch(
        "SELECT person_id, rung_ms, looked_ms FROM ringers WHERE person_id IN " + marks(len(wanted)), *wanted
    )
    since = unit.now_ms - MERGED_FOR_MS
    just_now = {row["person_id"] for row in rows if row["rung_ms"] > max(since, row["looked_ms"])}
    return [each for each in whom if each not in just_now]


def _tell(unit: Unit, call: Call, person_id: int) -> None:
    unit.tell(
        person_id,
        SOMEBODY_WAITS,
        MessageClass.HELP.value,
        buttons=(
            PushButton(label=TAKE, talk=CALLS, args=(call.id, "take")),
            PushButton(label=LOOK, talk=CALLS, args=(call.id,)),
        ),
        matter=calls.matter_of(call.id),
        urgent=True,
        everywhere=True,
    )
    _note_rung(unit, call, person_id)
    unit.write(
        "INSERT INTO ringers (person_id, rung_ms) VALUES ($1, $2)"
        " ON CONFLICT (person_id) DO UPDATE SET rung_ms = $2",
        person_id,
        unit.now_ms,
    )


def _note_rung(unit: Unit, call: Call, person_id: int) -> None:
    unit.write(
        "INSERT INTO call_rings (call_id, person_id) VALUES ($1, $2) ON CONFLICT (call_id, person_id) DO NOTHING",
        call.id,
        person_id,
    )


async def tell_taker(unit: Unit, call: Call) -> None:
    """Whoever has the call hears that she has said more; what it is stands in the call."""
    barred = await list_barred(unit, call.person_id, call.not_to)
    if call.state is CallState.ACKNOWLEDGED and call.taken_by not in barred:
        unit.tell(
            call.taken_by,
            SOMETHING_CHANGED,
            MessageClass.HELP.value,
            buttons=(PushButton(label=LOOK, talk=CALLS, args=(call.id,)),),
            matter=calls.matter_of(call.id),
            urgent=True,
        )


def note_look(unit: Unit, person_id: int) -> None:
    """Somebody of the office has looked at the calls: the next one is news again."""
    unit.write(
        "INSERT INTO ringers (person_id, looked_ms) VALUES ($1, $2)"
        " ON CONFLICT (person_id) DO UPDATE SET looked_ms = $2",
        person_id,
        unit.now_ms,
    )


async def list_accounts(unit: Unit, person_id: int) -> list[Row]:
    """Every account by which this person can be reached, as `people.find_account_of` gives one."""
    return await unit.fetch(
        "SELECT a.id AS account_id, a.channel, a.address, a.owner_id, a.language, a.reachable, a.neutral_sent_ms,"
        " a.last_in_ms, a.profiles, CASE WHEN a.profiles > 0 THEN 'shared' ELSE a.phone END AS phone,"
        " p.id AS person_id, p.zone, p.staff, p.may_write, p.open, p.safe_from_min, p.safe_to_min"
        " FROM accounts a JOIN persons p ON p.id = $1"
        " WHERE a.reachable = 1 AND (a.owner_id = $1 OR a.id IN (SELECT account_id FROM profiles WHERE person_id = $1)"
        " OR (a.profiles = 0 AND a.owner_id = p.same_as)) ORDER BY a.last_in_ms DESC, a.id DESC LIMIT 10",
        person_id,
    )
