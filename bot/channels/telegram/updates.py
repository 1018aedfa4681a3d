"""An answer of getUpdates or the body of a webhook call, as raw events with their unique keys.

Every update becomes an event, also one that cannot be understood: it is stored and quarantined later, and the
ones beside it go on. One bad update must never make us ask for the same batch for ever.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from bot.channels.base import RawEvent
from bot.channels.telegram.decoding import NUMBER_MAX, find_chat
from bot.channels.telegram.wire import garbled, refusal

_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)
_RESULT_BEFORE = re.compile(rb'"result"\s*:\s*\Z')
_LEADING_ID = re.compile(rb'\{\s*"update_id"\s*:\s*(\d{1,18})\s*[,}]')


def events_of(payload: bytes, bot_id: str) -> list[RawEvent]:
    """The updates of a getUpdates answer. Raises Failed if it is not such an answer."""
    try:
        answer = json.loads(payload)
        updates = answer.get("result") if isinstance(answer, dict) else None
        if isinstance(updates, list):
            return [event_of(_written(update), bot_id, update) for update in updates]
    except (ValueError, RecursionError):  # one update with a number too long or nested too deep spoils all
        return [event_of(body, bot_id, _read(body)) for body in _split(payload)]
    if isinstance(answer, dict) and answer.get("ok") is False:
        code = answer.get("error_code")
        raise refusal(code if type(code) is int else 500, answer)
    raise garbled()


def webhook_event(body: bytes, bot_id: str) -> RawEvent:
    """The update of a webhook call, whatever it is."""
    return event_of(body, bot_id, _read(body))


def event_of(body: bytes, bot_id: str, update: Any) -> RawEvent:
    """One raw event. Its key is bot + update_id; without an id, bot + hash of the bytes."""
    number = update_id_of(update, body)
    name = str(number) if number is not None else f"sha256:{hashlib.sha256(body).hexdigest()}"
    return RawEvent(
        channel="telegram", key=f"{bot_id}:{name}", chat=find_chat(update), body=body, event=update
    )


def update_id_of(update: Any, body: bytes) -> int | None:
    """The update's id, or None. Negative ids do not exist (a negative offset would throw updates away)."""
    if isinstance(update, dict):
        number = update.get("update_id")
        return number if type(number) is int and 0 <= number <= NUMBER_MAX else None
    found = _LEADING_ID.match(body) if update is None else None
    return int(found[1]) if found else None


def offset_after(offset: int, events: list[RawEvent]) -> int:
    """The next offset: confirms these events and nothing that was not among them.

    The highest id decides, also when it is lower than before: after a quiet week ids start anywhere (Bot API,
    Update.update_id). With no id at all, the ids of n updates from `offset` on reach at least offset + n - 1.
    """
    numbers = [number for event in events if (number := update_id_of(event.event, event.body)) is not None]
    if numbers:
        return max(numbers) + 1
    return offset + len(events) if offset else 0


def _written(update: Any) -> bytes:
    return json.dumps(update, separators=(",", ":")).encode("ascii")


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _split(payload: bytes) -> list[bytes]:
    """The bytes of each member of `result`, found by brackets and quotes only. Raises Failed."""
    starts: list[int] = []
    found: list[bytes] = []
    for place, token, depth in _brackets(payload):
        if not starts:
            if token == b"[" and depth == 1 and _RESULT_BEFORE.search(payload[:place]):
                starts.append(place + 1)
        elif token == b"," and depth == 2:
            found.append(payload[starts[-1] : place].strip())
            starts.append(place + 1)
        elif token == b"]" and depth == 2:
            found.append(payload[starts[-1] : place].strip())
            return [body for body in found if body]
    raise garbled()


def _brackets(payload: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Each bracket and comma outside of texts, with its place and the depth it stands at."""
    depth = 0
    for match in _TOKENS.finditer(payload):
        token = match[0]
        if token in b"[{":
            yield match.start(), token, depth
            depth += 1
        elif token in b"]}":
            yield match.start(), token, depth
            depth -= 1
        elif token == b",":
            yield match.start(), token, depth
