"""How is a receiver called on the lists of an announcement?

The law: an office reads one word of how she wants to be called, never a full name, and where nobody knows that, the
code of her newest request or matter there; a group's officers read her name in the group's book. What a group's book
says of her never reaches an office.
"""

from collections.abc import Iterable, Sequence

from db import matter_lists, members
from db.engine import Fetch
from db.lists import marks, padded
from db.unit import Unit
from domain.announcements import Announcement
from domain.records import dataclass

_REQUESTS = "SELECT person_id, code FROM requests WHERE organisation_id = $1 AND person_id IN "
_MATTERS = (
    "SELECT person_id, code FROM matters WHERE organisation_id = $1 AND complaint = 0 AND person_id IN "
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Called:
    """name: "" if nobody knows. code: of hers at the office, only where she has no name there. area: its label."""

    name: str = ""
    code: str = ""
    area: str = ""


async def names_in(unit: Unit, announcement: Announcement, person_ids: Iterable[int]) -> dict[int, Called]:
    """How each of them is called there; who was erased is not in it."""
    wanted = list(dict.fromkeys(person_ids))
    if not wanted:
        return {}
    if announcement.group_id is not None:
        return await _in_group(unit, announcement.group_id, set(wanted))
    return await in_office(unit, announcement.organisation_id or 0, wanted)


async def _in_group(unit: Unit, group_id: int, wanted: set[int]) -> dict[int, Called]:
    """A record of hers that another one was found to be the same as is hers too."""
    own = await members.list_members(unit, group_id, left=True)
    known = {who: each.shown for each in own for who in (each.person_id, each.linked_id) if who}
    ids = padded(sorted(known))
    rows = await unit.fetch(
        "SELECT id, same_as FROM persons WHERE same_as <> 0 AND id IN " + marks(len(ids)), *ids
    )
    known |= {row["same_as"]: known[row["id"]] for row in rows if row["same_as"] not in known}
    return {person_id: Called(name=known[person_id]) for person_id in wanted if person_id in known}


async def in_office(unit: Unit, organisation_id: int, person_ids: Sequence[int]) -> dict[int, Called]:
    """How each of them is called at that office."""
    known = await matter_lists.alias(unit, person_ids)
    nameless = [person_id for person_id, each in known.items() if not each.name]
    codes = await _codes(unit, organisation_id, nameless)
    return {
        person_id: Called(name=each.name, code=codes.get(person_id, ""), area=each.area)
        for person_id, each in known.items()
    }


async def _codes(unit: Unit, organisation_id: int, person_ids: Sequence[int]) -> dict[int, str]:
    """The newest request's before any matter's: it is what she was told to say at the counter."""
    if not person_ids:
        return {}
    wanted = padded(person_ids)
    matters, requests = await unit.fetch_all(
        *[
            Fetch(sql + marks(len(wanted), 2) + " ORDER BY id", (organisation_id, *wanted))
            for sql in (_MATTERS, _REQUESTS)
        ]
    )
    return {row["person_id"]: row["code"] for row in (*matters, *requests)}
