"""The Bot API's methods as the fake knows them, with the limits the documentation names.

Each takes the request's fields and returns `result`; what is not allowed raises Refused with Telegram's words.
"""

import html
import json
import re
from collections.abc import Callable
from typing import Any

from tests.fakes.bot_api_world import DEFAULT_UPDATES, Message, Object, Room, World
from tests.fakes.http_server import Upload

TEXT_UNITS_MAX = 4096
CAPTION_UNITS_MAX = 1024
CALLBACK_BYTES_MAX = 64
NOTICE_CHARS_MAX = 200
BUTTONS_MAX = 100
DELETE_AFTER_S = 48 * 3600
DELETED_AT_ONCE_MAX = 100
DOWNLOAD_BYTES_MAX = 20_000_000
UPLOAD_BYTES_MAX = 50_000_000
PHOTO_BYTES_MAX = 10_000_000
VOICE_STARTS = (b"OggS", b"ID3", b"\xff\xfb")
IMAGE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF", b"GIF8")

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


class Refused(Exception):
    """An answer with ok: false."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


def _bad(description: str) -> Refused:
    return Refused(400, f"Bad Request: {description}")


Fields = dict[str, Any]


class Methods:
    """All but getUpdates, which waits (bot_api.py)."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.known: dict[str, Callable[[Fields], Any]] = {
            "getMe": lambda _: self._world.bot,
            "sendMessage": self.send_message,
            "sendPhoto": self.send_photo,
            "sendDocument": self.send_document,
            "sendVoice": self.send_voice,
            "editMessageText": self.edit_text,
            "editMessageCaption": self.edit_caption,
            "editMessageReplyMarkup": self.edit_markup,
            "deleteMessage": self.delete_message,
            "deleteMessages": self.delete_messages,
            "answerCallbackQuery": self.answer_tap,
            "sendChatAction": lambda fields: bool(self._room(fields)),
            "setMyCommands": self.set_commands,
            "setWebhook": self.set_webhook,
            "deleteWebhook": self.delete_webhook,
            "getWebhookInfo": lambda _: {"url": self._world.webhook_url, "has_custom_certificate": False},
            "leaveChat": self.leave_chat,
            "getFile": self.get_file,
        }

    def send_message(self, fields: Fields) -> Object:
        room = self._room(fields)
        text = _visible(str(fields.get("text", "")), fields)
        if not text:
            raise _bad("message text is empty")
        if _units(text) > TEXT_UNITS_MAX:
            raise _bad("message is too long")
        return self._add("sendMessage", room, fields, text=text)

    def send_photo(self, fields: Fields) -> Object:
        content = self._upload(fields, "photo").content
        if len(content) > PHOTO_BYTES_MAX:
            raise _bad("file is too big")
        if not content.startswith(IMAGE_STARTS):
            raise _bad("IMAGE_PROCESS_FAILED")
        return self._send_file("sendPhoto", "photo", fields)

    def send_document(self, fields: Fields) -> Object:
        return self._send_file("sendDocument", "document", fields)

    def send_voice(self, fields: Fields) -> Object:
        if not self._upload(fields, "voice").content.startswith(VOICE_STARTS):
            raise _bad(
                "VOICE_MESSAGES_FORBIDDEN"
            )  # what she may set, stands here for whatever it will not take
        return self._send_file("sendVoice", "voice", fields)

    def _send_file(self, method: str, name: str, fields: Fields) -> Object:
        room = self._room(fields)
        upload = self._upload(fields, name)
        if len(upload.content) > UPLOAD_BYTES_MAX:
            raise Refused(413, "Request Entity Too Large")
        if not upload.content:
            raise _bad("file must be non-empty")
        caption = _visible(str(fields.get("caption", "")), fields)
        if _units(caption) > CAPTION_UNITS_MAX:
            raise _bad("message caption is too long")
        file_id = self._world.new_name("file")
        self._world.files[file_id] = upload.content
        self._world.file_names[file_id] = upload.name
        return self._add(method, room, fields, text=caption, document=file_id, form=name)

    def _upload(self, fields: Fields, name: str) -> Upload:
        """The file that came, or one that came before and is named now."""
        value = fields.get(name)
        if isinstance(value, str) and not value.startswith("attach://"):
            if value not in self._world.files:
                raise _bad("wrong file identifier/HTTP URL specified")
            return Upload(
                name=self._world.file_names.get(value, ""), mime="", content=self._world.files[value]
            )
        return _upload(fields, name)

    def _add(self, method: str, room: Room, fields: Fields, **content: Any) -> Object:
        markup = _markup(fields, room)
        protected = fields.get("protect_content") in ("true", "True", True)
        message = self._world.add_message(room.chat, mine=True, markup=markup, protected=protected, **content)
        self._world.accept(method, message)
        return self._world.message_object(message)

    def edit_text(self, fields: Fields) -> Object:
        room, message = self._mine(fields, "edit")
        if message.document:
            raise _bad("there is no text in the message to edit")
        text = _visible(str(fields.get("text", "")), fields)
        if not text:
            raise _bad("message text is empty")
        if _units(text) > TEXT_UNITS_MAX:
            raise _bad("MESSAGE_TOO_LONG")
        return self._change(message, text, _markup(fields, room))

    def edit_caption(self, fields: Fields) -> Object:
        room, message = self._mine(fields, "edit")
        if not message.document:
            raise _bad("there is no caption in the message to edit")
        return self._change(message, str(fields.get("caption", "")).strip(), _markup(fields, room))

    def edit_markup(self, fields: Fields) -> Object:
        room, message = self._mine(fields, "edit")
        return self._change(message, message.text, _markup(fields, room))

    def _change(self, message: Message, text: str, markup: Object) -> Object:
        if (text, markup) == (message.text, message.markup):
            raise _bad(_NOT_MODIFIED)
        message.text, message.markup = text, markup
        return self._world.message_object(message)

    def delete_message(self, fields: Fields) -> bool:
        room = self._room(fields)
        message = room.messages.get(_whole(fields.get("message_id")))
        if message is None:
            raise _bad("message to delete not found")
        if self._world.now() - message.date > DELETE_AFTER_S or (not message.mine and room.chat < 0):
            raise _bad("message can't be deleted for everyone")
        del room.messages[message.message_id]
        return True

    def delete_messages(self, fields: Fields) -> bool:
        """Those that are not there are skipped; one that may not be deleted spoils the whole request."""
        room = self._room(fields)
        numbers = _json(fields.get("message_ids", "[]"))
        if not 1 <= len(numbers) <= DELETED_AT_ONCE_MAX:
            raise _bad("message identifiers are not specified, or too many")
        messages = [room.messages[number] for number in numbers if number in room.messages]
        for message in messages:
            if self._world.now() - message.date > DELETE_AFTER_S or (not message.mine and room.chat < 0):
                raise _bad("message can't be deleted for everyone")
        for message in messages:
            room.messages.pop(message.message_id, None)
        return True

    def answer_tap(self, fields: Fields) -> bool:
        tap = str(fields.get("callback_query_id", ""))
        if tap not in self._world.open_taps:
            raise _bad("query is too old and response timeout expired or query ID is invalid")
        if len(str(fields.get("text", ""))) > NOTICE_CHARS_MAX:
            raise _bad("MESSAGE_TOO_LONG")
        self._world.open_taps.remove(tap)
        self._world.answered_taps[tap] = str(fields.get("text", ""))
        return True

    def set_commands(self, fields: Fields) -> bool:
        commands = _json(fields.get("commands", "[]"))
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise _bad("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise _bad("BOT_COMMAND_DESCRIPTION_INVALID")
        if len(commands) > 100:
            raise _bad("BOT_COMMANDS_TOO_MUCH")
        self._world.commands = commands
        return True

    def set_webhook(self, fields: Fields) -> bool:
        url = str(fields.get("url", ""))
        if url and not url.startswith("https://"):
            raise _bad("bad webhook: An HTTPS URL must be provided for webhook")
        secret = str(fields.get("secret_token", ""))
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
            raise _bad("secret token contains unallowed characters")
        self._world.webhook_url, self._world.webhook_secret = url, secret
        self.allow(fields)
        return True

    def delete_webhook(self, fields: Fields) -> bool:
        self._world.webhook_url = ""
        if fields.get("drop_pending_updates") in ("true", "True", True):
            self._world.updates.clear()
        return True

    def allow(self, fields: Fields) -> None:
        """allowed_updates: left out keeps what was; empty means the usual ones."""
        if "allowed_updates" in fields:
            self._world.allowed = frozenset(_json(fields["allowed_updates"])) or DEFAULT_UPDATES

    def leave_chat(self, fields: Fields) -> bool:
        room = self._room(fields)
        if room.chat > 0:
            raise _bad("chat can't be left")
        room.state = "left"
        return True

    def get_file(self, fields: Fields) -> Object:
        file_id = str(fields.get("file_id", ""))
        content = self._world.files.get(file_id)
        if content is None:
            raise _bad("wrong file_id or the file is temporarily unavailable")
        if len(content) > DOWNLOAD_BYTES_MAX:
            raise _bad("file is too big")
        return {
            "file_id": file_id,
            "file_unique_id": file_id,
            "file_size": len(content),
            "file_path": f"files/{file_id}",
        }

    def _room(self, fields: Fields) -> Room:
        """The chat, if the bot may write there."""
        if fields.get("chat_id") in (None, ""):
            raise _bad("chat_id is empty")
        room = self._world.room(_whole(fields["chat_id"], "chat not found"))
        if room.moved_to:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=room.moved_to,
            )
        if room.state == "unknown":
            raise _bad("chat not found")
        if room.state == "blocked":
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if room.state == "deactivated":
            raise Refused(403, "Forbidden: user is deactivated")
        if room.state == "left":
            raise Refused(403, "Forbidden: bot is not a member of the group chat")
        return room

    def _mine(self, fields: Fields, verb: str) -> tuple[Room, Message]:
        room = self._room(fields)
        message = room.messages.get(_whole(fields.get("message_id")))
        if message is None:
            raise _bad(f"message to {verb} not found")
        if not message.mine:
            raise _bad(f"message can't be {verb}ed")
        return room, message


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _visible(text: str, fields: Fields) -> str:
    """The text after entity parsing, as Telegram counts and shows it."""
    mode = str(fields.get("parse_mode", "")).lower()
    if mode == "html":
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    elif mode:
        text = re.sub(r"[*_`\[\]]", "", text)
    return text.strip()


