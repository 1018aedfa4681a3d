"""How an Outgoing becomes messages of the Cloud API: one where the platform lets us, and never more than its limits.

Texts go as they are, without link previews. What WhatsApp cannot do (edit, take back, a note on a tap, ask for a
number) is left out here: what she has to know stands in the text. Source: Meta's OpenAPI description, Message.
"""

from collections.abc import Sequence
from typing import Any

from bot.channels.base import Button, Layout, Outgoing, SendError
from bot.channels.text import CAPTION_UNITS_MAX, TEXT_UNITS_MAX, clean, pieces, units
from bot.channels.whatsapp.addresses import receiver
from domain.records import dataclass

Object = dict[str, Any]

BODY_UNITS_MAX = 1024  # BodyObject.text, of every message with choices
BUTTONS_MAX = 3
BUTTON_UNITS_MAX = 20
BUTTON_ID_MAX = 256
ROWS_MAX = 10
ROW_UNITS_MAX = 24
HINT_UNITS_MAX = 72
ROW_ID_MAX = 200
OPAQUE_CHARS_MAX = 512  # biz_opaque_callback_data
IMAGE_BYTES_MAX = 5_000_000
AUDIO_BYTES_MAX = 16_000_000
DOCUMENT_BYTES_MAX = 100_000_000
LANGUAGE_DEFAULT = "id"
LIST_LABEL = "Pilih"  # on the button that opens a list, where the message brings none

_IMAGES = frozenset({"image/jpeg", "image/png"})
_AUDIO = frozenset({"audio/aac", "audio/amr", "audio/mp4", "audio/mpeg", "audio/ogg"})
# What the platform takes as a document; any other text goes as plain text. Source: Media, "Supported media types".
_OFFICE = "application/vnd.openxmlformats-officedocument"
_DOCUMENTS = frozenset(
    {
        "application/pdf", "text/plain", "application/msword", "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint", f"{_OFFICE}.spreadsheetml.sheet",
        f"{_OFFICE}.wordprocessingml.document", f"{_OFFICE}.presentationml.presentation",
    }
)  # fmt: skip

