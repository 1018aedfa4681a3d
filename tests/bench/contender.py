"""Who can be measured, what each has to offer, and when its stored rows count as right.

A contender is built in the process of its round only: the peers' libraries are never loaded beside ours.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, cast

from tests.bench.script import Expected

FULL = "2"


class NotThereYet(Exception):
    """A part the figure needs does not exist; the message names it."""


class WrongRows(Exception):
    """What a contender stored is not what it was fed."""


class Contender(Protocol):
    name: str

    async def start(self, folder: Path) -> None:
        """Opens (or creates) its database in the folder, without wiping what is there."""

    async def feed(self, update_json: bytes) -> None:
        """One update as Telegram sends it; returns when its effect and its reply are committed."""

    async def settings(self) -> Mapping[str, str]:
        """Read back from its own connection: journal_mode and synchronous, or fsync and synchronous_commit."""

    async def verify(self, expected: Iterable[Expected]) -> None:
        """Reads everything back through another connection; raises WrongRows."""

    async def stop(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class RowShape:
    """One row a turn writes. `update` rewrites the row this turn inserted into the same table; `upsert` the chat's."""

    table: str
    action: Literal["insert", "update", "upsert"]
    column_bytes: tuple[int, ...]
    unique_key_bytes: int = 0


DEFAULT_SHAPE = (
    RowShape(table="inbox", action="insert", column_bytes=(8, 700), unique_key_bytes=24),
    RowShape(table="inbox", action="update", column_bytes=(8,)),
    RowShape(table="conversation", action="upsert", column_bytes=(8, 400)),
    RowShape(table="outbox", action="insert", column_bytes=(8, 8, 500)),
    RowShape(table="audit", action="insert", column_bytes=(8, 120)),
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    title: str
    module: str
    peers: bool = False
    options: Mapping[str, object] = field(default_factory=dict)


_PTB = "tests.bench.peer_telegram_bot"
_AIOGRAM = "tests.bench.peer_aiogram"


def _peer(title: str, module: str, **options: object) -> Entry:
    return Entry(title=title, module=module, peers=True, options=options)


# "ptb" and "aiogram" are the peers as their guides write them. The other entries take away, one by one, what
# could be held against the comparison: SQLite's slower default journal; handing the reply to the Bot API, where
# ours only leaves it in the outbox; and, the other way round, concurrent_updates, which python-telegram-bot's own
# page forbids beside a ConversationHandler and which is on everywhere but in "ptb-queue".
CONTENDERS: Mapping[str, Entry] = {
    "ours": Entry(title="ours, SQLite", module="tests.bench.ours"),
    "ptb": _peer("python-telegram-bot", _PTB, journal="delete", sends=True, at_once=20),
    "ptb-wal": _peer("python-telegram-bot, WAL", _PTB, journal="wal", sends=True, at_once=20),
    "ptb-unsent": _peer(
        "python-telegram-bot, WAL, nothing sent", _PTB, journal="wal", sends=False, at_once=20
    ),
    "ptb-queue": _peer(
        "python-telegram-bot, updates one at a time", _PTB, journal="delete", sends=True, at_once=1
    ),
    "aiogram": _peer("aiogram", _AIOGRAM, journal="delete", sends=True),
    "aiogram-wal": _peer("aiogram, WAL", _AIOGRAM, journal="wal", sends=True),
    "ours-pg": Entry(title="ours, PostgreSQL", module="tests.bench.ours"),
}


def is_there(name: str) -> bool:
    return importlib.util.find_spec(CONTENDERS[name].module) is not None


def build(name: str, database_url: str | None = None) -> Contender:
    entry = CONTENDERS[name]
    if not is_there(name):
        raise NotThereYet(f"{entry.module} does not exist yet")
    module = importlib.import_module(entry.module)
    if entry.peers:
        return cast(Contender, module.contender(name=name, **entry.options))
    return cast(Contender, module.contender(database_url))


def check_durable(settings: Mapping[str, str], *, on_a_server: bool) -> None:
    """Refuses a contender that is fast because it does not wait for the disk."""
    if on_a_server:
        durable = settings.get("fsync") == "on" and settings.get("synchronous_commit") == "on"
    else:
        durable = settings.get("synchronous") == FULL and settings.get("journal_mode") in {"wal", "delete"}
    if not durable:
        raise WrongRows(f"does not commit durably: {dict(settings)}")


def compare(
    expected: Iterable[Expected],
    answers: Mapping[int, Sequence[str]],
    replies: Mapping[int, Sequence[str]],
    *,
    by: Literal["text", "value"] = "text",
) -> None:
    """Each chat has exactly its answers and its replies, right values in the right order, and nobody else has any."""
    chats = set()
    for each in expected:
        chats.add(each.chat)
        wanted = [getattr(answer, by) for answer in each.answers]
        if list(answers.get(each.chat, ())) != wanted:
            raise WrongRows(f"chat {each.chat}: answers {answers.get(each.chat)}, not {wanted}")
        if list(replies.get(each.chat, ())) != list(each.replies):
            raise WrongRows(f"chat {each.chat}: replies {replies.get(each.chat)}, not {each.replies}")
    if strangers := (answers.keys() | replies.keys()) - chats:
        raise WrongRows(f"rows of {len(strangers)} chats that wrote nothing, such as {min(strangers)}")
