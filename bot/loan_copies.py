"""Her loans, and what else stands beside her groups' books, as a program reads it in her copy; nobody else is named."""

from typing import Any

from db.own_loans import OwnBeside, OwnLoan
from domain.loans import Payment, Plan


def beside_of(beside: OwnBeside) -> dict[str, Any]:
    """All of it as plain values; days as ISO text."""
    return {
        "loans": [_loan(each) for each in beside.loans],
        "helps": [{"amount": each.amount, "given": each.given, "state": each.state} for each in beside.helps],
        "household": beside.household,
        "arisan": [
            {"amount": amount, "drawn": None if day is None else day.isoformat()}
            for amount, day in beside.arisan
        ],
        "looks": [{"year": each.year, "right": each.right, "words": each.note} for each in beside.looks],
    }


def _loan(loan: OwnLoan) -> dict[str, Any]:
    return {
        "code": loan.code,
        "day": loan.day.isoformat(),
        "amount": loan.amount,
        "months": loan.months,
        "method": loan.method,
        "state": loan.state.value,
        "purpose": loan.purpose,
        "answer": loan.reason,
        "helped": loan.helped,
        "outstanding": loan.outstanding,
        "plans": [_plan(each) for each in loan.plans],
        "payments": [_payment(each) for each in loan.payments],
        "fines_let_go": [{"amount": amount, "reason": reason} for amount, reason in loan.waived],
        "answers": [
            {
                "instalment": each.n,
                "answer": each.answer,
                "day": None if each.day is None else each.day.isoformat(),
            }
            for each in loan.answers
        ],
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "from": plan.start.isoformat(),
        "instalments": [
            {"day": each.due.isoformat(), "principal": each.principal, "jasa": each.jasa}
            for each in plan.instalments
        ],
    }


def _payment(payment: Payment) -> dict[str, Any]:
    return {
        "number": payment.entry,
        "day": payment.day.isoformat(),
        "principal": payment.principal,
        "jasa": payment.jasa,
        "fine": payment.fine,
    }
