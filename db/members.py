"""Who is in a group's book: by number, with a phone or without, and how she is called so that no two are mistaken.

What the book says of her (her name there) is sealed with the key of `person_id`; who joined as her with a phone is
`linked_id`. A number is given once and never to anybody else, also after its member has left.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from db import groups, people
from db.engine import Fetch, Row
from db.lists import marks, padded
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.group_rules import MEMBERS_MAX
from domain.money import Rupiah
from domain.permits import OFFICERS
from domain.records import dataclass
from domain.refusals import NotAllowed, Refusal
from domain.roles import Role

DETAILS_PLACE = "members.details"

# How a name stands in a list of buttons; a longer one is asked for shorter.
NAME_CHARS_MAX = 24

ACTIVE, LEFT = "active", "left"

NO_TARGET = Rupiah(0)

_COLUMNS = (
    "SELECT m.number, m.person_id, m.linked_id, m.details, m.state, m.joined_day, m.left_day, m.target,"
    " CASE WHEN m.linked_id IS NOT NULL OR (p.erased_ms = 0 AND ("
    "EXISTS (SELECT 1 FROM accounts a WHERE a.owner_id = m.person_id)"
    " OR EXISTS (SELECT 1 FROM profiles f WHERE f.person_id = m.person_id))) THEN 1 ELSE 0 END AS has_phone"
    " FROM members m JOIN persons p ON p.id = m.person_id WHERE m.group_id = $1"
)


class GroupFull(Refusal):
    """The group has as many members as a book can hold."""

    code = "group_full"


class AlreadyMember(Refusal):
    """That person is in this group's book already."""

    code = "already_member"


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A member as the book has her. called: her everyday name, "" if it is the same. target: 0 for none.

    shown: how she is called where others are, unlike anybody else in the group. offices: what she holds there now.
    """

    number: int
    person_id: int
    linked_id: int | None
    name: str
    called: str
    shown: str
    joined_day: date
    left_day: date | None
    state: str
    has_phone: bool
    target: Rupiah = NO_TARGET
    offices: tuple[Role, ...] = ()

    @property
    def told_id(self) -> int:
        """Who gets the messages that are for her."""
        return self.linked_id or self.person_id

    @property
    def is_active(self) -> bool:
        """Whether she has not left."""
        return self.state == ACTIVE


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnMembership:
    """A group somebody belongs to, and her number there. state: of the group."""

    group_id: int
    group_name: str
    place: str
    zone: str
    number: int
    state: str
    practice_of: int


@dataclass(frozen=True, kw_only=True, slots=True)
class NewMember:
    """Somebody to write into the book. person_id: None for a woman of whom only the book knows."""

    name: str
    called: str = ""
    person_id: int | None = None


# -- reading ----------------------------------------------------------------------------------------------------


async def list_members(unit: Unit, group_id: int, *, left: bool = False) -> list[Member]:
    """Everybody in the book by number, names opened. left: those who have left, too."""
    rows, offices = await unit.fetch_all(
        Fetch(_COLUMNS + " ORDER BY m.number", (group_id,)),
        Fetch(
            "SELECT person_id, role FROM roles WHERE group_id = $1 AND until_ms IS NULL ORDER BY id",
            (group_id,),
        ),
    )
    found = await _opened(unit, group_id, rows, offices)
    return [each for each in found if left or each.is_active]


async def get_member(unit: Unit, group_id: int, number: int) -> Member:
    """That member, also one who has left. Raises NotAllowed."""
    for each in await list_members(unit, group_id, left=True):
        if each.number == number:
            return each
    raise NotAllowed


async def find_own(unit: Unit, person_id: int) -> list[OwnMembership]:
    """The groups in whose books this person is now, the oldest first."""
    rows = await unit.fetch(
        "SELECT g.id, g.name, g.place, g.zone, g.state, g.practice_of, m.number FROM members m"
        " JOIN groups g ON g.id = m.group_id"
        " WHERE (m.person_id = $1 OR m.linked_id = $1) AND m.state = 'active' AND g.state <> 'ended'"
        " ORDER BY g.id, m.number",
        person_id,
    )
    return [
        OwnMembership(
            group_id=row["id"],
            group_name=row["name"],
            place=row["place"],
            zone=row["zone"],
            number=row["number"],
            state=row["state"],
            practice_of=row["practice_of"],
        )
        for row in rows
    ]


async def numbers_of(unit: Unit, group_id: int, person_id: int) -> list[int]:
    """All active records of the group that are this person's; two if one account was taken for two women."""
    rows = await unit.fetch(
        "SELECT number FROM members WHERE group_id = $1 AND (person_id = $2 OR linked_id = $2)"
        " AND state = 'active' ORDER BY number",
        group_id,
        person_id,
    )
    return [row["number"] for row in rows]


