"""Whom does the clock ask what became of a course, what was asked, and what did she say?

One row a woman, course and month; the clock plants them, however a course came to its end. Only courses of an office
have them: nobody reads such answers of a group. She is told at most once about a month, in the transaction that says
so in her row; what she says is sealed by her own key and leaves it only counted together with others.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from db import outcome_gaps
from db.data_readers import list_selves
from db.engine import Row
from db.lists import marks, padded
from db.push_buttons import take_back
from db.unit import Unit
from db.vault import KeyGone, cell
from db.vault import person as owner_of
from domain.courses import Course, Topic
from domain.records import dataclass
from domain.refusals import Changed
from domain.training_outcomes import (
    AFTER,
    APART_DAYS,
    BEFORE,
    LATE_DAYS,
    Answers,
    Given,
    State,
    due_ms,
    morning_ms,
    read_body,
)
from domain.zones import local_date

PLACE = "outcomes.answers"

DAY_MS = 24 * 3_600_000
APART_MS, LATE_MS = APART_DAYS * DAY_MS, LATE_DAYS * DAY_MS

# Women planted, and women asked, in one look of the clock: four rows each; a message with three buttons each.
PLANTED_MAX, SLICE = 50, 50

# A course that ended longer ago, unseen by the clock, is asked about no more.
PLANTED_WITHIN_MS = 2 * LATE_MS

# Answers behind one year's figures; an office has some two hundred women a year.
GIVEN_MAX = 5_000

_COLUMNS = (
    "SELECT o.course_id, o.person_id, o.month, o.due_ms, o.state, o.told_ms, o.at_ms, c.title, c.topic, c.zone,"
    " c.organisation_id FROM outcomes o JOIN courses c ON c.id = o.course_id "
)

# The end of the last session that took place, else the moment at which somebody ended the course.
_OVER = (
    "COALESCE((SELECT max(s.start_ms + s.length_min * 60000) FROM course_sessions s"
    " WHERE s.course_id = c.id AND s.state = 'held'), c.ended_ms)"
)
# Who came at least once; where nobody wrote down who came, everybody who kept her place.
_CAME = (
    "(EXISTS (SELECT 1 FROM course_sessions s CROSS JOIN course_attendance a"  # SQLite: her, in these few sessions
    " WHERE s.course_id = c.id AND a.session_id = s.id AND a.person_id = p.person_id AND a.came = 1)"
    " OR NOT EXISTS (SELECT 1 FROM course_attendance a JOIN course_sessions s ON s.id = a.session_id"
    " WHERE s.course_id = c.id))"
)
_OF_OFFICES = (
    "FROM courses c CROSS JOIN course_participants p WHERE p.course_id = c.id"
    " AND c.organisation_id IS NOT NULL"
)
_ENDED = (
    f"SELECT p.course_id, p.person_id, c.zone, {_OVER} AS over_ms {_OF_OFFICES} AND c.state = 'ended'"
    " AND p.state = 'done' AND c.ended_ms > $1 AND NOT EXISTS (SELECT 1 FROM outcomes o"
    f" WHERE o.course_id = p.course_id AND o.person_id = p.person_id AND o.month > 0) AND {_CAME}"
    f" ORDER BY p.course_id, p.person_id LIMIT {PLANTED_MAX}"
)
# One question at a time: whoever was asked anything in the last two weeks is left alone.
_LAST_TOLD = "COALESCE((SELECT max(t.told_ms) FROM outcomes t WHERE t.person_id = o.person_id), 0)"
_DUE = (
    _COLUMNS + "WHERE o.state = 'waiting' AND o.due_ms <= $1 AND (o.due_ms <= $2 OR "
    f"{_LAST_TOLD} <= $3) ORDER BY o.due_ms, o.course_id, o.person_id, o.month LIMIT {SLICE}"
)
_NEXT_DUE = (
    "SELECT min(CASE WHEN w.due_ms > w.free_ms THEN w.due_ms ELSE w.free_ms END) AS due"
    f" FROM (SELECT o.due_ms, {_LAST_TOLD} + {APART_MS} AS free_ms FROM outcomes o WHERE o.state = 'waiting') AS w"
    " WHERE w.due_ms > $1 OR w.free_ms > $1"
)
# Also where somebody is gone; a number below nought stands for her.
_ANSWERED = (
    "SELECT * FROM (SELECT course_id, person_id, month, answers, said, at_ms FROM outcomes WHERE state = 'answered'"
    " UNION ALL SELECT course_id, -leaver, month, NULL, said, at_ms FROM outcome_gaps) AS given WHERE course_id IN "
)
_FIRST_COME = f" ORDER BY at_ms, course_id, person_id, month LIMIT {GIVEN_MAX}"


def matter_of(course_id: int, person_id: int, month: int) -> str:
    """What the buttons of one question to her belong to."""
    return f"outcome:{course_id}:{person_id}:{month}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What one woman is asked about one month of one course. told_ms: when she was, 0 for not yet."""

    course_id: int
    person_id: int
    month: int
    due_ms: int
    state: State
    told_ms: int
    title: str
    topic: Topic
    zone: str
    organisation_id: int

    @property
    def matter(self) -> str:
        """What its buttons belong to."""
        return matter_of(self.course_id, self.person_id, self.month)

    @property
    def key(self) -> tuple[int, int, int]:
        """By what its row is found."""
        return self.course_id, self.person_id, self.month