_DEFAULT_NAMES = {"image": "gambar", "audio": "suara", "document": "berkas"}


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file that has to be handed in before the message that shows it. kind: image, audio or document."""

    kind: str
    mime: str
    name: str


def file_of(outgoing: Outgoing) -> File | None:
    """The file of this message as the platform takes it. Raises SendError for one that it never takes."""
    if outgoing.document is None:
        kind, _colon, _file_id = outgoing.document_ref.partition(":")
        name = clean(outgoing.document_name) or _DEFAULT_NAMES.get(kind, "")
        return File(kind=kind, mime=outgoing.document_mime, name=name) if kind in _DEFAULT_NAMES else None
    size, mime = len(outgoing.document), outgoing.document_mime.partition(";")[0].strip().lower()
    if mime in _IMAGES and size <= IMAGE_BYTES_MAX:
        kind = "image"
    elif mime in _AUDIO and size <= AUDIO_BYTES_MAX:
        kind = "audio"
    else:
        kind = "document"
        if mime.startswith("text/") or mime == "application/json":
            mime = "text/plain"  # the only text it takes; the name tells her what it is
    if kind == "document" and mime not in _DOCUMENTS | _IMAGES | _AUDIO:
        raise SendError("a kind of file that WhatsApp does not take")
    if size > DOCUMENT_BYTES_MAX or not size:
        raise SendError("file too large" if size else "file empty")
    return File(kind=kind, mime=mime, name=clean(outgoing.document_name) or _DEFAULT_NAMES[kind])


def messages_of(outgoing: Outgoing, *, file: File | None = None, file_id: str = "") -> list[Object]:
    """The messages, in their order; mostly one. The last one carries the choices and our own number.

    file_id: under which the platform knows the file. Raises SendError for what it would refuse whatever we do.
    """
    if outgoing.template:
        contents = [_template(outgoing)]
    else:
        contents = _contents(outgoing, file, file_id)
    whole = [
        {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            **receiver(outgoing.chat),
            **content,
        }
        for content in contents
    ]
    if whole and outgoing.outbox_id:
        # Only the last: a status of a first part must not stand for the whole.
        whole[-1]["biz_opaque_callback_data"] = outgoing.outbox_id[:OPAQUE_CHARS_MAX]
    return whole


def _contents(outgoing: Outgoing, file: File | None, file_id: str) -> list[Object]:
    text = clean(outgoing.text)
    buttons = outgoing.buttons
    if file is None:
        return _of_text(text, buttons, outgoing)
    if file.kind == "audio":  # it has no caption
        sound: Object = {"type": "audio", "audio": {"id": file_id}}
        said = _of_text(text, buttons, outgoing)
        return [sound, *said] if buttons else [*said, sound]
    if buttons and not _as_list(outgoing) and text.strip() and units(text) <= BODY_UNITS_MAX:
        return [_with_buttons(text, buttons, header={"type": file.kind, file.kind: _shown(file, file_id)})]
    fits = not buttons and units(text) <= CAPTION_UNITS_MAX
    shown = _shown(file, file_id) | ({"caption": text} if fits and text.strip() else {})
    message: Object = {"type": file.kind, file.kind: shown}
    if fits:
        return [message]
    said = _of_text(text, buttons, outgoing)
    return [message, *said] if buttons else [*said, message]


def _shown(file: File, file_id: str) -> Object:
    return {"id": file_id, **({"filename": file.name} if file.kind == "document" else {})}


def _of_text(text: str, buttons: Sequence[Button], outgoing: Outgoing) -> list[Object]:
    """The text in as few messages as its length allows; a message of blanks alone is refused."""
    parts = [part for part in pieces(text, TEXT_UNITS_MAX) if part.strip()]
    if not buttons:
        return [_text(part) for part in parts]
    if not parts:
        raise SendError("choices without a text")
    last = [part for part in pieces(parts.pop(), BODY_UNITS_MAX) if part.strip()]
    before = [_text(part) for part in (*parts, *last[:-1])]
    if _as_list(outgoing):
        return [*before, _with_list(last[-1], buttons, outgoing.list_button)]
    return [*before, _with_buttons(last[-1], buttons)]


def _as_list(outgoing: Outgoing) -> bool:
    """Whether the choices are the rows of a list; also where they are too many or too long for buttons."""
    labels = [button.label for button in outgoing.buttons]
    return (
        outgoing.layout is Layout.LIST
        or len(labels) > BUTTONS_MAX
        or len(set(labels)) < len(labels)
        or any(units(clean(label)) > BUTTON_UNITS_MAX for label in labels)
    )


def _text(body: str) -> Object:
    return {"type": "text", "text": {"body": body, "preview_url": False}}


def _with_buttons(text: str, buttons: Sequence[Button], header: Object | None = None) -> Object:
    keys = [
        {"type": "reply", "reply": {"id": _id(button, BUTTON_ID_MAX), "title": _title(button.label)}}
        for button in buttons
    ]
    return {
        "type": "interactive",
        "interactive": {
            "type": "button",
            **({"header": header} if header else {}),
            "body": {"text": text},
            "action": {"buttons": keys},
        },
    }


def _with_list(text: str, buttons: Sequence[Button], list_button: str) -> Object:
    if len(buttons) > ROWS_MAX:
        raise SendError(f"{len(buttons)} choices in a list of {ROWS_MAX}")
    return {
        "type": "interactive",
        "interactive": {
            "type": "list",
            "body": {"text": text},
            "action": {
                "button": _title(list_button or LIST_LABEL),
                "sections": [{"rows": [_row(button) for button in buttons]}],
            },
        },
    }


def _row(button: Button) -> Object:
    label = clean(button.label)
    title = _title(label, ROW_UNITS_MAX)
    hint = clean(button.hint) if title == label else clean(button.hint) or label
    more = {"description": _cut(hint, HINT_UNITS_MAX)} if hint.strip() else {}
    return {"id": _id(button, ROW_ID_MAX), "title": title, **more}


def _id(button: Button, most: int) -> str:
    if not 1 <= len(button.payload) <= most or button.payload != button.payload.strip():
        raise SendError("a choice whose payload does not fit")
    return button.payload


def _title(label: str, most: int = BUTTON_UNITS_MAX) -> str:
    """A label that fits: the platform refuses the whole message for one that is a letter too long."""
    fitting = _cut(clean(label), most)
    if not fitting.strip():
        raise SendError("a choice without a label")
    return fitting


def _cut(text: str, most: int) -> str:
    if units(text) <= most:
        return text
    return pieces(text, most - 1)[0].rstrip() + "…"


def _template(outgoing: Outgoing) -> Object:
    """A message that Meta has approved, with its values by name. Source: Templates, "Named parameters"."""
    components: list[Object] = []
    if outgoing.template_params:
        values = [
            {"type": "text", "parameter_name": name, "text": _value(value)}
            for name, value in outgoing.template_params
        ]
        components.append({"type": "body", "parameters": values})
    components += [
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": str(number),
            "parameters": [{"type": "payload", "payload": _id(button, BUTTON_ID_MAX)}],
        }
        for number, button in enumerate(outgoing.buttons)
    ]
    return {
        "type": "template",
        "template": {
            "name": outgoing.template,
            "language": {
                "policy": "deterministic",
                "code": outgoing.template_language or LANGUAGE_DEFAULT,
            },
            **({"components": components} if components else {}),
        },
    }


def _value(value: str) -> str:
    """No new line, no tab, no row of blanks, and not empty. Source: error 132018."""
    return " ".join(clean(value).split()) or "-"
