"""Which phones are there, what is on them, and what is the program still owed?

All of it is in memory and written down as it changes.
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.channels.simulator.journal import Journal
from bot.channels.simulator.limits import JOURNAL_SLACK_LINES, MESSAGES_PER_PHONE_MAX, REFS_KEPT
from bot.channels.simulator.records import Event, Message, Phone, Record


class Chats:
    """The platform's memory. `put` takes new records or new versions: written first, then remembered."""

    def __init__(self, folder: Path, now_ms: Callable[[], int]) -> None:
        self._journal = Journal(folder)
        self._phones: dict[str, Phone] = {}
        self._messages: dict[str, dict[int, Message]] = defaultdict(dict)
        self._owed: dict[str, dict[int, Event]] = defaultdict(dict)
        self._refs: dict[tuple[str, str], int] = {}
        self._last_id = 0
        self.mark = ""
        self._load()
        if not self.mark:
            # A new folder begins with numbers no older one has used: an old reference must never fit a
            # new message.
            self._last_id = max(self._last_id, now_ms())
            self.mark = secrets.token_hex(8)
            self._journal.append(self.mark)

    def _load(self) -> None:
        for record in self._journal.load():
            if isinstance(record, str):
                self.mark = record
            else:
                self._remember(record)
        if self._journal.torn or self._journal.lines > len(list(self._live())) + JOURNAL_SLACK_LINES:
            self._journal.rewrite(self._live())

    def _live(self) -> Iterator[Record | str]:
        if self.mark:
            yield self.mark
        yield from self._phones.values()
        for messages in self._messages.values():
            yield from messages.values()
        for events in self._owed.values():
            yield from events.values()

    def put(self, *records: Record) -> None:
        """All or nothing: raises OSError when they cannot be written; then nothing has changed."""
        self._journal.append(*records)
        for record in records:
            self._remember(record)

    def _remember(self, record: Record) -> None:
        if isinstance(record, Phone):
            self._phones[record.name] = record
            return
        self._last_id = max(self._last_id, record.id)
        if record.ref:
            self._refs[record.phone, record.ref] = record.id
            if len(self._refs) > REFS_KEPT:
                del self._refs[next(iter(self._refs))]
        if isinstance(record, Message):
            self._messages[record.phone][record.id] = record
            self._drop_oldest(record.phone)
        elif record.delivered:
            self._owed[record.phone].pop(record.id, None)
        else:
            self._owed[record.phone][record.id] = record

    def _drop_oldest(self, phone: str) -> None:
        messages = self._messages[phone]
        while len(messages) > MESSAGES_PER_PHONE_MAX:
            oldest = messages.pop(next(iter(messages)))
            self._refs.pop((phone, oldest.ref), None)
            if oldest.file:
                self._journal.drop_file(oldest.file.ref)

    def next_id(self) -> int:
        """Numbers grow over all phones, so that "after" means the same everywhere."""
        self._last_id += 1
        return self._last_id

    def find_phone(self, name: str) -> Phone | None:
        return self._phones.get(name)

    def list_phones(self) -> list[Phone]:
        return list(self._phones.values())

    def find_message(self, phone: str, ref: str) -> Message | None:
        """By the channel's id of the message, as text."""
        return self._messages[phone].get(int(ref)) if ref.isascii() and ref.isdigit() else None

    def list_messages(self, phone: str, *, after: int = 0) -> list[Message]:
        return [message for message in self._messages[phone].values() if message.id > after]

    def find_sent(self, phone: str, ref: str) -> int | None:
        """The id of what the page has already handed over under this mark."""
        return self._refs.get((phone, ref)) if ref else None

    def list_owed(self, phone: str) -> list[Event]:
        """What she did that the program has not committed yet, in order."""
        return sorted(self._owed[phone].values(), key=lambda event: event.id)

    def keep_file(self, data: bytes) -> str:
        return self._journal.keep_file(data)

    def drop_file(self, ref: str) -> None:
        self._journal.drop_file(ref)

    def find_file(self, ref: str) -> Path | None:
        return self._journal.find_file(ref)

    def find_file_message(self, ref: str) -> Message | None:
        """The message that carries the file (for its name and type)."""
        every = (message for messages in self._messages.values() for message in messages.values())
        return next((message for message in every if message.file and message.file.ref == ref), None)
