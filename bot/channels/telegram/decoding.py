"""What an update means: the few fields we use, read from the raw object, as python-telegram-bot takes far longer.

Whatever arrives, the answer is an Incoming or Undecodable: no other error leaves this file. Fields we do not
use are not looked at, so a new kind of field cannot stop a message. Source: Bot API, Update and Message.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from bot.channels.base import Incoming, IncomingKind, Media, Undecodable
from bot.channels.text import clean

Object = dict[str, Any]

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
NUMBER_MAX = 2**63 - 1  # what BIGINT holds; Telegram promises 52 bits for ids
SECONDS_MAX = 2**40  # a date beyond this is no date

_IGNORED = Incoming(kind=IncomingKind.IGNORED, chat="", sender="")
_OWN_MENTION = re.compile(r"^(/[A-Za-z0-9_]+)@[A-Za-z0-9_]+")  # "/menu@OurBot"; our name may not be known yet
_INSIDE = frozenset({"member", "administrator", "creator", "restricted"})

# A message she wrote that we cannot read is answered kindly. What is in neither table (a service message, a
# kind of the future) is not something she says to us.
_UNREADABLE = (
    "animation", "video", "video_note", "live_photo", "dice", "poll", "game", "story", "checklist",
    "paid_media", "invoice", "giveaway", "users_shared", "chat_shared", "web_app_data", "passport_data",
)  # fmt: skip


def decode(body: bytes, event: Any = None) -> Incoming:
    """The update, understood. event: the same, parsed already. Raises Undecodable."""
    update = parsed(body) if event is None else event
    if not isinstance(update, dict):
        raise Undecodable("update: not an object")
    _number(update, "update_id")
    for name, read in _READERS.items():
        if name in update:
            return read(_object(update, name))
    return _IGNORED


def parsed(body: bytes) -> Any:
    """The JSON value. Raises Undecodable for what is no JSON, nested too deep or with a number too long."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        problem = type(error).__name__
    raise Undecodable(f"update: no readable JSON ({problem})")


def find_chat(update: Any) -> str:
    """The chat whose order the update keeps, or "" where none can be read. Never raises."""
    if not isinstance(update, dict):
        return ""
    for name in ALLOWED_UPDATES:
        part = update.get(name)
        if isinstance(part, dict):
            tapped = part.get("message") if name == "callback_query" else part
            place = tapped.get("chat") if isinstance(tapped, dict) else part.get("from")
            moved_from = part.get("migrate_from_chat_id")
            number = moved_from or (place.get("id") if isinstance(place, dict) else None)
            return str(number) if _is_number(number) else ""
    return ""


def _message(message: Object) -> Incoming:
    chat = _object(message, "chat")
    address = str(_number(chat, "id"))
    if "migrate_to_chat_id" in message:
        return _moved(address, str(_number(message, "migrate_to_chat_id")))
    if "migrate_from_chat_id" in message:
        return _moved(str(_number(message, "migrate_from_chat_id")), address)
    private = _is_private(chat)
    sender = _sender(message, address if private else "")
    if sender.get("is_bot") is True and (private or "sender_chat" not in message):
        return _IGNORED  # two programs that answer each other never stop; anonymous admins are people
    content = _content(message, sender)
    if content is None:
        return _IGNORED
    kind = content.pop("kind") if private else IncomingKind.GROUP_TEXT
    if not private:
        content = {"text": content.get("text", "")}
    return Incoming(
        kind=kind,
        chat=address,
        sender=str(sender["id"]),
        at_ms=_milliseconds(message, "date"),
        message_ref=str(_number(message, "message_id")),
        reply_to_ref=_replied_to(message),
        language=_word(sender, "language_code"),
        **content,
    )


def _content(message: Object, sender: Object) -> dict[str, Any] | None:
    """The fields of Incoming that say what she sent; None where she sent nothing."""
    if "text" in message:
        return {"kind": IncomingKind.TEXT, "text": _OWN_MENTION.sub(r"\1", _word(message, "text"))}
    caption = _word(message, "caption")
    # An animation also carries `document`, a live photo also `photo`, a venue also `location`.
    for name in _UNREADABLE:
        if name in message:
            return {"kind": IncomingKind.OTHER, "text": caption, "media": _find_media(message, name)}
    for name, kind in _FILES.items():
        if name in message:
            return {"kind": kind, "text": caption, "media": _media(_object(message, name))}
    if "photo" in message:
        return {"kind": IncomingKind.PHOTO, "text": caption, "media": _largest(message["photo"])}
    if "contact" in message:
        return _contact(_object(message, "contact"), sender)
    if "location" in message:
        return {"kind": IncomingKind.LOCATION}
    return None


_FILES = {
    "voice": IncomingKind.VOICE,
    "audio": IncomingKind.VOICE,
    "document": IncomingKind.DOCUMENT,
    "sticker": IncomingKind.STICKER,
}


def _contact(contact: Object, sender: Object) -> dict[str, Any]:
    # Anybody can send somebody else's card; only hers carries her own id. Source: Bot API, Contact.user_id.
    own = "user_id" in contact and _number(contact, "user_id") == sender["id"]
    return {
        "kind": IncomingKind.CONTACT,
        "contact_phone": _word(contact, "phone_number"),
        "contact_is_own": own,
    }