async def number_of(unit: Unit, group_id: int, person_id: int) -> int:
    """Her number in the group's book. Raises NotAllowed if she is not in it."""
    found = await numbers_of(unit, group_id, person_id)
    if not found:
        raise NotAllowed
    return found[0]


async def _opened(unit: Unit, group_id: int, rows: Sequence[Row], roles: Sequence[Row]) -> list[Member]:
    persons = [row["person_id"] for row in rows] + [row["linked_id"] for row in rows if row["linked_id"]]
    known = await people.list_persons(unit, persons)
    details = {row["number"]: _details(unit, group_id, row) for row in rows}
    names = {row["number"]: _name(row, details[row["number"]], known) for row in rows}
    shown = _told_apart(
        {row["number"]: (names[row["number"]], details[row["number"]].get("called", "")) for row in rows}
    )
    offices: dict[int, list[Role]] = {}
    for row in roles:
        if (role := Role(row["role"])) in OFFICERS:
            offices.setdefault(row["person_id"], []).append(role)
    return [
        Member(
            number=row["number"],
            person_id=row["person_id"],
            linked_id=row["linked_id"],
            name=names[row["number"]],
            called=details[row["number"]].get("called", ""),
            shown=shown[row["number"]],
            joined_day=date.fromisoformat(row["joined_day"]),
            left_day=date.fromisoformat(row["left_day"]) if row["left_day"] else None,
            state=row["state"],
            has_phone=bool(row["has_phone"]),
            target=Rupiah(row["target"]),
            offices=tuple(
                dict.fromkeys(offices.get(row["person_id"], []) + offices.get(row["linked_id"] or 0, []))
            ),
        )
        for row in rows
    ]


def _details(unit: Unit, group_id: int, row: Row) -> dict[str, str]:
    """What the book says of her; nothing once her key is gone."""
    owner = owner_of(row["person_id"])
    if row["details"] is None or not unit.vault.knows(owner):
        return {}
    place = cell(DETAILS_PLACE, f"{group_id}/{row['number']}")
    found: dict[str, str] = json.loads(unit.vault.unseal(owner, place, bytes(row["details"])))
    return found


def _name(row: Row, details: Mapping[str, str], known: Mapping[int, people.Person]) -> str:
    """Her name in the book; where it has none, her own; where she was erased, her number."""
    if details.get("name"):
        return details["name"]
    for person_id in (row["linked_id"], row["person_id"]):
        if person_id in known and known[person_id].name:
            return known[person_id].name
    return f"No. {row['number']}"


