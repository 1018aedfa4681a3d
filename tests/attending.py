"""Classes of her own for a woman of the crowd, so that every question of training has something to ask about.

One goes on: two sessions are over in which she was missed, one is held right now, more are to come; three others are in
it, one of whom would keep her company, and there is a board. Another is over, with a paper she has to put her name on.
"""

import json
from collections.abc import Sequence

from db import board, course_buddies, course_evaluations, course_tasks, outcomes, people
from db.course_evaluations import Evaluation
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.buddies import TieState
from domain.course_follow_up import Kind
from domain.roles import Role, RoleGrant
from domain.training_outcomes import Answers, Business, Uses
from domain.zones import WITA
from tests.world import KALTIM, World

NAMES = ("Demo Siti", "Demo Yuyun", "Demo Neneng")
TITLE, OVER_TITLE, OPEN_TITLE = "Demo kelas", "Demo kelas lama", "Demo kelas terbuka"
PLACE = "Balai desa"
WALL_CODE = "7K4P"
MATERIAL = "Demo bahan"
# What people have typed into these classes: no sentence of ours, in whatever language. Neighbours are shown by a letter.
TYPED = (TITLE, OVER_TITLE, OPEN_TITLE, PLACE, MATERIAL, *NAMES, *(name[: len("Demo S")] for name in NAMES))

MINUTE_MS = 60_000
DAY_MS = 1440 * MINUTE_MS
# When each session begins, from now on. The third one goes on now, and its code hangs on the wall.
BEGIN_MS = (-9 * DAY_MS, -2 * DAY_MS, -10 * MINUTE_MS, 2 * DAY_MS, 30 * DAY_MS)
MISSED, NOW = (1, 2), 3


async def attend(world: World, person_id: int, group: int = 0) -> None:
    """group: whose classes they are; an office's, with a companion, for 0."""

    async def job(unit: Unit) -> None:
        fellows = [await _add_person(unit, name) for name in NAMES]
        women = (*fellows, person_id)
        course = _add_course(unit, world, group, TITLE)
        _take_part(unit, course, women)
        sessions = [_add_session(unit, course, n, begin) for n, begin in enumerate(BEGIN_MS, start=1)]
        for n in MISSED:
            _note(unit, sessions[n - 1], fellows, came=True)
            _note(unit, sessions[n - 1], [person_id], came=False)
        for n in MISSED:
            _share(unit, sessions[n - 1])
        if not group:
            await _add_companion(unit, world, course)
        (tie,) = course_buddies.ask(unit, course, person_id, fellows[:1])
        await course_buddies.settle(unit, tie, TieState.WILLING)
        _ask_on_board(unit, course, person_id, fellows)
        for kind in (Kind.NEWCOMER, Kind.ABSENT):
            course_tasks.add(unit, course, fellows[0], kind, 3, unit.now_ms)
        course_tasks.add(unit, course, person_id, Kind.ABSENT, MISSED[0], unit.now_ms)
        await _finish(unit, world, women, group)

    await world.run(job)


async def offer(world: World) -> None:
    """A class of the office that everybody may join."""

    async def job(unit: Unit) -> None:
        course = _add_course(unit, world, 0, OPEN_TITLE, for_all=True)
        _add_session(unit, course, 1, BEGIN_MS[-1])

    await world.run(job)


async def _add_person(unit: Unit, name: str) -> int:
    person_id = unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    people.add_person(unit, person_id, unit.now_ms, demo=True)
    await people.set_details(unit, person_id, name=name)
    return person_id


def _add_course(unit: Unit, world: World, group: int, title: str, *, for_all: bool = False) -> int:
    """for_all: others see it too; else it is for a group that is not there, and nobody else finds it among hers."""
    course = unit.new_id()
    unit.write(
        "INSERT INTO courses (id, code, organisation_id, group_id, kind, topic, title, place, zone, first_day,"
        " start_min, length_min, who, state, made_by, made_ms) VALUES ($1, $2, $3, $4, 'skill', 'kue_kering', $5,"
        " $9, $6, '2026-02-10', 540, 120, $7, 'open', 1, $8)",
        course,
        str(course),
        None if group else world.offices[KALTIM],
        group or None,
        title,
        WITA,
        json.dumps({} if for_all or group else {"groups": [course]}),
        unit.now_ms,
        PLACE,
    )
    return course


def _add_session(unit: Unit, course: int, n: int, begins_ms: int) -> int:
    session = unit.new_id()
    unit.write(
        "INSERT INTO course_sessions (id, course_id, n, start_ms, length_min, state, code)"
        " VALUES ($1, $2, $3, $4, 120, $5, $6)",
        session,
        course,
        n,
        unit.now_ms + begins_ms,
        "held" if begins_ms <= -DAY_MS else "planned",
        WALL_CODE if n == NOW else "",
    )
    return session


