"""Certificates: given by who keeps the course, named by the woman herself, looked up by anybody, withdrawn.

The law: who keeps the course decides who gets one; nobody but she says how her name is written; who looks a number up
hears no name. The file is made when it is sent, and goes to a phone of one's own alone.
"""

from datetime import date

from conversation.text import Text, _
from db import certificates, course_names, course_places, courses, groups
from db.certificates import Certificate
from db.push_buttons import take_back
from db.unit import Paper, PushButton, Unit
from domain.certificates import (
    VERSIONS_MAX,
    Body,
    Reason,
    State,
    enough,
    is_sound,
    name_for_paper,
    shown,
    who_came_enough,
)
from domain.contact import MessageClass
from domain.courses import Course, Part
from domain.courses import State as CourseState
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed
from handlers.loans.own_page import is_own_phone
from handlers.names import CERTIFICATE

PDF, PICTURE = "training/certificate.pdf", "training/certificate.png"


@dataclass(frozen=True, kw_only=True, slots=True)
class Own:
    """One of hers. name: as it stands on the paper, "" before she has said it. may_rewrite: if it is wrong."""

    id: int
    course_id: int
    title: str
    number: str
    name: str
    giver: str
    may_rewrite: bool
    own_phone: bool

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"t{self.id}"

    @property
    def label(self) -> str:
        """What is shown."""
        return self.title


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """What the conversation depends on. keeps: who acts gives certificates out; learns: she is or was in a course."""

    own: tuple[Own, ...]
    keeps: bool
    learns: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What somebody hears who looks a number up. state: None where there is no such number."""

    number: str
    state: State | None
    title: str = ""
    giver: str = ""
    last: date | None = None
    demo: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A course that is over, of whoever keeps it."""

    course_id: int
    title: str

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"c{self.course_id}"

    @property
    def label(self) -> str:
        """What is shown."""
        return self.title


@dataclass(frozen=True, kw_only=True, slots=True)
class Woman:
    """Somebody who kept her place to the end. came: to how many sessions. certificate: its id, 0 for none."""

    person_id: int
    name: str
    came: int
    sessions: int
    certificate: int = 0
    is_written: bool = False

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"p{self.person_id}"

    @property
    def label(self) -> str:
        """What is shown."""
        return self.name

    @property
    def hint(self) -> Text:
        """What stands below it."""
        return _("hadir {came} dari {sessions}", came=self.came, sessions=self.sessions)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One course and who was in it. enough: to so many sessions came whoever is offered one first."""

    course_id: int
    title: str
    sessions: int
    enough: int
    women: tuple[Woman, ...]
    first: tuple[int, ...]
    own_phone: bool

    @property
    def without(self) -> tuple[Woman, ...]:
        """Who has none yet."""
        return tuple(each for each in self.women if not each.certificate)

    @property
    def given(self) -> tuple[Woman, ...]:
        """Who has one, with her name or still without."""
        return tuple(each for each in self.women if each.certificate)

    @property
    def written(self) -> tuple[Woman, ...]:
        """Who has said how her name is written."""
        return tuple(each for each in self.women if each.is_written)


# -- hers -------------------------------------------------------------------------------------------------------


async def look_at_desk(unit: Unit) -> Desk:
    """Her own certificates, and whether she gives some out."""
    if unit.actor.locked:
        return Desk(own=(), keeps=False)
    me = unit.actor.person_id
    own = await certificates.list_own(unit, me)
    return Desk(
        own=tuple(_own(unit, each) for each in own),
        keeps=bool(await list_kept(unit)),
        learns=bool(await course_places.of_person(unit, me, parts=(Part.JOINED, Part.DONE), state=None)),
    )


async def find_own(unit: Unit, certificate_id: int) -> Own | None:
    """That one of hers, None if it counts no more. Raises NotAllowed."""
    found = await _get_own(unit, certificate_id)
    return None if found.state is State.WITHDRAWN else _own(unit, found)


def _own(unit: Unit, each: Certificate) -> Own:
    return Own(
        id=each.id,
        course_id=each.course_id,
        title=each.body.title,
        number=shown(each.number),
        name=each.name,
        giver=each.body.giver,
        may_rewrite=each.version < VERSIONS_MAX,
        own_phone=is_own_phone(unit),
    )


async def _get_own(unit: Unit, certificate_id: int) -> Certificate:
    if unit.actor.locked:
        raise NotAllowed
    return await certificates.get_own(unit, certificate_id, unit.actor.person_id)


async def write_name(unit: Unit, certificate_id: int, name: str) -> None:
    """It counts, with her name so. Raises NotAllowed, Changed."""
    found = await _get_own(unit, certificate_id)
    if not name or name_for_paper(name) != name:
        raise Changed
    await certificates.write_name(unit, found, name)
    take_back(unit, found.matter)
    unit.audit("write", "certificate", found.id, found.person_id, "name")


async def write_anew(unit: Unit, certificate_id: int) -> int:
    """The old number counts no more; the id of her new one. Raises NotAllowed, Changed."""
    found = await _get_own(unit, certificate_id)
    if found.version >= VERSIONS_MAX or found.state is not State.VALID:
        raise Changed
    new = await certificates.write_anew(unit, found)
    unit.audit("write", "certificate", found.id, found.person_id, "written anew")
    return new.id


async def send_own(unit: Unit, certificate_id: int, recipe: str) -> None:
    """The file goes to this chat, made when it is sent. Raises NotAllowed; Changed if the phone is shared by now."""
    found = await _get_own(unit, certificate_id)
    if not is_own_phone(unit) or found.state is not State.VALID or recipe not in (PDF, PICTURE):
        raise Changed
    unit.hand(_("Sertifikat kelas {title}.", title=found.body.title), Paper(recipe, (found.id,)))


async def check_number(unit: Unit, number: str) -> Checked:
    """How it stands with a number, without any name. Raises TooManyLooks."""
    if not is_sound(number):
        return Checked(number=shown(number), state=None)
    found = await certificates.look_up(unit, number)
    if found is None:
        return Checked(number=shown(number), state=None)
    state, body = found
    return Checked(
        number=shown(number),
        state=state,
        title=body.title,
        giver=body.giver,
        last=body.last,
        demo=body.demo,
    )


# -- of those who keep the course -------------------------------------------------------------------------------


async def list_kept(unit: Unit) -> tuple[Kept, ...]:
    """The courses that are over and that who acts keeps, the newest first."""
    found = await courses.list_kept(unit, state=CourseState.ENDED)
    return tuple(
        [Kept(course_id=each.id, title=each.title) for each in found if await courses.may_keep(unit, each)]
    )


async def note_reading(unit: Unit, course_id: int) -> None:
    """The names of a course's women are about to be read. Raises NotAllowed, Changed."""
    course = await _get_kept(unit, course_id)
    for each in await course_places.participants(unit, course.id, Part.DONE):
        unit.audit("list", "course", course.id, each.person_id, "certificates")


