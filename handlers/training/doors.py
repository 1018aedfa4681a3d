"""What hangs below a course's page and below the schedule: each row a conversation, and who sees it when.

A part of training that has something for her appends a line here. A door on a course's page is opened with the
course's id, one on the schedule with nothing; the words typed anywhere open the conversation as well.
"""

from collections.abc import Awaitable, Callable

from conversation.questions import Choice
from conversation.text import Text, _
from db import (
    board,
    certificates,
    course_attendance,
    course_codes,
    course_company,
    course_evaluations,
    course_materials,
    course_rights,
    course_tasks,
    outcomes,
)
from db.unit import Unit
from domain.courses import Course, Part, Participant, State
from domain.permits import Action, places
from domain.records import dataclass
from handlers.names import (
    ATTENDANCE,
    BOARD,
    BUDDY,
    CERTIFICATE,
    EVALUATION,
    FOLLOW_UP,
    GIVE_MATERIAL,
    MATERIALS,
    MOOD,
    OUTCOME,
    OUTCOMES,
    PRESENT,
    SESSION_REVIEW,
    SKILLS,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Here:
    """Where she stands. mine: how she takes part, None if she never did. runs: she leads it (db.courses.may_run)."""

    course: Course
    mine: Participant | None
    runs: bool

    @property
    def has_place(self) -> bool:
        """Whether she has a place in it now."""
        return self.mine is not None and self.mine.part is Part.JOINED

    @property
    def was_in(self) -> bool:
        """Whether she has a place in it, or had one until it ended."""
        return self.mine is not None and self.mine.part in (Part.JOINED, Part.DONE)


# A question about her and the course, asked in the page's own look: it reads, and writes nothing.
Shows = Callable[[Unit, Here], Awaitable[bool]]


async def has_place(unit: Unit, here: Here) -> bool:
    """For what only those see who have a place."""
    return here.has_place


async def was_in(unit: Unit, here: Here) -> bool:
    """For what stays when the course is over."""
    return here.was_in


async def has_board(unit: Unit, here: Here) -> bool:
    """For those who have a place where so many are that nobody's post is known by whose it must be."""
    return here.has_place and any(each.course_id == here.course.id for each in await board.list_boards(unit))


async def has_companion(unit: Unit, here: Here) -> bool:
    """For those who have a place where somebody would read how they feel."""
    course = here.course
    return here.has_place and bool(
        await course_company.companions_of(unit, course.id, course.organisation_id)
    )


async def has_waiting(unit: Unit, here: Here) -> bool:
    """For those who lead it, while somebody there is to be asked how she is."""
    if not here.runs:
        return False
    return any(each.course_id == here.course.id for each in await course_tasks.list_waiting(unit))


async def runs(unit: Unit, here: Here) -> bool:
    """For those who lead it."""
    return here.runs


async def sits_there(unit: Unit, here: Here) -> bool:
    """For who has a place, while the code on the wall counts."""
    open_now = await course_codes.list_open(unit, unit.actor.person_id) if here.has_place else []
    return any(each.session.course_id == here.course.id for each in open_now)


async def has_materials(unit: Unit, here: Here) -> bool:
    """For who has or had a place, where something was shared."""
    if not here.was_in:
        return False
    return bool(await course_materials.list_shelves(unit, unit.actor.person_id, here.course.id))


async def has_begun(unit: Unit, here: Here) -> bool:
    """For those who lead it, once there was a session."""
    begun = [here.course.id] if here.runs else []
    return bool(await course_attendance.list_sessions(unit, begun, from_ms=0, until_ms=unit.now_ms))


async def has_certificate(unit: Unit, here: Here) -> bool:
    """For whom there is one, and for who gives them out when the course is over."""
    if here.runs and here.course.state is State.ENDED:
        return await course_rights.may_keep(unit, here.course)
    if not here.was_in:
        return False
    own = await certificates.list_own(unit, unit.actor.person_id)
    return any(each.course_id == here.course.id for each in own)


async def may_judge(unit: Unit, here: Here) -> bool:
    """For who was asked how it was and has not said so, and for who reads what they say."""
    if here.runs:
        return here.course.state is State.ENDED
    found = await course_evaluations.find(unit, here.course.id, unit.actor.person_id)
    return found is not None and not found.is_given


async def has_unreviewed(unit: Unit, here: Here) -> bool:
    """For who leads it and has not written about a session that took place."""
    mine = unit.actor.person_id
    return here.runs and bool(await course_evaluations.list_unreviewed(unit, here.course.id, mine))


async def sees_outcomes(unit: Unit, here: Here) -> bool:
    """For who may see what became of the office's courses."""
    offices = places(unit.actor.roles, Action.SEE_OUTCOMES)
    return here.course.state is State.ENDED and here.course.organisation_id in offices


@dataclass(frozen=True, kw_only=True, slots=True)
class CourseDoor:
    """A conversation on a course's page. label: at most 24 characters. words: what else she may type there."""

    name: str
    label: Text
    shows: Shows
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleDoor:
    """A conversation on the schedule, for everybody, or for whom `shows` says yes."""

    name: str
    label: Text
    shows: Callable[[Unit], Awaitable[bool]]
    words: tuple[str, ...] = ()


async def always(unit: Unit) -> bool:
    """For everybody."""
    return True


async def has_any_certificate(unit: Unit) -> bool:
    """For whom there is one."""
    return bool(await certificates.list_own(unit, unit.actor.person_id))


async def was_asked(unit: Unit) -> bool:
    """For who was asked how it went on after a course, or what was before it, and has not answered."""
    return await outcomes.find_open(unit, unit.actor.person_id) is not None


async def sits_anywhere(unit: Unit) -> bool:
    """For who has a place in a session whose code counts now."""
    return bool(await course_codes.list_open(unit, unit.actor.person_id))


async def has_any_materials(unit: Unit) -> bool:
    """For whom something was shared."""
    return bool(await course_materials.list_shelves(unit, unit.actor.person_id))


async def has_any_board(unit: Unit) -> bool:
    """For who is in a course or group that has one."""
    return bool(await board.list_boards(unit))


# In the order in which they are needed most.
COURSE_DOORS: tuple[CourseDoor, ...] = (
    CourseDoor(name=PRESENT, label=_("Catat hadir"), shows=sits_there, words=("hadir", "saya hadir")),
    CourseDoor(name=ATTENDANCE, label=_("Daftar hadir, kode"), shows=runs, words=("hadir", "kode")),  # staff
    CourseDoor(name=MATERIALS, label=_("Bahan kelas"), shows=has_materials, words=("bahan", "resep")),
    CourseDoor(name=GIVE_MATERIAL, label=_("Kirim bahan"), shows=has_begun, words=("bahan",)),  # staff
    CourseDoor(name=BUDDY, label=_("Teman belajar"), shows=has_place, words=("teman", "ditemani")),
    CourseDoor(name=BOARD, label=_("Papan saling bantu"), shows=has_board, words=("papan",)),
    CourseDoor(name=FOLLOW_UP, label=_("Tindak lanjut"), shows=has_waiting, words=("disapa",)),  # staff
    CourseDoor(name=MOOD, label=_("Perasaan saya"), shows=has_companion, words=("perasaan",)),
    CourseDoor(name=EVALUATION, label=_("Nilai kelas"), shows=may_judge, words=("nilai",)),
    CourseDoor(name=CERTIFICATE, label=_("Sertifikat"), shows=has_certificate),
    CourseDoor(name=SESSION_REVIEW, label=_("Catatan pertemuan"), shows=has_unreviewed, words=("catatan",)),
    CourseDoor(name=OUTCOMES, label=_("Hasil pelatihan"), shows=sees_outcomes, words=("hasil",)),
)
SCHEDULE_DOORS: tuple[ScheduleDoor, ...] = (
    ScheduleDoor(name=PRESENT, label=_("Catat hadir"), shows=sits_anywhere, words=("hadir", "saya hadir")),
    ScheduleDoor(name=MATERIALS, label=_("Bahan kelas"), shows=has_any_materials, words=("bahan", "resep")),
    ScheduleDoor(name=SKILLS, label=_("Keterampilan saya"), shows=always, words=("keterampilan", "keahlian")),
    ScheduleDoor(name=BOARD, label=_("Papan saling bantu"), shows=has_any_board, words=("papan",)),
    ScheduleDoor(name=OUTCOME, label=_("Kabar usaha"), shows=was_asked, words=("kabar", "usaha")),
    ScheduleDoor(name=CERTIFICATE, label=_("Sertifikat"), shows=has_any_certificate),
)


async def course_doors(unit: Unit, here: Here) -> tuple[str, ...]:
    """The names of those on the course's page that are for her."""
    return tuple([each.name for each in COURSE_DOORS if await each.shows(unit, here)])


async def schedule_doors(unit: Unit) -> tuple[str, ...]:
    """The names of those on the schedule that are for her."""
    return tuple([each.name for each in SCHEDULE_DOORS if await each.shows(unit)])


def rows(names: tuple[str, ...], doors: tuple[CourseDoor, ...] | tuple[ScheduleDoor, ...]) -> list[Choice]:
    """The rows of these doors."""
    return [Choice(each.name, each.label, words=each.words) for each in doors if each.name in names]
