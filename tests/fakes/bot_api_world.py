"""What Telegram knows in the fake: chats, messages, buttons, files and the queue of updates.

It is also the oracle: `accepted` holds every message that was really taken, whatever the client was told.
"""

import asyncio
import itertools
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

BOT_ID_DEFAULT = 1000000001
DEFAULT_UPDATES = frozenset({"message", "edited_message", "callback_query", "my_chat_member", "channel_post"})

Object = dict[str, Any]


@dataclass
class Message:
    """One message of a chat. mine: the bot's. markup: the reply_markup as an object."""

    chat: int
    message_id: int
    mine: bool
    date: int
    text: str = ""
    markup: Object = field(default_factory=dict)
    document: str = ""  # the file id
    form: str = "document"  # in which form the file was taken: photo, voice, document
    protected: bool = False

    def labels(self) -> list[str]:
        """The labels of its inline buttons, or of the reply keyboard it brought."""
        rows = self.markup.get("inline_keyboard") or self.markup.get("keyboard") or []
        return [button["text"] for row in rows for button in row]


@dataclass(frozen=True)
class Accepted:
    """A message of the bot that was really taken. at_s: the server's monotonic time."""

    method: str
    chat: int
    message_id: int
    text: str
    at_s: float
    labels: tuple[str, ...] = ()


@dataclass
class Room:
    """One chat. state: member | blocked | deactivated | left | unknown."""

    chat: int
    state: str = "member"
    moved_to: int = 0
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int = 0
    user: Object = field(default_factory=dict)


@dataclass(frozen=True)
class Queued:
    """An update on its way out; body is the JSON exactly as it will stand in the answer."""

    number: int
    body: bytes


class World:
    """The state behind the methods; `now` is wall clock, `monotonic` for rates and the oracle."""

    def __init__(
        self, *, bot_id: int, now: Callable[[], float] = time.time, messages_kept_max: int = 200
    ) -> None:
        self.bot: Object = {"id": bot_id, "is_bot": True, "first_name": "Teman", "username": "teman_demo_bot"}
        self.now = now
        self.monotonic: Callable[[], float] = time.monotonic
        self.rooms: dict[int, Room] = {}
        self.accepted: list[Accepted] = []
        self.files: dict[str, bytes] = {}
        self.file_names: dict[str, str] = {}
        self.open_taps: set[str] = set()
        self.answered_taps: dict[str, str] = {}
        self.updates: deque[Queued] = deque()
        self.delivered: set[int] = set()
        self.next_update = 100_000
        self.arrived = asyncio.Event()
        self.webhook_url = ""
        self.webhook_secret = ""
        self.allowed = DEFAULT_UPDATES
        self.commands: list[Object] = []
        self._names = itertools.count(1)
        self._messages_kept_max = messages_kept_max

    def room(self, chat: int) -> Room:
        """The chat, made when it is first spoken of."""
        room = self.rooms.get(chat)
        if room is None:
            name = f"Demo {abs(chat)}"
            user = {"id": abs(chat), "is_bot": False, "first_name": name, "language_code": "id"}
            room = self.rooms[chat] = Room(chat, user=user)
        return room

    def new_name(self, prefix: str) -> str:
        return f"{prefix}{next(self._names)}"

    def add_message(self, chat: int, **content: Any) -> Message:
        """A message with the next id of its chat; the oldest of a long chat are forgotten."""
        room = self.room(chat)
        room.last_id += 1
        message = Message(chat=chat, message_id=room.last_id, date=int(self.now()), **content)
        room.messages[room.last_id] = message
        if len(room.messages) > self._messages_kept_max:
            del room.messages[next(iter(room.messages))]
        return message

    def accept(self, method: str, message: Message) -> None:
        self.accepted.append(
            Accepted(
                method,
                message.chat,
                message.message_id,
                message.text,
                self.monotonic(),
                tuple(message.labels()),
            )
        )

    def chat_object(self, chat: int) -> Object:
        if chat > 0:
            return {"id": chat, "type": "private", "first_name": self.room(chat).user["first_name"]}
        kind = "supergroup" if str(chat).startswith("-100") else "group"
        return {"id": chat, "type": kind, "title": f"Demo {abs(chat)}"}

    def message_object(self, message: Message) -> Object:
        """The message as the Bot API shows it."""
        shown: Object = {
            "message_id": message.message_id,
            "date": message.date,
            "chat": self.chat_object(message.chat),
            "from": self.bot if message.mine else self.room(message.chat).user,
        }
        if message.document:
            file = {"file_id": message.document, "file_unique_id": message.document}
            if message.form == "photo":
                shown["photo"] = [{**file, "width": 90, "height": 90}]
            else:
                shown[message.form] = file | ({"duration": 1} if message.form == "voice" else {})
            if message.text:
                shown["caption"] = message.text
        else:
            shown["text"] = message.text
        if "inline_keyboard" in message.markup:
            shown["reply_markup"] = message.markup
        return shown

    def add_update(self, content: Object) -> int:
        """Queues an update under the next id; its id even if the bot did not ask for this kind."""
        number = self.next_update
        self.next_update += 1
        if next(iter(content)) in self.allowed:
            self.add_raw(json.dumps({"update_id": number, **content}).encode(), number)
        return number

    def add_raw(self, body: bytes, number: int | None = None) -> None:
        """Queues bytes as they are; the queue counts them under an id, whatever they say themselves."""
        if number is None:
            number = self.next_update
            self.next_update += 1
        self.updates.append(Queued(number, body))
        self.arrived.set()

    def confirm(self, offset: int) -> None:
        """Forgets what was delivered below the offset; a negative one keeps only so many at the end."""
        if offset < 0:
            while len(self.updates) > -offset:
                self.updates.popleft()
            return
        kept = [one for one in self.updates if not (one.number < offset and one.number in self.delivered)]
        if len(kept) < len(self.updates):
            self.updates = deque(kept)
            self.delivered = {one.number for one in kept} & self.delivered
