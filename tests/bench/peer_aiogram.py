"""Contender: aiogram's FSM with its storage on SQLite.

aiogram ships no storage for SQLite, so this is its BaseStorage over aiosqlite, committing each call, as the
packages that add one do. The answers live in the state's data, the usual way; `set_state` commits the recorded
reply too.
"""
# aiogram is installed in the peers' environment only, so the type checker cannot see it.
# mypy: ignore-errors

from __future__ import annotations

import functools
import itertools
import json
import sqlite3
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiosqlite
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.base import BaseSession
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import Message

from tests.bench.contender import WrongRows, compare
from tests.bench.script import NOT_UNDERSTOOD, QUESTIONS, START, Expected, reply_after

STATES = tuple(State(question.key, group_name="Bench") for question in QUESTIONS)


class InstantSession(BaseSession):
    """The Bot API without the network: accepts every message; aiogram decodes the answer as always."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = itertools.count(1)
        self.sent = 0

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109
        assert isinstance(method, SendMessage)
        self.sent += 1
        result = {
            "message_id": next(self._numbers),
            "chat": {"id": method.chat_id, "type": "private"},
            "date": int(datetime.now(UTC).timestamp()),
            "text": method.text,
        }
        content = json.dumps({"ok": True, "result": result})
        return self.check_response(bot=bot, method=method, status_code=200, content=content).result

    async def stream_content(self, *args: Any, **more: Any) -> AsyncGenerator[bytes, None]:
        raise AssertionError("no file is fetched in a bench")
        yield b""

    async def close(self) -> None: ...


class SqliteStorage(BaseStorage):
    def __init__(self, db: aiosqlite.Connection) -> None:
        self._db = db
        self._keys = DefaultKeyBuilder()

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._db.execute(
            "INSERT INTO fsm (key, state) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET state = excluded.state",
            (self._keys.build(key), state.state if isinstance(state, State) else state),
        )
        await self._db.commit()

    async def get_state(self, key: StorageKey) -> str | None:
        return await self._one("state", key)

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._db.execute(
            "INSERT INTO fsm (key, data) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET data = excluded.data",
            (self._keys.build(key), json.dumps(dict(data))),
        )
        await self._db.commit()

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        stored = await self._one("data", key)
        return json.loads(stored) if stored else {}

    async def _one(self, column: str, key: StorageKey) -> str | None:
        async with self._db.execute(
            f"SELECT {column} FROM fsm WHERE key = ?", (self._keys.build(key),)
        ) as cursor:
            row = await cursor.fetchone()
        return row[0] if row else None

    async def close(self) -> None:
        await self._db.close()


class AiogramPeer:
    def __init__(self, *, name: str, journal: str, sends: bool) -> None:
        self.name = name
        self._journal = journal
        self._sends = sends

    async def start(self, folder: Path) -> None:
        self._path = folder / "peer.db"
        self._db = await aiosqlite.connect(self._path)
        await self._db.execute(f"PRAGMA journal_mode={self._journal}")
        await self._db.execute("PRAGMA synchronous=FULL")
        await self._db.execute("CREATE TABLE IF NOT EXISTS fsm (key TEXT PRIMARY KEY, state TEXT, data TEXT)")
        await self._db.execute(
            "CREATE TABLE IF NOT EXISTS replies (id INTEGER PRIMARY KEY, chat INTEGER, step INTEGER, reply TEXT)"
        )
        await self._db.commit()
        self._session = InstantSession()
        self._bot = Bot("7:bench", session=self._session)
        self._dispatcher = Dispatcher(storage=SqliteStorage(self._db))
        self._dispatcher.message.register(self._welcome, F.text == START)
        for step, state in enumerate(STATES):
            self._dispatcher.message.register(functools.partial(self._answer, step), state, F.text)

    async def _welcome(self, message: Message, state: FSMContext) -> None:
        await self._go_on(message, state, answered=0)

    async def _answer(self, step: int, message: Message, state: FSMContext) -> None:
        assert message.text is not None
        question = QUESTIONS[step]
        if not question.accepts(message.text):
            await message.answer(NOT_UNDERSTOOD + question.text)
            return
        await state.update_data({question.key: message.text})
        await self._go_on(message, state, answered=step + 1)

    async def _go_on(self, message: Message, state: FSMContext, *, answered: int) -> None:
        reply = reply_after(answered)
        await self._db.execute(
            "INSERT INTO replies (chat, step, reply) VALUES (?, ?, ?)", (message.chat.id, answered, reply)
        )
        await state.set_state(None if answered == len(QUESTIONS) else STATES[answered])
        if self._sends:
            await message.answer(reply)

    async def feed(self, update_json: bytes) -> None:
        if await self._dispatcher.feed_raw_update(self._bot, json.loads(update_json)) is UNHANDLED:
            raise WrongRows("an update nobody handled")

    async def settings(self) -> Mapping[str, str]:
        found = {}
        for name in ("journal_mode", "synchronous"):
            async with self._db.execute(f"PRAGMA {name}") as cursor:
                (value,) = await cursor.fetchone() or ("",)
                found[name] = str(value)
        return found

    async def verify(self, expected: Iterable[Expected]) -> None:
        replies: dict[int, list[str]] = defaultdict(list)
        with sqlite3.connect(self._path) as db:
            kept = db.execute("SELECT key, data FROM fsm").fetchall()
            rows = db.execute("SELECT chat, step, reply FROM replies ORDER BY id").fetchall()
        for chat, step, reply in rows:
            if step != len(replies[chat]):
                raise WrongRows(f"chat {chat}: step {step} stored as number {len(replies[chat])}")
            replies[chat].append(reply)
        answers = {int(key.split(":")[1]): self._in_order(json.loads(data or "{}")) for key, data in kept}
        compare(expected, answers, replies)
        if self._sends and self._session.sent != len(rows):
            raise WrongRows(f"{self._session.sent} replies sent, {len(rows)} recorded")

    def _in_order(self, data: Mapping[str, str]) -> list[str]:
        asked = [question.key for question in QUESTIONS]
        if list(data) != asked[: len(data)]:
            raise WrongRows(f"answers stored in the order {list(data)}")
        return list(data.values())

    async def stop(self) -> None:
        await self._dispatcher.storage.close()


def contender(*, name: str, journal: str, sends: bool) -> AiogramPeer:
    return AiogramPeer(name=name, journal=journal, sends=sends)
