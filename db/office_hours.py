"""When an office is open: its hours and holidays, and that whoever waits for an answer is looked at again then.

Apart from db/organisations.py, which screening reads too: screening knows nothing of what women write to an office.
"""

from collections.abc import Sequence
from datetime import date

from db import matter_due
from db.organisations import Details, change_details
from db.unit import Unit
from domain.organisations import Opening

# A few years of holidays, a week of hours with breaks: more is a mistake.
HOLIDAYS_MAX = 200
OPENINGS_MAX = 28


async def set_hours(unit: Unit, row_id: int, openings: Sequence[Opening]) -> None:
    """These are the office's hours from now on. Raises KeyError, ValueError if there are too many."""
    if len(openings) > OPENINGS_MAX:
        raise ValueError(f"{len(openings)} openings; {OPENINGS_MAX} is the limit")
    hours = [[each.weekday, f"{each.opens:%H:%M}", f"{each.closes:%H:%M}"] for each in openings]
    await change_details(unit, row_id, lambda details: details.update(hours=hours))
    matter_due.look_again(unit, row_id)


async def add_holiday(unit: Unit, row_id: int, day: date) -> None:
    """The office is shut on that day. The oldest of too many holidays are dropped: they are long past."""

    def change(details: Details) -> None:
        days = sorted({*details.get("holidays", []), day.isoformat()})
        details["holidays"] = days[-HOLIDAYS_MAX:]

    await change_details(unit, row_id, change)
    matter_due.look_again(unit, row_id)


async def remove_holiday(unit: Unit, row_id: int, day: date) -> None:
    """The office is open on that day after all."""

    def change(details: Details) -> None:
        details["holidays"] = [each for each in details.get("holidays", []) if each != day.isoformat()]

    await change_details(unit, row_id, change)
    matter_due.look_again(unit, row_id)
