"""Whom does a call for help ring, and what is she told while nobody answers? Without a word of what it is about.

First those on duty; nobody on duty, or nobody answers: all who answer calls, supervisors too. She hears after 5 and
15 minutes what is true, with the numbers that are always there. A ring goes to every account somebody has.
"""

from collections.abc import Sequence
from datetime import datetime
from math import ceil

from conversation.text import Text, _
from db import calls, duty
from db.calls import Call
from db.engine import Row
from db.lists import marks, padded
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.organisations import EMERGENCY_NUMBERS
from domain.safety import MERGED_FOR_MS, RINGS_AFTER_MIN, TOLD_MAX, CallState, next_ring_ms

# One slice of the clock: at most ten offices' people at once, well under 500 rows.
RUNG_AT_ONCE = 5

CALLS = "jaga"

NUMBERS = {each.key: each.number for each in EMERGENCY_NUMBERS}

SOMEBODY_WAITS = _("Ada yang menunggu di Teman Mandiri. Buka /jaga.")  # staff
SOMETHING_CHANGED = _("Ada kabar baru pada panggilan di Teman Mandiri. Buka /jaga.")  # staff
TAKE = _("Saya tangani")  # staff
LOOK = _("Lihat dulu")  # staff


async def ring(unit: Unit, call: Call) -> None:
    """Ring once, and set when it rings again."""
    on = await duty.find(unit, call.organisation_id)
    if call.calm and await _rests(unit, call, on):
        return
    everybody = await duty.list_everybody(unit, call.organisation_id)
    whom = [each for each in _chosen(call, on, everybody) if each != call.person_id]
    for person_id in await _not_rung_just_now(unit, whom):
        _tell(unit, call, person_id)
    tells = call.rings > 0 and call.told < TOLD_MAX and not call.quiet
    if tells:
        text = still_waiting(on.next_at, on_duty=bool(on.now), again=call.told > 0)
        unit.tell(call.person_id, text, MessageClass.HELP.value, urgent=True)
    calls.note_ring(unit, call, next_ring_ms(call.since_ms, call.rings + 1), told=tells)


def begin_calm(unit: Unit, call: Call) -> None:
    """Her wish for a person has gone to the workers just now (db/queue_pings.py): that was the first ring."""
    if call.rings == 0:
        calls.note_ring(unit, call, next_ring_ms(call.since_ms, 1), told=False)


async def _rests(unit: Unit, call: Call, on: duty.OnDuty) -> bool:
    """A wish without any sign of danger wakes nobody who is off duty, and is over when somebody has opened it."""
    if not await calls.is_wish_open(unit, call):
        calls.close(unit, call)
        return True
    if on.now:
        return False
    later = next_ring_ms(unit.now_ms, len(RINGS_AFTER_MIN) + 1)
    calls.postpone(unit, call, later if on.next_at is None else ceil(on.next_at.timestamp() * 1000))
    return True


async def ring_due(unit: Unit) -> int:
    """Ring what is due now; how many calls rang. For the clock."""
    due = await calls.list_due(unit, RUNG_AT_ONCE)
    for call in due:
        await ring(unit, call)
    return len(due)


def _chosen(call: Call, on: duty.OnDuty, everybody: Sequence[int]) -> Sequence[int]:
    """Who is rung this time."""
    if call.rings == 0:
        first = on.women if call.women_only and on.women else on.now
        return first or everybody
    if call.rings <= len(RINGS_AFTER_MIN):
        return everybody
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
    unit.write(
        "INSERT INTO call_rings (call_id, person_id) VALUES ($1, $2) ON CONFLICT (call_id, person_id) DO NOTHING",
        call.id,
        person_id,
    )
    unit.write(
        "INSERT INTO ringers (person_id, rung_ms) VALUES ($1, $2)"
        " ON CONFLICT (person_id) DO UPDATE SET rung_ms = $2",
        person_id,
        unit.now_ms,
    )


def tell_taker(unit: Unit, call: Call) -> None:
    """Whoever has the call hears that she has said more; what it is stands in the call."""
    if call.state is CallState.ACKNOWLEDGED:
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


def still_waiting(next_at: datetime | None, *, on_duty: bool, again: bool = False) -> Text:
    """What is true while nobody has answered, and whom she can call without us. again: she has heard it before."""
    if again:
        return _still_waiting_again(next_at, on_duty=on_duty)
    if on_duty:
        return _(
            "Petugas belum menjawab, Bu. Sudah saya panggil lagi. Kalau bahaya: telepon {police} atau {sapa}."
            " Bisa juga WhatsApp {whatsapp}. Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
            police=NUMBERS["police"],
            sapa=NUMBERS["sapa_phone"],
            whatsapp=NUMBERS["sapa_whatsapp"],
            healing=NUMBERS["healing"],
        )
    if next_at is None:
        return _(
            "Petugas belum menjawab, Bu. Sekarang tidak ada yang jaga. Kalau bahaya: telepon {police} atau {sapa}."
            " Bisa juga WhatsApp {whatsapp}. Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
            police=NUMBERS["police"],
            sapa=NUMBERS["sapa_phone"],
            whatsapp=NUMBERS["sapa_whatsapp"],
            healing=NUMBERS["healing"],
        )
    return _(
        "Petugas belum menjawab, Bu. Petugas jaga ada lagi {at}. Kalau bahaya: telepon {police} atau {sapa}."
        " Bisa juga WhatsApp {whatsapp}. Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
        at=next_at,
        police=NUMBERS["police"],
        sapa=NUMBERS["sapa_phone"],
        whatsapp=NUMBERS["sapa_whatsapp"],
        healing=NUMBERS["healing"],
    )


def _still_waiting_again(next_at: datetime | None, *, on_duty: bool) -> Text:
    """The same for the second time, in other words: who reads the same twice feels alone with a machine."""
    if on_duty or next_at is None:
        return _(
            "Maaf, Bu, petugas masih belum menjawab. Kalau bahaya, jangan menunggu: telepon {police} atau {sapa}."
            " Bisa juga WhatsApp {whatsapp}. Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
            police=NUMBERS["police"],
            sapa=NUMBERS["sapa_phone"],
            whatsapp=NUMBERS["sapa_whatsapp"],
            healing=NUMBERS["healing"],
        )
    return _(
        "Maaf, Bu, petugas masih belum menjawab. Saya panggil lagi {at}. Kalau bahaya, jangan menunggu:"
        " telepon {police} atau {sapa}. Bisa juga WhatsApp {whatsapp}."
        " Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
        at=next_at,
        police=NUMBERS["police"],
        sapa=NUMBERS["sapa_phone"],
        whatsapp=NUMBERS["sapa_whatsapp"],
        healing=NUMBERS["healing"],
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
