"""Ours in the bench: the real intake, turns, vault and outbox, with the bench's ten questions as a conversation.

Nothing is left out: raw events are sealed and stored under their key before their turn, journals and replies are sealed,
the answers are kept and audited at the end. Only the channel's wire is missing, as with every contender.
"""

from __future__ import annotations

import asyncio
import base64
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.calendar_days import CalendarDays
from bot.channels.base import Abilities, Incoming, Outgoing, RawEvent, Sent
from bot.channels.telegram import Telegram
from bot.channels.telegram.decoding import decode
from bot.delivery import Delivery
from bot.intake import Intake
from bot.outgoing import pack, unpack
from bot.storage import Storage, open_storage
from bot.talking import Talker
from bot.telling import Teller
from bot.turns import Turns
from conversation.chat import Chat
from conversation.registry import Registry, conversation
from conversation.text import Text, _
from db import notices, outbox, people
from db.outbox import Queued
from db.unit import Unit
from db.vault import RingKey, cell
from db.vault import person as owner_of
from domain.contact import LANES, MessageClass
from domain.facts import Facts
from handlers.day_questions import Day
from handlers.questions import Amount, HouseDialect, WholeNumber, Words, YesNo
from tests.bench import classes
from tests.bench.contender import RowShape, WrongRows, compare
from tests.bench.script import FIRST_DATE, QUESTIONS, THANKS, WELCOME, Expected

RING = (RingKey("bench", b"b" * 32),)
FACTS = Facts(sets={}, areas=(), bot_name="Bench", demo=True, calendar=CalendarDays())
ABILITIES = Abilities(
    buttons_max=10, button_label_max=32, edits=True, deletes_hers=True, taps_are_answered=True
)
SAMPLE_EVERY = 997
TODAY_KINDS = {"tanggal": "any"}


class Untimed(Amount):
    """With nothing sent, no question is ever delivered, and an amount typed before its question counts for nothing."""

    @property
    def weighty(self) -> bool:
        return False


def _question(key: str, today: Any) -> Any:
    if key in ("bersedia", "menabung", "benar"):
        return YesNo()
    if key == "nama":
        return Words()
    if key == "setoran":
        return Untimed()
    if key == "tanggal":
        return Day(today=today)
    return WholeNumber(least=0, most=20)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@conversation("mulai", title=_("Bench"), for_strangers=True, resumes=False)
async def ten_questions(chat: Chat, payload: str = "", wanted: str = "") -> None:
    today = (await chat.now()).date()
    answers = []
    for number, question in enumerate(QUESTIONS):
        text = Text(WELCOME + question.text if number == 0 else question.text)
        answers.append(_plain(await chat.ask(text, _question(question.key, today))))
    await chat.run(keep_answers, answers)
    await chat.say(Text(THANKS))


async def keep_answers(unit: Unit, answers: list[str]) -> None:
    """The answers, sealed with her key, and who wrote them."""
    await people.set_details(unit, unit.actor.person_id, answers=json.dumps(answers))
    unit.audit("write", "person", unit.actor.person_id, unit.actor.person_id, "bench")


class _Wire:
    """Telegram's decoding and abilities; nothing is sent."""

    name = "telegram"

    def abilities(self, chat: str) -> Abilities:
        return ABILITIES

    def decode(self, body: bytes, event: Any = None) -> Incoming:
        return decode(body, event)

    async def send(self, outgoing: Outgoing) -> Sent:
        return Sent()

    async def delete(self, chat: str, message_refs: Sequence[str]) -> None:
        return None

    async def typing(self, chat: str) -> None:
        return None

    async def run(self, intake: Any) -> None:
        return None

    async def close(self) -> None:
        return None