def _question(row: Row) -> Question:
    return Question(
        course_id=row["course_id"],
        person_id=row["person_id"],
        month=row["month"],
        due_ms=row["due_ms"],
        state=State(row["state"]),
        told_ms=row["told_ms"],
        title=row["title"],
        topic=Topic(row["topic"]),
        zone=row["zone"],
        organisation_id=row["organisation_id"],
    )


# -- planning ---------------------------------------------------------------------------------------------------


async def plan_before(unit: Unit, course: Course, person_id: int) -> None:
    """She is asked once what was before, the morning after she came. Nothing for a group's course."""
    if course.organisation_id is not None:
        _plan(unit, course.id, person_id, {BEFORE: morning_ms(unit.now, course.zone)})


async def plant(unit: Unit) -> int:
    """For the clock: whoever came to a course that is over has her questions; how many, at most PLANTED_MAX."""
    ended = await unit.fetch(_ENDED, unit.now_ms - PLANTED_WITHIN_MS)
    for row in ended:
        over = _moment(row["over_ms"])
        months = {month: due_ms(over, month, row["zone"]) for month in AFTER}
        _plan(unit, row["course_id"], row["person_id"], months)
    return len(ended)


def _moment(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC)


def _plan(unit: Unit, course_id: int, person_id: int, months: dict[int, int]) -> None:
    unit.write_many(
        "INSERT INTO outcomes (course_id, person_id, month, due_ms, state) VALUES ($1, $2, $3, $4, 'waiting')"
        " ON CONFLICT (course_id, person_id, month) DO NOTHING",
        [(course_id, person_id, month, moment) for month, moment in months.items()],
    )


# -- the clock --------------------------------------------------------------------------------------------------


async def list_due(unit: Unit) -> list[Question]:
    """What the clock is to look at now, the longest due first; of one woman perhaps several (`was_asked_lately`)."""
    now = unit.now_ms
    return [_question(row) for row in await unit.fetch(_DUE, now, now - LATE_MS, now - APART_MS)]


async def was_asked_lately(unit: Unit, question: Question) -> bool:
    """Whether she was asked something else in the last two weeks, perhaps a moment ago."""
    row = await unit.fetch_one(
        "SELECT 1 AS one FROM outcomes WHERE person_id = $1 AND told_ms > $2",
        question.person_id,
        unit.now_ms - APART_MS,
    )
    return row is not None