def _told_apart(names: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    """By number how each is shown: her everyday name if nobody else has it, else her name, else with her number."""
    everyday = {number: called or name for number, (name, called) in names.items()}
    shared = Counter(each.casefold() for each in everyday.values())
    longer = {
        number: each if shared[each.casefold()] == 1 else names[number][0]
        for number, each in everyday.items()
    }
    still = Counter(each.casefold() for each in longer.values())
    return {
        number: each if still[each.casefold()] == 1 else f"{each} ({number})"
        for number, each in longer.items()
    }


# -- writing ----------------------------------------------------------------------------------------------------


async def add(
    unit: Unit,
    group_id: int,
    *,
    person_id: int | None = None,
    name: str = "",
    called: str = "",
    joined_day: date,
    linked_id: int | None = None,
) -> int:
    """The number of a new member. person_id: None for a woman of whom only the book knows.

    Raises GroupFull, AlreadyMember.
    """
    each = NewMember(name=name, called=called, person_id=person_id)
    (number,) = await add_many(unit, group_id, [each], joined_day=joined_day)
    if linked_id is not None:
        link(unit, group_id, number, linked_id)
    return number


async def add_many(unit: Unit, group_id: int, entries: Sequence[NewMember], *, joined_day: date) -> list[int]:
    """The numbers of new members, in that order. Raises GroupFull, AlreadyMember."""
    groups.lock(unit, group_id)
    rows = await unit.fetch(
        "SELECT number, person_id, linked_id, state FROM members WHERE group_id = $1", group_id
    )
    active = [row for row in rows if row["state"] == ACTIVE]
    if len(active) + len(entries) > MEMBERS_MAX:
        raise GroupFull
    here = {row["person_id"] for row in active} | {row["linked_id"] for row in active}
    if any(each.person_id in here for each in entries if each.person_id is not None):
        raise AlreadyMember
    persons = await _persons(unit, group_id, entries)
    first = max((row["number"] for row in rows), default=0) + 1
    numbers = list(range(first, first + len(entries)))
    unit.write_many(
        "INSERT INTO members (group_id, number, person_id, details, state, joined_day)"
        " VALUES ($1, $2, $3, $4, 'active', $5)",
        [
            (
                group_id,
                number,
                person_id,
                _sealed(unit, group_id, number, person_id, each),
                joined_day.isoformat(),
            )
            for number, person_id, each in zip(numbers, persons, entries, strict=True)
        ],
    )
    return numbers


async def _persons(unit: Unit, group_id: int, entries: Sequence[NewMember]) -> list[int]:
    """A person for each, those whom only the book knows newly made, with a key each in one go."""
    group = await groups.get(unit, group_id)
    made = {number: unit.new_id() for number, each in enumerate(entries) if each.person_id is None}
    await unit.vault.have([owner_of(person_id) for person_id in made.values()], create=True)
    for person_id in made.values():
        people.add_person(unit, person_id, unit.now_ms, demo=group.demo)
    persons = [each.person_id or made[number] for number, each in enumerate(entries)]
    await unit.vault.have([owner_of(person_id) for person_id in persons])
    return persons


def _sealed(unit: Unit, group_id: int, number: int, person_id: int, each: NewMember) -> bytes | None:
    kept = {key: value for key, value in (("name", each.name), ("called", each.called)) if value}
    if not kept:
        return None
    place = cell(DETAILS_PLACE, f"{group_id}/{number}")
    return unit.vault.seal(owner_of(person_id), place, json.dumps(kept).encode())


async def ensure(unit: Unit, group_id: int, person_id: int, *, joined_day: date, name: str = "") -> int:
    """Her number, newly given if she is not in the book: whoever has an office there is a member. Raises GroupFull."""
    found = await numbers_of(unit, group_id, person_id)
    if found:
        return found[0]
    return await add(unit, group_id, person_id=person_id, name=name, joined_day=joined_day)


async def rename(unit: Unit, group_id: int, member: Member, *, name: str, called: str) -> None:
    """From now on the book calls her so."""
    await unit.vault.have([owner_of(member.person_id)])
    each = NewMember(name=name, called=called)
    unit.write(
        "UPDATE members SET details = $3 WHERE group_id = $1 AND number = $2",
        group_id,
        member.number,
        _sealed(unit, group_id, member.number, member.person_id, each),
    )


def link(unit: Unit, group_id: int, number: int, linked_id: int) -> None:
    """She has joined with a phone: what is for her goes to this person."""
    unit.write(
        "UPDATE members SET linked_id = $3 WHERE group_id = $1 AND number = $2", group_id, number, linked_id
    )


async def list_in_books(unit: Unit, person_ids: Sequence[int]) -> list[int]:
    """The persons under whose keys the books keep what they say of these women, who joined as them with a phone."""
    wanted = padded(person_ids)
    rows = await unit.fetch(
        "SELECT DISTINCT person_id FROM members WHERE linked_id IN "
        + marks(len(wanted))
        + " ORDER BY person_id",
        *wanted,
    )
    return [row["person_id"] for row in rows if row["person_id"] not in person_ids]


def forget(unit: Unit, person_id: int) -> None:
    """Her name is in no book any more and nothing goes to her; her number and the money behind it stay the group's."""
    unit.write(
        "UPDATE members SET details = NULL, linked_id = NULL, target = 0 WHERE person_id = $1 OR linked_id = $1",
        person_id,
    )
    unit.write(
        "UPDATE joinings SET state = 'withdrawn' WHERE person_id = $1 AND state = 'waiting'", person_id
    )


def set_left(unit: Unit, group_id: int, number: int, day: date) -> None:
    """She is no member from that day on. Whether she may leave is db/leaving.py's question."""
    unit.write(
        "UPDATE members SET state = 'left', left_day = $3 WHERE group_id = $1 AND number = $2",
        group_id,
        number,
        day.isoformat(),
    )


def set_target(unit: Unit, group_id: int, number: int, target: Rupiah) -> None:
    """What she saves for; 0 for nothing in particular."""
    unit.write(
        "UPDATE members SET target = $3 WHERE group_id = $1 AND number = $2", group_id, number, int(target)
    )
