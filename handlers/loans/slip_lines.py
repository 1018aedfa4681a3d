"""What a meeting's message or a receipt says of her loan: what she paid, what is left, the next day, her paper.

It reminds nobody (handlers/loans/remind.py does, kindly), and fits beside her savings into one message.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from conversation.text import Text, _
from db import groups, loans
from db.members import Member
from db.unit import PushButton, Unit
from domain.ledger import Entry, EntryKind
from domain.loan_paying import left_of, paid_of
from domain.loans import Standing, State
from domain.money import Rupiah
from domain.zones import local_date
from handlers.loans.own_page import LETTER_PICTURE
from handlers.loans.words import SETTLED, left_lines, paid_lines
from handlers.names import PINJAMAN
from handlers.savings.words import lines

CERTIFICATE_LABEL = _("Surat lunas")

# With more lines than this about savings, her loan gets one.
BESIDE_MAX = 3


async def list_running(unit: Unit, group_id: int, today: date) -> dict[int, Standing]:
    """Where the loans of a group stand, by the number of the member."""
    found = await loans.standings(unit, group_id, today)
    return {loan.member: standing for loan, _plan, standing in found.values()}


def loan_lines(
    entries: Sequence[Entry], member: int, running: Mapping[int, Standing], *, beside: int
) -> list[Text]:
    """What these entries say of her loan: paid, or received. beside: how many lines there are about her savings."""
    paid = paid_of(entries, member)
    in_state = member in running and _is_brief(beside)  # one line says both
    found = [] if paid is None or in_state else paid_lines(paid, alone=not beside)
    lent = [each for each in entries if each.kind is EntryKind.LOAN and each.member == member]
    found += [
        _("Pinjaman diterima: {amount}. No. {number}.", amount=each.amount, number=str(each.number))
        for each in lent
    ]
    return found


def state_lines(
    entries: Sequence[Entry], member: int, running: Mapping[int, Standing], today: date, *, beside: int
) -> list[Text]:
    """What is left of her loan, also where she paid nothing: who reads nothing cannot say that something is missing.

    The next day only where something was paid.
    """
    paid = paid_of(entries, member)
    if member not in running:
        return [SETTLED] if has_settled(entries, member, running) else []
    if paid is not None and _is_brief(beside):
        values = {"paid": Rupiah(paid.amount), "left": left_of(running[member])}
        return [_("Cicilan {paid}. Sisa pinjaman Ibu {left}.", **values)]
    return left_lines(running[member], today)[: 1 if paid is None else 2]


def _is_brief(beside: int) -> bool:
    return beside > BESIDE_MAX


def has_settled(entries: Sequence[Entry], member: int, running: Mapping[int, Standing]) -> bool:
    """Whether these entries have paid off her loan."""
    paid = paid_of(entries, member)
    return paid is not None and paid.amount > 0 and member not in running


async def left_text(unit: Unit, group_id: int, member: int, text: Text) -> Text:
    """The text, and below it what is left of her loan by now; nothing more where none runs."""
    group = await groups.get(unit, group_id)
    today = local_date(unit.now, group.zone)
    running = await list_running(unit, group_id, today)
    if member not in running:
        return text
    return lines([text, *left_lines(running[member], today)])


async def make_button(unit: Unit, member: Member, group_id: int) -> PushButton:
    """The paper that says so, at one tap."""
    settled = [
        each for each in await loans.list_of(unit, group_id, member.number) if each.state is State.SETTLED
    ]
    number = settled[-1].number if settled else 0
    return PushButton(
        label=CERTIFICATE_LABEL, talk=PINJAMAN, args=(group_id, member.number, number, LETTER_PICTURE)
    )
