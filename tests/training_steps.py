"""Every query and step of the conversations about classes, beside those of tests/loan_steps.py.

A class of an office is tried by the actions of an office (a trainer leads it, see `stand_in`), one of a group by the
group's. Whoever adds a step appends a case to the list of its part.
"""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from db import course_tasks, courses
from db.unit import Unit
from domain.course_drafts import Draft
from domain.course_follow_up import Kind as FollowUp
from domain.course_materials import Form
from domain.courses import Kind, Topic
from domain.files import SentFile
from domain.permits import Action
from domain.recurrence import Recurrence
from domain.zones import WITA
from handlers.training import (
    attendance_steps,
    certificate_steps,
    change_steps,
    evaluate_steps,
    give_material_steps,
    import_steps,
    make_steps,
    manage_steps,
    mood_steps,
    outcomes,
    review,
    task_steps,
    which_session,
)
from tests.loan_steps import CASES as OF_LOANS
from tests.staff_steps import FOR_EVERYBODY as OF_ALL
from tests.staff_steps import OF_HER_OWN as OWN
from tests.staff_steps import Case, Things, on_office

NINE = 9 * 60
COMING = date(2026, 3, 3)


def on_course(
    step: Callable[..., Awaitable[Any]],
    *more: Any,
    action: Action = Action.RUN_COURSES,
    ends: str = "done",
) -> tuple[Case, Case]:
    """The step on a class of the office, by this action, and on one of the group, by the group's."""
    name = f"{step.__module__.removeprefix('handlers.')}.{step.__name__}"
    return (
        Case(
            step=step,
            action=action,
            args=lambda things: (things.course, *more),
            name=f"{name} office",
            ends=ends,
        ),
        Case(
            step=step,
            action=Action.KEEP_GROUP_COURSES,
            args=lambda things: (things.group_course, *more),
            name=f"{name} group",
            ends=ends,
        ),
    )


def on_session(
    step: Callable[..., Awaitable[Any]],
    *more: Any,
    action: Action = Action.RUN_COURSES,
    ends: str = "done",
) -> tuple[Case, Case]:
    """The same on the first session of these classes, which is to come."""
    name = f"{step.__module__.removeprefix('handlers.')}.{step.__name__}"
    return (
        Case(
            step=step,
            action=action,
            args=lambda things: (things.session, *more),
            name=f"{name} office",
            ends=ends,
        ),
        Case(
            step=step,
            action=Action.KEEP_GROUP_COURSES,
            args=lambda things: (things.group_session, *more),
            name=f"{name} group",
            ends=ends,
        ),
    )


def on_owner(step: Callable[..., Awaitable[Any]], *more: Any, ends: str = "done") -> tuple[Case, Case]:
    """The step on the office or group that has classes, by its key."""
    name = f"{step.__module__.removeprefix('handlers.')}.{step.__name__}"
    return (
        Case(
            step=step,
            action=Action.KEEP_COURSES,
            args=lambda things: (f"o{things.office}", *more),
            name=f"{name} office",
            ends=ends,
        ),
        Case(
            step=step,
            action=Action.KEEP_GROUP_COURSES,
            args=lambda things: (f"g{things.group}", *more),
            name=f"{name} group",
            ends=ends,
        ),
    )


def on_task(step: Callable[..., Awaitable[Any]], *more: Any) -> tuple[Case, Case]:
    """The step on what is to be done about a woman in these classes."""
    name = f"{step.__module__.removeprefix('handlers.')}.{step.__name__}"
    return (
        Case(
            step=step,
            action=Action.FOLLOW_UP,
            args=lambda things: (things.task, *more),
            name=f"{name} office",
        ),
        Case(
            step=step,
            action=Action.KEEP_GROUP_COURSES,
            args=lambda things: (things.group_task, *more),
            name=f"{name} group",
        ),
    )