async def open_sheet(unit: Unit, course_id: int) -> Sheet:
    """Who was in it to the end, how often each came, and who has a certificate. Raises NotAllowed, Changed."""
    course = await courses.get(unit, course_id)
    if not await courses.may_keep(unit, course):
        raise NotAllowed
    if course.state is not CourseState.ENDED:
        raise Changed
    done = await course_places.participants(unit, course.id, Part.DONE)
    sessions, came = await certificates.attendance(unit, course.id)
    names = await course_names.names_in(unit, course, [each.person_id for each in done])
    given = {each.person_id: each for each in await certificates.list_of_course(unit, course.id)}
    women = tuple(
        Woman(
            person_id=each.person_id,
            name=names[each.person_id] or f"No. {number}",
            came=came.get(each.person_id, 0),
            sessions=sessions,
            certificate=given[each.person_id].id if each.person_id in given else 0,
            is_written=each.person_id in given and given[each.person_id].state is State.VALID,
        )
        for number, each in enumerate(done, start=1)
        if each.person_id in names
    )
    wanting = {each.person_id: each.came for each in women if not each.certificate}
    return Sheet(
        course_id=course.id,
        title=course.title,
        sessions=sessions,
        enough=enough(sessions),
        women=women,
        first=who_came_enough(wanting, sessions),
        own_phone=is_own_phone(unit),
    )


async def give_to(unit: Unit, course_id: int, person_ids: list[int]) -> int:
    """Each of them has one, if she stayed to the end, and is told. How many are new. Raises NotAllowed, Changed."""
    course = await _get_kept(unit, course_id)
    done = {each.person_id for each in await course_places.participants(unit, course.id, Part.DONE)}
    granted = await certificates.grant(unit, course, [each for each in person_ids if each in done])
    real = not await _is_practice(unit, course)
    for each in granted:
        unit.audit("write", "certificate", each.id, each.person_id, "given")
        if real:
            _tell_granted(unit, each)
    return len(granted)


def _tell_granted(unit: Unit, each: Certificate) -> None:
    unit.tell(
        each.person_id,
        _("Sertifikat kelas {title} sudah ada untuk Ibu. Tinggal tulis nama Ibu.", title=each.body.title),
        MessageClass.RELAY.value,
        buttons=(PushButton(label=_("Tulis nama"), talk=CERTIFICATE, args=(0, each.id)),),
        matter=each.matter,
    )


async def print_for(unit: Unit, certificate_id: int) -> None:
    """The paper of a woman goes to the chat of who keeps the course, to print. Raises NotAllowed, Changed."""
    found = await certificates.get(unit, certificate_id)
    await _get_kept(unit, found.course_id)
    if not is_own_phone(unit) or found.state is not State.VALID:
        raise Changed
    unit.audit("read", "certificate", found.id, found.person_id, "paper")
    unit.hand(_("Sertifikat {name}.", name=found.name), Paper(PDF, (found.id,)))


async def withdraw(unit: Unit, certificate_id: int) -> None:
    """It was given by mistake and counts no more; she is told kindly. Raises NotAllowed, Changed."""
    found = await certificates.get(unit, certificate_id)
    course = await _get_kept(unit, found.course_id)
    await certificates.withdraw(unit, found, Reason.MISTAKE)
    take_back(unit, found.matter)
    unit.audit("write", "certificate", found.id, found.person_id, "withdrawn")
    if not await _is_practice(unit, course):
        unit.tell(found.person_id, withdrawn_text(found.body, found.number), MessageClass.RELAY.value)


def withdrawn_text(body: Body, number: str) -> Text:
    """Her paper counts no more; it is our mistake, and there is somebody to ask."""
    return _(
        "Maaf, Bu. Sertifikat kelas {title} nomor {number} kami tarik. Ada yang keliru di catatan kami.\n"
        "Mau tanya? Ketik PETUGAS.",
        title=body.title,
        number=shown(number),
    )


async def _get_kept(unit: Unit, course_id: int) -> Course:
    course = await courses.get(unit, course_id)
    await courses.require_keep(unit, course)
    if course.state is not CourseState.ENDED:
        raise Changed
    return course


async def _is_practice(unit: Unit, course: Course) -> bool:
    if course.group_id is None:
        return False
    return bool((await groups.get(unit, course.group_id)).practice_of)
