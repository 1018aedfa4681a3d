"""How does somebody of an office hear of messages: in the morning's digest, or at once if that is wished?

The law: at most one notice a minute, whatever the cause and however much has come (reliability.md T19); none at night;
no word of hers in it. Who has not looked since the last one knows already, and hears of more only after a while. What
could not be told is kept in the row, so that the clock tells it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from conversation.text import _
from db.engine import Row
from db.unit import PushButton, Unit
from domain.contact import QUIET_UNTIL, MessageClass, is_quiet
from domain.matters import NOTICE_EVERY_MS
from domain.records import dataclass
from domain.zones import local_time

# So long somebody who has not looked is left alone.
UNLOOKED_MS = 10 * NOTICE_EVERY_MS

# What only the clock has to say comes this often at the most: of sixty who wait, one after the other climbs.
CLIMBS_EVERY_MS = 60 * NOTICE_EVERY_MS

# Told in one look of the clock, of so many who wait for something: at night all of them wait.
TOLD_AT_ONCE, LOOKED_AT = 50, 500

MATTERS = "pesan_warga"
# What the buttons of notices belong to.
MATTER = "contact_staff"
NEWS = _("Ada pesan warga.")  # staff
LOOK = _("Lihat")  # staff

_WISH = (
    "INSERT INTO contact_staff (person_id, at_once) VALUES ($1, $2)"
    " ON CONFLICT (person_id) DO UPDATE SET at_once = $2"
)
_TOLD = (
    "INSERT INTO contact_staff (person_id, told_ms) VALUES ($1, $2)"
    " ON CONFLICT (person_id) DO UPDATE SET told_ms = $2"
)
_ROW = (
    "SELECT p.zone, COALESCE(c.at_once, 0) AS at_once, COALESCE(c.told_ms, 0) AS told_ms,"
    " COALESCE(c.looked_ms, 0) AS looked_ms, COALESCE(c.news_ms, 0) AS news_ms"
    " FROM persons p LEFT JOIN contact_staff c ON c.person_id = p.id WHERE p.id = $1"
)
_KEEP_NEWS = (
    "INSERT INTO contact_staff (person_id, news_ms) VALUES ($1, $2) ON CONFLICT (person_id)"
    " DO UPDATE SET news_ms = CASE WHEN contact_staff.news_ms = 0 THEN $2 ELSE contact_staff.news_ms END"
)
_KEEP_CLIMB = (
    "INSERT INTO contact_staff (person_id, climb_ms) VALUES ($1, $2) ON CONFLICT (person_id)"
    " DO UPDATE SET climb_ms = CASE WHEN contact_staff.climb_ms = 0 THEN $2 ELSE contact_staff.climb_ms END"
)
# Of a matter whose line is open something waits to be put into this person's chat (db/matter_lines.py). $2: now.
_LINE_WAITS = (
    "EXISTS (SELECT 1 FROM matters m JOIN matter_messages x ON x.matter_id = m.id WHERE m.holder_id = $1"
    " AND m.state = 'open' AND m.line_ms > $2 AND x.side = 'her' AND x.passed = 0 AND x.taken_back_ms = 0)"
)
# A colleague has looked into something with a reason (db/matter_looks.py), which no list shows: it is told anyway.
_LOOK_WAITS = (
    "EXISTS (SELECT 1 FROM matter_looks l WHERE contact_staff.climb_ms > 0 AND l.at_ms >= contact_staff.climb_ms"
    " AND l.by_person <> $1)"
)
_WITH_NEWS = (
    "SELECT c.person_id, p.zone, c.at_once, c.told_ms, c.looked_ms, c.news_ms, c.climb_ms FROM contact_staff c"
    " JOIN persons p ON p.id = c.person_id WHERE (c.news_ms > 0 OR c.climb_ms > 0)"
    " AND (c.told_ms <= $1 OR c.told_ms > $2) ORDER BY c.news_ms + c.climb_ms, c.person_id"
    f" LIMIT {LOOKED_AT}"
)
_WAITING = (
    "SELECT p.zone, c.told_ms, c.climb_ms FROM contact_staff c JOIN persons p ON p.id = c.person_id"
    f" WHERE c.news_ms > 0 OR c.climb_ms > 0 ORDER BY c.told_ms LIMIT {LOOKED_AT}"
)
_LOOKED = (
    "INSERT INTO contact_staff (person_id, looked_ms) VALUES ($1, $2)"
    " ON CONFLICT (person_id) DO UPDATE SET looked_ms = $2, climb_ms = CASE WHEN "
    + _LOOK_WAITS
    + " THEN contact_staff.climb_ms ELSE 0 END, news_ms = CASE WHEN "
    + _LINE_WAITS
    + " THEN contact_staff.news_ms ELSE 0 END"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """at_once: she hears of each message as it comes, not only in the morning."""

    at_once: bool


async def settings(unit: Unit, person_id: int) -> Settings:
    """How this person wants to hear; in the morning alone until she says otherwise."""
    row = await unit.fetch_one("SELECT at_once FROM contact_staff WHERE person_id = $1", person_id)
    return Settings(at_once=row is not None and bool(row["at_once"]))


def set_at_once(unit: Unit, person_id: int, at_once: bool) -> None:
    """From now on."""
    unit.write(_WISH, person_id, int(at_once))


async def note_news(unit: Unit, person_id: int) -> None:
    """A woman wrote to this person: told now to who wants that and may be told, else later by the clock, else not."""
    row = await unit.fetch_one(_ROW, person_id)
    if row is None or not row["at_once"]:
        return
    if may_have_notice(unit, row) and await claim(unit, person_id, row["told_ms"]):
        unit.tell(
            person_id,
            NEWS,
            MessageClass.RELAY.value,
            buttons=(PushButton(label=LOOK, talk=MATTERS),),
            matter=MATTER,
        )
    else:
        keep_news(unit, [person_id])


def keep_news(unit: Unit, person_ids: Iterable[int]) -> None:
    """A woman wrote to these, and they are to hear of it as soon as something may go to them."""
    unit.write_many(_KEEP_NEWS, [(person_id, unit.now_ms) for person_id in dict.fromkeys(person_ids)])


def keep_climb(unit: Unit, person_ids: Iterable[int]) -> None:
    """What was not answered concerns these too: they are to hear of it, however they want to hear of messages."""
    unit.write_many(_KEEP_CLIMB, [(person_id, unit.now_ms) for person_id in dict.fromkeys(person_ids)])


async def list_with_news(unit: Unit) -> list[Row]:
    """Who is to hear of something and was told nothing for a minute, the longest waiting first."""
    return await unit.fetch(_WITH_NEWS, unit.now_ms - NOTICE_EVERY_MS, unit.now_ms)


async def claim(unit: Unit, person_id: int, told_ms: int) -> bool:
    """This person is told now, in this transaction, of all that waited; False where another look was faster."""
    row = await unit.fetch_one(
        "UPDATE contact_staff SET told_ms = $2, news_ms = 0, climb_ms = 0 WHERE person_id = $1 AND told_ms = $3"
        " RETURNING person_id",
        person_id,
        unit.now_ms,
        told_ms,
    )
    return row is not None


def drop_news(unit: Unit, person_id: int) -> None:
    """What women wrote to this person is told, or seen to; what waits for an open line stays news."""
    unit.write(
        "UPDATE contact_staff SET news_ms = 0 WHERE person_id = $1 AND NOT " + _LINE_WAITS,
        person_id,
        unit.now_ms,
    )


def drop_climb(unit: Unit, person_id: int) -> None:
    """The same of what the clock had to say."""
    unit.write("UPDATE contact_staff SET climb_ms = 0 WHERE person_id = $1", person_id)


async def may_tell(unit: Unit, person_id: int) -> bool:
    """Whether a notice may go to this person now, or the last one is less than a minute old."""
    row = await unit.fetch_one(_ROW, person_id)
    return row is not None and _is_past(unit, row["told_ms"], NOTICE_EVERY_MS)


def note_told(unit: Unit, person_id: int) -> None:
    """A notice, or messages themselves, went to this person just now: nothing more for a minute."""
    unit.write(_TOLD, person_id, unit.now_ms)


def look(unit: Unit) -> None:
    """Whoever acts has her list before her: what comes from now on is news again."""
    unit.write(_LOOKED, unit.actor.person_id, unit.now_ms)


def may_have_notice(unit: Unit, row: Row) -> bool:
    """Whether a notice of ours may go out now. row: zone, told_ms and looked_ms of somebody."""
    if is_quiet(unit.now, row["zone"]) or not _is_past(unit, row["told_ms"], NOTICE_EVERY_MS):
        return False
    return row["looked_ms"] >= row["told_ms"] or _is_past(unit, row["told_ms"], UNLOOKED_MS)


def may_have_climb(unit: Unit, row: Row) -> bool:
    """Whether it is time for what the clock has to say: an hour after the last notice, or after it began to wait.

    Messages that come into an open line are notices too, and do not put it off for ever.
    """
    return any(_is_past(unit, row[each], CLIMBS_EVERY_MS) for each in ("told_ms", "climb_ms"))


def _is_past(unit: Unit, moment_ms: int, length_ms: int) -> bool:
    """Whether that is so long ago; a moment still to come is one of a clock that was put back, and holds nobody up."""
    return unit.now_ms - moment_ms >= length_ms or moment_ms > unit.now_ms


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which somebody may be told what waits; for the moved clock."""
    rows = await unit.fetch(_WAITING)
    return min((_first_moment(row, after_ms) for row in rows), default=None)


def _first_moment(row: Row, after_ms: int) -> int:
    """When she may be told, after that: a minute after the last one, or later if she has not looked since."""
    moments = [row["told_ms"] + each for each in (NOTICE_EVERY_MS, UNLOOKED_MS, CLIMBS_EVERY_MS)]
    if row["climb_ms"]:
        moments.append(row["climb_ms"] + CLIMBS_EVERY_MS)
    at_ms: int = min((each for each in moments if each > after_ms), default=after_ms + NOTICE_EVERY_MS)
    local = local_time(datetime.fromtimestamp(at_ms / 1000, UTC), row["zone"])
    if not is_quiet(local, row["zone"]):
        return at_ms
    day = local.date() + timedelta(days=int(local.time() >= QUIET_UNTIL))
    return round(datetime.combine(day, QUIET_UNTIL, local.tzinfo).timestamp() * 1000)