def draft(things: Things, *, of_group: bool) -> Draft:
    """Another class there."""
    return Draft(
        organisation_id=None if of_group else things.office,
        group_id=things.group if of_group else None,
        zone=WITA,
        title="Menjahit",
        place="Balai desa",
        recurrence=Recurrence(rule="", first=COMING, start_min=NINE),
        days=(COMING,),
    )


# buat_kelas, kelola_kelas, ubah_pertemuan, impor_kelas
KEEP = Action.KEEP_COURSES
KEEPING: tuple[Case, ...] = (
    *on_owner(make_steps.look_here),
    *on_owner(make_steps.list_earlier),
    *on_owner(make_steps.list_trainers),
    *on_owner(make_steps.find_group, "Tidak ada"),
    Case(
        step=make_steps.open_earlier,
        action=KEEP,
        args=lambda things: (f"o{things.office}", things.course),
    ),
    Case(
        step=make_steps.open_earlier,
        action=Action.KEEP_GROUP_COURSES,
        args=lambda things: (f"g{things.group}", things.group_course),
        name="training.make_steps.open_earlier group",
    ),
    Case(step=make_steps.make, action=KEEP, args=lambda things: (draft(things, of_group=False),)),
    Case(
        step=make_steps.make,
        action=Action.KEEP_GROUP_COURSES,
        args=lambda things: (draft(things, of_group=True),),
        name="training.make_steps.make group",
    ),
    *on_course(manage_steps.open_course),
    *on_course(manage_steps.list_people),
    *on_course(manage_steps.change, "bring", "celemek", action=KEEP),
    *on_course(manage_steps.set_capacity, 20, action=KEEP),
    *on_course(manage_steps.set_trainers, (), action=KEEP),
    *on_course(manage_steps.add_session, COMING, NINE, action=KEEP),
    *on_course(manage_steps.end, action=KEEP, ends="changed {}"),  # sessions are to come
    *on_course(manage_steps.cancel, "", action=KEEP),
    *on_course(change_steps.count_told),
    *on_course(change_steps.look_against, 0, COMING, NINE),
    *on_session(change_steps.list_coming, 0, None),
    *on_session(change_steps.call_off, 0, "pelatih sakit"),
    *on_session(change_steps.move, 0, COMING, NINE),
    *on_session(change_steps.set_place, 0, "Balai RW"),
    *on_owner(import_steps.look_at_desk),
    *on_owner(import_steps.send_template),
    *on_owner(import_steps.want_sheet, SentFile(reference="demo", size_bytes=10)),
)

# tindak_lanjut, perasaan
FOLLOWING_UP: tuple[Case, ...] = (
    *on_task(task_steps.open_task),
    *on_task(task_steps.finish, "betah"),
    *on_task(task_steps.put_off, "1"),
    Case(step=mood_steps.list_women, action=Action.SEE_MOODS, args=lambda things: (things.course,)),
    Case(
        step=mood_steps.read_faces,
        action=Action.SEE_MOODS,
        args=lambda things: (things.course, things.staff),
    ),
)

# sertifikat, nilai_kelas, catatan_pertemuan, hasil_pelatihan
SESSION_JUDGED = {"smooth": 3}
AFTERWARDS: tuple[Case, ...] = (
    *on_course(certificate_steps.note_reading, action=KEEP, ends="changed {}"),  # the course is not over
    *on_course(certificate_steps.open_sheet, action=KEEP, ends="changed {}"),
    *on_course(certificate_steps.give_to, [], action=KEEP, ends="changed {}"),
    *on_course(evaluate_steps.read_heard),
    *on_session(review.keep_review, SESSION_JUDGED, "", ends="changed {}"),  # it is to come
    on_office(outcomes.tell_figures, Action.SEE_OUTCOMES, 2026),
    on_office(outcomes.send_figures, Action.SEE_OUTCOMES, 2026, "pdf"),
)

