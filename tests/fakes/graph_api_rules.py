"""What Meta takes as a message, written down from its documentation and its OpenAPI description, in our own words.

`check` raises Refused with the code Meta would answer. What is not named here is refused as well: a field too many is
a mistake that a lenient fake would hide.
"""

import re
from typing import Any

from tests.fakes.graph_api_world import Object, Template, World

TEXT_UNITS_MAX = 4096
BODY_UNITS_MAX = 1024
CAPTION_UNITS_MAX = 1024
BUTTONS_MAX, BUTTON_UNITS_MAX, BUTTON_ID_MAX = 3, 20, 256
ROWS_MAX, ROW_UNITS_MAX, HINT_UNITS_MAX, ROW_ID_MAX = 10, 24, 72, 200
SECTION_UNITS_MAX = 24
HEADER_UNITS_MAX = FOOTER_UNITS_MAX = 60
OPAQUE_MAX = 512
FILENAME_MAX = 240

USER_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}")
NUMBER = re.compile(r"\+?[0-9]{5,20}")

_OFFICE = "application/vnd.openxmlformats-officedocument"
MIMES: dict[str, tuple[int, tuple[str, ...]]] = {
    "image": (5_000_000, ("image/jpeg", "image/png")),
    "audio": (16_000_000, ("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg")),
    "video": (16_000_000, ("video/3gpp", "video/mp4")),
    "document": (
        100_000_000,
        (
            "text/plain", "application/pdf", "application/vnd.ms-excel", "application/msword",
            "application/vnd.ms-powerpoint", f"{_OFFICE}.spreadsheetml.sheet",
            f"{_OFFICE}.wordprocessingml.document", f"{_OFFICE}.presentationml.presentation",
        ),
    ),
    "sticker": (500_000, ("image/webp",)),
}  # fmt: skip


class Refused(Exception):
    """An answer with an error in it."""

    def __init__(self, code: int, details: str, *, status: int = 400, subcode: int = 0) -> None:
        super().__init__(details)
        self.code = code
        self.details = details
        self.status = status
        self.subcode = subcode


def check(world: World, body: Object) -> str:
    """The kind of message that this body asks for. Raises Refused."""
    _only(body, {"messaging_product", "recipient_type", "to", "recipient", "type", "context",
                 "biz_opaque_callback_data", str(body.get("type"))})  # fmt: skip
    if body.get("messaging_product") != "whatsapp" or body.get("recipient_type") != "individual":
        raise Refused(100, "messaging_product must be whatsapp, recipient_type individual")
    to, recipient = body.get("to"), body.get("recipient")
    if not (isinstance(to, str) and NUMBER.fullmatch(to)) and not (
        isinstance(recipient, str) and USER_ID.fullmatch(recipient)
    ):
        raise Refused(131009, "neither a number in `to` nor a user id in `recipient`")
    opaque = body.get("biz_opaque_callback_data", "")
    if not isinstance(opaque, str) or len(opaque) > OPAQUE_MAX:
        raise Refused(100, "biz_opaque_callback_data is longer than 512")
    kind = body.get("type")
    if kind not in _KINDS or not isinstance(body.get(kind), dict):
        raise Refused(131051, f"type {kind!r} with no content of that name")
    _KINDS[kind](world, body[kind])
    return str(kind)


def shown(body: Object) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """What she sees of it: the text, the choices with their payloads, and the file's id."""
    kind = body["type"]
    content = body[kind]
    if kind == "text":
        return content["body"], (), ""
    if kind == "template":
        return f"[{content['name']}]", (), ""
    if kind != "interactive":
        return content.get("caption", ""), (), content["id"]
    header = content.get("header", {})
    file_id = header.get(header.get("type"), {}).get("id", "") if header else ""
    action = content["action"]
    if content["type"] == "button":
        choices = [(each["reply"]["title"], each["reply"]["id"]) for each in action["buttons"]]
    else:
        rows = [row for section in action["sections"] for row in section["rows"]]
        choices = [(_whole(row), row["id"]) for row in rows]
    return content["body"]["text"], tuple(choices), file_id


def _whole(row: Object) -> str:
    """A title that was cut stands whole in the second line."""
    return row["description"] if row["title"].endswith("…") and "description" in row else row["title"]


# -- kinds ----------------------------------------------------------------------------------------------------------


def _text(_world: World, content: Object) -> None:
    _only(content, {"body", "preview_url"})
    _words(content, "body", TEXT_UNITS_MAX)
    if not isinstance(content.get("preview_url", False), bool):
        raise Refused(131009, "preview_url is no boolean")


def _file(kind: str) -> Any:
    def read(world: World, content: Object) -> None:
        allowed = {"id", "link"} | ({"caption"} if kind in ("image", "video", "document") else set())
        _only(content, allowed | ({"filename"} if kind == "document" else set()))
        _media(world, content, kind)

    return read


def _media(world: World, content: Object, kind: str) -> None:
    file = world.find_file(str(content.get("id", "")))
    if file is None:
        raise Refused(100, "the file does not exist", subcode=33)
    most, mimes = MIMES[kind]
    if file.mime.partition(";")[0] not in mimes and kind != "document":
        raise Refused(131053, f"{file.mime} is no {kind}")
    if len(file.content) > most:
        raise Refused(131053, f"{len(file.content)} bytes; {kind} has at most {most}")
    if "caption" in content:
        _words(content, "caption", CAPTION_UNITS_MAX)
    if len(str(content.get("filename", ""))) > FILENAME_MAX:
        raise Refused(131009, "filename is too long")


