"""Is what stands beside a book as we write it out: its loans, who helped whom, households, arisan, the ends of years?

As db/book_shapes.py for the book itself; that loans agree with the book is db/loan_check.py's question.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from db.book_fields import (
    AMOUNT,
    ENTRY,
    MEMBER,
    MOMENT,
    NUMBER_MAX,
    BadBook,
    Fits,
    Known,
    Plain,
    day,
    number_of,
    one_of,
    text,
    unless,
    whole,
)
from db.loan_terms import terms_of_json, terms_to_json
from domain import year_end
from domain.ledger_records import AMOUNT_MAX, FIRST_DAY
from domain.loan_rules import MONTHS_MAX, RATE_MAX, LoanRules, Terms
from domain.loans import State

# A year's end names every member who got a share.
YEAR_CHARS_MAX = 50_000
CODE_CHARS_MAX = 12

# Of a loan whose money has gone out; what only waits stays behind.
OUT = (State.RUNNING, State.SETTLED, State.WITHDRAWN)

_LOAN, _ROUND = number_of("loans"), number_of("arisan_rounds")
_SECOND = unless(None, MEMBER)
_ZERO_OR_MORE = whole(0, AMOUNT_MAX)


def _terms(value: Any, known: Known) -> bool:
    """Terms as we write them, of a loan that can be."""
    try:
        terms = terms_of_json(value)
        return terms_to_json(terms) == value and terms_fit(terms)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return False


def _year(value: Any, known: Known) -> bool:
    """The end of a year as we write it, of members of this book."""
    try:
        if not text(YEAR_CHARS_MAX)(value, known):
            return False
        end = year_end.read(json.loads(value))
        shares = end.shares.members if end.shares is not None else ()
        same = json.dumps(year_end.plain(end)) == value
        return same and all(each.member in known["members"] for each in shares)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError):
        return False


PARTS: Mapping[str, Mapping[str, Fits]] = {
    "loans": {
        "number": whole(1),
        "code": text(CODE_CHARS_MAX, 1),
        "member": MEMBER,
        "asked_by": MEMBER,
        "amount": AMOUNT,
        "months": whole(1, MONTHS_MAX),
        "terms": _terms,
        "state": one_of(*OUT),
        "by_member": _SECOND,
        "second_member": _SECOND,
        "made_ms": MOMENT,
        "decided_ms": MOMENT,
        "entry": ENTRY,
        "settled_day": unless("", day),
        "purpose": text(),
    },
    "loan_entries": {"entry": ENTRY, "loan": _LOAN},
    "loan_plans": {
        "loan": _LOAN,
        "revision": whole(1, 10_000),
        "start_day": day,
        "after_entry": unless(0, ENTRY),
        "carried_fine": _ZERO_OR_MORE,
        "by_member": MEMBER,
        "second_member": _SECOND,
        "made_ms": MOMENT,
    },
    "loan_instalments": {
        "loan": _LOAN,
        "revision": whole(1, 10_000),
        "n": whole(1, 10_000),
        "due_day": day,
        "principal": _ZERO_OR_MORE,
        "jasa": _ZERO_OR_MORE,
    },
    "loan_waivers": {
        "loan": _LOAN,
        "n": whole(1, 10_000),
        "revision": whole(1, 10_000),
        "amount": AMOUNT,
        "by_member": MEMBER,
        "second_member": _SECOND,
        "made_ms": MOMENT,
        "reason": text(),
    },
    "loan_helps": {
        "number": whole(1),
        "loan": _LOAN,
        "entry": ENTRY,
        "helper": MEMBER,
        "amount": AMOUNT,
        "state": one_of("open", "returned", "forgiven"),
        "made_ms": MOMENT,
        "settled_ms": MOMENT,
    },
    "households": {"member": MEMBER, "other": MEMBER},
    "arisan_rounds": {
        "number": whole(1),
        "amount": AMOUNT,
        "started_day": day,
        "state": one_of("open", "ended"),
        "by_member": MEMBER,
        "made_ms": MOMENT,
    },
    "arisan_places": {
        "round": _ROUND,
        "member": MEMBER,
        "drawn_day": unless("", day),
        "entry": unless(None, ENTRY),
    },
    "year_ends": {
        "year": whole(FIRST_DAY.year, 9_999),
        "result": whole(-NUMBER_MAX),
        "body": _year,
        "first_entry": unless(None, ENTRY),
        "last_entry": unless(None, ENTRY),
        "by_member": MEMBER,
        "second_member": _SECOND,
        "made_ms": MOMENT,
    },
}
ONCE: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "loans": (("number",), ("code",), ("entry",)),
    "loan_entries": (("entry",),),
    "loan_plans": (("loan", "revision"),),
    "loan_instalments": (("loan", "revision", "n"),),
    "loan_waivers": (("loan", "n"),),
    "loan_helps": (("number",),),
    "households": (("member", "other"),),
    "arisan_rounds": (("number",),),
    "arisan_places": (("round", "member"),),
    "year_ends": (("year",),),
}


def check(parts: Mapping[str, Sequence[Plain]]) -> None:
    """What more must be true of these parts together. Raises BadBook."""
    plans = {(row["loan"], row["revision"]) for row in parts["loan_plans"]}
    if any((row["loan"], row["revision"]) not in plans for row in parts["loan_instalments"]):
        raise BadBook("loan_instalments: revision is nowhere")
    running = [row["member"] for row in parts["loans"] if row["state"] == State.RUNNING.value]
    if len(set(running)) != len(running):
        raise BadBook("loans: more than one of a member runs")
    if any(row["member"] >= row["other"] for row in parts["households"]):
        raise BadBook("households: member is not before other")
    if sum(row["state"] == "open" for row in parts["arisan_rounds"]) > 1:
        raise BadBook("arisan_rounds: more than one is open")


def terms_fit(terms: Terms) -> bool:
    """Whether a loan can be made under these."""
    sums = (terms.fine, terms.fine_cap)
    return (
        0 <= terms.rate <= RATE_MAX
        and 1 <= terms.unit <= AMOUNT_MAX
        and all(0 <= each <= AMOUNT_MAX for each in sums)
        and len(terms.profile) <= CODE_CHARS_MAX * 4
    )


def rules_fit(rules: LoanRules) -> bool:
    """Whether a group can lend by these."""
    sums = (rules.most, rules.cash_keep, rules.savings_percent, *(each or 0 for each in rules.repeat))
    return (
        1 <= len(rules.methods) <= 2
        and len(set(rules.methods)) == len(rules.methods)
        and 1 <= rules.months_max <= MONTHS_MAX
        and len(rules.repeat) <= 10
        and all(0 <= each <= AMOUNT_MAX for each in sums)
        and 0 <= rules.rate <= RATE_MAX
        and all(terms_fit(rules.terms(method)) for method in rules.methods)
    )
