"""Is this a book as we write one out? Every field of its own kind and size, every number pointing at something in it.

Looked at before a row is written: a file may come from anybody, and what no column would refuse breaks a screen later.
What stands beside the book (loans, arisan, the ends of years) is in db/book_shapes_beside.py.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from db import book_shapes_beside as beside
from db.book_fields import (
    AMOUNT,
    ENTRY,
    MEETING,
    MEMBER,
    MOMENT,
    NAME_CHARS_MAX,
    NUMBER_MAX,
    BadBook,
    Fits,
    Known,
    Plain,
    day,
    hexadecimal,
    matching,
    note,
    one_of,
    text,
    unless,
    whole,
)
from db.group_rules import from_json, to_json
from domain.accounts import Account
from domain.ledger import AMOUNT_MAX, EntryKind
from domain.meetings import Reason, Status, Step

__all__ = ["GROUP", "ONCE", "PARTS", "BadBook", "check"]

ROWS_MAX = 3_000_000

_CODE = re.compile(r"[0-9]{8}", re.ASCII)

GROUP: Mapping[str, Fits] = {
    "name": text(NAME_CHARS_MAX, 1),
    "place": text(NAME_CHARS_MAX),
    "zone": text(NAME_CHARS_MAX, 1),
    "chain_start": text(NAME_CHARS_MAX, 1),
}
PARTS: Mapping[str, Mapping[str, Fits]] = {
    "members": {
        "number": whole(1),
        "state": one_of("active", "left"),
        "joined_day": day,
        "left_day": unless("", day),
        "target": whole(0, AMOUNT_MAX),
        "name": text(NAME_CHARS_MAX),
        "called": text(NAME_CHARS_MAX),
    },
    "rules": {
        "from_day": day,
        "decided_day": day,
        "body": text(),
        "by_member": unless(0, MEMBER),  # 0: the program
        "made_ms": MOMENT,
    },
    "meetings": {
        "number": whole(1),
        "day": day,
        "state": one_of("open", "closed"),
        "step": one_of(*Step),
        "opened_by": MEMBER,
        "opened_ms": MOMENT,
        "closed_by": unless(None, MEMBER),
        "closed_ms": MOMENT,
        "counted": unless(None, whole(0, AMOUNT_MAX)),
        "booked": unless(None, whole(0, AMOUNT_MAX)),
        "reason": one_of("", *Reason),
        "corrections": whole(0),
        "reopened": whole(0),
    },
    "attendance": {"meeting": MEETING, "member": MEMBER, "status": one_of(*Status)},
    "entries": {
        "number": whole(1),
        "kind": one_of(*EntryKind),
        "day": day,
        "month": whole(0),
        "meeting": unless(None, MEETING),
        "member": unless(None, MEMBER),
        "reverses": unless(None, ENTRY),
        "by_member": MEMBER,
        "second_member": unless(None, MEMBER),
        "note_hash": hexadecimal,
        "made_ms": MOMENT,
        "key_hash": hexadecimal,
        "input_hash": hexadecimal,
        "previous_hash": hexadecimal,
        "entry_hash": hexadecimal,
        "note": note,
    },
    "lines": {
        "number": ENTRY,
        "n": whole(0),
        "month": whole(0),
        "account": one_of(*Account),
        "member": unless(None, MEMBER),
        "side": unless(1, whole(-1, -1)),
        "amount": AMOUNT,
    },
    "months": {
        "month": whole(0),
        "entry": whole(0),
        "by_member": MEMBER,
        "second_member": unless(None, MEMBER),
        "closed_ms": MOMENT,
        "head_hash": hexadecimal,
        "balances_hash": hexadecimal,
    },
    "closings": {
        "account": one_of(*Account),
        "member": unless(0, MEMBER),
        "month": whole(0),
        "balance": whole(-NUMBER_MAX),
    },
    "heads": {
        "number": whole(0),
        "meeting": unless(None, MEETING),
        "head_hash": hexadecimal,
        "check_code": matching(_CODE),
        "published_ms": MOMENT,
        "row_hash": hexadecimal,
    },
    **beside.PARTS,
}
# What stands once in a part: several names are one key together. None (no such thing) may stand often.
ONCE: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "members": (("number",),),
    "rules": (),
    "meetings": (("number",),),
    "attendance": (("meeting", "member"),),
    "entries": (("number",), ("key_hash",), ("reverses",)),
    "lines": (("number", "n"),),
    "months": (("month",),),
    "closings": (("account", "member", "month"),),
    "heads": (("number",),),
    **beside.ONCE,
}
# Whose rows others name by their number.
NUMBERED = ("members", "meetings", "entries", "loans", "arisan_rounds")


def check(book: Plain) -> None:
    """Raises BadBook: which part it is, and which field."""
    group = book.get("group")
    if not isinstance(group, dict):
        raise BadBook("the group is missing")
    _check_row("group", group, GROUP, {})
    parts = {name: _rows(book, name) for name in PARTS}
    known = {
        name: frozenset(row["number"] for row in parts[name] if type(row.get("number")) is int)
        for name in NUMBERED
    }
    for name, fields in PARTS.items():
        for row in parts[name]:
            _check_row(name, row, fields, known)
        _check_once(name, parts[name])
    for row in parts["rules"]:
        _check_rules(row)
    if sum(row["state"] == "open" for row in parts["meetings"]) > 1:
        raise BadBook("meetings: more than one is open")
    beside.check(parts)


def _rows(book: Plain, name: str) -> list[dict[str, Any]]:
    rows = book.get(name)
    if not isinstance(rows, list) or len(rows) > ROWS_MAX or not all(isinstance(row, dict) for row in rows):
        raise BadBook(f"{name}: a list of rows is missing")
    return rows


def _check_row(name: str, row: Plain, fields: Mapping[str, Fits], known: Known) -> None:
    for field, fits in fields.items():
        if field not in row or not fits(row[field], known):
            raise BadBook(f"{name}: {field} is missing or of the wrong kind")


def _check_once(name: str, rows: Sequence[Plain]) -> None:
    for key in ONCE[name]:
        values = [tuple(row[field] for field in key) for row in rows]
        there = [value for value in values if None not in value]
        if len(set(there)) != len(there):
            raise BadBook(f"{name}: {', '.join(key)} stands there twice")


def _check_rules(row: Plain) -> None:
    """Rules are kept as text; only what we would write ourselves is read again later."""
    try:
        rules = from_json(
            row["body"], date.fromisoformat(row["from_day"]), date.fromisoformat(row["decided_day"])
        )
        same = to_json(rules) == row["body"]
        sums = (rules.fine, rules.ask_again_over, *(each.amount or 0 for each in rules.kinds))
        lends = rules.loans is None or beside.rules_fit(rules.loans)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as fault:
        raise BadBook("rules: body is of the wrong kind") from fault
    if not same or not lends or not all(type(each) is not bool and 0 <= each <= AMOUNT_MAX for each in sums):
        raise BadBook("rules: body is of the wrong kind")
