"""Arisan: everybody pays the same, one of them gets it all, and nobody twice before all have had their turn.

The draw itself is theirs. What is paid in is kept for each woman; what a draw decides is whose the pot is, and only
that is written: the money leaves the box when she says that she has it (domain.md 3.2: a fund of its own).
"""

from collections.abc import Mapping
from datetime import date

from domain.accounts import CREDIT, DEBIT, Account
from domain.ledger_records import BrokenDraft, Draft, EntryKind, Line
from domain.money import Rupiah
from domain.records import dataclass
from domain.refusals import Refusal

# Two women are the fewest who can take turns.
PLACES_MIN = 2


class ArisanRunning(Refusal):
    """One round at a time."""

    code = "arisan_running"


class PotNotFull(Refusal):
    """Not everybody has paid for this turn: who is drawn now would get less than the others. count: how many."""

    code = "pot_not_full"


class HadHerTurn(Refusal):
    """She has been drawn in this round, or is not in it."""

    code = "had_her_turn"


class PotOnItsWay(Refusal):
    """The pot has been handed out, or is on its way: that is settled first."""

    code = "pot_on_its_way"


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """A woman's place in a round. day, entry: of her draw, None until then."""

    member: int
    day: date | None = None
    entry: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """A round. amount: what each pays for each turn. turns: by member number."""

    group_id: int
    number: int
    amount: Rupiah
    started: date
    is_open: bool
    turns: tuple[Turn, ...]

    @property
    def pot(self) -> Rupiah:
        """What each gets once."""
        return Rupiah(self.amount * len(self.turns))

    @property
    def drawn(self) -> tuple[Turn, ...]:
        """Who has had her turn, in the order of the draws."""
        found = [each for each in self.turns if each.entry is not None]
        return tuple(sorted(found, key=lambda each: each.entry or 0))

    @property
    def waiting(self) -> tuple[Turn, ...]:
        """Who has not been drawn yet."""
        return tuple(each for each in self.turns if each.entry is None)

    def find(self, member: int) -> Turn | None:
        """Her place; None if she is not in it."""
        return next((each for each in self.turns if each.member == member), None)


def unpaid(arisan: Round, kept: Mapping[int, int]) -> tuple[int, ...]:
    """Who has not paid for the turn that comes. kept: what of each woman's arisan money is no pot, by her number."""
    return tuple(each.member for each in arisan.turns if kept.get(each.member, 0) < arisan.amount)


def draw(arisan: Round, member: int, *, day: date, by: int, second: int | None, meeting: int | None) -> Draft:
    """The pot becomes hers: what each of the others has paid for this turn goes to her. Raises BrokenDraft."""
    if len(arisan.turns) < PLACES_MIN or arisan.find(member) is None:
        raise BrokenDraft("a pot is made of what the others have paid")
    others = [each.member for each in arisan.turns if each.member != member]
    lines = [Line(Account.ARISAN, DEBIT, arisan.amount, each) for each in others]
    lines.append(Line(Account.ARISAN, CREDIT, Rupiah(arisan.amount * len(others)), member))
    return Draft(kind=EntryKind.DRAW, day=day, lines=tuple(lines), by=by, meeting=meeting, second=second)
