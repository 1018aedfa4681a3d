"""Who decides on a member's loan: two officers who are neither she, nor known as her, nor live with her. Strict."""

from dataclasses import dataclass

from db import loans, members, officers
from db.data_readers import list_selves
from db.unit import Unit
from domain.approvals import Officer
from domain.loan_limits import are_two, may_decide
from domain.loan_refusals import NotForOwn, NoThirdOfficer


@dataclass(frozen=True, kw_only=True, slots=True)
class Deciders:
    """may: who may decide. barred: the numbers of all members who may not, whatever office they hold or get."""

    may: tuple[Officer, ...]
    barred: tuple[int, ...]

    @property
    def are_two(self) -> bool:
        """Whether two different women are left."""
        return are_two(self.may)

    def require(self, number: int) -> None:
        """Raises NotForOwn unless that officer may decide, NoThirdOfficer where nobody could with her."""
        if not any(number in each.numbers for each in self.may):
            raise NotForOwn
        if not self.are_two:
            raise NoThirdOfficer


async def find_deciders(unit: Unit, group_id: int, member: int) -> Deciders:
    """Who may decide on that member's loan at this moment of the transaction. Raises NotAllowed."""
    listed = await members.list_members(unit, group_id)
    borrower = await members.get_member(unit, group_id, member)
    selves = {borrower.person_id, *await list_selves(unit, borrower.told_id)}
    hers = frozenset({member, *(each.number for each in listed if each.told_id in selves)})
    household: set[int] = set()
    for number in hers:
        household |= await loans.household_of(unit, group_id, number)
    persons = selves | {each.told_id for each in listed if each.number in household}
    known = await officers.list_officers(unit, group_id)
    may = may_decide(known, hers, household=frozenset(household), persons=frozenset(persons))
    others = {number for each in known if each not in may for number in each.numbers}
    return Deciders(may=may, barred=tuple(sorted(hers | household | others)))
