"""What would a loan take on a day, if one of its payments were taken back? Asked before a correction is decided."""

from dataclasses import replace
from datetime import date

from db.loan_plans import course_of
from db.loan_rows import get
from db.unit import Unit
from domain.money import Rupiah
from domain.refusals import NotAllowed

_LOAN_OF = "SELECT loan FROM loan_entries WHERE group_id = $1 AND entry = $2"


async def payoff_without(unit: Unit, group_id: int, entry: int, day: date) -> Rupiah:
    """What ends the loan on that day without this payment. Raises NotAllowed for what is no entry of a loan."""
    row = await unit.fetch_one(_LOAN_OF, group_id, entry)
    if row is None:
        raise NotAllowed
    loan = await get(unit, group_id, row["loan"])
    course = await course_of(unit, loan)
    moves = course.moves.without([entry], day)
    return replace(course, moves=moves).standing(loan, day).payoff