def _interactive(world: World, content: Object) -> None:
    _only(content, {"type", "header", "body", "footer", "action"})
    if content.get("type") not in ("button", "list"):
        raise Refused(131009, f"interactive type {content.get('type')!r}")
    _only(_part(content, "body"), {"text"})
    _words(content["body"], "text", BODY_UNITS_MAX)
    if "footer" in content:
        _words(_part(content, "footer"), "text", FOOTER_UNITS_MAX)
    if "header" in content:
        _header(world, _part(content, "header"), of_list=content["type"] == "list")
    action = _part(content, "action")
    if content["type"] == "button":
        _only(action, {"buttons"})
        _buttons(action.get("buttons"))
    else:
        _only(action, {"button", "sections"})
        _words(action, "button", BUTTON_UNITS_MAX)
        _sections(action.get("sections"))


def _header(world: World, header: Object, *, of_list: bool) -> None:
    kind = header.get("type")
    if kind == "text":
        _words(header, "text", HEADER_UNITS_MAX)
    elif of_list or kind not in ("image", "video", "document"):
        raise Refused(131009, f"header type {kind!r}")
    else:
        _media(world, _part(header, str(kind)), str(kind))


def _buttons(buttons: Any) -> None:
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= BUTTONS_MAX:
        raise Refused(131009, "not one to three buttons")
    replies = [_part(each, "reply") for each in buttons]
    for each, reply in zip(buttons, replies, strict=True):
        _only(each, {"type", "reply"})
        _only(reply, {"id", "title"})
        if each.get("type") != "reply":
            raise Refused(131009, "a button that is no reply")
        _words(reply, "title", BUTTON_UNITS_MAX)
        _id(reply, BUTTON_ID_MAX)
    _unique([reply["id"] for reply in replies], "button ids")
    _unique([reply["title"] for reply in replies], "button titles")


def _sections(sections: Any) -> None:
    if not isinstance(sections, list) or not 1 <= len(sections) <= ROWS_MAX:
        raise Refused(131009, "not one to ten sections")
    rows: list[Object] = []
    for section in sections:
        _only(section, {"title", "rows"})
        if len(sections) > 1 or "title" in section:
            _words(section, "title", SECTION_UNITS_MAX)
        rows += section.get("rows") or []
    if not 1 <= len(rows) <= ROWS_MAX:
        raise Refused(131009, f"{len(rows)} rows in all sections, not one to ten")
    for row in rows:
        _only(row, {"id", "title", "description"})
        _id(row, ROW_ID_MAX)
        _words(row, "title", ROW_UNITS_MAX)
        if "description" in row:
            _words(row, "description", HINT_UNITS_MAX)
    _unique([row["id"] for row in rows], "row ids")


def _template(world: World, content: Object) -> None:
    _only(content, {"name", "language", "components"})
    language = _part(content, "language")
    _only(language, {"code", "policy"})
    if language.get("policy") != "deterministic":
        raise Refused(131009, "language policy")
    template = world.templates.get((str(content.get("name")), str(language.get("code"))))
    if template is None or template.state in ("PENDING", "REJECTED"):
        raise Refused(132001, "template name does not exist in the translation", status=404)
    if template.state in ("PAUSED", "DISABLED"):
        raise Refused(132015 if template.state == "PAUSED" else 132016, f"template is {template.state}")
    _values(template, content.get("components", []))


def _values(template: Template, components: list[Object]) -> None:
    given: list[str] = []
    for component in components:
        if component.get("type") == "button":
            _only(component, {"type", "sub_type", "index", "parameters"})
            continue
        _only(component, {"type", "parameters"})
        if component.get("type") != "body":
            raise Refused(132012, f"component {component.get('type')!r}")
        for each in component["parameters"]:
            _only(each, {"type", "parameter_name", "text"})
            text = each.get("text")
            if each.get("type") != "text" or not isinstance(text, str) or not text:
                raise Refused(132012, "a parameter without a text")
            if re.search(r"[\n\t]| {5}", text):
                raise Refused(132018, "a parameter with a new line, a tab or more than four blanks")
            given.append(str(each.get("parameter_name")))
    if sorted(given) != sorted(template.params):
        count = f"({len(given)}) does not match the expected number of params ({len(template.params)})"
        raise Refused(132000, f"body: number of localizable_params {count}")


_KINDS = {
    "text": _text,
    "image": _file("image"),
    "audio": _file("audio"),
    "video": _file("video"),
    "document": _file("document"),
    "interactive": _interactive,
    "template": _template,
}


# -- fields ---------------------------------------------------------------------------------------------------------


def _only(part: Any, names: set[str]) -> None:
    if not isinstance(part, dict):
        raise Refused(131009, "not an object")
    unknown = sorted(set(part) - names)
    if unknown:
        raise Refused(100, f"unexpected key {unknown[0]}")


def _part(parent: Object, name: str) -> Object:
    value = parent.get(name)
    if not isinstance(value, dict):
        raise Refused(131008, f"{name} is missing")
    return value


def _words(part: Object, name: str, most: int) -> None:
    text = part.get(name)
    if not isinstance(text, str) or not text.strip():
        raise Refused(131008, f"{name} is missing or empty")
    units = len(text.encode("utf-16-le")) // 2
    if units > most:
        raise Refused(131009, f"{name} has {units} characters; {most} is the limit")


def _id(part: Object, most: int) -> None:
    value = part.get("id")
    if not isinstance(value, str) or not 1 <= len(value) <= most or value != value.strip():
        raise Refused(131009, "an id that is empty, too long or has blanks around it")


def _unique(values: list[str], what: str) -> None:
    if len(set(values)) < len(values):
        raise Refused(131009, f"{what} are not unique")
