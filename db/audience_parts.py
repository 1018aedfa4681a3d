"""Who is in one part of an audience, and who may name that part?

The law: an office names what is its own: areas, its courses, first results at it (by those who may read answers), its
own people, what it announced before, and a group whose name it knows; a group names itself, its courses and what it
announced. Of a part that is somebody else's nobody learns that it exists.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from db import groups, permits
from db.announcement_rows import find as find_announcement
from db.engine import Fetch
from db.lists import marks, padded
from db.unit import Unit
from domain.announcements import ALL_AREAS, CHOICES_MAX, Audience, Part, PartKind
from domain.criteria.schema import Overall
from domain.permits import Action
from domain.purposes import Purpose
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.roles import OF_ORGANISATION

# What has reached her, or still may: also what she finds when she looks, and what nobody knows of.
_GOT = "('queued', 'waiting', 'sent', 'delivered', 'read', 'uncertain')"

_MEMBERS = (
    "FROM members m JOIN groups g ON g.id = m.group_id WHERE m.group_id = $1 AND m.state = 'active'"
    " AND g.practice_of = 0"
)
_IN_COURSE = "FROM course_participants c WHERE c.course_id = $1 AND c.state IN ('joined', 'done')"
_AT_SESSION = (
    "FROM course_sessions s JOIN course_participants c ON c.course_id = s.course_id AND c.state IN ('joined', 'done')"
    " WHERE s.id = $1 AND NOT EXISTS (SELECT 1 FROM course_replies y WHERE y.session_id = s.id"
    " AND y.person_id = c.person_id AND y.answer = 'no')"
)
# Her newest result for that set at this office, while her yes to being looked at stands.
_WITH_RESULT = (
    "FROM screenings s JOIN requests q ON q.id = s.request_id WHERE q.organisation_id = $1 AND s.set_id = $2"
    " AND s.overall = $3 AND q.state NOT IN ('izin_dicabut', 'dibatalkan_pemohon') AND NOT EXISTS (SELECT 1"
    " FROM requests l JOIN screenings n ON n.request_id = l.id WHERE l.person_id = s.person_id"
    " AND l.organisation_id = $1 AND n.set_id = $2 AND n.id > s.id) AND (SELECT k.answer FROM consents k"
    f" WHERE k.person_id = s.person_id AND k.purpose = '{Purpose.SCREENING.value}' AND k.organisation_id = $1"
    " ORDER BY k.id DESC LIMIT 1) = 'yes'"
)
# A woman has one area. What an office serves is asked anew for each slice.
_IN_AREAS = "FROM organisation_areas o JOIN persons p ON p.area = o.area WHERE o.organisation_id = $1"
# No slice of all areas goes further than it would in one of them: so each reads a slice of each, and never all of all.
_ENDS_IN_AREAS = (
    "p.id <= (SELECT COALESCE(min((SELECT q.id FROM persons q WHERE q.area = e.area AND q.id > {after} ORDER BY q.id"
    " LIMIT 1 OFFSET {most} - 1)), 9223372036854775807) FROM organisation_areas e WHERE e.organisation_id = $1)"
)
_WITH_ROLE = "FROM roles r WHERE r.organisation_id = $1 AND r.role = $2 AND r.until_ms IS NULL"
_OF_RECEIVERS = "FROM announcement_receivers r WHERE r.announcement_id = $1 AND r.state IN "


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where the people of a part are found. person: the column; rest: from FROM on; params: of rest.

    ends: how far a slice after {after} of {most} goes at most, where several lists are read side by side.
    """

    person: str
    rest: str
    params: tuple[Any, ...]
    ends: str = ""

    def slice(self, after: int, most: int) -> Fetch:
        """The next of them by id: rows of `id`."""
        at = len(self.params) + 1
        ends = f" AND {self.ends.format(after=f'${at}', most=f'${at + 1}')}" if self.ends else ""
        return Fetch(
            f"SELECT DISTINCT {self.person} AS id {self.rest} AND {self.person} > ${at}{ends}"
            f" ORDER BY 1 LIMIT ${at + 1}",
            (*self.params, after, most),
        )

    def among(self, person_ids: Sequence[int]) -> Fetch:
        """Those of these people who are in it: rows of `id`."""
        wanted = padded(person_ids)
        among = marks(len(wanted), len(self.params) + 1)
        return Fetch(
            f"SELECT DISTINCT {self.person} AS id {self.rest} AND {self.person} IN {among}",
            (*self.params, *wanted),
        )


def members_of(group_id: int) -> Source:
    """Who is in the group's book and has not left; of a practice nobody is."""
    return Source(person="COALESCE(m.linked_id, m.person_id)", rest=_MEMBERS, params=(group_id,))


def source_of(part: Part, organisation_id: int | None) -> Source:
    """Where the people of this part are found."""
    match part.kind:
        case PartKind.GROUP:
            return members_of(part.id)
        case PartKind.COURSE:
            return Source(person="c.person_id", rest=_IN_COURSE, params=(part.id,))
        case PartKind.SESSION:
            return Source(person="c.person_id", rest=_AT_SESSION, params=(part.id,))
        case PartKind.AREA if part.value == ALL_AREAS:
            return Source(person="p.id", rest=_IN_AREAS, params=(organisation_id,), ends=_ENDS_IN_AREAS)
        case PartKind.AREA:
            return Source(person="p.id", rest="FROM persons p WHERE p.area = $1", params=(part.value,))
        case PartKind.RESULT:
            set_id, _, level = part.value.rpartition("/")
            return Source(person="s.person_id", rest=_WITH_RESULT, params=(organisation_id, set_id, level))
        case PartKind.ROLE:
            return Source(person="r.person_id", rest=_WITH_ROLE, params=(organisation_id, part.value))
        case _:
            return _of_receivers(part)


