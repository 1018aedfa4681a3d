"""How a message waits in the outbox: an Outgoing without its outbox id, as sealed JSON."""

import base64
import json
from dataclasses import replace
from typing import Any

from bot.channels.base import Button, Edit, Layout, Outgoing


def pack(outgoing: Outgoing) -> bytes:
    """The message as JSON; what is empty is left out."""
    body: dict[str, Any] = {"chat": outgoing.chat}
    for name in (
        "text",
        "list_button",
        "tap_ref",
        "tap_notice",
        "replaces",
        "document_name",
        "document_mime",
    ):
        value = getattr(outgoing, name)
        if value:
            body[name] = value
    for name in ("protect", "ask_contact", "leave"):
        if getattr(outgoing, name):
            body[name] = True
    if outgoing.buttons:
        body["layout"] = outgoing.layout.value
        body["buttons"] = [(each.label, each.payload, each.hint) for each in outgoing.buttons]
    if outgoing.edits:
        body["edits"] = [(each.message_ref, each.text) for each in outgoing.edits]
    if outgoing.deletes:
        body["deletes"] = outgoing.deletes
    if outgoing.document is not None:
        body["document"] = base64.b64encode(outgoing.document).decode()
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()


def unpack(packed: bytes, outbox_id: int) -> Outgoing:
    """The message again, under its outbox id."""
    body = json.loads(packed)
    buttons = tuple(
        Button(label=label, payload=payload, hint=hint) for label, payload, hint in body.pop("buttons", ())
    )
    edits = tuple(Edit(message_ref=ref, text=text) for ref, text in body.pop("edits", ()))
    document = body.pop("document", None)
    return Outgoing(
        outbox_id=str(outbox_id),
        layout=Layout(body.pop("layout", "none")),
        buttons=buttons,
        edits=edits,
        deletes=tuple(body.pop("deletes", ())),
        document=None if document is None else base64.b64decode(document),
        **body,
    )


def addressed(outgoing: Outgoing, chat: str) -> Outgoing:
    """The same message for another chat (a shared notice, a moved group)."""
    return replace(outgoing, chat=chat)