def _take_part(unit: Unit, course: int, women: Sequence[int], *, state: str = "joined") -> None:
    unit.write_many(
        "INSERT INTO course_participants (course_id, person_id, n, state, by_person, joined_ms, made_ms,"
        " changed_ms) VALUES ($1, $2, $3, $4, $2, $5, $5, $5)",
        [(course, each, n, state, unit.now_ms - 10 * DAY_MS) for n, each in enumerate(women, start=1)],
    )


def _note(unit: Unit, session: int, women: Sequence[int], *, came: bool) -> None:
    unit.write_many(
        "INSERT INTO course_attendance (session_id, person_id, came, how, by_person, at_ms)"
        " VALUES ($1, $2, $3, 'staff', 1, $4)",
        [(session, each, int(came), unit.now_ms) for each in women],
    )


def _share(unit: Unit, session: int) -> None:
    unit.write(
        "INSERT INTO course_materials (id, session_id, form, body, by_person, made_ms, told_ms)"
        " VALUES ($1, $2, 'text', $3, 1, $4, $4)",
        unit.new_id(),
        session,
        MATERIAL,
        unit.now_ms,
    )


async def _add_companion(unit: Unit, world: World, course: int) -> None:
    companion = await _add_person(unit, "Demo Rina")
    grant = RoleGrant(Role.COMPANION, organisation_id=world.offices[KALTIM])
    people.grant_role(unit, role_id=unit.new_id(), person_id=companion, grant=grant, now_ms=unit.now_ms)
    unit.write("INSERT INTO course_trainers (course_id, person_id) VALUES ($1, $2)", course, companion)


def _ask_on_board(unit: Unit, course: int, person_id: int, fellows: Sequence[int]) -> None:
    """Somebody's post, and hers, on which somebody has answered."""
    _post(unit, course, fellows[1], "menjahit")
    unit.write(
        "INSERT INTO board_links (id, post_id, person_id, state, made_ms) VALUES ($1, $2, $3, 'asked', $4)",
        unit.new_id(),
        _post(unit, course, person_id, "masak"),
        fellows[2],
        unit.now_ms,
    )


def _post(unit: Unit, course: int, person_id: int, words: str) -> int:
    post_id = unit.new_id()
    sealed = unit.vault.seal(owner_of(person_id), cell(board.WORDS_PLACE, post_id), words.encode())
    unit.write(
        "INSERT INTO board_posts (id, code, person_id, course_id, side, words, state, made_ms, expires_ms)"
        " VALUES ($1, $2, $3, $4, 'can', $5, 'open', $6, $7)",
        post_id,
        str(post_id),
        person_id,
        course,
        sealed,
        unit.now_ms,
        unit.now_ms + board.DAY_MS,
    )
    return post_id


# -- the class that is over -------------------------------------------------------------------------------------


async def _finish(unit: Unit, world: World, women: Sequence[int], group: int) -> None:
    """She was in another class until yesterday; what is asked of her after it is asked."""
    course = _add_course(unit, world, group, OVER_TITLE)
    unit.write(
        "UPDATE courses SET state = 'ended', ended_ms = $2 WHERE id = $1", course, unit.now_ms - DAY_MS
    )
    _take_part(unit, course, women, state="done")
    _note(unit, _add_session(unit, course, 1, -3 * DAY_MS), women, came=True)
    person_id = women[-1]
    _grant(unit, course, person_id)
    asked = Evaluation(
        course_id=course, person_id=person_id, title=OVER_TITLE, organisation_id=None, group_id=None
    )
    await course_evaluations.tell(unit, asked)
    if not group:
        await _ask_what_became(unit, course, women)


def _grant(unit: Unit, course: int, person_id: int) -> None:
    body = {
        "title": OVER_TITLE,
        "kind": "skill",
        "topic": "kue_kering",
        "place": PLACE,
        "giver": KALTIM,
    }
    days = dict.fromkeys(("first", "last", "given"), "2026-01-31")
    unit.write(
        "INSERT INTO certificates (id, number, course_id, person_id, body, state, by_person, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, 'granted', 1, $6)",
        unit.new_id(),
        f"SM-{course}",
        course,
        person_id,
        json.dumps({**body, **days, "sessions": 1, "demo": True}),
        unit.now_ms,
    )


async def _ask_what_became(unit: Unit, course: int, women: Sequence[int]) -> None:
    """A month after it: the others have said it, she is asked."""
    unit.write_many(
        "INSERT INTO outcomes (course_id, person_id, month, due_ms, state, told_ms) VALUES ($1, $2, 1, $3, 'told', $3)",
        [(course, each, unit.now_ms) for each in women],
    )
    for each in women[:-1]:
        question = await outcomes.find(unit, course, 1, each)
        assert question is not None, "it was written a moment ago"
        await outcomes.answer(unit, question, Answers(uses=Uses.OFTEN, business=Business.HAS))
