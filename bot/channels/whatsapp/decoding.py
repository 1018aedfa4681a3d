"""What a stored event means: the few fields we use. Every one of them may be missing but for the ids.

Whatever arrives, the answer is an Incoming or Undecodable: no other error leaves this file. Fields we do not use are
not looked at, so a new kind of field cannot stop a message. Source: Meta, WhatsApp, "messages webhook reference".
"""

import json
from collections.abc import Callable
from typing import Any

from bot.channels.base import Incoming, IncomingKind, Media, Undecodable
from bot.channels.text import clean
from bot.channels.whatsapp.errors import verdict_of
from bot.channels.whatsapp.events import Object, addresses_of

SECONDS_MAX = 2**40  # a date beyond this is no date
ADDRESS_CHARS_MAX = 200

_IGNORED = Incoming(kind=IncomingKind.IGNORED, chat="", sender="")

# Nothing that she says to us: a reaction, a message taken back, a chat she opened, a permission to call.
_SILENT = frozenset({"reaction", "revoke", "request_welcome", "ephemeral"})

_FILES = {
    "image": IncomingKind.PHOTO,
    "audio": IncomingKind.VOICE,
    "voice": IncomingKind.VOICE,
    "document": IncomingKind.DOCUMENT,
    "sticker": IncomingKind.STICKER,
    "video": IncomingKind.OTHER,
}

_MOVES = frozenset({"user_changed_number", "user_changed_user_id", "customer_changed_number"})

# "played": she has heard a voice note of ours.
_STATUSES = {"played": "read"}


def decode(body: bytes, event: Any = None) -> Incoming:
    """The event, understood. event: the same, parsed already. Raises Undecodable."""
    piece = _parsed(body) if event is None else event
    if not isinstance(piece, dict):
        raise Undecodable("event: not an object")
    for name, read in _READERS.items():
        if name in piece:
            return read(piece, _object(piece, name))
    raise Undecodable("event: nothing that is known")


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        problem = type(error).__name__
    raise Undecodable(f"event: no readable JSON ({problem})")


# -- messages -------------------------------------------------------------------------------------------------------


def _message(piece: Object, message: Object) -> Incoming:
    kind = _word(message, "type") or ("text" if "text" in message else "unsupported")
    if kind == "system":
        return _system(piece, message)
    chat, alias = _addresses(piece)
    group = _word(message, "group_id")
    if kind in _SILENT:
        return Incoming(kind=IncomingKind.IGNORED, chat=chat, sender=chat, alias=alias)
    content = _content(kind, message, alias or chat)
    if group:
        content = {"kind": IncomingKind.GROUP_TEXT, "text": content.get("text", "")}
    fields: dict[str, Any] = {"reply_to_ref": _quoted(message), "message_ref": _needed(message, "id")}
    return Incoming(
        chat=group or chat,
        sender=chat,
        alias=alias,
        at_ms=_milliseconds(message),
        identity=_identity(piece, message),
        **(fields | content),
    )


def _content(kind: str, message: Object, number: str) -> dict[str, Any]:
    """The fields of Incoming that say what she sent."""
    if kind in _FILES:
        file = _object(message, kind)
        caption = "" if kind == "sticker" else _word(file, "caption")
        return {"kind": _FILES[kind], "text": caption, "media": _media(file)}
    read = _CONTENTS.get(kind)
    if read is None:  # an order, a poll, a kind of the future: answered kindly
        return {"kind": IncomingKind.OTHER}
    return read(message, number)


def _text(message: Object, _number: str) -> dict[str, Any]:
    body = _object(message, "text").get("body")
    if not isinstance(body, str):
        raise Undecodable("text: no body")
    return {"kind": IncomingKind.TEXT, "text": clean(body)}


def _quick_reply(message: Object, _number: str) -> dict[str, Any]:
    """A button of a template. Without a payload of ours the platform gives back its label: as if she had typed it."""
    button = _object(message, "button")
    label, payload = _word(button, "text"), _word(button, "payload")
    if not payload or payload == label:
        return {"kind": IncomingKind.TEXT, "text": label}
    return _tap(message, payload, label)