# daftar_hadir, kirim_materi
TOO_EARLY = "list_too_early {}"  # the session is tomorrow
TEXT_FORM, PHOTO_FORM = Form.TEXT, Form.PHOTO
ATTENDING: tuple[Case, ...] = (
    *on_session(which_session.look_at),
    *on_session(attendance_steps.note_list, ends=TOO_EARLY),
    *on_session(attendance_steps.list_women),
    *on_session(attendance_steps.save_list, (), (), ends=TOO_EARLY),
    *on_session(attendance_steps.show_code),
    *on_session(attendance_steps.replace_code),
    *on_session(attendance_steps.find_word, 1),
    *on_session(attendance_steps.answer_word, 1, True, ends="not_in_course {}"),
    *on_session(give_material_steps.list_given),
    *on_session(give_material_steps.give_words, TEXT_FORM, "Ayak tepungnya dulu."),
    *on_session(give_material_steps.give_file, PHOTO_FORM, "demo", 4, ""),
    *on_session(give_material_steps.take_away, 1, ends="not_allowed {}"),
)

CASES: tuple[Case, ...] = (*ATTENDING, *AFTERWARDS, *FOLLOWING_UP, *OF_LOANS, *KEEPING)

OF_HER_OWN = OWN | {
    "training.attendance_steps.find_other_book": "which books she keeps; tests/handlers/training/test_attendance_steps.py",
    "training.which_session.list_picks": "only those she leads; tests/handlers/training/test_which_session.py",
    "training.outcomes.list_offices": "only those in her roles; tests/handlers/training/test_outcomes.py",
    "training.review.list_due": "only of those she leads; tests/handlers/training/test_review.py",
    "training.leaders.list_owners": "only those in her roles; tests/handlers/training/test_leaders.py",
    "training.make_steps.find_me": "who she is",
    "training.mood_steps.find_accompanied": "the courses of her roles; tests/handlers/training/test_mood_steps.py",
    "training.task_steps.list_tasks": "what waits in the places of her roles; tests/db/test_course_tasks.py",
    "training.manage_steps.list_own": "only those she leads; tests/handlers/training/test_manage_steps.py",
    "training.manage_steps.list_beside": "only of the places of her roles; tests/handlers/training/test_manage.py",
    "training.import_steps.read_table": "only what she has sent; tests/handlers/training/test_import_steps.py",
    "training.import_steps.make_all": "only of what she has sent; tests/handlers/training/test_import_steps.py",
}
FOR_EVERYBODY = OF_ALL | {
    "training.make_steps.plan_days",
    "training.change_steps.find_today",
}


# -- what test_permitted_steps.py furnishes a place with ----------------------------------------------------------


async def a_course(unit: Unit, *, organisation_id: int | None, group_id: int | None) -> tuple[int, int]:
    """A class of who acts, every week from tomorrow on; its id and that of its first session."""
    recurrence = Recurrence(rule="FREQ=WEEKLY;BYDAY=WE", first=date(2026, 2, 4), start_min=NINE, count=3)
    course = await courses.create(
        unit,
        organisation_id=organisation_id,
        group_id=group_id,
        kind=Kind.SKILL,
        topic=Topic.COOKIES,
        title="Kue kering",
        place="Balai desa",
        zone=WITA,
        recurrence=recurrence,
        days=unit.facts.calendar.plan(recurrence).days,
    )
    return course.id, (await courses.sessions_of(unit, course.id))[0].id


async def a_task(unit: Unit, course_id: int, person_id: int) -> int:
    """A woman of that class is to be asked how she is; the id of that."""
    course_tasks.add(unit, course_id, person_id, FollowUp.ABSENT, 1, unit.now_ms)
    (row,) = await unit.fetch("SELECT id FROM course_tasks WHERE course_id = $1", course_id)
    return int(row["id"])


async def stand_in(unit: Unit, things: Things, person_id: int) -> None:
    """A trainer leads the class of her office: without that she leads none."""
    courses.set_trainers(unit, things.course, [person_id])
