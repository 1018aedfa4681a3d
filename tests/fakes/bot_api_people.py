"""What people do in the fake: they speak, tap, share, edit, block, invite."""

from typing import Any

from tests.fakes.bot_api_world import Object, World

DEMO_PHONE = "+6200000000000"  # nobody's: no Indonesian number begins like this


class People:
    """Verbs; each queues the update that Telegram would send and returns its update_id."""

    def __init__(self, world: World) -> None:
        self.world = world

    def user_says(
        self, chat: int, text: str, *, user: Object | None = None, reply_to: int = 0, **more: Any
    ) -> int:
        """A text message; `user` in a group or to set a language, `more` for further fields of the message."""
        if user:
            more["from"] = user
        if reply_to:
            more["reply_to_message"] = self.world.message_object(self.world.room(chat).messages[reply_to])
        return self.user_sends(chat, {"text": text, **more}, text=text)

    def user_sends(self, chat: int, content: Object, *, text: str = "") -> int:
        """A message of any kind: content holds the fields besides id, date, chat and from."""
        message = self.world.add_message(chat, mine=False, text=text)
        shown = self.world.message_object(message)
        shown.pop("text", None)
        return self.world.add_update({"message": shown | content})

    def sends_file(self, chat: int, kind: str, content: bytes, *, caption: str = "", **fields: Any) -> str:
        """A photo, voice, audio, video, document ...; its file id, which getFile knows."""
        file_id = self.world.new_name("file")
        self.world.files[file_id] = content
        file = {"file_id": file_id, "file_unique_id": file_id, "file_size": len(content), **fields}
        sized = [file | {"width": 90, "height": 90}] if kind == "photo" else file
        self.user_sends(chat, {kind: sized} | ({"caption": caption} if caption else {}))
        return file_id

    def sends_contact(self, chat: int, *, own: bool = True, phone: str = DEMO_PHONE) -> int:
        contact: Object = {"phone_number": phone, "first_name": "Demo"}
        if own:
            contact["user_id"] = self.world.room(chat).user["id"]
        return self.user_sends(chat, {"contact": contact})

    def taps(self, chat: int, message_id: int, label: str, *, user: Object | None = None) -> str:
        """Taps a button the message has now; the query's id. A label that is not there is a mistake of the test."""
        message = self.world.room(chat).messages[message_id]
        keys = [key for row in message.markup.get("inline_keyboard", []) for key in row]
        data = next((key["callback_data"] for key in keys if key["text"] == label), None)
        if data is None:
            raise LookupError(f"message {message_id} has no button {label!r}, but {message.labels()}")
        return self.taps_data(chat, message_id, data, user=user)

    def taps_data(self, chat: int, message_id: int, data: str, *, user: Object | None = None) -> str:
        """A tap with any data, on a message that may be gone: an old phone, or somebody who plays with us."""
        query = self.world.new_name("tap")
        self.world.open_taps.add(query)
        message = self.world.room(chat).messages.get(message_id)
        chat_object = self.world.chat_object(chat)
        gone = {"chat": chat_object, "message_id": message_id, "date": 0}
        shown = self.world.message_object(message) if message else gone
        content = {
            "id": query,
            "from": user or self.world.room(chat).user,
            "chat_instance": "1",
            "message": shown,
            "data": data,
        }
        self.world.add_update({"callback_query": content})
        return query

    def edits(self, chat: int, message_id: int, text: str) -> int:
        """She changes a message of hers."""
        message = self.world.room(chat).messages[message_id]
        message.text = text
        shown = self.world.message_object(message) | {"edit_date": int(self.world.now())}
        return self.world.add_update({"edited_message": shown})

    def blocks(self, chat: int) -> int:
        self.world.room(chat).state = "blocked"
        return self._membership(chat, "member", "kicked")

    def unblocks(self, chat: int) -> int:
        self.world.room(chat).state = "member"
        return self._membership(chat, "kicked", "member")

    def deactivates(self, chat: int) -> None:
        """Her account is gone; Telegram tells only when we write."""
        self.world.room(chat).state = "deactivated"

    def is_unknown(self, chat: int) -> None:
        """There is no such chat."""
        self.world.room(chat).state = "unknown"

    def adds_bot(self, group: int, *, by: int) -> int:
        self.world.room(group).state = "member"
        return self._membership(group, "left", "member", by)

    def upgrades(self, group: int, moved_to: int) -> None:
        """The group becomes a supergroup: two service messages, and the old id refuses."""
        self.user_sends(group, {"migrate_to_chat_id": moved_to})
        self.world.room(group).moved_to = moved_to
        self.user_sends(moved_to, {"migrate_from_chat_id": group})

    def _membership(self, chat: int, old: str, new: str, by: int = 0) -> int:
        return self.world.add_update(
            {
                "my_chat_member": {
                    "chat": self.world.chat_object(chat),
                    "from": self.world.room(by or chat).user,
                    "date": int(self.world.now()),
                    "old_chat_member": {"user": self.world.bot, "status": old},
                    "new_chat_member": {"user": self.world.bot, "status": new},
                }
            }
        )