async def first_session_ms(unit: Unit, course_id: int) -> int:
    """When the course begins or began, UTC milliseconds; 0 where every session is off."""
    row = await unit.fetch_one(
        "SELECT min(start_ms) AS start_ms FROM course_sessions WHERE course_id = $1 AND state <> 'cancelled'",
        course_id,
    )
    return (row["start_ms"] or 0) if row is not None else 0


async def tell(unit: Unit, question: Question) -> bool:
    """She is asked now, in this transaction, and nothing older is open any more; False where she was already."""
    rows = await unit.fetch(
        "UPDATE outcomes SET state = 'told', told_ms = $4 WHERE course_id = $1 AND person_id = $2 AND month = $3"
        " AND state = 'waiting' RETURNING month",
        *question.key,
        unit.now_ms,
    )
    if rows:
        unit.write(
            "UPDATE outcomes SET state = 'dropped' WHERE person_id = $2 AND state = 'told'"
            " AND NOT (course_id = $1 AND month = $3)",
            *question.key,
        )
    return bool(rows)


def ask_later(unit: Unit, question: Question) -> None:
    """The clock looks at it again the next morning."""
    unit.write(
        "UPDATE outcomes SET due_ms = $4 WHERE course_id = $1 AND person_id = $2 AND month = $3"
        " AND state = 'waiting'",
        *question.key,
        morning_ms(unit.now, question.zone),
    )


def drop(unit: Unit, question: Question) -> None:
    """She is not asked this any more."""
    unit.write(
        "UPDATE outcomes SET state = 'dropped' WHERE course_id = $1 AND person_id = $2 AND month = $3"
        " AND state IN ('waiting', 'told')",
        *question.key,
    )


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which somebody may be asked."""
    if await unit.fetch(_ENDED, after_ms - PLANTED_WITHIN_MS):
        return after_ms + 1
    row = await unit.fetch_one(_NEXT_DUE, after_ms)
    return row["due"] if row is not None else None


# -- her side ---------------------------------------------------------------------------------------------------


async def find(unit: Unit, course_id: int, month: int, person_id: int) -> Question | None:
    """That question, if it is hers on whichever of her records; None if there is none."""
    mine = padded(await list_selves(unit, person_id))
    row = await unit.fetch_one(
        _COLUMNS + "WHERE o.course_id = $1 AND o.month = $2 AND o.person_id IN " + marks(len(mine), 3),
        course_id,
        month,
        *mine,
    )
    return None if row is None else _question(row)


async def find_open(unit: Unit, person_id: int) -> Question | None:
    """What she was asked last and has not answered; None if nothing is open."""
    mine = padded(await list_selves(unit, person_id))
    row = await unit.fetch_one(
        _COLUMNS
        + "WHERE o.state = 'told' AND o.person_id IN "
        + marks(len(mine))
        + " ORDER BY o.told_ms DESC"
        " LIMIT 1",
        *mine,
    )
    return None if row is None else _question(row)


async def answer(unit: Unit, question: Question, answers: Answers) -> None:
    """What she said, once. Raises Changed where it was answered, or is asked no more."""
    await unit.vault.have([owner_of(question.person_id)])
    rows = await unit.fetch(
        "UPDATE outcomes SET state = 'answered', answers = $4, at_ms = $5, said = $6"
        " WHERE course_id = $1 AND person_id = $2 AND month = $3 AND state IN ('waiting', 'told') RETURNING month",
        *question.key,
        unit.vault.seal(
            owner_of(question.person_id), _cell(question.key), json.dumps(answers.body()).encode()
        ),
        unit.now_ms,
        answers.said,
    )
    if not rows:
        raise Changed


async def stop(unit: Unit, person_id: int) -> None:
    """She wants no such questions: none of those planned for her is asked, whatever course they are about."""
    mine = padded(await list_selves(unit, person_id))
    unit.write(
        "UPDATE outcomes SET state = 'dropped' WHERE state IN ('waiting', 'told') AND person_id IN "
        + marks(len(mine)),
        *mine,
    )


async def forget(unit: Unit, person_id: int, organisation_id: int) -> None:
    """She has taken back her yes to this office's courses: what she said and would be asked is gone."""
    outcome_gaps.leave(unit, person_id, organisation_id)
    rows = await unit.fetch(
        "DELETE FROM outcomes WHERE person_id = $1"
        " AND course_id IN (SELECT id FROM courses WHERE organisation_id = $2) RETURNING course_id, month",
        person_id,
        organisation_id,
    )
    for row in rows:
        take_back(unit, matter_of(row["course_id"], person_id, row["month"]))


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnOutcome:
    """What she said about one month of one course, for her own copy. at_ms: when."""

    title: str
    month: int
    answers: Answers
    at_ms: int


