"""How a message waits in the outbox: an Outgoing without its outbox id, as sealed JSON."""

import base64
import json
from dataclasses import replace
from typing import Any

from bot.channels.base import Button, Edit, Layout, Outgoing

# json.dumps would make such an encoder anew for every message; this one is the fastest there is, and nobody reads it.
_as_json = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


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
        "recipe",
        "recipe_args",
        "template",
        "template_language",
        "template_params",
    ):
        value = getattr(outgoing, name)
        if value:
            body[name] = value
    for name in ("protect", "ask_contact", "leave"):
        if getattr(outgoing, name):
            body[name] = True
    if outgoing.buttons:
        body["layout"] = outgoing.layout.value
        body["buttons"] = _packed(outgoing.buttons)
    if outgoing.edits:
        body["edits"] = [(each.message_ref, each.text, _packed(each.buttons)) for each in outgoing.edits]
    if outgoing.deletes:
        body["deletes"] = outgoing.deletes
    if outgoing.document is not None:
        body["document"] = base64.b64encode(outgoing.document).decode()
    # Half a sign may come in from a broken phone; it must not break the turn.
    return _as_json(body).encode("utf-8", "surrogatepass")


def _packed(buttons: tuple[Button, ...]) -> list[tuple[str, str, str]]:
    return [(each.label, each.payload, each.hint) for each in buttons]


def _buttons(packed: list[tuple[str, str, str]]) -> tuple[Button, ...]:
    return tuple(Button(label=label, payload=payload, hint=hint) for label, payload, hint in packed)


def unpack(packed: bytes, outbox_id: int) -> Outgoing:
    """The message again, under its outbox id."""
    body = json.loads(packed)
    if "announcement" in body:
        from bot.announcing import outgoing  # with the first one, not with the program

        return outgoing(body, outbox_id)
    buttons = _buttons(body.pop("buttons", ()))
    edits = tuple(
        Edit(message_ref=ref, text=text, buttons=_buttons(more[0] if more else []))
        for ref, text, *more in body.pop("edits", ())
    )
    document = body.pop("document", None)
    return Outgoing(
        outbox_id=str(outbox_id),
        layout=Layout(body.pop("layout", "none")),
        buttons=buttons,
        edits=edits,
        deletes=tuple(body.pop("deletes", ())),
        document=None if document is None else base64.b64decode(document),
        recipe_args=tuple(body.pop("recipe_args", ())),
        template_params=tuple((name, value) for name, value in body.pop("template_params", ())),
        **body,
    )


def addressed(outgoing: Outgoing, chat: str) -> Outgoing:
    """The same message for another chat (a shared notice, a moved group)."""
    return replace(outgoing, chat=chat)
