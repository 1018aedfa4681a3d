"""What a meeting decided about loans, and what one loan was made under, as JSON keeps it."""

import json
from collections.abc import Mapping
from typing import Any

from domain.loan_rules import LoanRules, Method, Order, Terms
from domain.money import Rupiah


def terms_to_json(terms: Terms) -> str:
    """What is kept of a loan's terms."""
    return json.dumps(
        {
            "method": terms.method.value,
            "rate": terms.rate,
            "unit": int(terms.unit),
            "order": terms.order.value,
            "fine": int(terms.fine),
            "fine_cap": int(terms.fine_cap),
            "joint": terms.joint,
            "profile": terms.profile,
        }
    )


def terms_of_json(kept: str) -> Terms:
    """The terms again. Raises ValueError, KeyError or TypeError for what `terms_to_json` has not made."""
    body = json.loads(kept)
    return Terms(
        method=Method(body["method"]),
        rate=int(body["rate"]),
        unit=Rupiah(body["unit"]),
        order=Order(body["order"]),
        fine=Rupiah(body["fine"]),
        fine_cap=Rupiah(body["fine_cap"]),
        joint=bool(body["joint"]),
        profile=str(body["profile"]),
    )


def rules_to_plain(rules: LoanRules) -> dict[str, Any]:
    """What is kept of the group's rules about loans."""
    return {
        "methods": [each.value for each in rules.methods],
        "rate": rules.rate,
        "months_max": rules.months_max,
        "unit": int(rules.unit),
        "most": int(rules.most),
        "savings_percent": rules.savings_percent,
        "cash_keep": int(rules.cash_keep),
        "order": rules.order.value,
        "fine": int(rules.fine),
        "fine_cap": int(rules.fine_cap),
        "joint": rules.joint,
        "profile": rules.profile,
        "repeat": list(rules.repeat),
    }


def rules_of_plain(body: Mapping[str, Any]) -> LoanRules:
    """The rules again. Raises ValueError, KeyError or TypeError for what `rules_to_plain` has not made."""
    return LoanRules(
        methods=tuple(Method(each) for each in body["methods"]),
        rate=int(body["rate"]),
        months_max=int(body["months_max"]),
        unit=Rupiah(body["unit"]),
        most=Rupiah(body["most"]),
        savings_percent=int(body["savings_percent"]),
        cash_keep=Rupiah(body["cash_keep"]),
        order=Order(body["order"]),
        fine=Rupiah(body["fine"]),
        fine_cap=Rupiah(body["fine_cap"]),
        joint=bool(body["joint"]),
        profile=str(body["profile"]),
        repeat=tuple(None if each is None else int(each) for each in body["repeat"]),
    )
