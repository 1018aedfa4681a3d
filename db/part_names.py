"""What may a part of an audience be, at this office or in this group, and how is it called?

The law: names of classes, areas, sets and groups only, nobody's own; a foreign one has no name here, and nobody is
shown a list of all groups: who knows one names it (as in making a class). Whoever calls has asked for the permit.
"""

from collections.abc import Sequence
from datetime import datetime

from db import announcements, groups, organisations
from db.course_rows import COURSE_COLUMNS, SESSION_COLUMNS, read_course, read_session
from db.unit import Unit
from domain.announcements import ALL_AREAS, Announcement, Audience, NewsKind, Part, PartKind
from domain.organisations import usable_sets
from domain.records import dataclass
from domain.roles import Place, Role

# As many as fit on a few pages of buttons: the newest.
LISTED_MAX = 30

EARLIER_DAYS, EARLIER_MAX = 30, 8
"""So far back an announcement is asked after; each with its first words, so only as many as one page has."""
ANNOUNCERS = (Role.WORKER, Role.COMPANION, Role.SUPERVISOR, Role.TRAINER, Role.HELPER, Role.ADMIN)


_OF_PLACE = "COALESCE(c.organisation_id, 0) = $1 AND COALESCE(c.group_id, 0) = $2"
_COURSES = f"SELECT {COURSE_COLUMNS} FROM courses c WHERE {_OF_PLACE} AND c.state = 'open' ORDER BY c.id DESC LIMIT $3"
_COURSE = f"SELECT {COURSE_COLUMNS} FROM courses c WHERE {_OF_PLACE} AND c.id = $3"
_SESSIONS = (
    f"SELECT {SESSION_COLUMNS}, c.title, c.zone FROM course_sessions s JOIN courses c ON c.id = s.course_id"
    f" WHERE {_OF_PLACE} AND c.state = 'open' AND s.state = 'planned' AND s.start_ms > $3"
    " ORDER BY s.start_ms, s.id LIMIT $4"
)
_SESSION = (
    f"SELECT {SESSION_COLUMNS}, c.title, c.zone FROM course_sessions s JOIN courses c ON c.id = s.course_id"
    f" WHERE {_OF_PLACE} AND s.id = $3"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A part and its name. level: of a result, or an answer. begins: of a session."""

    kind: PartKind
    id: int = 0
    value: str = ""
    name: str = ""
    level: str = ""
    begins: datetime | None = None

    @property
    def part(self) -> Part:
        """The part itself."""
        return Part(kind=self.kind, id=self.id, value=self.value)

    @property
    def key(self) -> str:
        """What stands for it in a list of choices."""
        return f"{self.kind.value}:{self.id}:{self.value}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """An announcement of before. place: Place.key."""

    id: int
    code: str
    place: str
    text: str
    choices: tuple[str, ...]
    news: NewsKind


async def list_courses(unit: Unit, place: Place) -> list[Named]:
    """The open classes of that place, the newest first."""
    rows = await unit.fetch(_COURSES, *_ids(place), LISTED_MAX)
    return [Named(kind=PartKind.COURSE, id=row["id"], name=row["title"]) for row in rows]


async def list_sessions(unit: Unit, place: Place) -> list[Named]:
    """Their sessions to come, the next one first."""
    rows = await unit.fetch(_SESSIONS, *_ids(place), unit.now_ms, LISTED_MAX)
    return [
        Named(
            kind=PartKind.SESSION,
            id=row["id"],
            name=row["title"],
            begins=read_session(row).begins(row["zone"]),
        )
        for row in rows
    ]


async def list_areas(unit: Unit, organisation_id: int) -> list[Named]:
    """The areas that office serves; where it serves several, all of them at once before each."""
    record = await organisations.get(unit, organisation_id)
    found = [unit.facts.find_area(each) for each in record.areas]
    each_ = [Named(kind=PartKind.AREA, value=one.key, name=one.label) for one in found if one is not None]
    return [_all_areas(record), *each_] if len(each_) > 1 else each_


def _all_areas(record: organisations.OfficeRecord) -> Named:
    return Named(kind=PartKind.AREA, value=ALL_AREAS, name=record.office.name)


async def list_results(unit: Unit, organisation_id: int) -> list[Named]:
    """The sets of which an office may name a first result; whether it fits or is to be looked at is asked after.

    Who did not fit is not written to for it (source A: help is offered, nobody is told off).
    """
    record = await organisations.get(unit, organisation_id)
    sets = usable_sets(record.office, unit.facts.sets.values(), demo=record.demo)
    return [
        Named(kind=PartKind.RESULT, value=each.criteria_set.id, name=each.criteria_set.title) for each in sets
    ]


def list_roles() -> list[Named]:
    """The office's own people by what they are."""
    return [Named(kind=PartKind.ROLE, value=role.value, name=role.value) for role in ANNOUNCERS]


async def list_earlier(unit: Unit, place: Place) -> list[Earlier]:
    """That place's announcements of the last weeks, the newest first."""
    found = await announcements.list_of(
        unit,
        organisation_ids=[place.organisation_id] if place.organisation_id is not None else [],
        group_ids=[place.group_id] if place.group_id is not None else [],
        most=LISTED_MAX,
    )
    since_ms = unit.now_ms - EARLIER_DAYS * 86_400_000
    begun = [each for each in found if each.begun_ms > since_ms]
    return [await _earlier(unit, each) for each in begun[:EARLIER_MAX]]


async def find_earlier(unit: Unit, announcement_id: int) -> Earlier:
    """One of them. Raises NotAllowed."""
    return await _earlier(unit, await announcements.get(unit, announcement_id))


async def _earlier(unit: Unit, announcement: Announcement) -> Earlier:
    content = await announcements.content(unit, announcement)
    return Earlier(
        id=announcement.id,
        code=announcement.code,
        place=Place(organisation_id=announcement.organisation_id, group_id=announcement.group_id).key,
        text=content.texts["id"],
        choices=content.choices,
        news=announcement.news,
    )


async def find_group(unit: Unit, place: Place, name: str) -> Named | None:
    """The one running group of that name, as demo as the office is; None where there is none or there are two."""
    wanted = " ".join(name.casefold().removeprefix("kelompok ").split())
    record = await organisations.get(unit, place.organisation_id or 0)
    found = [
        each
        for each in await groups.list_all(unit)
        if each.name.casefold() == wanted
        and each.state == groups.ACTIVE
        and not each.practice_of
        and each.demo == record.demo
    ]
    return _group(found[0]) if len(found) == 1 else None


async def name_all(
    unit: Unit, audience: Audience, place: Place
) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """Those of the audience, and those left out of it, each with its name; one that is foreign has none."""
    those = [await _name(unit, part, place) for part in audience.those]
    without = [await _name(unit, part, place) for part in audience.without]
    return tuple(those), tuple(without)


async def _name(unit: Unit, part: Part, place: Place) -> Named:
    return await _find(unit, part, place) or Named(kind=part.kind, id=part.id, value=part.value)


async def _find(unit: Unit, part: Part, place: Place) -> Named | None:
    """The part with its name; None where it is not this place's."""
    if part.kind is PartKind.GROUP:
        group = await groups.find(unit, part.id)
        return None if group is None else _group(group)
    if part.kind is PartKind.COURSE:
        row = await unit.fetch_one(_COURSE, *_ids(place), part.id)
        return row and Named(kind=part.kind, id=part.id, name=read_course(row).title)
    if part.kind is PartKind.SESSION:
        row = await unit.fetch_one(_SESSION, *_ids(place), part.id)
        return row and Named(
            kind=part.kind, id=part.id, name=row["title"], begins=read_session(row).begins(row["zone"])
        )
    if part.kind is PartKind.AREA and part.value == ALL_AREAS:
        office = await organisations.find(unit, place.organisation_id or 0)
        return _all_areas(office) if office is not None and office.areas else None
    if part.kind is PartKind.AREA:
        area = unit.facts.find_area(part.value)
        return None if area is None else Named(kind=part.kind, value=part.value, name=area.label)
    if part.kind is PartKind.RESULT:
        set_id, _slash, level = part.value.partition("/")
        found = unit.facts.sets.get(set_id)
        if found is None:
            return None
        return Named(kind=part.kind, value=part.value, name=found.title, level=level)
    if part.kind is PartKind.ROLE:
        return Named(kind=part.kind, value=part.value, name=part.value)
    earlier = await announcements.peek(unit, part.id)
    if earlier is None or Place(organisation_id=earlier.organisation_id, group_id=earlier.group_id) != place:
        return None
    return Named(
        kind=part.kind,
        id=part.id,
        value=part.value,
        name=earlier.code,
        level=await _answer(unit, earlier, part.value) if part.kind is PartKind.ANSWERED else "",
    )


async def _answer(unit: Unit, announcement: Announcement, number: str) -> str:
    """How that answer reads."""
    choices = (await announcements.content(unit, announcement)).choices
    position = int(number) if number.isdecimal() else 0
    return choices[position - 1] if 0 < position <= len(choices) else number


def _group(group: groups.Group) -> Named:
    return Named(kind=PartKind.GROUP, id=group.id, name=group.name)


def _ids(place: Place) -> Sequence[int]:
    return place.organisation_id or 0, place.group_id or 0
