"""Who may change an office: its admins, asked again in every step that writes. Others find no office there."""

from db import organisations, people
from db.organisations import OfficeRecord
from db.unit import Unit
from domain.refusals import NotAllowed
from domain.roles import Role, RoleGrant


async def get_own_office(unit: Unit, organisation_id: int) -> OfficeRecord:
    """The office, read in this turn. Raises NotAllowed, also for an office that does not exist."""
    grants = await people.list_roles(unit, unit.actor.person_id)
    if RoleGrant(Role.ADMIN, organisation_id) not in grants:
        raise NotAllowed
    record = await organisations.find(unit, organisation_id)
    if record is None:
        raise NotAllowed
    return record


def note(unit: Unit, organisation_id: int, what: str) -> None:
    """The audit row of a change of the office; `what` names the fact, never a person."""
    unit.audit("write", "organisation", organisation_id, 0, what)
