"""Is this a book as we write one out? Every field of its own kind and size, every number pointing at something in it.

Looked at before a row is written: a file may come from anybody, and what no column would refuse breaks a screen later.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from db.group_rules import from_json, to_json
from domain.accounts import Account
from domain.ledger import AMOUNT_MAX, EntryKind
from domain.meetings import Reason, Status, Step

Plain = Mapping[str, Any]
Known = Mapping[str, frozenset[int]]
Fits = Callable[[Any, Known], bool]

# As far as a column reaches.
NUMBER_MAX = 2**63 - 1
TEXT_CHARS_MAX = 2_000
NAME_CHARS_MAX = 60
ROWS_MAX = 3_000_000

_HEX = re.compile(r"(?:[0-9a-f]{2}){0,64}", re.ASCII)
_CODE = re.compile(r"[0-9]{8}", re.ASCII)


class BadBook(ValueError):
    """The values are no book of ours; the text says where, and quotes nothing."""


def _int(least: int, most: int = NUMBER_MAX) -> Fits:
    return lambda value, known: type(value) is int and least <= value <= most


def _text(most: int = TEXT_CHARS_MAX, least: int = 0) -> Fits:
    def fits(value: Any, known: Known) -> bool:
        return type(value) is str and least <= len(value) <= most and _is_storable(value)

    return fits


def _is_storable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _one_of(*values: str) -> Fits:
    return lambda value, known: type(value) is str and value in values


def _pattern(pattern: re.Pattern[str]) -> Fits:
    return lambda value, known: type(value) is str and pattern.fullmatch(value) is not None


def _day(value: Any, known: Known) -> bool:
    try:
        return type(value) is str and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _in(part: str) -> Fits:
    return lambda value, known: type(value) is int and value in known[part]


def _or(nothing: object, fits: Fits) -> Fits:
    def either(value: Any, known: Known) -> bool:
        return (type(value) is type(nothing) and value == nothing) or fits(value, known)

    return either


def _note(value: Any, known: Known) -> bool:
    if value is None:
        return True
    return isinstance(value, dict) and _hex(value.get("salt"), known) and _text()(value.get("text"), known)


_hex = _pattern(_HEX)
_member, _meeting, _entry = _in("members"), _in("meetings"), _in("entries")
_moment, _amount = _int(0), _int(1, AMOUNT_MAX)

GROUP: Mapping[str, Fits] = {
    "name": _text(NAME_CHARS_MAX, 1),
    "place": _text(NAME_CHARS_MAX),
    "zone": _text(NAME_CHARS_MAX, 1),
    "chain_start": _text(NAME_CHARS_MAX, 1),
}
PARTS: Mapping[str, Mapping[str, Fits]] = {
    "members": {
        "number": _int(1),
        "state": _one_of("active", "left"),
        "joined_day": _day,
        "left_day": _or("", _day),
        "target": _int(0, AMOUNT_MAX),
        "name": _text(NAME_CHARS_MAX),
        "called": _text(NAME_CHARS_MAX),
    },
    "rules": {
        "from_day": _day,
        "decided_day": _day,
        "body": _text(),
        "by_member": _member,
        "made_ms": _moment,
    },
    "meetings": {
        "number": _int(1),
        "day": _day,
        "state": _one_of("open", "closed"),
        "step": _one_of(*Step),
        "opened_by": _member,
        "opened_ms": _moment,
        "closed_by": _or(None, _member),
        "closed_ms": _moment,
        "counted": _or(None, _int(0, AMOUNT_MAX)),
        "booked": _or(None, _int(0, AMOUNT_MAX)),
        "reason": _one_of("", *Reason),
        "corrections": _int(0),
        "reopened": _int(0),
    },
    "attendance": {"meeting": _meeting, "member": _member, "status": _one_of(*Status)},
    "entries": {
        "number": _int(1),
        "kind": _one_of(*EntryKind),
        "day": _day,
        "month": _int(0),
        "meeting": _or(None, _meeting),
        "member": _or(None, _member),
        "reverses": _or(None, _entry),
        "by_member": _member,
        "second_member": _or(None, _member),
        "note_hash": _hex,
        "made_ms": _moment,
        "key_hash": _hex,
        "input_hash": _hex,
        "previous_hash": _hex,
        "entry_hash": _hex,
        "note": _note,
    },
    "lines": {
        "number": _entry,
        "n": _int(0),
        "month": _int(0),
        "account": _one_of(*Account),
        "member": _or(None, _member),
        "side": _or(1, _int(-1, -1)),
        "amount": _amount,
    },
    "months": {
        "month": _int(0),
        "entry": _int(0),
        "by_member": _member,
        "second_member": _or(None, _member),
        "closed_ms": _moment,
        "head_hash": _hex,
        "balances_hash": _hex,
    },
    "closings": {
        "account": _one_of(*Account),
        "member": _or(0, _member),
        "month": _int(0),
        "balance": _int(-NUMBER_MAX),
    },
    "heads": {
        "number": _int(0),
        "meeting": _or(None, _meeting),
        "head_hash": _hex,
        "check_code": _pattern(_CODE),
        "published_ms": _moment,
        "row_hash": _hex,
    },
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
}


def check(book: Plain) -> None:
    """Raises BadBook: which part it is, and which field."""
    group = book.get("group")
    if not isinstance(group, dict):
        raise BadBook("the group is missing")
    _check_row("group", group, GROUP, {})
    parts = {name: _rows(book, name) for name in PARTS}
    known = {
        name: frozenset(row["number"] for row in parts[name] if type(row.get("number")) is int)
        for name in ("members", "meetings", "entries")
    }
    for name, fields in PARTS.items():
        for row in parts[name]:
            _check_row(name, row, fields, known)
        _check_once(name, parts[name])
    for row in parts["rules"]:
        _check_rules(row)
    if sum(row["state"] == "open" for row in parts["meetings"]) > 1:
        raise BadBook("meetings: more than one is open")


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
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as fault:
        raise BadBook("rules: body is of the wrong kind") from fault
    if not same or not all(type(each) is not bool and 0 <= each <= AMOUNT_MAX for each in sums):
        raise BadBook("rules: body is of the wrong kind")