def _whole(value: Any, problem: str = "message identifier is not specified") -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise _bad(problem) from None


def _json(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        raise _bad("can't parse JSON object") from None


def _upload(fields: Fields, name: str) -> Upload:
    """The file, in the field itself or behind attach://."""
    value = fields.get(name)
    if isinstance(value, str) and value.startswith("attach://"):
        value = fields.get(value.removeprefix("attach://"))
    if not isinstance(value, Upload):
        raise _bad(f"there is no {name} in the request")
    return value


def _markup(fields: Fields, room: Room) -> Object:
    markup = _json(fields.get("reply_markup") or "{}")
    keys = [key for row in markup.get("inline_keyboard", []) for key in row]
    if len(keys) > BUTTONS_MAX:
        raise _bad("REPLY_MARKUP_TOO_LONG")
    for key in keys:
        actions = set(key) - {"text", "style", "icon_custom_emoji_id"}
        if not key.get("text", "").strip() or len(actions) != 1:
            raise _bad(
                "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
            )
        if not 1 <= len(key.get("callback_data", "x").encode()) <= CALLBACK_BYTES_MAX:
            raise _bad("BUTTON_DATA_INVALID")
    for key in (key for row in markup.get("keyboard", []) for key in row):
        if isinstance(key, dict) and key.get("request_contact") and room.chat < 0:
            raise _bad("phone number can be requested in private chats only")
    return markup