class Ours:
    """The contender."""

    name = "ours"

    def __init__(self, database_url: str | None) -> None:
        self._database_url = database_url
        self._waiting: dict[str, asyncio.Future[None]] = {}
        self._fed = 0
        self._talk_bytes: list[float] = []
        self._sizes: dict[str, int] = {}

    async def start(self, folder: Path) -> None:
        self._folder = folder
        url = self._database_url or f"sqlite:///{folder / 'teman.db'}"
        self._storage: Storage = await open_storage(
            url, f"sqlite:///{folder / 'keys.db'}", RING, _now_ms, FACTS
        )
        channels = {"telegram": _Wire()}
        dialect = HouseDialect()
        turns = Turns(
            writer=self._storage.writer,
            channels=channels,
            talker=Talker(Registry([ten_questions]), dialect),
            teller=Teller(channels),
            dialect=dialect,
            hand_over=self._committed,
        )
        self._intake = Intake(
            writer=self._storage.writer, channels=channels, turns=turns, ids=self._storage.ids
        )
        self._turns = turns
        await self._intake.recover()

    def _committed(self, queued: list[Queued]) -> None:
        for row in queued:
            chat = row.body[9 : row.body.index(b'"', 9)].decode()
            future = self._waiting.pop(chat, None)
            if future is not None:
                future.set_result(None)

    async def feed(self, update_json: bytes) -> None:
        event = json.loads(update_json)
        chat = str(event["message"]["chat"]["id"])
        done = asyncio.get_running_loop().create_future()
        self._waiting[chat] = done
        raw = RawEvent(
            channel="telegram", key=f"1:{event['update_id']}", chat=chat, body=update_json, event=event
        )
        await self._intake.store([raw])
        await done
        self._fed += 1
        if self._fed % SAMPLE_EVERY == 0:
            await self._sample()

    async def _sample(self) -> None:
        """How large a stored talk is at this moment, for the limit's rows."""

        async def read(unit: Unit) -> Any:
            row = await unit.fetch_one("SELECT avg(length(body)) AS size FROM talks")
            return row["size"] if row else None

        found = await self._storage.writer.run(read)
        if found:
            self._talk_bytes.append(float(found))

    async def settings(self) -> Mapping[str, str]:
        async def read(unit: Unit) -> dict[str, str]:
            if self._database_url:
                names = ("fsync", "synchronous_commit")
                rows = [await unit.fetch_one(f"SHOW {name}") for name in names]  # tests may build SQL
                return {name: row[0] for name, row in zip(names, rows, strict=True) if row}
            mode = await unit.fetch_one("PRAGMA journal_mode")
            full = await unit.fetch_one("PRAGMA synchronous")
            assert mode
            assert full
            return {"journal_mode": mode[0], "synchronous": str(full[0])}

        return await self._storage.writer.run(read)

    async def verify(self, expected: Iterable[Expected]) -> None:
        wanted = list(expected)
        answers: dict[int, list[str]] = {}
        replies: dict[int, list[str]] = {}

        async def read(unit: Unit) -> None:
            accounts = await unit.fetch(
                "SELECT a.id AS account_id, a.person_id, a.owner_id, a.address, p.details FROM accounts a JOIN persons p ON p.id = a.person_id"
            )
            chats = {}
            for start in range(0, len(accounts), 500):
                some = accounts[start : start + 500]
                await unit.vault.have([owner_of(row["person_id"]) for row in some])
                for row in some:
                    chat = int(people.open_address(unit, row))
                    chats[row["account_id"]] = chat
                    if row["details"] is not None:
                        details = unit.vault.unseal(
                            owner_of(row["person_id"]), people.DETAILS_PLACE, bytes(row["details"])
                        )
                        answers[chat] = json.loads(json.loads(details)["answers"])
            for row in await unit.fetch("SELECT id, account_id, person_id, body FROM outbox ORDER BY id"):
                await unit.vault.have([owner_of(row["person_id"])])
                body = unit.vault.unseal(
                    owner_of(row["person_id"]), cell("outbox.body", row["id"]), bytes(row["body"])
                )
                replies.setdefault(chats[row["account_id"]], []).append(unpack(body, 0).text)
            new = await unit.fetch_one("SELECT count(*) AS n FROM inbox WHERE state <> 'done'")
            assert new is not None
            if new["n"]:
                raise WrongRows(f"{new['n']} events are not done")

        await self._storage.writer.run(read)
        await self._storage.writer.run(self._measure)
        compare(wanted, answers, replies, by="value")

    def row_shape(self) -> tuple[RowShape, ...]:
        """What one turn writes, by the sizes of what was really stored; measured by `verify`."""
        size = self._sizes
        talk = round(sum(self._talk_bytes) / max(1, len(self._talk_bytes)))
        return (
            RowShape(
                table="inbox",
                action="insert",
                column_bytes=(8, 8, 8, 8, 8, size["inbox.body"], 4, 1),
                unique_key_bytes=size["inbox.key_hash"],
            ),
            RowShape(table="inbox", action="update", column_bytes=(4,)),
            RowShape(table="accounts", action="upsert", column_bytes=(8, 8, 8, size["accounts.address"])),
            RowShape(table="talks", action="upsert", column_bytes=(8, 8, 8, 8, 8, 8, talk)),
            RowShape(
                table="outbox",
                action="insert",
                column_bytes=(8, 8, 8, 8, 8, 8, 8, 8, size["outbox.body"]),
                unique_key_bytes=16,
            ),
        )

    async def _measure(self, unit: Unit) -> None:
        for table, column in (
            ("inbox", "body"),
            ("inbox", "key_hash"),
            ("accounts", "address"),
            ("outbox", "body"),
        ):
            sql = "SELECT avg(length(" + column + ")) AS size FROM " + table
            row = await unit.fetch_one(sql)
            self._sizes[f"{table}.{column}"] = round((row["size"] if row else 0) or 0)

    async def broadcast(self, text: str) -> int:
        """Queue the text for everybody known, slice by slice; how many rows were committed."""
        body = pack(Outgoing(outbox_id="", chat="", text=text))
        body = json.dumps({key: value for key, value in json.loads(body).items() if key != "chat"}).encode()
        kind = MessageClass.BROADCAST
        notice_id = await self._storage.writer.run(lambda unit: notices.add(unit, body))
        total, last = 0, 0
        while True:

            async def slice_(unit: Unit, last: int = last) -> tuple[int, int]:
                return await notices.queue_for_all(
                    unit, notice_id, kind=kind.value, lane=LANES[kind], after_account=last
                )

            count, last = await self._storage.writer.run(slice_)
            total += count
            if count < notices.SLICE:
                return total

    async def fill_classes(self) -> int:
        """Everybody known has a place in a class that begins tomorrow at this hour; how many reminders are due now."""
        return await classes.fill(self._storage)

    async def remind_all(self) -> int:
        """What the clock does when that minute comes, to its end; how many messages there are of it."""
        return await classes.remind_all(self._storage, Teller({"telegram": _Wire()}))

    async def send_all(self, api_url: str) -> None:
        """The real outbox and the real Telegram channel against that server, until nothing waits."""
        channel = Telegram(token="1:bench-token-of-nobody", api_url=api_url)
        delivery = Delivery(self._storage.writer, {"telegram": channel}, time.monotonic)
        await delivery.start()
        while True:
            states = await self._storage.writer.run(outbox.count_states)
            if not states.get("queued") and not states.get("sending"):
                break
            await asyncio.sleep(0.05)
        await delivery.stop()
        await channel.close()

    async def stop(self) -> None:
        await self._turns.drain()
        await self._storage.close()


def _now_ms() -> int:
    """An hour before the bench's messages were written: an answer older than its question would not count."""
    return FIRST_DATE * 1000 - 3_600_000 + time.monotonic_ns() // 1_000_000 % 1_000_000


def contender(database_url: str | None) -> Ours:
    """Ours, on SQLite or on the PostgreSQL at the URL."""
    return Ours(database_url)


def environment(folder: Path) -> dict[str, str]:
    """Settings with which `python -m bot run` opens the database that `start(folder)` made."""
    return {
        "DATABASE_URL": f"sqlite:///{folder / 'teman.db'}",
        "KEYS_URL": f"sqlite:///{folder / 'keys.db'}",
        "SECRET_KEYS": f"bench:{base64.b64encode(RING[0].secret).decode()}",
        "DATA_DIR": str(folder),
        "SIMULATOR": "on",
    }
