"""What making a class reads and writes: whose it is, what may be chosen there, and the class itself, made once.

The law: who makes it is asked again in the step that writes, and so is every limit; the same class made twice by a
repeated tap stays one.
"""

from collections.abc import Collection, Sequence
from datetime import date

from conversation.text import Text, _
from db import course_lists, courses, groups, organisations, people
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.course_drafts import Draft, SameCourse, like
from domain.course_words import is_fit
from domain.courses import (
    CAPACITY_MAX,
    NOTE_CHARS_MAX,
    PLACE_CHARS_MAX,
    TITLE_CHARS_MAX,
    Course,
    Kind,
    Session,
)
from domain.organisations import usable_sets
from domain.permits import Action, holders
from domain.records import dataclass
from domain.recurrence import Planned, Recurrence, day_moment_ms
from domain.refusals import Changed, NotAllowed
from domain.roles import Place
from domain.zones import local_date
from handlers.names import COURSES
from handlers.training import leaders

# Two pages of names; a larger office names those who train by their role.
TRAINERS_MAX = 18
AREAS_MAX = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Something that can be chosen: an area, a criteria set, a person, an earlier class."""

    key: str
    name: str

    @property
    def label(self) -> Text:
        """What is shown."""
        return _("{name}", name=self.name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Here:
    """What may be chosen there. today: in its zone. areas, sets: none for a group. earlier: whether there are any."""

    today: date
    areas: tuple[Named, ...]
    sets: tuple[Named, ...]
    earlier: bool


async def look_here(unit: Unit, key: str) -> Here:
    """What a class of that office or group may be. Raises NotAllowed."""
    place = Place.read(key)
    await leaders.look_at(unit, place)
    earlier = bool(await course_lists.list_earlier(unit, place))
    if place.group_id is not None:
        group = await groups.get(unit, place.group_id)
        return Here(today=local_date(unit.now, group.zone), areas=(), sets=(), earlier=earlier)
    record = await organisations.get(unit, place.organisation_id or 0)
    named = [unit.facts.find_area(each) for each in record.areas]
    areas = tuple(Named(key=each.key, name=each.label) for each in named if each is not None)
    sets = usable_sets(record.office, unit.facts.sets.values(), demo=record.demo)
    return Here(
        today=local_date(unit.now, record.office.zone),
        areas=areas[:AREAS_MAX],
        sets=tuple(Named(key=each.criteria_set.id, name=each.criteria_set.title) for each in sets),
        earlier=earlier,
    )


async def plan_days(unit: Unit, recurrence: Recurrence) -> Planned:
    """The days of the sessions, and those that are left out."""
    return unit.facts.calendar.plan(recurrence)


async def list_earlier(unit: Unit, key: str) -> tuple[Named, ...]:
    """The names of earlier classes there, the newest first. Raises NotAllowed."""
    place = Place.read(key)
    await leaders.look_at(unit, place)
    found = await course_lists.list_earlier(unit, place)
    return tuple(Named(key=str(each.id), name=each.title) for each in found)


async def open_earlier(unit: Unit, key: str, course_id: int) -> Draft:
    """A new class like that one of the same place. Raises NotAllowed."""
    place = Place.read(key)
    await leaders.look_at(unit, place)
    course = await courses.get(unit, course_id)
    if place_of(course) != place:
        raise NotAllowed
    return like(course, await courses.trainers_of(unit, course.id))


async def find_group(unit: Unit, key: str, name: str) -> Named | None:
    """The group of that name, for a class of an office that is for its members. Raises NotAllowed."""
    await leaders.look_at(unit, Place.read(key))
    wanted = " ".join(name.casefold().removeprefix("kelompok ").split())
    found = [
        each
        for each in await groups.list_all(unit)
        if each.name.casefold() == wanted and each.state == groups.ACTIVE and not each.practice_of
    ]
    return Named(key=str(found[0].id), name=found[0].name) if len(found) == 1 else None


async def find_me(unit: Unit) -> int:
    """Who acts."""
    return unit.actor.person_id


async def list_trainers(unit: Unit, key: str) -> tuple[Named, ...]:
    """Who of the office may lead a class; that the names were read is noted. Raises NotAllowed."""
    place = Place.read(key)
    await leaders.require(unit, place)
    if place.organisation_id is None:
        return ()
    roles = sorted(holders(Action.RUN_COURSES))
    ids = (await people.list_role_holders(unit, place.organisation_id, roles))[:TRAINERS_MAX]
    known = await people.list_persons(unit, ids)
    for each in ids:
        unit.audit("list", "person", each, each, "trainers")
    return tuple(
        Named(key=str(each), name=known[each].name or f"Petugas {number}")
        for number, each in enumerate(ids, start=1)
        if each in known
    )


# -- the class itself -------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A class that is there now."""

    id: int
    code: str