def _of_receivers(part: Part) -> Source:
    rest, params = f"{_OF_RECEIVERS}{_GOT}", (part.id,)
    if part.kind is PartKind.ANSWERED:
        return Source(
            person="r.person_id", rest=f"{rest} AND r.answer = $2", params=(part.id, int(part.value))
        )
    if part.kind is PartKind.UNANSWERED:
        rest += " AND r.answer = 0"
    return Source(person="r.person_id", rest=rest, params=params)


def in_order(audience: Audience) -> tuple[Part, ...]:
    """In which order the parts are looked through: the office's own people first, who need no consent."""
    return tuple(sorted(audience.those, key=lambda part: part.kind is not PartKind.ROLE))


# -- who may name it ----------------------------------------------------------------------------------------------


async def may_all_be_used(
    unit: Unit,
    audience: Audience,
    *,
    organisation_id: int | None,
    group_id: int | None,
    counting: bool = False,
) -> None:
    """Raises NotAllowed where whoever acts may not name one of the parts for that office or that group.

    counting: they were named by another, and whoever is to agree wants to know how many they are.
    """
    for part in (*audience.those, *audience.without):
        await may_be_used(unit, part, organisation_id=organisation_id, group_id=group_id, counting=counting)


async def may_be_used(
    unit: Unit,
    part: Part,
    *,
    organisation_id: int | None,
    group_id: int | None,
    counting: bool = False,
) -> None:
    """Raises NotAllowed where whoever acts may not name this part for that office or that group.

    counting: who may agree to announcements may have counted what another has named.
    """
    if part.kind is PartKind.RESULT and organisation_id is not None:
        await _require_answers(unit, organisation_id, counting=counting)
    if not await _is_usable(unit, part, organisation_id, group_id):
        raise NotAllowed


async def _require_answers(unit: Unit, organisation_id: int, *, counting: bool) -> None:
    """A first result is read by those who may read the answers behind it."""
    (roles,) = await unit.fetch_all(permits.fetch_roles(unit, looking=True))
    needed = (Action.READ_ANSWERS, Action.AGREE_TO_ANNOUNCEMENT) if counting else (Action.READ_ANSWERS,)
    for action in needed:
        with suppress(NotAllowed):
            permits.check(unit, roles, action, organisation_id=organisation_id)
            return
    raise NotAllowed


async def _is_usable(unit: Unit, part: Part, organisation_id: int | None, group_id: int | None) -> bool:
    match part.kind:
        case PartKind.GROUP:
            return await _is_known_group(unit, part.id, group_id)
        case PartKind.COURSE | PartKind.SESSION:
            return await _is_own_course(unit, part, organisation_id, group_id)
        case PartKind.UNANSWERED | PartKind.ANSWERED | PartKind.GOT:
            return await _is_own_announcement(unit, part, organisation_id, group_id)
        case PartKind.AREA:
            return organisation_id is not None and await _is_area(unit, part.value, organisation_id)
        case PartKind.ROLE:
            return organisation_id is not None and part.value in OF_ORGANISATION
        case PartKind.RESULT:
            return organisation_id is not None and _is_result(unit, part)


async def _is_area(unit: Unit, area: str, organisation_id: int) -> bool:
    if area != ALL_AREAS:
        return unit.facts.find_area(area) is not None
    return (
        await unit.fetch_one(
            "SELECT 1 AS one FROM organisation_areas WHERE organisation_id = $1 LIMIT 1", organisation_id
        )
        is not None
    )


async def _is_known_group(unit: Unit, wanted: int, group_id: int | None) -> bool:
    if group_id is not None:
        return wanted == group_id
    found = await groups.find(unit, wanted)
    return found is not None and found.state == groups.ACTIVE and not found.practice_of


async def _is_own_course(unit: Unit, part: Part, organisation_id: int | None, group_id: int | None) -> bool:
    whose = "SELECT c.organisation_id, c.group_id FROM courses c WHERE c.id = "
    of = (
        "$1"
        if part.kind is PartKind.COURSE
        else "(SELECT s.course_id FROM course_sessions s WHERE s.id = $1)"
    )
    row = await unit.fetch_one(whose + of, part.id)
    return row is not None and (row["organisation_id"], row["group_id"]) == (organisation_id, group_id)


async def _is_own_announcement(
    unit: Unit, part: Part, organisation_id: int | None, group_id: int | None
) -> bool:
    found = await find_announcement(unit, part.id)
    if found is None or (found.organisation_id, found.group_id) != (organisation_id, group_id):
        return False
    if part.kind is not PartKind.ANSWERED:
        return part.kind is PartKind.GOT or found.choices > 0
    return part.value.isdecimal() and 1 <= int(part.value) <= min(found.choices, CHOICES_MAX)


def _is_result(unit: Unit, part: Part) -> bool:
    set_id, _, level = part.value.rpartition("/")
    return set_id in unit.facts.sets and level in {each.value for each in Overall}
