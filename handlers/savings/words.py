"""How savings are called and shown to a member, and how a difference is said: gently, and always the same to all."""

from collections.abc import Mapping, Sequence
from datetime import date

from conversation.text import Text, _
from db.disputes import Answered, Dispute
from db.ledger import Movement
from domain.accounts import SAVINGS, Account, kind_of
from domain.disputes import Difference, Reply, What
from domain.group_rules import Rules
from domain.ledger import EntryKind
from domain.money import Rupiah, Spelled
from domain.movements import Kept
from handlers.meeting.kinds import NAMES, kinds_of

# Numbers of entries named in one line, and where there are many lines; the others stand in her book.
NUMBERS_MAX, NUMBERS_FEW = 4, 1
LINES_MANY = 4

# What moves a loan stands on several accounts in one entry.
ON_LOANS = (EntryKind.LOAN, EntryKind.REPAYMENT)

Names = Mapping[Account, Text | str]


def names_by(rules: Rules) -> Names:
    """What each account of hers is called in this group ("Lebaran" where the group says so)."""
    own = {each.kind: each.label for each in kinds_of(rules)}
    found: dict[Account, Text | str] = {}
    for account in SAVINGS:
        kind = kind_of(account)
        assert kind is not None, "every account of savings has its kind"
        found[account] = own.get(kind, NAMES[kind])
    return found


def lines(parts: Sequence[Text]) -> Text:
    """One text of several lines."""
    text = parts[0]
    for part in parts[1:]:
        text = _("{above}\n{below}", above=text, below=part)
    return text


def short(day: date) -> str:
    """3/2/26, where many days stand below each other."""
    return f"{day.day}/{day.month}/{day:%y}"


def kept_lines(found: Sequence[Kept], names: Names, *, few: bool = False) -> list[Text]:
    """What each kind came to in a meeting; one alone with its words. few: numbers, because more follows."""
    most = NUMBERS_FEW if few or len(found) >= LINES_MANY else NUMBERS_MAX
    return [_kept_line(each, names, spelled=len(found) == 1, most=most) for each in found]


def _kept_line(kept: Kept, names: Names, *, spelled: bool, most: int) -> Text:
    amount = Spelled(abs(kept.amount)) if spelled else Rupiah(abs(kept.amount))
    values = {
        "kind": names[kept.account],
        "amount": amount,
        "numbers": ", ".join(str(number) for number in kept.numbers[:most]),
    }
    if kept.amount < 0:
        return _("{kind}, uang keluar: {amount}. No. {numbers}.", **values)
    if kept.corrected:
        return _("{kind}, dibetulkan: {amount}. No. {numbers}.", **values)
    return _("{kind}: {amount}. No. {numbers}.", **values)


def movement_line(movement: Movement, names: Names) -> Text:
    """One entry in her book."""
    day, kind, number = short(movement.day), names[movement.account], movement.number
    amount = Rupiah(abs(movement.amount))
    if movement.reverses is not None:
        return _(
            "{day} No. {old} dibatalkan: {kind} {amount}, No. {number}.",
            day=day,
            old=movement.reverses,
            kind=kind,
            amount=amount,
            number=number,
        )
    if movement.kind is EntryKind.SHARE:
        return _("{day} Bagian hasil usaha {amount}, No. {number}.", day=day, amount=amount, number=number)
    if movement.amount < 0:
        return _(
            "{day} {kind} keluar {amount}, No. {number}.", day=day, kind=kind, amount=amount, number=number
        )
    return _("{day} {kind} {amount}, No. {number}.", day=day, kind=kind, amount=amount, number=number)


def amount_of(movements: Sequence[Movement]) -> Rupiah:
    """What one entry moved in all: of an instalment pokok, jasa and fine together."""
    if any(each.kind in ON_LOANS or each.account is Account.PIUTANG for each in movements):
        moved = sum(-each.amount if each.account is Account.PIUTANG else each.amount for each in movements)
        return Rupiah(abs(moved))
    return movements[0].amount


def gentle(name: str, difference: Difference, booked: Rupiah, *, meeting: bool) -> Text:
    """What the officers read, and she before it is sent. booked: what the book has; meeting: of one meeting."""
    if difference.what is What.OTHER:
        # In one line: it must not look like more than what she says.
        words = " ".join(difference.words.split())
        return _('{name}: "{words}" Mari dicek bersama.', name=name, words=words)
    if difference.what is What.AMOUNT:
        return _(
            "{name}: jumlahnya {amount}. Di buku {booked}. Mari dicek bersama.",
            name=name,
            amount=difference.amount,
            booked=booked,
        )
    values = {"name": name, "amount": difference.amount, "through": difference.through, "booked": booked}
    if difference.what is What.REPAID and difference.through:
        return _(
            "{name}: bayar cicilan {amount}, lewat {through}. Di buku belum ada. Mari dicek bersama.",
            **values,
        )
    if difference.what is What.REPAID:
        return _("{name}: bayar cicilan {amount}. Di buku belum ada. Mari dicek bersama.", **values)
    if meeting and booked:
        if difference.through:
            return _(
                "{name}: setor {amount}, lewat {through}. Di buku {booked}. Mari dicek bersama.", **values
            )
        return _("{name}: setor {amount}. Di buku {booked}. Mari dicek bersama.", **values)
    if difference.through:
        return _("{name}: setor {amount}, lewat {through}. Di buku belum ada. Mari dicek bersama.", **values)
    return _("{name}: setor {amount}. Di buku belum ada. Mari dicek bersama.", **values)


def gentle_of(name: str, dispute: Dispute) -> Text:
    """The same of a matter that was sent."""
    return gentle(name, dispute.difference, dispute.booked, meeting=dispute.meeting > 0)


def answer_line(answered: Answered) -> Text:
    """What the officers have found, to her."""
    if answered.reply is Reply.CORRECTED:
        return _("Kata pengurus: sudah dibetulkan. Lihat No. {number}.", number=answered.entry)
    return _('Kata pengurus: "{words}"', words=answered.words)