async def make(unit: Unit, draft: Draft) -> Made:
    """The class with its sessions. Raises NotAllowed, SameCourse, SessionTooEarly and what db/courses.py raises."""
    place = Place(organisation_id=draft.organisation_id, group_id=draft.group_id)
    await leaders.require(unit, place)
    course = await write(unit, place, draft)
    await tell_trainers(unit, course)
    return Made(id=course.id, code=course.code)


async def write(unit: Unit, place: Place, draft: Draft) -> Course:
    """The class as it was read back; who may make it was asked before. Raises Changed where it fits no more."""
    recurrence = draft.recurrence
    if recurrence is None or not draft.days or not is_writable(draft):
        raise Changed
    begins_ms = day_moment_ms(draft.days[0], recurrence.start_min, draft.zone)
    if begins_ms <= unit.now_ms:
        raise Changed
    same = await course_lists.find_same(unit, place, draft.title, begins_ms, draft.place)
    if same is not None:
        raise SameCourse(code=same.code)
    course = await courses.create(
        unit,
        organisation_id=place.organisation_id,
        group_id=place.group_id,
        kind=draft.kind,
        topic=draft.topic,
        title=draft.title,
        place=draft.place,
        zone=draft.zone,
        recurrence=recurrence,
        days=draft.days,
        capacity=draft.capacity,
        bring=draft.bring,
        childcare=draft.childcare,
        transport=draft.transport,
        who=draft.who,
        offsets=draft.offsets,
        trainers=await still_there(unit, place, draft.trainers),
    )
    unit.audit("write", "course", course.id, 0, "made")
    return course


def is_writable(draft: Draft) -> bool:
    """Whether every part is within its limits, as it was when it was asked."""
    words = (
        (draft.title, TITLE_CHARS_MAX),
        (draft.place, PLACE_CHARS_MAX),
        *((each, NOTE_CHARS_MAX) for each in (draft.bring, draft.childcare, draft.transport) if each),
    )
    return (
        bool(draft.title and draft.place)
        and all(is_fit(text, chars_max=most) for text, most in words)
        and 0 <= draft.capacity <= CAPACITY_MAX
        and (draft.kind is Kind.BIMTEK or not draft.who.before_aid)
    )


async def still_there(unit: Unit, place: Place, wanted: Sequence[int]) -> list[int]:
    """Those who may lead a class there at this moment; in a group only whoever makes it."""
    if place.organisation_id is None:
        return [each for each in wanted if each == unit.actor.person_id]
    roles = sorted(holders(Action.RUN_COURSES))
    there = await people.list_role_holders(unit, place.organisation_id, roles)
    return [each for each in wanted if each in there]


async def tell_trainers(unit: Unit, course: Course, before: Collection[int] = ()) -> None:
    """Whoever leads it from now on hears of it, unless it was her own doing. before: who did so already."""
    known = {unit.actor.person_id, *before}
    others = [each for each in await courses.trainers_of(unit, course.id) if each not in known]
    first = await courses.next_session(unit, course.id)
    for each in others:
        if first is not None:
            unit.tell(
                each,
                for_trainer(course, first),
                MessageClass.RELAY.value,
                buttons=(PushButton(label=_("Lihat"), talk=COURSES, args=(0, course.id)),),
                matter=course.matter,
            )


def for_trainer(course: Course, first: Session) -> Text:
    """What a trainer reads of a class that is given to her."""
    # staff
    return _(
        "Ada kelas untuk dipimpin: {title}, di {place}. Berikutnya {moment}.",
        title=course.title,
        place=course.place,
        moment=first.begins(course.zone),
    )


def place_of(course: Course) -> Place:
    """Whose class it is."""
    return Place(organisation_id=course.organisation_id, group_id=course.group_id)
