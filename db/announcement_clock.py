"""What of the announcements is to be done next, and how does one stand to her whose message is claimed just now?

The law: nothing is live, one statement; and what decides whether a row goes out is asked when it is claimed, so that
whoever stopped it, or said no to its kind, between the queueing and the sending is obeyed.
"""

from collections.abc import Sequence

from db.audience_people import agrees, answers_of, refused_by
from db.data_readers import list_selves
from db.engine import Fetch, Row
from db.lists import marks, padded
from db.unit import Unit
from domain.announcements import AGREE_WITHIN_DAYS, Audience, NewsKind, PartKind, State, Why
from domain.records import dataclass

LIVE_MAX = 50
# What ended is looked at again for what channels tell late: often while somebody still watches, then once a minute.
WATCHED_MS = 3_600_000
DAY_MS = 24 * 3_600_000
FOLLOWED_MS = 3 * DAY_MS

_COLUMNS = "SELECT a.id, a.state, a.size, a.queued_to, a.settled_ms, a.due_ms, a.ended_ms FROM announcements a WHERE "
# One statement of two parts, each by its own index.
_NEXT = (
    _COLUMNS
    + "a.state IN ('waiting', 'filling', 'sending') AND a.due_ms <= $1 UNION ALL "
    + _COLUMNS
    + "a.ended_ms > $2 AND a.ended_ms > 0 AND a.state IN ('done', 'stopped') AND a.begun_ms > 0"
    " ORDER BY 3, 1 LIMIT $3"
)
_SENDING = (
    "SELECT a.state, a.news, a.organisation_id, a.group_id, a.audience FROM announcements a WHERE a.id = $1"
)
_PAUSED = "SELECT p.id FROM persons p WHERE p.paused_ms > 0 AND p.id IN "
_ROLES = "SELECT r.role FROM roles r WHERE r.organisation_id = $1 AND r.until_ms IS NULL AND r.person_id IN "
_MEMBER = "SELECT m.state FROM members m WHERE m.group_id = $1 AND COALESCE(m.linked_id, m.person_id) IN "
_GIVE_UP = (
    "UPDATE announcements SET state = 'refused', ended_ms = $1, ended_by = 0 WHERE state = 'approval' AND id IN (SELECT"
    " a.id FROM announcements a WHERE a.state = 'approval' AND a.due_ms <= $2 ORDER BY a.due_ms LIMIT $3) RETURNING id"
)
_STOP_ASKED = (
    "UPDATE announcements SET state = 'stopped', ended_ms = $1, ended_by = 0 WHERE state = 'approval' AND made_ms <= $2"
    " RETURNING id"
)
_STOP_RESTORED = (
    "UPDATE announcements SET state = 'stopped', ended_ms = $2, ended_by = 0"
    " WHERE id = $1 AND state IN ('waiting', 'filling', 'sending') RETURNING id"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Next:
    """An announcement that the clock has something to do with; columns of `announcements`."""

    id: int
    state: State
    size: int
    queued_to: int
    settled_ms: int
    due_ms: int
    ended_ms: int

    @property
    def is_growing(self) -> bool:
        """Whether receivers or rows of the outbox are still to be made."""
        return self.state in (State.WAITING, State.FILLING) or (
            self.state is State.SENDING and self.queued_to != -1
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What decides about one row at the moment it is claimed. why_not: the last word about it, "" if it may go out.

    refused: this kind of news, if she wants no more of it; the rule for pushes decides about that (domain/contact.py).
    """

    news: NewsKind
    why_not: str
    refused: frozenset[str]


async def list_next(unit: Unit) -> list[Next]:
    """What is live and due, and what ended in the last hour, the smallest first. One statement."""
    now = unit.now_ms
    rows = await unit.fetch(_NEXT, now, now - WATCHED_MS, LIVE_MAX)
    return [_next(row) for row in rows]


async def list_followed(unit: Unit, since_ms: int) -> list[Next]:
    """What ended in the last days and was not looked at since that moment."""
    rows = await unit.fetch(
        _COLUMNS + "a.ended_ms > $1 AND a.ended_ms > 0 AND a.state IN ('done', 'stopped') AND a.begun_ms > 0"
        " AND a.settled_ms <= $2 ORDER BY a.settled_ms LIMIT $3",
        unit.now_ms - FOLLOWED_MS,
        since_ms,
        LIVE_MAX,
    )
    return [_next(row) for row in rows]


def _next(row: Row) -> Next:
    return Next(
        id=row["id"],
        state=State(row["state"]),
        size=row["size"],
        queued_to=row["queued_to"],
        settled_ms=row["settled_ms"],
        due_ms=row["due_ms"],
        ended_ms=row["ended_ms"],
    )


def settled(unit: Unit, announcement_id: int) -> None:
    """What the outbox says of it was taken over just now."""
    unit.write("UPDATE announcements SET settled_ms = $2 WHERE id = $1", announcement_id, unit.now_ms)


def lay_aside(unit: Unit, announcement_id: int, until_ms: int) -> None:
    """Nothing is done with it before that moment."""
    unit.write(
        "UPDATE announcements SET settled_ms = $2, due_ms = CASE WHEN state IN ('waiting', 'filling', 'sending')"
        " THEN CAST($2 AS BIGINT) ELSE due_ms END WHERE id = $1",
        announcement_id,
        until_ms,
    )


async def stop_restored(unit: Unit, announcement_id: int) -> bool:
    """An older copy was brought back: what fell due before may have gone out already. Whether it was stopped now."""
    return bool(await unit.fetch(_STOP_RESTORED, announcement_id, unit.now_ms))


async def give_up(unit: Unit) -> list[int]:
    """Those to which nobody has said yes or no for AGREE_WITHIN_DAYS: they are refused now, by nobody."""
    before_ms = unit.now_ms - AGREE_WITHIN_DAYS * DAY_MS
    return [row["id"] for row in await unit.fetch(_GIVE_UP, unit.now_ms, before_ms, LIVE_MAX)]


async def stop_asked(unit: Unit, restored_ms: int) -> list[int]:
    """An older copy was brought back: what waits for a second person in it may have been agreed to and sent since."""
    if restored_ms == 0:
        return []
    return [row["id"] for row in await unit.fetch(_STOP_ASKED, unit.now_ms, restored_ms)]


async def find_standing(unit: Unit, notice_id: int, person_id: int) -> Standing | None:
    """How this announcement stands to her now; None where the notice is of no announcement."""
    row = await unit.fetch_one(_SENDING, notice_id)
    if row is None:
        return None
    news, records = NewsKind(row["news"]), await list_selves(unit, person_id)
    group_id, organisation_id = row["group_id"], row["organisation_id"]
    ids = padded(records)
    paused, refused, answers, inside = await unit.fetch_all(
        Fetch(_PAUSED + marks(len(ids)), ids),
        refused_by(records, news),
        answers_of(records, organisation_id=organisation_id, group_id=group_id),
        Fetch(
            (_ROLES if group_id is None else _MEMBER) + marks(len(ids), 2),
            (organisation_id if group_id is None else group_id, *ids),
        ),
    )
    if row["state"] not in (State.FILLING, State.SENDING, State.DONE):
        why_not = "stopped"
    elif paused:
        why_not = Why.PAUSED.value
    elif group_id is not None:
        why_not = _why_not_of_group(answers, inside)
    else:
        why_not = _why_not_of_office(Audience.unpack(row["audience"]), answers, inside)
    return Standing(news=news, why_not=why_not, refused=frozenset({news.value} if refused else ()))


def _why_not_of_group(answers: Sequence[Row], member: Sequence[Row]) -> str:
    """She has left it since, or has said no to its program."""
    left = bool(member) and all(each["state"] == "left" for each in member)
    return Why.NO_CONSENT.value if left or not agrees(answers, of_group=True) else ""


def _why_not_of_office(audience: Audience, answers: Sequence[Row], roles: Sequence[Row]) -> str:
    """The last yes was taken back, or contact refused; the office's own people need none while they have their role."""
    wanted = {part.value for part in audience.those if part.kind is PartKind.ROLE}
    if wanted & {each["role"] for each in roles}:
        return ""
    agreed = agrees(answers, of_group=False) if answers else not wanted
    return "" if agreed else Why.NO_CONSENT.value
