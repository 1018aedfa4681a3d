"""One round: one contender, one kind of load, in this process alone. Prints one JSON object.

Called as `python -m tests.bench.round JOB`, with the interpreter of the contender's environment; JOB is JSON.
"""

from __future__ import annotations

import asyncio
import importlib.metadata
import itertools
import json
import os
import sqlite3
import sys
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.garbage import spare_the_collector
from tests.bench import load, script
from tests.bench.contender import DEFAULT_SHAPE, Contender, NotThereYet, RowShape, build, check_durable

LIBRARIES = ("python-telegram-bot", "aiogram", "aiosqlite", "asyncpg")
LIVE_MESSAGES_A_SECOND = 50
LIVE_CHATS = 150


@dataclass(frozen=True, kw_only=True)
class Job:
    contender: str
    mode: str
    folder: str
    chats: int = 0
    first_chat: int = 0
    database_url: str | None = None
    shape: tuple[Mapping[str, Any], ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


def resident_bytes() -> tuple[int, int]:
    """Resident memory of this process: now, and the highest it has been."""
    lines = Path("/proc/self/status").read_text().splitlines()
    found = {
        line.split(":")[0]: int(line.split()[1]) * 1024
        for line in lines
        if line.startswith(("VmRSS", "VmHWM"))
    }
    return found["VmRSS"], found["VmHWM"]


def _shape_of(contender: Contender) -> list[Mapping[str, Any]] | None:
    measure = getattr(contender, "row_shape", None)
    return [asdict(row) for row in measure()] if measure else None


async def _feed_all(job: Job, contender: Contender) -> dict[str, Any]:
    chats = script.chat_ids(job.first_chat, job.chats)
    stream = list(script.messages(chats))
    spare_the_collector()  # as `python -m bot run` does; for every contender, so that it favours none
    feed = load.one_by_one if job.mode == "one" else load.together
    seconds = await feed(contender, stream)
    await contender.verify(script.expected(chats))
    return {"turns": len(stream), "seconds": seconds, "shape": _shape_of(contender)}


async def _latency(job: Job, contender: Contender) -> dict[str, Any]:
    """Finds the highest load with twenty chats waiting, then half of it arrives at a fixed rate from others."""
    stream = list(script.messages(script.chat_ids(0, job.chats)))
    spare_the_collector()
    highest = len(stream) / await load.together(contender, stream)
    others = list(script.messages(script.chat_ids(job.chats, job.chats)))
    taken = await load.at_rate(contender, others, highest / 2)
    await contender.verify(script.expected(script.chat_ids(0, 2 * job.chats)))
    return {
        "highest": highest,
        "p50_s": load.percentile(taken.seconds, 50),
        "p99_s": load.percentile(taken.seconds, 99),
        "launch_lag_p99_s": load.percentile(taken.launch_lag_s, 99),
    }


async def _populate(job: Job, contender: Contender) -> dict[str, Any]:
    """Opens a conversation for so many people, by feeding; the messages are made as they are fed."""
    began = perf_counter()
    arriving = script.messages(script.chat_ids(0, job.chats), range(1))
    # One generator, twenty takers: each chat sends a single message here, so order within a chat is not at stake.
    async with asyncio.TaskGroup() as group:
        for _ in range(load.WORKERS):
            group.create_task(_take(contender, arriving))
    now, peak = resident_bytes()
    seconds = perf_counter() - began
    await contender.verify(script.expected(script.chat_ids(0, job.chats), messages_each=1))
    return {"turns": job.chats, "seconds": seconds, "resident": now, "resident_peak": peak}


async def _take(contender: Contender, arriving: Any) -> None:
    for message in arriving:
        await contender.feed(message.update)


def _spread(job: Job, number: int) -> list[int]:
    """The chats of one round: so many, spread evenly over the people; every round has others."""
    people, rounds = int(job.more["people"]), int(job.more["rounds"])
    slots = int(job.more["sample"]) * rounds
    return [script.FIRST_CHAT_ID + slot * people // slots for slot in range(number, slots, rounds)]


async def _sample(job: Job, contender: Contender) -> dict[str, Any]:
    """The rest of the conversation for some of the people already there."""
    chats = _spread(job, int(job.more["round"]))
    warm, measured = chats[: len(chats) // 10], chats[len(chats) // 10 :]
    steps = range(1, script.MESSAGES_A_CHAT)
    await load.together(contender, script.messages(warm, steps))
    stream = list(script.messages(measured, steps))
    seconds = await load.together(contender, stream)
    now, peak = resident_bytes()
    if job.more.get("verify"):
        await _verify_sampled(job, contender)
    return {"turns": len(stream), "seconds": seconds, "resident": now, "resident_peak": peak}


async def _verify_sampled(job: Job, contender: Contender) -> None:
    """After the last round: whoever was in one has finished, everybody else has only begun."""
    rounds = range(int(job.more["round"]) + 1)
    finished = {chat for number in rounds for chat in _spread(job, number)}
    everybody = script.chat_ids(0, int(job.more["people"]))
    begun = [chat for chat in everybody if chat not in finished]
    await contender.verify(
        itertools.chain(script.expected(sorted(finished)), script.expected(begun, messages_each=1))
    )


async def _broadcast(job: Job, contender: Contender) -> dict[str, Any]:
    """Queues one message for everybody while others come and answer."""
    queue_for_all: Callable[[str], Awaitable[int]] | None = getattr(contender, "broadcast", None)
    if queue_for_all is None:
        raise NotThereYet("tests.bench.ours has no broadcast(text)")
    stream = list(script.messages(script.chat_ids(job.chats, LIVE_CHATS)))
    live = asyncio.create_task(load.at_rate(contender, stream, LIVE_MESSAGES_A_SECOND))
    began = perf_counter()
    queued = await queue_for_all("Besok ada pertemuan kelompok. Ketik MENU untuk melihat.")
    seconds = perf_counter() - began
    during = max(1, int(seconds * LIVE_MESSAGES_A_SECOND))
    taken = await live
    return {"queued": queued, "seconds": seconds, "p95_s": load.percentile(taken.seconds[:during], 95)}


async def _reminders(job: Job, contender: Contender) -> dict[str, Any]:
    """Reminders of everybody are due at the same minute while others come and answer."""
    fill: Callable[[], Awaitable[int]] | None = getattr(contender, "fill_classes", None)
    remind_all: Callable[[], Awaitable[int]] | None = getattr(contender, "remind_all", None)
    if fill is None or remind_all is None:
        raise NotThereYet("tests.bench.ours has no remind_all()")
    due = await fill()
    spare_the_collector()
    stream = list(script.messages(script.chat_ids(job.chats, LIVE_CHATS)))
    live = asyncio.create_task(load.at_rate(contender, stream, LIVE_MESSAGES_A_SECOND))
    began = perf_counter()
    told = await remind_all()
    seconds = perf_counter() - began
    during = max(1, int(seconds * LIVE_MESSAGES_A_SECOND))
    taken = await live
    p95 = load.percentile(taken.seconds[:during], 95)
    return {"due": due, "told": told, "seconds": seconds, "p95_s": p95}


async def _sending(job: Job, contender: Contender) -> dict[str, Any]:
    send_all = getattr(contender, "send_all", None)
    if send_all is None:
        raise NotThereYet("tests.bench.ours has no send_all(api_url)")
    began = perf_counter()
    await send_all(str(job.more["api_url"]))
    return {"seconds": perf_counter() - began}


MODES: Mapping[str, Callable[[Job, Contender], Awaitable[dict[str, Any]]]] = {
    "one": _feed_all,
    "together": _feed_all,
    "latency": _latency,
    "populate": _populate,
    "sample": _sample,
    "broadcast": _broadcast,
    "reminders": _reminders,
    "sending": _sending,
}


async def run(job: Job) -> dict[str, Any]:
    if job.contender in {"sqlite", "postgres"}:
        return await _run_limit(job)
    if job.contender == "announcing":
        from tests.bench import announcing  # the whole program, which the peers' environment has not

        return await announcing.run(job)
    contender = build(job.contender, job.database_url)
    await contender.start(Path(job.folder))
    try:
        settings = await contender.settings()
        check_durable(settings, on_a_server=job.database_url is not None)
        found = await MODES[job.mode](job, contender)
    finally:
        await contender.stop()
    return {**found, "settings": dict(settings)}


async def _run_limit(job: Job) -> dict[str, Any]:
    from tests.bench import limits  # asyncpg is not in the peers' environment

    shape = tuple(RowShape(**row) for row in job.shape) or DEFAULT_SHAPE
    turns = job.chats * script.MESSAGES_A_CHAT
    if job.contender == "postgres":
        assert job.database_url is not None
        return asdict(await limits.bare_postgres(job.database_url, shape, turns))
    return asdict(limits.bare_sqlite(Path(job.folder), shape, turns, int(job.more["turns_a_transaction"])))


def versions() -> dict[str, str]:
    found = {"sqlite": sqlite3.sqlite_version, "python": sys.version.split()[0]}
    for library in LIBRARIES:
        try:
            found[library] = importlib.metadata.version(library)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def main() -> None:
    job = Job(**json.loads(sys.argv[1]))
    try:
        outcome = asyncio.run(run(job))
    except NotThereYet as missing:
        outcome = {"missing": str(missing)}
    except Exception as error:
        traceback.print_exc()
        print(json.dumps({"error": _first_cause(error)}), flush=True)
        os._exit(1)  # a database thread of a contender that failed half-way would keep the process for ever
    print(json.dumps({**outcome, "versions": versions()}))


def _first_cause(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    main()
