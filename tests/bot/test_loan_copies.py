"""The file for a computer has every field of her loans, and money as numbers."""

import json

from bot.loan_copies import beside_of
from db.own_loans import OwnBeside, OwnHelp, OwnLook
from domain.money import Rupiah
from tests.handlers.test_own_loan_words import DAY, LOAN


def test_every_field_is_there() -> None:
    beside = OwnBeside(
        loans=(LOAN,),
        helps=(OwnHelp(amount=Rupiah(5_000), given=True, state="open"),),
        household=2,
        arisan=((Rupiah(10_000), DAY), (Rupiah(10_000), None)),
        looks=(OwnLook(year=2025, right=False, note="kas beda"),),
    )
    made = json.loads(json.dumps(beside_of(beside)))
    (loan,) = made.pop("loans")
    assert made == {
        "helps": [{"amount": 5_000, "given": True, "state": "open"}],
        "household": 2,
        "arisan": [{"amount": 10_000, "drawn": "2026-02-03"}, {"amount": 10_000, "drawn": None}],
        "looks": [{"year": 2025, "right": False, "words": "kas beda"}],
    }
    (plan,) = loan.pop("plans")
    assert (plan["from"], len(plan["instalments"])) == ("2026-02-03", 5)
    assert plan["instalments"][0] == {"day": "2026-03-03", "principal": 100_000, "jasa": 10_000}
    assert loan == {
        "code": "AB23CD",
        "day": "2026-02-03",
        "amount": 500_000,
        "months": 5,
        "method": "flat",
        "state": "running",
        "purpose": "wajan",
        "answer": "",
        "helped": False,
        "outstanding": 400_000,
        "payments": [{"number": 7, "day": "2026-03-03", "principal": 100_000, "jasa": 10_000, "fine": 2_000}],
        "fines_let_go": [{"amount": 1_000, "reason": "sedang sakit"}],
        "answers": [
            {"instalment": 2, "answer": "other_day", "day": "2026-04-09"},
            {"instalment": 3, "answer": "talk", "day": None},
        ],
    }
