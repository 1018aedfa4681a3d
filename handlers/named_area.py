"""Where does she live, as she has just said in a screening that is under way? What she says now beats what is kept."""

from conversation.journal import first_answer
from db import talks
from db.unit import Unit
from handlers.names import SCREENING


async def find_named_area(unit: Unit) -> str:
    """Where she lives, as she said in a screening that is under way: its first question. "" if there is none."""
    talk = await talks.find_newest(unit, unit.actor.account_id, unit.actor.person_id, SCREENING)
    named = None if talk is None else first_answer(talk.entries)
    return named if isinstance(named, str) and unit.facts.find_area(named) is not None else ""
