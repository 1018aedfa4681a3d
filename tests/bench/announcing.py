"""A large announcement by the whole program: bot/app.py with all its conversations, its clock and its pace.

Called by tests/bench/round.py in a process of its own. The crowd is the demo's (bot/demo_crowd.py), of one office;
it is announced to at ten in the morning there.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bot.app import App
from bot.channels.base import Abilities, Channel, Incoming, Outgoing, RawEvent, Sent
from bot.channels.telegram.decoding import decode
from bot.demo import add_people, seed
from bot.demo_crowd import fill_crowd, reached_by
from bot.demo_people import OFFICES
from bot.garbage import spare_the_collector
from bot.settings import read_settings
from db import announcements, organisations, people
from db.people import Actor
from db.unit import Unit
from domain.announcements import CALL_BACK_S, Announcement, Audience, Content, NewsKind, Part, PartKind, State
from domain.roles import Role, RoleGrant
from domain.zones import local_time
from tests.bench import load, script
from tests.bench.contender import WrongRows

if TYPE_CHECKING:
    from tests.bench.round import Job

OFFICE = OFFICES[0]
TEXT = "Halo {panggilan} {nama}. Pendaftaran bantuan dibuka {tanggal}. Datang ke kantor kecamatan, bawa KTP."
LIVE_CHATS = 60
LIVE_A_SECOND = 8
LIVE_S = 40
LOOK_S = 0.05
PATIENCE_S = 1_500.0
CHATTING = "menu"


class Wire:
    """Telegram's decoding and pace; takes everything at once, and tells when a live chat got its answer."""

    name = "telegram"

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.waiting: dict[str, asyncio.Future[None]] = {}

    def abilities(self, chat: str) -> Abilities:
        return Abilities(buttons_max=10, button_label_max=32, edits=True, taps_are_answered=True)

    def decode(self, body: bytes, event: Any = None) -> Incoming:
        return decode(body, event)

    async def send(self, outgoing: Outgoing) -> Sent:
        self.taken[outgoing.chat] += 1
        answered = self.waiting.pop(outgoing.chat, None)
        if answered is not None:
            answered.set_result(None)
        return Sent(message_ref=str(self.taken.total()))

    async def delete(self, chat: str, message_refs: Sequence[str]) -> None:
        return None

    async def typing(self, chat: str) -> None:
        return None

    async def run(self, intake: Any) -> None:
        return None

    async def close(self) -> None:
        return None


class Chatting:
    """Fed as a contender is; a message is done when its answer is on the wire."""

    def __init__(self, app: App, wire: Wire) -> None:
        self._app = app
        self._wire = wire

    async def feed(self, update_json: bytes) -> None:
        event = json.loads(update_json)
        chat = str(event["message"]["chat"]["id"])
        answered = self._wire.waiting[chat] = asyncio.get_running_loop().create_future()
        key = f"1:{event['update_id']}"
        raw = RawEvent(channel="telegram", key=key, chat=chat, body=update_json, event=event)
        await self._app.intake.store([raw])
        await answered


async def run(job: Job) -> dict[str, Any]:
    """What the round found."""
    modes = {"fill": _fill, "send": _send}
    return await modes[job.mode](job)


@asynccontextmanager
async def _program(job: Job, channels: Sequence[Channel] = (), **settings: str) -> AsyncIterator[App]:
    """The demo with its crowd, at ten in the morning; its clock ticks."""
    given = {"DATA_DIR": job.folder, "SIMULATOR": "off", **settings}
    wanted = read_settings(given, demo=True)
    if not channels:
        wanted, channels = reached_by(wanted)
    app = App(replace(wanted, port=0), channels=channels)
    await app.start()
    try:
        app.clock.offset_ms = _until_ten(app.clock.now_ms())
        await seed(app, rest_later=True)
        await fill_crowd(app.storage.writer, job.chats, office=OFFICE.name)
        spare_the_collector()  # as `python -m bot run` does
        app.receive()
        await app.settled.wait()
        yield app
    finally:
        await app.stop()


def _until_ten(now_ms: int) -> int:
    """Milliseconds until it is ten in the morning there, tomorrow."""
    now = datetime.fromtimestamp(now_ms / 1000, UTC)
    local = local_time(now, OFFICE.zone)
    ten = datetime.combine(local.date() + timedelta(days=1), time(10), local.tzinfo)
    return round((ten - local).total_seconds() * 1000)


async def _announce(app: App) -> Announcement:
    """It is due at once: the minute in which it could be called back is over."""
    found = await app.storage.writer.run(_write)
    app.clock.offset_ms += CALL_BACK_S * 1_000
    return found


