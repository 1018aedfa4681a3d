"""Whose names among an announcement's receivers may be seen, and which audiences would tell who is in a group?

The law: an office does not see who is in a group. Of what it announced to one it sees the names of those who answered
(they were told that the office reads it), and it mixes no group with anything else: by what is added or taken away one
woman would be found. A first result is known to those who may read the answers behind it, and to nobody else of the
office. What goes to the receivers of such an announcement tells the same as the announcement itself.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum

from db import announcement_rows
from db.unit import Unit
from domain.announcements import Announcement, Audience, Part, PartKind
from domain.permits import Action, is_allowed
from domain.refusals import NotAllowed
from domain.roles import RoleGrant

_OF_RECEIVERS = (PartKind.UNANSWERED, PartKind.ANSWERED, PartKind.GOT)
# A reminder of a reminder of a reminder; whatever is longer tells nothing to anybody.
_STEPS_MAX = 20


class Hidden(StrEnum):
    """Whose names are not shown. SILENT: of those who have not answered. ALL: of all."""

    SILENT = "silent"
    ALL = "all"


async def hidden_from(unit: Unit, announcement: Announcement, roles: Collection[RoleGrant]) -> Hidden | None:
    """What of its receivers whoever holds these roles may not see by name; None where nothing is hidden."""
    if announcement.organisation_id is None:
        return None
    parts = (*announcement.audience.those, *announcement.audience.without)
    kinds = await _kinds(unit, parts)
    may_read = is_allowed(roles, Action.READ_ANSWERS, organisation_id=announcement.organisation_id)
    if None in kinds or (PartKind.RESULT in kinds and not may_read):
        return Hidden.ALL
    return Hidden.SILENT if PartKind.GROUP in kinds else None


async def tells_members(unit: Unit, audience: Audience, organisation_id: int | None) -> bool:
    """Whether an office would learn by it who is in a group: a group stands beside something else."""
    parts = (*audience.those, *audience.without)
    if organisation_id is None or len(parts) == 1:
        return False
    of_groups = [PartKind.GROUP in await _kinds(unit, [part]) for part in parts]
    return any(of_groups) and not all(of_groups)


async def require_apart(unit: Unit, audience: Audience, organisation_id: int | None) -> None:
    """For steps. Raises NotAllowed for an audience that would tell an office who is in a group."""
    if await tells_members(unit, audience, organisation_id):
        raise NotAllowed


async def _kinds(unit: Unit, parts: Sequence[Part]) -> set[PartKind | None]:
    """What the people of these parts were found by, also where it was an announcement before; None: nobody knows."""
    found: set[PartKind | None] = set()
    looked: set[int] = set()
    left = list(parts)
    while left:
        part = left.pop()
        if part.kind not in _OF_RECEIVERS:
            found.add(part.kind)
        elif part.id not in looked:
            looked.add(part.id)
            before = await announcement_rows.find(unit, part.id)
            if before is None or len(looked) > _STEPS_MAX:
                found.add(None)
            else:
                left += [*before.audience.those, *before.audience.without]
    return found
