"""Which message of hers was the last in a chat? Its two blue marks tell her that it was read, and dots that we write.

Kept in memory only: after a restart the next message brings the next marks.
"""

from collections import OrderedDict

CHATS_MAX = 10_000


class Marks:
    """The last message of each chat, and whether it has been marked as read."""

    def __init__(self) -> None:
        self._last: OrderedDict[str, tuple[str, bool]] = OrderedDict()

    def came(self, chat: str, message_ref: str) -> None:
        """She wrote."""
        self._last[chat] = message_ref, False
        self._last.move_to_end(chat)
        while len(self._last) > CHATS_MAX:
            self._last.popitem(last=False)

    def take_unread(self, chat: str) -> str:
        """The message to mark as read now, or "" if there is none; it is asked for once."""
        ref, read = self._last.get(chat, ("", True))
        if read:
            return ""
        self._last[chat] = ref, True
        return ref

    def last(self, chat: str) -> str:
        """The last message, marked or not; or ""."""
        ref, _read = self._last.get(chat, ("", True))
        if ref:
            self._last[chat] = ref, True
        return ref
