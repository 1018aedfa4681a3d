"""What did the phone do? The raw event, as gestures.py wrote it, becomes an Incoming. Pure."""

import json
from typing import Any

from bot.channels.base import Incoming, IncomingKind, Media, Undecodable
from bot.channels.simulator.limits import FILE_BYTES_MAX

KINDS = {
    IncomingKind.TEXT,
    IncomingKind.TAP,
    IncomingKind.PHOTO,
    IncomingKind.VOICE,
    IncomingKind.DOCUMENT,
    IncomingKind.CONTACT,
    IncomingKind.LOCATION,
    IncomingKind.STICKER,
    IncomingKind.EDITED,
    IncomingKind.BLOCKED,
    IncomingKind.UNBLOCKED,
    IncomingKind.STATUS,
}


def decode(body: bytes, event: Any = None) -> Incoming:
    """Raises Undecodable for anything the simulator would not have written."""
    try:
        raw = json.loads(body) if event is None else event
        return _incoming(raw)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Undecodable(f"not an event of the simulator: {type(error).__name__}") from error


def _incoming(raw: dict[str, Any]) -> Incoming:
    kind = IncomingKind(raw["kind"])
    if kind not in KINDS:
        raise ValueError(kind)
    return Incoming(
        kind=kind,
        chat=_text(raw, "phone"),
        sender=_text(raw, "phone"),
        at_ms=_number(raw, "at_ms"),
        # What a sticker shows is no word of hers: the apps hand over none either (bot/channels/telegram/decoding.py).
        text="" if kind is IncomingKind.STICKER else _text(raw, "text", ""),
        tap=_text(raw, "tap", ""),
        tap_ref=_text(raw, "tap_ref", ""),
        message_ref=_text(raw, "message", ""),
        reply_to_ref=_text(raw, "reply_to", ""),
        media=_media(raw["file"]) if "file" in raw else None,
        contact_is_own=raw.get("own") is True,
        contact_phone=_text(raw, "number", ""),
        language="id",
        status=_text(raw, "status", ""),
        status_ref=_text(raw, "outbox", ""),
    )


def _media(raw: dict[str, Any]) -> Media:
    size = _number(raw, "size_bytes")
    if size > FILE_BYTES_MAX:
        raise ValueError(size)
    return Media(
        file_ref=_text(raw, "ref"), mime=_text(raw, "mime"), size_bytes=size, name=_text(raw, "name")
    )


def _text(raw: dict[str, Any], key: str, missing: str | None = None) -> str:
    value = raw[key] if missing is None else raw.get(key, missing)
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _number(raw: dict[str, Any], key: str) -> int:
    value = raw[key]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(key)
    return value
