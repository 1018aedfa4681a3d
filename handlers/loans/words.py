"""How an instalment is said, what is left of a loan and when the next one is: never a reproach, never another's name.

domain.md 4.6: nobody reads that she is late; what is missing is named with its day, and that one may talk about it.
"""

from datetime import date

from conversation.text import Text, _
from domain.loan_paying import Paid, left_of, next_open
from domain.loans import Standing
from domain.money import Rupiah, Spelled

# Numbers of entries named in one line, and where other lines stand beside it.
NUMBERS_MAX, NUMBERS_FEW = 3, 1

SETTLED = _("Pinjaman Ibu sudah lunas. Terima kasih, Bu.")


def paid_lines(paid: Paid, *, alone: bool) -> list[Text]:
    """What she has paid. alone: with its words and its parts; else in one line."""
    amount = Spelled(abs(paid.amount)) if alone else Rupiah(abs(paid.amount))
    most = NUMBERS_MAX if alone else NUMBERS_FEW
    values = {"amount": amount, "numbers": ", ".join(str(each) for each in paid.numbers[:most])}
    if paid.amount < 0:
        found = [_("Cicilan dibatalkan: {amount}. No. {numbers}.", **values)]
    elif paid.corrected:
        found = [_("Cicilan pinjaman, dibetulkan: {amount}. No. {numbers}.", **values)]
    else:
        found = [_("Cicilan pinjaman: {amount}. No. {numbers}.", **values)]
    return found + (part_lines(paid) if alone and paid.amount > 0 else [])


def part_lines(paid: Paid) -> list[Text]:
    """What of a payment counted for what, where that is more than one thing (domain.md 3.3: shown on the receipt)."""
    found = []
    if paid.jasa < 0:  # an early end: what she had paid ahead comes back (domain/loans.py)
        back = Rupiah(-paid.jasa)
        found.append(_("Untuk pinjaman {principal}.", principal=Rupiah(paid.principal)))
        found.append(_("Jasa yang sudah Ibu bayar lebih dulu {jasa} dikurangkan.", jasa=back))
    elif paid.jasa and paid.principal:
        found.append(
            _(
                "Untuk pinjaman {principal}, untuk jasa {jasa}.",
                principal=Rupiah(paid.principal),
                jasa=Rupiah(paid.jasa),
            )
        )
    elif paid.jasa:
        found.append(_("Semuanya untuk jasa."))
    if paid.fine:
        found.append(_("Denda: {amount}.", amount=Rupiah(paid.fine)))
    return found


def left_lines(standing: Standing, on: date) -> list[Text]:
    """To her: what is left of all of it, and the next instalment with its day."""
    return [_("Sisa pinjaman Ibu {left}.", left=left_of(standing)), *next_lines(standing, on)]


def next_lines(standing: Standing, on: date) -> list[Text]:
    """The instalment that comes next; what is open of a day that has come, with that day."""
    following = next_open(standing)
    if following is None:
        return []
    values = {"amount": following.amount, "day": following.due}
    if following.due <= on:
        return [_("Cicilan {day} masih {amount}.", **values)]
    return [_("Cicilan berikutnya {amount}, {day}.", **values)]