def _chosen(message: Object, _number: str) -> dict[str, Any]:
    interactive = _object(message, "interactive")
    for name in ("button_reply", "list_reply"):
        if name in interactive:
            reply = _object(interactive, name)
            return _tap(message, _word(reply, "id"), _word(reply, "title"))
    if "call_permission_reply" in interactive:
        return {"kind": IncomingKind.IGNORED}
    return {"kind": IncomingKind.OTHER}


def _tap(message: Object, payload: str, label: str) -> dict[str, Any]:
    return {
        "kind": IncomingKind.TAP,
        "tap": payload,
        "text": label,
        "message_ref": _quoted(message),  # the message that the button hangs on
        "reply_to_ref": "",
    }


def _contacts(message: Object, number: str) -> dict[str, Any]:
    cards = message.get("contacts")
    card = cards[0] if isinstance(cards, list) and cards else None
    phones = card.get("phones") if isinstance(card, dict) else None
    first = phones[0] if isinstance(phones, list) and phones else None
    if not isinstance(first, dict):
        return {"kind": IncomingKind.OTHER}
    shared, typed = _word(first, "wa_id"), _word(first, "phone")
    # Anybody can send somebody else's card; hers has her own number, or she gave it when she was asked for it.
    own = bool(shared) and shared == number
    asked = _word(message, "origin") == "contact_request"
    # A card is made on a telephone: of her own it is the platform's number that counts, not what is written beside it.
    return {
        "kind": IncomingKind.CONTACT,
        "contact_phone": f"+{shared}" if own else typed or shared,
        "contact_is_own": own or asked,
    }


def _edit(message: Object, _number: str) -> dict[str, Any]:
    edit = _object(message, "edit")
    changed = _object(edit, "message") if "message" in edit else {}
    kind = _word(changed, "type") or "text"
    content = _object(changed, kind) if kind in changed else {}
    return {
        "kind": IncomingKind.EDITED,
        "text": _word(content, "body") or _word(content, "caption"),
        "message_ref": _word(edit, "original_message_id") or _needed(message, "id"),
    }


def _location(_message: Object, _number: str) -> dict[str, Any]:
    return {"kind": IncomingKind.LOCATION}


_CONTENTS: dict[str, Callable[[Object, str], dict[str, Any]]] = {
    "text": _text,
    "button": _quick_reply,
    "interactive": _chosen,
    "contacts": _contacts,
    "location": _location,
    "edit": _edit,
}


def _media(file: Object) -> Media:
    return Media(
        file_ref=_needed(file, "id"),
        mime=_word(file, "mime_type"),
        size_bytes=0,
        name=_word(file, "filename"),
    )


def _system(piece: Object, message: Object) -> Incoming:
    """She has another number, another user id, or both. There are no contacts beside it; either may be hidden."""
    system = _object(message, "system")
    if _word(system, "type") not in _MOVES:
        return _IGNORED
    old_id = _word(system, "previous_user_id") or _word(message, "from_user_id")
    old_number = _word(message, "from") or _word(system, "customer")
    new_id, new_number = _word(system, "user_id"), _word(system, "wa_id") or _word(system, "new_wa_id")
    chat, moved_to = old_id or old_number, new_id or new_number
    if not chat or not moved_to:
        raise Undecodable("system: from where to where is not said")
    return Incoming(
        kind=IncomingKind.MOVED,
        chat=_address(chat),
        sender=_address(chat),
        alias=_address(old_number) if old_id else "",
        moved_to=_address(moved_to),
        moved_alias=_address(new_number) if new_id else "",
        at_ms=_milliseconds(message),
        message_ref=_needed(message, "id"),
    )


def _identity(piece: Object, message: Object) -> str:
    """What changes with her telephone: the key her messages are sealed with. Only where Meta is asked to tell it."""
    identity = message.get("identity")
    told = _word(identity, "hash") if isinstance(identity, dict) else ""
    contact = piece.get("contact")
    return told or (_word(contact, "identity_key_hash") if isinstance(contact, dict) else "")


# -- what becomes of ours, and what she told the platform -----------------------------------------------------------


