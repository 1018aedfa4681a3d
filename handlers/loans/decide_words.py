"""A wish to borrow as two officers read it: what it costs, the box, her savings, her loans before; and kind reasons."""

# staff: officers of a group read most of this file's sentences; the reasons, which she reads, are as plain

from collections.abc import Mapping
from typing import Any

from conversation.text import Text, _, n_
from db.approvals import Approval
from db.loans import Loan
from domain.loan_classes import LoanClass
from domain.loan_schedule import Instalment, schedule
from domain.money import Rupiah
from handlers.loans.cost_words import ANY_DAY, METHODS, pay_line, total_of, whole_cost

# As officers call them everywhere, in a sentence about the past (criteria/loan_classes.toml).
CLASSES: Mapping[LoanClass, Text] = {
    LoanClass.LANCAR: _("selalu lancar"),
    LoanClass.PERHATIAN: _("pernah dalam perhatian"),
    LoanClass.KURANG: _("pernah kurang lancar"),
    LoanClass.DIRAGUKAN: _("pernah perlu dibantu"),
    LoanClass.MACET: _("pernah perlu dirembuk bersama"),
}

# Why not now, as she reads it; OTHER is followed by an officer's own words.
OTHER = "other"
REASONS: Mapping[str, Text] = {
    "cash": _("Uang kas belum cukup sekarang."),
    "turn": _("Ada anggota lain yang menunggu lebih dulu."),
    "less": _("Coba minta jumlah yang lebih kecil."),
    "talk": _("Mari bicara dulu dengan bendahara."),
}


def _cost(loan: Loan) -> Text:
    return whole_cost(loan.amount, loan.months, _instalments(loan))


def what_of(loan: Loan, name: str) -> Text:
    """What both agree to, and what each of them says of herself by agreeing: nobody else may know who lives where."""
    return _(
        "{name} minta pinjam.\n{cost}\nYang setuju tidak serumah dengannya.", name=name, cost=_cost(loan)
    )


def _instalments(loan: Loan) -> tuple[Instalment, ...]:
    """What she would pay; the days are counted anew when she has the money."""
    return schedule(amount=loan.amount, months=loan.months, terms=loan.terms, start=ANY_DAY)


def lines_of(loan: Loan, body: Mapping[str, Any]) -> tuple[Text, ...]:
    """What the first officer reads."""
    asked = _(
        "{name} minta pinjam {amount}, {months} bulan. {method}.",
        name=body["name"],
        amount=loan.amount,
        months=loan.months,
        method=METHODS[loan.terms.method],
    )
    instalments = _instalments(loan)
    cost = _(
        "{pay}\nJumlah semua yang dibayar {total}.", pay=pay_line(instalments), total=total_of(instalments)
    )
    purpose = (_("Untuk: {purpose}", purpose=loan.purpose),) if loan.purpose else ()
    return (asked, *purpose, cost, *_facts_lines(body))


def _facts_lines(body: Mapping[str, Any]) -> tuple[Text, ...]:
    """The box, her savings and her loans before, as both officers read them."""
    name = body["name"]
    money = _(
        "Uang kas {cash}. Simpanan {name} {savings}.",
        name=name,
        cash=Rupiah(body["cash"]),
        savings=Rupiah(body["savings"]),
    )
    return money, _history(body) or _("{name} belum pernah pinjam di sini.", name=name)


def details(approval: Approval) -> tuple[Text, ...]:
    """What the second officer reads before the words: what the first one saw."""
    return _facts_lines(approval.body)


def _history(body: Mapping[str, Any]) -> Text | None:
    """How often she borrowed, and how it went; None where she never did."""
    if not body["received"]:
        return None
    return n_(
        "Sudah {n} kali pinjam, {how}. Terakhir {last}.",
        "Sudah {n} kali pinjam, {how}. Terakhir {last}.",
        body["received"],
        how=CLASSES[LoanClass(body["worst"])],
        last=Rupiah(body["last"]),
    )