async def _write(unit: Unit) -> Announcement:
    """By a worker; for so many a second person has to agree."""
    (office,) = [each for each in await organisations.list_all(unit) if each.office.name == OFFICE.name]
    unit.actor = await _colleague(unit, office.row_id, Role.WORKER)
    written = await announcements.add(
        unit,
        content=Content(
            texts={"id": TEXT},
            choices=("Ya", "Tidak"),
            sender=OFFICE.name,
            news=NewsKind.OTHER,
            code="",
            day=unit.now.date(),
        ),
        audience=Audience(those=tuple(Part(kind=PartKind.AREA, value=area) for area in OFFICE.areas)),
        organisation_id=office.row_id,
        group_id=None,
        size=10**9,
        due_ms=unit.now_ms,
    )
    unit.actor = await _colleague(unit, office.row_id, Role.SUPERVISOR)
    return await announcements.agree(unit, written.id)


async def _colleague(unit: Unit, office: int, role: Role) -> Actor:
    (person_id,) = await add_people(unit, 1)
    grant = RoleGrant(role, organisation_id=office)
    people.begin_details(unit, person_id, name=f"{role.title()} (contoh)")
    people.grant_role(unit, role_id=unit.new_id(), person_id=person_id, grant=grant, now_ms=unit.now_ms)
    return Actor(
        account_id=0,
        person_id=person_id,
        channel="",
        phone="own",
        language="id",
        zone=OFFICE.zone,
        staff=True,
        roles=(grant,),
    )


async def _until(app: App, announcement: Announcement, done: Any) -> None:
    """Looks as a page does, until it stands so."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            found = await app.storage.writer.run(lambda unit: announcements.peek(unit, announcement.id))
            if found is not None and done(found):
                return
            await asyncio.sleep(LOOK_S)


# -- until all have their row ---------------------------------------------------------------------------------------


async def _fill(job: Job) -> dict[str, Any]:
    """Seconds, memory and the answers of others, while everybody gets her row and the first ones get their message."""
    wire = Wire()
    async with _program(job, [wire]) as app:
        stream = list(_live_stream())
        before = _mark_memory()
        live = asyncio.create_task(load.at_rate(Chatting(app, wire), stream, LIVE_A_SECOND))
        began = perf_counter()
        announcement = await _announce(app)
        await _until(app, announcement, lambda found: found.state is State.SENDING and found.queued_to == -1)
        seconds = perf_counter() - began
        grown = _peak_memory() - before
        taken = await live
        during = max(1, int(seconds * LIVE_A_SECOND))
        return {
            **await app.storage.writer.run(lambda unit: _count(unit, announcement.id)),
            "seconds": seconds,
            "grown": grown,
            "p95_s": load.percentile(taken.seconds[:during], 95),
            "p95_after_s": load.percentile(taken.seconds[during:] or [0.0], 95),
            "most_s": max(taken.seconds),
        }


def _live_stream() -> list[script.Message]:
    """Women who are not of the crowd, each of whom asks for the menu now and then."""
    chats = script.chat_ids(0, LIVE_CHATS)
    stream = []
    for message in script.messages(chats):
        event = json.loads(message.update)
        event["message"]["text"] = CHATTING
        stream.append(replace(message, update=json.dumps(event).encode()))
    return stream[: LIVE_A_SECOND * LIVE_S]


def _mark_memory() -> int:
    """Resident bytes now; the highest is counted from here on."""
    Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def _peak_memory() -> int:
    return _status("VmHWM")


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


async def _count(unit: Unit, announcement_id: int) -> dict[str, Any]:
    """How many receivers and rows there are, and whether anybody has two."""
    (row,) = await unit.fetch(
        "SELECT (SELECT count(*) FROM announcement_receivers WHERE announcement_id = $1) AS receivers,"
        " (SELECT count(*) FROM outbox WHERE notice_id = $1) AS queued,"
        " (SELECT count(DISTINCT person_id) FROM outbox WHERE notice_id = $1) AS persons",
        announcement_id,
    )
    states = await unit.fetch(
        "SELECT state, why, count(*) AS n FROM announcement_receivers WHERE announcement_id = $1"
        " GROUP BY state, why ORDER BY state, why",
        announcement_id,
    )
    counted = {f"{each['state']} {each['why']}".strip(): each["n"] for each in states}
    if row["queued"] != row["persons"]:
        raise WrongRows(f"{row['queued']} rows for {row['persons']} persons")
    return {"receivers": row["receivers"], "queued": row["queued"], "states": counted}


# -- until all is sent ----------------------------------------------------------------------------------------------


async def _send(job: Job) -> dict[str, Any]:
    """Against the Bot API server of that address, until it is over; what is on record then."""
    more: Mapping[str, Any] = job.more
    async with _program(job, TELEGRAM_API_URL=str(more["api_url"])) as app:
        began = perf_counter()
        announcement = await _announce(app)
        await _until(app, announcement, lambda found: found.state is State.DONE)
        found = await app.storage.writer.run(lambda unit: _count(unit, announcement.id))
        return {**found, "seconds": perf_counter() - began}
