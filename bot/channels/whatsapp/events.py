"""The body of a webhook call, as raw events with their unique keys: every entry, change, message and status of it.

Each event is stored with what its batch says of its sender, so that it can be understood by itself, in any order and
after a restart. What cannot be taken apart becomes an event too: it is stored and quarantined, and stops nobody.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from bot.channels.base import RawEvent
from bot.channels.whatsapp.addresses import is_user_id
from domain.records import dataclass

Object = dict[str, Any]

CHANNEL = "whatsapp"
NAME_CHARS_MAX = 500

# The lists of a change that hold one event each, and what one of them is called in the stored event.
LISTS = {"messages": "message", "statuses": "status", "user_preferences": "preference"}


# Fields of a webhook that tell of the account or the number. Source: Webhooks, "Fields".
_DECISIONS = frozenset(
    {"account_update", "account_alerts", "account_review_update", "phone_number_quality_update",
     "business_capability_update", "security"}
)  # fmt: skip
_IS_WORD = re.compile(r"[A-Za-z0-9_]{1,60}")

_NOT_BROUGHT = ("unsupported", "unknown")


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """foreign: events of another number under the same app, which are none of ours. faults: codes told without one.

    decisions: what an operator has to know of the account and the number ("account_update ACCOUNT_RESTRICTION").
    """

    events: list[RawEvent]
    foreign: int = 0
    faults: tuple[int, ...] = ()
    decisions: tuple[str, ...] = ()


def batch_of(body: bytes, number: str) -> Batch:
    """What a call brought for the number with this id at Meta."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return Batch(events=[_unreadable(body, number)])
    entries = told.get("entry") if isinstance(told, dict) else None
    if not isinstance(entries, list):
        return Batch(events=[_unreadable(body, number)])
    events: list[RawEvent] = []
    faults: list[int] = []
    decisions: list[str] = []
    foreign = 0
    for piece, value in _pieces(entries):
        if _is_foreign(value, number):
            foreign += 1
            continue
        faults += [code for each in _list(value, "errors") if (code := _code(each))]
        if piece is not None:
            events.append(event_of(piece, number))
            decisions += _decision(piece, value)
    return Batch(events=events, foreign=foreign, faults=tuple(faults), decisions=tuple(decisions))


def _decision(piece: Object, value: Object) -> list[str]:
    """What Meta has decided about the account, in its own words and without what they are about."""
    if piece.get("field") not in _DECISIONS:
        return []
    words = [_word(value, name) for name in ("event", "alert_type", "alert_severity", "current_limit")]
    return [" ".join([piece["field"], *(word for word in words if _IS_WORD.fullmatch(word))])]


def _pieces(entries: list[Any]) -> Iterator[tuple[Object | None, Object]]:
    """Each event, with the change it came in; None for a change that brings none."""
    for entry in entries:
        changes = entry.get("changes") if isinstance(entry, dict) else None
        if not isinstance(changes, list):
            yield {"unreadable": entry}, {}
            continue
        for change in changes:
            value = change.get("value") if isinstance(change, dict) else None
            if not isinstance(value, dict):
                yield {"unreadable": change}, {}
                continue
            yield from _of_change(entry, change, value)


def _of_change(entry: Object, change: Object, value: Object) -> Iterator[tuple[Object | None, Object]]:
    field = change.get("field")
    around = {"field": field if isinstance(field, str) else "", "account": entry.get("id")}
    found = False
    for name, called in LISTS.items():
        for each in _list(value, name):
            found = True
            piece: Object = {**around, called: each}
            contact = _contact(value, each) if name == "messages" else None
            if contact is not None:
                piece["contact"] = contact
            yield piece, value
    if found:
        return
    if any(isinstance(value.get(name), list) for name in (*LISTS, "errors")):
        yield None, value
    else:  # a decision of Meta's about the account, a template ...
        yield {**around, "time": entry.get("time"), "change": value}, value


def _contact(value: Object, message: Any) -> Object | None:
    """What the batch says of who sent this message: the one contact there is, or the one of the same number or id."""
    contacts = [each for each in _list(value, "contacts") if isinstance(each, dict)]
    if not isinstance(message, dict):
        return None
    of_message = {_word(message, "from"), _word(message, "from_user_id")} - {""}
    for each in contacts:
        if {_word(each, "wa_id"), _word(each, "user_id")} & of_message:
            return each
    return contacts[0] if len(contacts) == 1 and not of_message else None


def _is_foreign(value: Object, number: str) -> bool:
    metadata = value.get("metadata")
    told = metadata.get("phone_number_id") if isinstance(metadata, dict) else None
    return isinstance(told, str) and told != number


def event_of(piece: Object, number: str) -> RawEvent:
    """One raw event. Its key is our number with the message's id, for a status with what it tells; else a hash."""
    body = json.dumps(piece, separators=(",", ":")).encode("ascii")
    return RawEvent(
        channel=CHANNEL,
        key=f"{number}:{_name(piece) or _hash(body)}",
        chat=chat_of(piece),
        body=body,
        event=piece,
    )


def _name(piece: Object) -> str:
    """What Meta calls the event, "" where it has no name that can be kept."""
    for part in ("message", "status"):
        each = piece.get(part)
        if not isinstance(each, dict) or not _is_name(each.get("id")):
            continue
        number, kind = str(each["id"]), each.get("type")
        if part == "message":
            # What could not be brought yet may still come, under the same number (error 131060).
            return f"{number}:unsupported" if kind in _NOT_BROUGHT else number
        return f"{number}:{each['status']}" if _is_name(each.get("status")) else ""
    return ""


def _is_name(value: Any) -> bool:
    """Whether it can be written down: half a letter in one event must not stop its whole batch for a week."""
    return isinstance(value, str) and value.isascii() and 0 < len(value) <= NAME_CHARS_MAX


def _unreadable(body: bytes, number: str) -> RawEvent:
    return RawEvent(channel=CHANNEL, key=f"{number}:{_hash(body)}", chat="", body=body)


def _hash(body: bytes) -> str:
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def chat_of(piece: Object) -> str:
    """The chat whose order the event keeps, or "" where none can be read. Never raises."""
    address, _alias = addresses_of(piece)
    return address if address.isascii() else ""


def addresses_of(piece: Object) -> tuple[str, str]:
    """Under what she is known: her user id where there is one, else her number; and the number beside a user id."""
    user_id = number = ""
    for part, id_name, number_name in _WHERE:
        each = piece.get(part)
        if not isinstance(each, dict):
            continue
        told = _word(each, number_name)
        if is_user_id(told):  # some write the user id where the number is hidden
            user_id, told = user_id or told, ""
        user_id = user_id or _word(each, id_name)
        number = number or told.removeprefix("+")
    return (user_id, number) if user_id else (number, "")


# Source: "Business-scoped user IDs", webhooks.
_WHERE = (
    ("message", "from_user_id", "from"),
    ("contact", "user_id", "wa_id"),
    ("status", "recipient_user_id", "recipient_id"),
    ("preference", "user_id", "wa_id"),
)


def _word(part: Object, name: str) -> str:
    value = part.get(name)
    return value if isinstance(value, str) else ""


def _list(value: Object, name: str) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else []


def _code(fault: Any) -> int:
    code = fault.get("code") if isinstance(fault, dict) else None
    return code if type(code) is int else 0