def _media(file: Object, mime: str = "") -> Media:
    file_ref = _word(file, "file_id")
    if not file_ref:
        raise Undecodable("file_id: missing")
    return Media(
        file_ref=file_ref,
        mime=_word(file, "mime_type") or mime,
        size_bytes=max(0, _number(file, "file_size")) if "file_size" in file else 0,
        name=_word(file, "file_name"),
    )


def _find_media(message: Object, name: str) -> Media | None:
    file = message[name]
    return _media(file, "video/mp4") if isinstance(file, dict) and "file_id" in file else None


def _largest(sizes: Any) -> Media:
    if not isinstance(sizes, list) or not sizes or not all(isinstance(size, dict) for size in sizes):
        raise Undecodable("photo: not a list of sizes")
    return _media(max(sizes, key=lambda size: _side(size, "width") * _side(size, "height")), "image/jpeg")


def _side(size: Object, name: str) -> int:
    return _number(size, name) if name in size else 0


def _edited(message: Object) -> Incoming:
    chat = _object(message, "chat")
    if not _is_private(chat):
        return _IGNORED  # in a group nobody spoke to us
    address = str(_number(chat, "id"))
    return Incoming(
        kind=IncomingKind.EDITED,
        chat=address,
        sender=str(_sender(message, address)["id"]),
        at_ms=_milliseconds(message, "edit_date") or _milliseconds(message, "date"),
        text=_word(message, "text") or _word(message, "caption"),
        message_ref=str(_number(message, "message_id")),
    )


def _tap(query: Object) -> Incoming:
    sender = _object(query, "from")
    sender_id = _number(sender, "id")
    # The message is a stub without content when it is old, and missing when it was sent by inline mode.
    message = _object(query, "message") if "message" in query else None
    return Incoming(
        kind=IncomingKind.TAP,
        chat=str(_number(_object(message, "chat"), "id") if message else sender_id),
        sender=str(sender_id),
        tap=_word(query, "data"),
        tap_ref=_word(query, "id"),
        message_ref=str(_number(message, "message_id")) if message else "",
        language=_word(sender, "language_code"),
    )


def _membership(change: Object) -> Incoming:
    chat = _object(change, "chat")
    inside = _is_inside(_object(change, "new_chat_member"))
    was_inside = _is_inside(_object(change, "old_chat_member")) if "old_chat_member" in change else not inside
    if _is_private(chat):
        kind = IncomingKind.UNBLOCKED if inside else IncomingKind.BLOCKED
    elif inside and not was_inside:
        kind = IncomingKind.GROUP_INVITED
    else:
        kind = IncomingKind.IGNORED  # promoted, restricted or put out: nothing to say
    address = str(_number(chat, "id"))
    sender = _sender(change, address)
    return Incoming(
        kind=kind,
        chat=address,
        sender=str(sender["id"]),
        at_ms=_milliseconds(change, "date"),
        language=_word(sender, "language_code"),
    )


def _is_inside(member: Object) -> bool:
    status = _word(member, "status")
    return status in _INSIDE and (status != "restricted" or member.get("is_member") is True)


def _moved(old: str, new: str) -> Incoming:
    # Told twice, once in each chat: both become the same event of the old chat.
    return Incoming(kind=IncomingKind.GROUP_MIGRATED, chat=old, sender="", moved_to=new)


_READERS: dict[str, Callable[[Object], Incoming]] = {
    "message": _message,
    "callback_query": _tap,
    "edited_message": _edited,
    "my_chat_member": _membership,
}


def _sender(part: Object, otherwise: str) -> Object:
    """Who did it, with a sure `id`. An anonymous admin or a channel speaks as `sender_chat`."""
    for name in ("from", "sender_chat"):
        if name in part:
            person = _object(part, name)
            _number(person, "id")
            return person
    return {"id": otherwise}


def _replied_to(message: Object) -> str:
    if "reply_to_message" not in message:
        return ""
    return str(_number(_object(message, "reply_to_message"), "message_id"))


def _is_private(chat: Object) -> bool:
    return bool(chat.get("type") == "private")


def _object(parent: Object, name: str) -> Object:
    value = parent.get(name)
    if not isinstance(value, dict):
        raise Undecodable(f"{name}: not an object")
    return value


def _is_number(value: Any) -> bool:
    return type(value) is int and -NUMBER_MAX <= value <= NUMBER_MAX


def _number(parent: Object, name: str) -> int:
    value = parent.get(name)
    if type(value) is not int or not -NUMBER_MAX <= value <= NUMBER_MAX:
        raise Undecodable(f"{name}: not a number of 63 bits")
    return value


def _milliseconds(parent: Object, name: str) -> int:
    if name not in parent:
        return 0
    seconds = _number(parent, name)
    if not 0 <= seconds <= SECONDS_MAX:
        raise Undecodable(f"{name}: not a date")
    return seconds * 1000


def _word(parent: Object, name: str) -> str:
    value = parent.get(name, "")
    if type(value) is not str:
        raise Undecodable(f"{name}: not a text")
    return clean(value)
