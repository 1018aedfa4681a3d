"""Contender: python-telegram-bot's ConversationHandler, one plain aiosqlite commit a step.

Written as its examples are; the HTTP below the bot is replaced by one that answers at once.
"""

from __future__ import annotations

import functools
import itertools
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import aiosqlite
from telegram import Bot, Update
from telegram.ext import Application, ContextTypes, ConversationHandler, MessageHandler, filters
from telegram.request import BaseRequest, RequestData

from tests.bench.contender import WrongRows, compare
from tests.bench.script import NOT_UNDERSTOOD, QUESTIONS, START, Expected, reply_after

BOT = {"id": 7, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


class InstantRequest(BaseRequest):
    """The Bot API without the network: accepts every message."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.sent = 0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **more: Any
    ) -> tuple[int, bytes]:
        if url.endswith("/getMe"):
            return 200, json.dumps({"ok": True, "result": BOT}).encode()
        assert url.endswith("/sendMessage")
        assert request_data is not None
        told = request_data.parameters
        self.sent += 1
        result = {
            "message_id": next(self._numbers),
            "from": BOT,
            "chat": {"id": told["chat_id"], "type": "private"},
            "date": 1_770_000_000,
            "text": told["text"],
        }
        return 200, json.dumps({"ok": True, "result": result}).encode()


class TelegramBotPeer:
    def __init__(self, *, name: str, journal: str, sends: bool, at_once: int) -> None:
        self.name = name
        self._at_once = at_once
        self._journal = journal
        self._sends = sends
        self._errors: list[BaseException] = []

    async def start(self, folder: Path) -> None:
        self._path = folder / "peer.db"
        self._db = await aiosqlite.connect(self._path)
        await self._db.execute(f"PRAGMA journal_mode={self._journal}")
        await self._db.execute("PRAGMA synchronous=FULL")
        await self._db.execute(
            "CREATE TABLE IF NOT EXISTS steps "
            "(id INTEGER PRIMARY KEY, chat INTEGER, step INTEGER, answer TEXT, reply TEXT)"
        )
        await self._db.commit()
        self._request = InstantRequest()
        bot = Bot("7:bench", request=self._request, get_updates_request=InstantRequest())
        builder = (
            Application.builder().bot(bot).updater(None).job_queue(None).concurrent_updates(self._at_once)
        )
        self._application = builder.build()
        self._application.add_handler(self._conversation())
        self._application.add_error_handler(self._on_error)
        await self._application.initialize()

    def _conversation(self) -> ConversationHandler[ContextTypes.DEFAULT_TYPE]:
        text = filters.TEXT & ~filters.COMMAND
        return ConversationHandler(
            entry_points=[MessageHandler(filters.Text([START]), self._welcome)],
            states={
                step: [MessageHandler(text, functools.partial(self._answer, step))]
                for step in range(len(QUESTIONS))
            },
            fallbacks=[],
        )

    async def _welcome(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        await self._record(update, step=0, answer=None, reply=reply_after(0))
        return 0

    async def _answer(self, step: int, update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.message is not None
        assert update.message.text is not None
        question = QUESTIONS[step]
        if not question.accepts(update.message.text):
            await update.message.reply_text(NOT_UNDERSTOOD + question.text)
            return step
        answered = step + 1
        await self._record(update, step=answered, answer=update.message.text, reply=reply_after(answered))
        return ConversationHandler.END if answered == len(QUESTIONS) else answered

    async def _record(self, update: Update, *, step: int, answer: str | None, reply: str) -> None:
        assert update.message is not None
        await self._db.execute(
            "INSERT INTO steps (chat, step, answer, reply) VALUES (?, ?, ?, ?)",
            (update.message.chat_id, step, answer, reply),
        )
        await self._db.commit()
        if self._sends:
            await update.message.reply_text(reply)

    async def _on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        if context.error is not None:
            self._errors.append(context.error)

    async def feed(self, update_json: bytes) -> None:
        update = Update.de_json(json.loads(update_json), self._application.bot)
        # The way the application's own queue calls it; the processor lets `at_once` updates in.
        processor = self._application.update_processor
        await processor.process_update(update, self._application.process_update(update))
        if self._errors:
            raise self._errors[0]

    async def settings(self) -> Mapping[str, str]:
        found = {}
        for name in ("journal_mode", "synchronous"):
            async with self._db.execute(f"PRAGMA {name}") as cursor:
                (value,) = await cursor.fetchone() or ("",)
                found[name] = str(value)
        return found

    async def verify(self, expected: Iterable[Expected]) -> None:
        answers: dict[int, list[str]] = defaultdict(list)
        replies: dict[int, list[str]] = defaultdict(list)
        with sqlite3.connect(self._path) as db:
            rows = db.execute("SELECT chat, step, answer, reply FROM steps ORDER BY id").fetchall()
        for chat, step, answer, reply in rows:
            if step != len(replies[chat]):
                raise WrongRows(f"chat {chat}: step {step} stored as number {len(replies[chat])}")
            replies[chat].append(reply)
            if answer is not None:
                answers[chat].append(answer)
        compare(expected, answers, replies)
        if self._sends and self._request.sent != len(rows):
            raise WrongRows(f"{self._request.sent} replies sent, {len(rows)} recorded")

    async def stop(self) -> None:
        await self._application.shutdown()
        await self._db.close()


def contender(*, name: str, journal: str, sends: bool, at_once: int) -> TelegramBotPeer:
    return TelegramBotPeer(name=name, journal=journal, sends=sends, at_once=at_once)
