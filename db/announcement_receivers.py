"""What became of an announcement for each: counted, listed, answered, sent again to those whom it did not reach.

The law: nobody is named who asked for no more news, may not be written to, wants to be left alone, or reads on a phone
that is not hers alone: they are numbers. How receivers get their rows in the outbox is in db/announcement_queueing.py,
how they learn what became of them in db/announcement_settling.py.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from db import permits
from db.announcement_queueing import SLICE, queue_slice
from db.announcement_rows import CLEARING, COLUMNS, lock, read_announcement
from db.announcement_settling import settle_slice
from db.data_readers import list_selves
from db.engine import Fetch, Row
from db.lists import marks, padded
from db.unit import Unit
from domain.announcements import (
    AGREE_WITHIN_DAYS,
    ANSWERS_DAYS,
    Announcement,
    AnnouncementGone,
    Reached,
    State,
    Tally,
    Why,
)
from domain.permits import Action
from domain.records import dataclass

__all__ = [
    "SLICE",
    "Receiver",
    "again",
    "answer",
    "answers",
    "count_again",
    "list_in",
    "next_due",
    "note_read",
    "of_receiver",
    "queue_slice",
    "rate",
    "settle_slice",
    "tally",
]

DAY_MS = 86_400_000
MINUTE_MS = 60_000

_RECEIVERS = (
    "SELECT r.person_id, r.state, r.why, r.channel, r.way, r.outbox_id, r.round, r.sent_ms, r.answer, r.answered_ms"
    " FROM announcement_receivers r WHERE r.announcement_id = $1 AND "
)
_NEXT = " AND r.person_id > $2 ORDER BY r.person_id LIMIT $3"

# Who asked for this, or may not be written to, is a number to whoever sent it, and no name.
_PRIVATE = (Why.OPTED_OUT, Why.MAY_NOT_WRITE, Why.PAUSED, Why.NO_SAFE_HOUR)
_NAMED = " AND r.why NOT IN (" + ", ".join(f"'{each.value}'" for each in _PRIVATE) + ")"
_IN_STATE = f"{_RECEIVERS}r.state = $4{_NAMED}{_NEXT}"
# What waits without a reason waits because others read her phone.
_WAITING = f"{_RECEIVERS}r.state = $4{_NAMED} AND r.why <> ''{_NEXT}"

# Put before her, so that she may answer.
_HERS = (
    f"SELECT {COLUMNS}, r.person_id AS receiver_id FROM announcements a JOIN announcement_receivers r"
    " ON r.announcement_id = a.id WHERE a.code = $1 AND r.state NOT IN ('found', 'left_out', 'stopped')"
    " AND r.person_id IN "
)
# Whose every chat is closed to us cannot be tried again before she writes to one, or takes back that she blocked it.
_TO_TRY = (
    "SELECT t.person_id FROM announcement_receivers t WHERE t.announcement_id = $1 AND (t.state = 'failed'"
    " OR (t.state = 'uncertain' AND $2 = 1)) AND (EXISTS (SELECT 1 FROM accounts a WHERE a.owner_id = t.person_id"
    " AND a.reachable = 1) OR EXISTS (SELECT 1 FROM persons p JOIN accounts a ON a.owner_id = p.id"
    " WHERE p.same_as = t.person_id AND p.same_as <> 0 AND a.reachable = 1) OR EXISTS (SELECT 1 FROM profiles f"
    " JOIN accounts a ON a.id = f.account_id WHERE f.person_id = t.person_id AND a.reachable = 1))"
)
_COUNT_TO_TRY = f"SELECT count(*) AS n FROM ({_TO_TRY}) w"
_AGAIN = (
    "UPDATE announcement_receivers SET state = 'found', why = '', round = $3 WHERE announcement_id = $1"
    f" AND person_id IN ({_TO_TRY}) RETURNING person_id"
)
_OVER = frozenset({State.REFUSED, State.CALLED_BACK, State.STOPPED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Receiver:
    """One woman of one announcement. why: of what failed, waits or was left out. answer: 0 while there is none.

    sent_ms: when the first of it left to her, which may have been the sentence that tells nothing; 0 while nothing has.
    """

    person_id: int
    state: Reached
    why: str
    channel: str
    way: str
    outbox_id: int
    round: int
    sent_ms: int
    answer: int
    answered_ms: int


def _receiver(row: Row) -> Receiver:
    return Receiver(
        person_id=row["person_id"],
        state=Reached(row["state"]),
        why=row["why"],
        channel=row["channel"],
        way=row["way"],
        outbox_id=row["outbox_id"],
        round=row["round"],
        sent_ms=row["sent_ms"],
        answer=row["answer"],
        answered_ms=row["answered_ms"],
    )


# -- counted, listed ----------------------------------------------------------------------------------------------


async def tally(unit: Unit, announcement_id: int) -> Tally:
    """How many stand where, with those erased since. Of one that was stopped, who was only found counts as stopped.

    For the clock and for who may see it: nothing is asked.
    """
    of = (announcement_id,)
    mine, states, whys, answered, gone, sent = await unit.fetch_all(
        Fetch("SELECT state, choices, filling FROM announcements WHERE id = $1", of),
        Fetch(
            "SELECT state, count(*) AS n FROM announcement_receivers WHERE announcement_id = $1 GROUP BY state",
            of,
        ),
        Fetch(
            "SELECT state, why, count(*) AS n FROM announcement_receivers WHERE announcement_id = $1"
            " AND state IN ('left_out', 'failed') GROUP BY state, why",
            of,
        ),
        Fetch(_ANSWERED, of),
        Fetch("SELECT state, why, answer, n FROM announcement_gone WHERE announcement_id = $1", of),
        Fetch(
            "SELECT count(*) AS n FROM announcement_receivers WHERE announcement_id = $1 AND sent_ms > 0"
            " AND sent_ms > $2",
            (announcement_id, unit.now_ms - MINUTE_MS),
        ),
    )
    if mine and mine[0]["filling"] == CLEARING:  # what an earlier look had found counts for nothing
        return Tally(counts={}, left_out={}, reasons={}, answers=(0,) * mine[0]["choices"])
    counts, reasons = Counter[Reached](), {Reached.LEFT_OUT: Counter[str](), Reached.FAILED: Counter[str]()}
    for row in (*states, *gone):
        counts[Reached(row["state"])] += row["n"]
    for row in (*whys, *(each for each in gone if Reached(each["state"]) in reasons)):
        reasons[Reached(row["state"])][row["why"]] += row["n"]
    if mine and State(mine[0]["state"]) in _OVER and counts[Reached.FOUND]:
        counts[Reached.STOPPED] += counts.pop(Reached.FOUND)
    given = _added(answered, gone)
    return Tally(
        counts={reached: n for reached, n in counts.items() if n},
        left_out=dict(reasons[Reached.LEFT_OUT]),
        reasons=dict(reasons[Reached.FAILED]),
        answers=tuple(given[n] for n in range(1, mine[0]["choices"] + 1)) if mine else (),
        sent_last_minute=int(sent[0]["n"]),
    )


_ANSWERED = (
    "SELECT answer, count(*) AS n FROM announcement_receivers WHERE announcement_id = $1 AND answer > 0"
    " GROUP BY answer"
)


def _added(answered: Sequence[Row], gone: Sequence[Row]) -> Counter[int]:
    given: Counter[int] = Counter()
    for row in (*answered, *gone):
        given[row["answer"]] += row["n"]
    del given[0]
    return given


async def answers(unit: Unit, announcement_id: int) -> Mapping[int, int]:
    """How many gave which answer, with those who were erased since; who gave none is not in it."""
    answered, gone = await unit.fetch_all(
        Fetch(_ANSWERED, (announcement_id,)),
        Fetch("SELECT answer, n FROM announcement_gone WHERE announcement_id = $1", (announcement_id,)),
    )
    return _added(answered, gone)


async def list_in(
    unit: Unit, announcement_id: int, reached: Reached, most: int, after: int = 0
) -> list[Receiver]:
    """Those in this state who may be named to whoever sent it, by person id above `after`.

    Asks for no permit (`announcements.get` first) and leaves no trace: whoever shows it notes it (`note_read`).
    """
    rows = await unit.fetch(
        _WAITING if reached is Reached.WAITING else _IN_STATE, announcement_id, after, most, reached.value
    )
    return [_receiver(row) for row in rows]


def note_read(unit: Unit, announcement_id: int, person_ids: Collection[int], reason: str = "") -> None:
    """Whoever acts has seen what became of it for these women."""
    for each in person_ids:
        unit.audit("read", "announcement", announcement_id, each, reason)


async def rate(unit: Unit, announcement_id: int, step_s: int) -> list[tuple[int, int]]:
    """How many left in each step since it began: (second at which the step begins, how many), none left out.

    With the neutral sentences and templates that left in place of what waits: it is the channel that is looked at here.
    A sum, so that nobody learns whose they were.
    """
    begun, rows = await unit.fetch_all(
        Fetch("SELECT begun_ms FROM announcements WHERE id = $1", (announcement_id,)),
        Fetch(
            "SELECT r.sent_ms / $2 AS step, count(*) AS n FROM announcement_receivers r WHERE r.announcement_id = $1"
            " AND r.sent_ms > 0 GROUP BY r.sent_ms / $2 ORDER BY r.sent_ms / $2",
            (announcement_id, step_s * 1000),
        ),
    )
    if not rows or not begun:
        return []
    first = min(begun[0]["begun_ms"] // (step_s * 1000), rows[0]["step"])
    sent = {row["step"] - first: row["n"] for row in rows}
    return [(step * step_s, sent.get(step, 0)) for step in range(max(sent) + 1)]


# -- answered -----------------------------------------------------------------------------------------------------


async def of_receiver(unit: Unit, code: str, person_id: int) -> tuple[Announcement, Receiver] | None:
    """The announcement of this code and her own row in it, whichever of her records got it; None if it is not hers."""
    wanted = padded(await list_selves(unit, person_id))
    row = await unit.fetch_one(_HERS + marks(len(wanted), 2) + " LIMIT 1", code.strip().upper(), *wanted)
    return None if row is None else await _with_row(unit, row)


async def _with_row(unit: Unit, row: Row) -> tuple[Announcement, Receiver] | None:
    announcement = read_announcement(row)
    hers = await unit.fetch_one(_RECEIVERS + "r.person_id = $2", announcement.id, row["receiver_id"])
    return None if hers is None else (announcement, _receiver(hers))


async def answer(unit: Unit, announcement: Announcement, person_id: int, n: int) -> bool:
    """Keep her answer, also another one later; whether it is heard. What is said twice changes nothing.

    False for who never got it, an answer that there is not, and after ANSWERS_DAYS. Whoever answers has read it.
    """
    now = await lock(unit, announcement.id)
    found = await of_receiver(unit, now.code, person_id)
    if found is None or not 1 <= n <= now.choices or unit.now_ms > now.begun_ms + ANSWERS_DAYS * DAY_MS:
        return False
    if found[1].answer != n:
        unit.write(
            "UPDATE announcement_receivers SET answer = $3, answered_ms = $4, why = CASE WHEN state = 'queued'"
            " THEN why ELSE '' END, state = CASE WHEN state = 'queued' THEN state ELSE 'read' END"
            " WHERE announcement_id = $1 AND person_id = $2",
            now.id,
            found[1].person_id,
            n,
            unit.now_ms,
        )
    return True


# -- again --------------------------------------------------------------------------------------------------------


async def again(unit: Unit, announcement_id: int, uncertain: bool) -> int:
    """Those whom it did not reach, and now might, are to get it once more; how many. uncertain: also whom it may have
    reached.

    Raises NotAllowed, and AnnouncementGone for one that was stopped or has not begun.
    """
    now = await lock(unit, announcement_id)
    await _require_to_send(unit, now)
    if now.state not in (State.SENDING, State.DONE):
        raise AnnouncementGone
    rows = await unit.fetch(_AGAIN, now.id, int(uncertain), now.round + 1)
    if rows:
        unit.write(
            "UPDATE announcements SET state = 'sending', round = round + 1, queued_to = 0, ended_ms = 0 WHERE id = $1",
            now.id,
        )
        unit.audit("write", "announcement", now.id, 0, f"again to {len(rows)}")
    return len(rows)


async def count_again(unit: Unit, announcement_id: int) -> int:
    """To how many of those whom it did not reach it can go once more: a chat of theirs is open. Nothing is asked."""
    row = await unit.fetch_one(_COUNT_TO_TRY, announcement_id, 0)
    return int(row["n"]) if row is not None else 0


async def _require_to_send(unit: Unit, now: Announcement) -> None:
    if now.organisation_id is not None:
        await permits.require(unit, Action.ANNOUNCE, organisation_id=now.organisation_id)
    else:
        await permits.require(unit, Action.ANNOUNCE_TO_GROUP, group_id=now.group_id)


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which an announcement begins, or is given up as nobody agreed to it."""
    patience_ms = AGREE_WITHIN_DAYS * DAY_MS
    row = await unit.fetch_one(
        "SELECT (SELECT min(due_ms) FROM announcements WHERE state IN ('waiting', 'filling', 'sending')"
        " AND due_ms > $1) AS due, (SELECT min(due_ms) FROM announcements WHERE state = 'approval' AND due_ms > $2)"
        " AS asked",
        after_ms,
        after_ms - patience_ms,
    )
    if row is None:
        return None
    moments = [row["due"], row["asked"] + patience_ms if row["asked"] is not None else None]
    return min((each for each in moments if each is not None), default=None)