async def list_own(unit: Unit, person_id: int) -> tuple[OwnOutcome, ...]:
    """Everything she ever answered, the oldest first."""
    rows = await unit.fetch(
        "SELECT o.course_id, o.person_id, o.month, o.answers, o.at_ms, c.title FROM outcomes o"
        " JOIN courses c ON c.id = o.course_id WHERE o.person_id = $1 AND o.state = 'answered' ORDER BY o.at_ms",
        person_id,
    )
    await unit.vault.have([owner_of(person_id)])
    found = []
    for row in rows:
        answers = _open(unit, row)
        if answers is not None:
            found.append(
                OwnOutcome(title=row["title"], month=row["month"], answers=answers, at_ms=row["at_ms"])
            )
    return tuple(found)


# -- together ---------------------------------------------------------------------------------------------------


async def list_years(unit: Unit, organisation_id: int, zone: str) -> tuple[int, ...]:
    """The years in which courses of this office ended of which somebody is asked, the newest first."""
    rows = await unit.fetch(
        "SELECT DISTINCT c.id, c.ended_ms FROM courses c JOIN outcomes o ON o.course_id = c.id"
        " WHERE c.organisation_id = $1 AND c.state = 'ended' AND o.month > 0",
        organisation_id,
    )
    return tuple(sorted({_year(row["ended_ms"], zone) for row in rows}, reverse=True))


async def list_given(unit: Unit, organisation_id: int, year: int, zone: str) -> list[Given]:
    """What was said about this office's courses that ended in that year, in the order in which it came."""
    courses = await unit.fetch(
        "SELECT id, ended_ms FROM courses WHERE organisation_id = $1 AND state = 'ended'", organisation_id
    )
    wanted = [row["id"] for row in courses if _year(row["ended_ms"], zone) == year]
    if not wanted:
        return []
    ids = padded(wanted)
    rows = await unit.fetch(_ANSWERED + marks(len(ids)) + _FIRST_COME, *ids)
    await unit.vault.have([owner_of(row["person_id"]) for row in rows if row["person_id"] > 0])
    return _given(unit, rows)


def _given(unit: Unit, rows: Sequence[Row]) -> list[Given]:
    found = []
    for row in rows:
        answers = _open(unit, row) if row["answers"] is not None else None
        gone = row["said"] if answers is None else 0
        given = Given(person_id=row["person_id"], month=row["month"], answers=answers, gone=gone)
        if given.said:
            found.append(given)
    return found


def _open(unit: Unit, row: Row) -> Answers | None:
    """What she said; None once she is erased."""
    place = _cell((row["course_id"], row["person_id"], row["month"]))
    try:
        kept = unit.vault.unseal(owner_of(row["person_id"]), place, bytes(row["answers"]))
    except KeyGone:
        return None
    return read_body(json.loads(kept))


def _cell(key: tuple[int, int, int]) -> str:
    course_id, person_id, month = key
    return cell(PLACE, f"{course_id}/{person_id}/{month}")


def _year(ended_ms: int, zone: str) -> int:
    return local_date(_moment(ended_ms), zone).year
