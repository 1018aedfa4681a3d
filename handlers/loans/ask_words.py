"""What she reads when she asks for a loan: how much she may borrow and why, and what holds her up, kindly."""

from conversation.text import Text, _
from db.loans import Loan
from domain.loan_limits import CASH, HISTORY, MOST, SAVINGS, Limit
from domain.loan_rules import LoanRules
from domain.loans import State

TIMES = 100


def limit_line(limit: Limit, rules: LoanRules) -> Text:
    """The most for her and where it comes from, before she types an amount."""
    times, rest = divmod(rules.savings_percent, TIMES)
    if limit.why == CASH:
        return _(
            "Ibu bisa pinjam paling banyak {amount}. Itu uang kas yang bisa dipinjam sekarang.",
            amount=limit.amount,
        )
    if limit.why == SAVINGS and times == 1 and not rest:
        return _("Ibu bisa pinjam paling banyak {amount}. Itu sama dengan simpanan Ibu.", amount=limit.amount)
    if limit.why == SAVINGS and not rest:
        return _(
            "Ibu bisa pinjam paling banyak {amount}. Itu {times} kali simpanan Ibu.",
            amount=limit.amount,
            times=times,
        )
    if limit.why == SAVINGS:
        return _("Ibu bisa pinjam paling banyak {amount}. Itu dihitung dari simpanan.", amount=limit.amount)
    if limit.why == HISTORY:
        return _(
            "Ibu bisa pinjam paling banyak {amount}. Itu dihitung dari pinjaman lalu.", amount=limit.amount
        )
    assert limit.why == MOST, "there is no other reason"
    return _("Ibu bisa pinjam paling banyak {amount}. Itu batas dari rapat kelompok.", amount=limit.amount)


def nothing_line(limit: Limit) -> Text:
    """Why she cannot borrow now, and what she can do; never a reproach."""
    if limit.why == SAVINGS:
        return _("Pinjaman mengikuti simpanan. Simpanan Ibu belum ada. Mari menabung dulu, Bu.")
    if limit.why == HISTORY:
        return _("Untuk pinjaman baru, bicara dulu dengan bendahara, ya, Bu.")
    return _("Uang kas belum cukup untuk dipinjam. Coba lagi setelah rapat berikutnya, ya, Bu.")


def open_line(loan: Loan) -> Text:
    """How her open loan stands."""
    values = {"amount": loan.amount, "months": loan.months}
    if loan.state is State.ASKED:
        return _("Permintaan pinjaman {amount}, {months} bulan. Masih dilihat pengurus.", **values)
    if loan.state is State.APPROVED:
        return _("Pinjaman {amount}, {months} bulan, sudah disetujui. Uangnya belum diterima.", **values)
    return _("Pinjaman {amount} masih berjalan. Kalau sudah lunas, boleh pinjam lagi.", **values)