def _status(piece: Object, status: Object) -> Incoming:
    told = _word(status, "status")
    number = _needed(status, "id")
    chat, alias = addresses_of(piece)
    return Incoming(
        kind=IncomingKind.STATUS,
        chat=_address(chat),
        sender=_address(chat),
        alias=_address(alias),
        at_ms=_milliseconds(status),
        message_ref=number,
        status=_STATUSES.get(told, told),
        fault=_fault(status),
        status_ref=_word(status, "biz_opaque_callback_data") or number,
        category=_category(status),
    )


def _fault(status: Object) -> str:
    """Why it failed: the first error's number and what that means for us."""
    errors = status.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    code = first.get("code") if isinstance(first, dict) else None
    return f"{code} {verdict_of(code).value}" if type(code) is int else ""


def _category(status: Object) -> str:
    """What is charged for it, "free" for nothing, "" where nothing is said. Source: status messages, `pricing`."""
    pricing = status.get("pricing")
    if not isinstance(pricing, dict):
        return ""
    if pricing.get("billable") is False or _word(pricing, "type").startswith("free"):
        return "free"
    return _word(pricing, "category").lower()


def _preference(piece: Object, preference: Object) -> Incoming:
    """She stopped or resumed news in her own app; it is about nothing else. Source: user_preferences webhook."""
    chat, alias = _addresses(piece)
    kinds = {"stop": IncomingKind.NEWS_STOPPED, "resume": IncomingKind.NEWS_RESUMED}
    kind = kinds.get(_word(preference, "value"))
    if kind is None or _word(preference, "category") not in ("", "marketing_messages"):
        return _IGNORED
    return Incoming(kind=kind, chat=chat, sender=chat, alias=alias, at_ms=_milliseconds(preference))


# -- what Meta decided ----------------------------------------------------------------------------------------------


def _change(piece: Object, value: Object) -> Incoming:
    field = _word(piece, "field")
    if not field.startswith("message_template") and field != "template_category_update":
        return _IGNORED
    name = _word(value, "message_template_name")
    if not name:
        return _IGNORED
    number = value.get("message_template_id")
    category = _word(value, "new_category") or _word(value, "message_template_category")
    return Incoming(
        kind=IncomingKind.TEMPLATE,
        chat="",
        sender="",
        text=name,
        language=_word(value, "message_template_language"),
        status=_word(value, "event").lower(),
        fault="" if _word(value, "reason") == "NONE" else _word(value, "reason"),
        status_ref=str(number) if type(number) in (int, str) else "",
        category=category.lower(),
    )


_READERS: dict[str, Callable[[Object, Object], Incoming]] = {
    "message": _message,
    "status": _status,
    "preference": _preference,
    "change": _change,
}


# -- fields ---------------------------------------------------------------------------------------------------------


def _addresses(piece: Object) -> tuple[str, str]:
    chat, alias = addresses_of(piece)
    if not chat:
        raise Undecodable("sender: neither a number nor a user id")
    return _address(chat), _address(alias)


def _address(address: str) -> str:
    if len(address) > ADDRESS_CHARS_MAX or not address.isascii() or any(map(str.isspace, address)):
        raise Undecodable("sender: no address")
    return address.removeprefix("+")


def _quoted(message: Object) -> str:
    """The message she answers, or the one her button hangs on. A forwarded message has a context without an id."""
    context = message.get("context")
    if not isinstance(context, dict):
        return ""
    return _word(context, "id") or _word(context, "message_id")


def _object(parent: Object, name: str) -> Object:
    value = parent.get(name)
    if not isinstance(value, dict):
        raise Undecodable(f"{name}: not an object")
    return value


def _milliseconds(part: Object) -> int:
    """The platform writes seconds, as a text in messages and as a number in preferences; 0 for what is no date."""
    told = part.get("timestamp")
    if isinstance(told, str) and told.isascii() and told.isdecimal() and len(told) < 14:
        told = int(told)
    return told * 1000 if type(told) is int and 0 <= told <= SECONDS_MAX else 0


def _needed(part: Object, name: str) -> str:
    value = _word(part, name)
    if not value:
        raise Undecodable(f"{name}: missing")
    return value


def _word(part: Object, name: str) -> str:
    """A field that may be missing; what is no text says nothing."""
    value = part.get(name)
    return clean(value) if isinstance(value, str) else ""
