"""Whose office is it? Asked again in every query and step of `kantor`; others find no office there."""

from db import organisations, permits
from db.organisations import OfficeRecord
from db.unit import Unit
from domain.permits import Action
from domain.refusals import NotAllowed


async def look_at_office(unit: Unit, organisation_id: int) -> OfficeRecord:
    """For queries: the office, for whoever runs it. Raises NotAllowed, also for an office that does not exist."""
    await permits.require_to_look(unit, Action.SEE_OFFICE, organisation_id=organisation_id)
    return await _find(unit, organisation_id)


async def get_office_for(unit: Unit, action: Action, organisation_id: int) -> OfficeRecord:
    """For steps: the office, for whoever may do this in it. Raises NotAllowed, as if it did not exist."""
    await permits.require(unit, action, organisation_id=organisation_id)
    return await _find(unit, organisation_id)


async def _find(unit: Unit, organisation_id: int) -> OfficeRecord:
    record = await organisations.find(unit, organisation_id)
    if record is None:
        raise NotAllowed
    return record


def note(unit: Unit, organisation_id: int, what: str) -> None:
    """The audit row of a change of the office; `what` names the fact, never a person."""
    unit.audit("write", "organisation", organisation_id, 0, what)
