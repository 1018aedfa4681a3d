"""Her letters with offices, as a program reads them in her copy; every field is named here, nobody else is named."""

from datetime import UTC, datetime
from typing import Any

from db.own_matters import OwnMatter, OwnMatters, OwnMessage, OwnMove


def contact_of(kept: OwnMatters) -> dict[str, Any]:
    """All of it as plain values; moments as ISO text in UTC."""
    return {
        "matters": [_matter(each) for each in kept.matters],
        "notes": [
            {"office": office, "kind": each.kind.value, "at": _at(each.made_ms), "text": each.text}
            for office, each in kept.notes
        ],
        "older_messages_left_out": kept.older,
        "cards": [{"area": area, "at": _at(at_ms)} for at_ms, area in kept.cards],
    }


def _matter(matter: OwnMatter) -> dict[str, Any]:
    return {
        "code": matter.code,
        "office": matter.office,
        "complaint": matter.complaint,
        "topic": matter.topic,
        "state": matter.state.value,
        "result": matter.result,
        "face": int(matter.face) or None,
        "since": _at(matter.since_ms),
        "closed": _at(matter.closed_ms) if matter.closed_ms else None,
        "count": matter.count,
        "contact": matter.contact or None,
        "messages": [_message(each) for each in matter.messages],
        "moves": [_move(each) for each in matter.moves],
        "looks": [{"at": _at(at_ms), "reason": reason} for at_ms, reason in matter.looks],
        "steps": [{"on": _at(at_ms), "text": text} for at_ms, text in matter.steps],
    }


def _message(message: OwnMessage) -> dict[str, Any]:
    return {
        "at": _at(message.at_ms),
        "by": message.side.value,
        "kind": message.kind.value,
        "text": message.text,
        "edited": message.edited,
        "taken_back": message.taken_back,
    }


def _move(move: OwnMove) -> dict[str, Any]:
    return {
        "at": _at(move.at_ms),
        "kind": move.kind.value,
        "to": move.place,
        "state": move.state.value,
        "passes": None if move.passes is None else move.passes.value,
        "words": move.words,
    }


def _at(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="seconds")
