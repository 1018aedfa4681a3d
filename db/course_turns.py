"""A place is free: who waits longest gets it and hears of it, and can give it back with one tap.

The law: nothing is decided by silence. Who moved up has the place; only her own "Tidak jadi" passes it on. In a
practice nobody is told.
"""

from conversation.text import Text, _
from db import (
    course_absences,
    course_places,
    course_reminders,
    course_tasks,
    courses,
    groups,
    moods,
    people,
)
from db.push_buttons import take_back
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.courses import Course, Part, Participant, Session
from domain.zones import local_date

# Courses looked at in one look of the clock.
LOOKED_MAX = 20

# Of those who wait for a place to the end, told in one turn: a class rarely has more.
TOLD_AT_END_MAX = 100

# Whoever says "tidak jadi" much later speaks of something else.
ANSWERED_WITHIN_MS = 14 * 24 * 3_600_000

# What the two buttons begin, and with what (handlers/training/course_page.py).
TALK = "kelas"
STAY, BACK = "stay", "back"
STAY_LABEL, BACK_LABEL = _("Saya ikut"), _("Tidak jadi")

_WITH_ROOM = (
    "SELECT c.id FROM courses c WHERE c.state = 'open' AND EXISTS (SELECT 1 FROM course_participants w"
    " WHERE w.course_id = c.id AND w.state = 'waiting') AND (c.capacity = 0 OR c.capacity > (SELECT count(*)"
    " FROM course_participants p WHERE p.course_id = c.id AND p.state = 'joined')) AND $1 <= (SELECT"
    " max(s.start_ms) FROM course_sessions s WHERE s.course_id = c.id AND s.state = 'planned')"
    f" ORDER BY c.id LIMIT {LOOKED_MAX}"
)


def matter_of(course_id: int, person_id: int) -> str:
    """What the two buttons belong to: her place in that course."""
    return f"place:{course_id}:{person_id}"


async def list_offered(unit: Unit, person_id: int) -> list[int]:
    """The courses in which she has got a place and has not yet said whether she takes it."""
    rows = await unit.fetch(
        "SELECT DISTINCT b.matter FROM push_buttons b WHERE b.person_id = $1 AND b.open = 1"
        " AND b.matter LIKE 'place:%' AND b.made_ms > $2 ORDER BY b.matter",
        person_id,
        unit.now_ms - ANSWERED_WITHIN_MS,
    )
    return [int(row["matter"].split(":")[1]) for row in rows]


async def was_asked_last(unit: Unit, person_id: int) -> bool:
    """Whether nothing else was asked on her phone since she heard of such a place."""
    row = await unit.fetch_one(
        "SELECT matter, open FROM push_buttons WHERE person_id = $1 ORDER BY made_ms DESC, matter DESC LIMIT 1",
        person_id,
    )
    return row is not None and bool(row["open"]) and row["matter"].startswith("place:")


async def pass_on(unit: Unit, course: Course) -> int:
    """Whoever waits gets what is free now, in the order in which they came, and is told; how many."""
    moved = await course_places.fill(unit, course)
    await tell_places(unit, course, moved)
    return len(moved)


async def tell_places(unit: Unit, course: Course, moved: list[Participant]) -> None:
    """They have a place now: each of them hears of it."""
    if not moved or await _is_practice(unit, course):
        return
    following = await courses.next_session(unit, course.id)
    for each in moved:
        if following is None:
            return
        if await people.find_account_of(unit, each.person_id) is not None:
            _tell(unit, course, following, each.person_id)
        elif each.by_person != each.person_id:
            unit.tell(each.by_person, for_whom_she_asked(course, following), MessageClass.RELAY.value)


async def end(unit: Unit, course: Course) -> Course:
    """It is over for all; who waited for a place until then hears that none became free. Raises CourseClosed."""
    waited = await course_places.participants(unit, course.id, Part.WAITING)
    ended = await courses.end(unit, course)
    if not await _is_practice(unit, course):
        for each in waited[:TOLD_AT_END_MAX]:
            unit.tell(each.person_id, no_place(course.title), MessageClass.RELAY.value)
    return ended


def no_place(title: str) -> Text:
    """What who has waited to the end reads."""
    return _(
        "Kelas {title} sudah selesai. Maaf, sampai akhir belum ada tempat untuk Ibu.\n"
        "Kelas lain: ketik JADWAL.",
        title=title,
    )


def _tell(unit: Unit, course: Course, following: Session, person_id: int) -> None:
    begins = following.begins(course.zone)
    unit.tell(
        person_id,
        place_free(course, following),
        MessageClass.RELAY.value,
        buttons=(
            PushButton(label=STAY_LABEL, talk=TALK, args=(course.id, STAY)),
            PushButton(label=BACK_LABEL, talk=TALK, args=(course.id, BACK)),
        ),
        matter=matter_of(course.id, person_id),
        urgent=(begins.date() - local_date(unit.now, course.zone)).days <= 1,
    )


def place_free(course: Course, following: Session) -> Text:
    """There is a place for her now: where and when, and whether she still wants it."""
    return _(
        "Ada tempat untuk Ibu di kelas {title}.\n{when}, di {place}.\nIbu jadi ikut?",
        title=course.title,
        when=following.begins(course.zone),
        place=following.place or course.place,
    )


def for_whom_she_asked(course: Course, following: Session) -> Text:
    """For the kader who sat beside a woman without a phone: she carries the news, and no name stands on her screen."""
    # staff
    return _(
        "Ada tempat di kelas {title} untuk Ibu yang didampingi.\n{when}, di {place}.\nTolong beri tahu Ibu itu.",
        title=course.title,
        when=following.begins(course.zone),
        place=following.place or course.place,
    )


async def leave(unit: Unit, course: Course, person_id: int, note: str = "") -> Participant:
    """She is in it no more, no button asks her about it, and whoever waits moves up; as she was before.

    Raises NotIn, CourseClosed.
    """
    before = await course_places.leave(unit, course, person_id, note)
    await be_gone(unit, course, person_id)
    return before


async def be_gone(unit: Unit, course: Course, person_id: int) -> None:
    """Her place is given back: nothing asks her about it or reminds her, nobody asks after her, others move up."""
    settle(unit, course.id, person_id)
    course_reminders.drop_for_person(unit, course.id, person_id)
    course_tasks.drop_of(unit, course.id, person_id)
    take_back(unit, course_absences.matter_of(course.id, person_id))
    await moods.leave(unit, course.id, person_id)
    await pass_on(unit, course)


def settle(unit: Unit, course_id: int, person_id: int) -> None:
    """She has said whether she stays: nothing asks her any more."""
    take_back(unit, matter_of(course_id, person_id))


async def end_with_consent(
    unit: Unit, person_id: int, *, organisation_id: int | None, group_id: int | None
) -> None:
    """She has taken back her yes to this office's or group's courses: she is in none of them any more."""
    for course, _part in await course_places.of_person(unit, person_id):
        if (course.organisation_id, course.group_id) == (organisation_id, group_id):
            await leave(unit, course, person_id)


async def look_around(unit: Unit) -> bool:
    """For the clock: places that became free where nobody could pass them on (an erasure); whether more may be left."""
    rows = await unit.fetch(_WITH_ROOM, unit.now_ms + course_places.LAST_MOVE_MS)
    moved = 0
    for row in rows:
        moved += await pass_on(unit, await courses.get(unit, row["id"]))
    return moved > 0 and len(rows) == LOOKED_MAX


async def _is_practice(unit: Unit, course: Course) -> bool:
    if course.group_id is None:
        return False
    return bool((await groups.get(unit, course.group_id)).practice_of)
