"""Was anything lost or doubled? The records after a history against what the women said and what the server accepted.

The bounds are those of a channel without an idempotency key: every answer takes effect once; every message arrives, and
again at most as often as a kill found it half sent; a message that is not repeated then may stay away instead.
"""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from bot.outgoing import unpack
from db import outbox, people
from db.screenings import open_result
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from tests.kill.ground import SET_ID, Ground
from tests.kill.history import NEVER_AGAIN, Evidence, silent_after
from tests.kill.woman import Woman

RECOVERY_S_MAX = 5.0
OPEN_STATES = ("queued", "sending", "retry", "held", "pull", "rejected", "dropped")

Key = tuple[int, str, tuple[str, ...]]  # the chat, the text without its blanks, what is behind the buttons


class Broken(AssertionError):
    """A promise was broken. faults: one line each, each beginning with lost, doubled, unsettled, wrong or slow."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Sentence:
    """A row of the outbox."""

    id: int
    kind: str
    state: str
    key: Key
    in_place: bool


@dataclass
class Books:
    """What is on record. answers and audit: by chat. messages: all that has a text."""

    inbox: Counter[str] = field(default_factory=Counter)
    talks: int = 0
    persons: int = 0
    requests: Counter[int] = field(default_factory=Counter)
    consents: Counter[int] = field(default_factory=Counter)
    screenings: Counter[int] = field(default_factory=Counter)
    answers: dict[int, dict[str, Any]] = field(default_factory=dict)
    audit: dict[int, list[tuple[str, str, str]]] = field(default_factory=dict)
    messages: list[Sentence] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Verdict:
    """What a history came to. duplicates <= uncertain, else `judge` has raised."""

    kills: int
    duplicates: int
    uncertain: int
    recoveries_s: tuple[float, ...]
    places: tuple[str, ...]


async def read_books(ground: Ground) -> Books:
    """The records, opened with their keys after the program has ended."""
    async with ground.open() as storage:
        return await storage.writer.run(_read)


async def _read(unit: Unit) -> Books:
    books = Books()
    chats = await _chats(unit)
    rows = await unit.fetch("SELECT state, count(*) AS n FROM inbox GROUP BY state")
    books.inbox.update({row["state"]: row["n"] for row in rows})
    rows = await unit.fetch(
        "SELECT (SELECT count(*) FROM talks) AS talks, (SELECT count(*) FROM persons) AS persons"
    )
    books.talks, books.persons = rows[0]["talks"], rows[0]["persons"]
    for row in await unit.fetch("SELECT person_id FROM requests"):
        books.requests[chats[row["person_id"]]] += 1
    for row in await unit.fetch("SELECT person_id FROM consents WHERE answer = 'yes'"):
        books.consents[chats[row["person_id"]]] += 1
    await _read_screenings(unit, books, chats)
    rows = await unit.fetch("SELECT action, object, reason, person_id FROM audit WHERE actor > 0 ORDER BY id")
    for row in rows:
        if row["person_id"] in chats:
            entry = (row["action"], row["object"], row["reason"])
            books.audit.setdefault(chats[row["person_id"]], []).append(entry)
    await _read_messages(unit, books, chats)
    return books


async def _chats(unit: Unit) -> dict[int, int]:
    """The number at the platform of each person who has one."""
    rows = await unit.fetch("SELECT id, id AS account_id, person_id, owner_id, address FROM accounts")
    await unit.vault.have([owner_of(row["person_id"]) for row in rows])
    return {row["person_id"]: int(people.open_address(unit, row)) for row in rows}


async def _read_screenings(unit: Unit, books: Books, chats: dict[int, int]) -> None:
    rows = await unit.fetch(
        "SELECT id, person_id, set_id, set_version, overall, priority, result FROM screenings ORDER BY id"
    )
    for row in rows:
        chat = chats[row["person_id"]]
        books.screenings[chat] += 1
        if row["set_id"] == SET_ID:
            books.answers[chat] = open_result(unit, row).answers


async def _read_messages(unit: Unit, books: Books, chats: dict[int, int]) -> None:
    for row in await unit.fetch("SELECT id, person_id, kind, state, body FROM outbox ORDER BY id"):
        books.states[row["state"]] += 1
        place = cell(outbox.BODY_PLACE, row["id"])
        said = unpack(unit.vault.unseal(owner_of(row["person_id"]), place, bytes(row["body"])), row["id"])
        if said.text:
            key = _key(chats[row["person_id"]], said.text, tuple(button.payload for button in said.buttons))
            books.messages.append(
                Sentence(row["id"], row["kind"], row["state"], key, in_place=bool(said.replaces))
            )


def _key(chat: int, text: str, data: tuple[str, ...]) -> Key:
    return chat, " ".join(text.split()), data


# -- the judgement --------------------------------------------------------------------------------------------------


async def judge(ground: Ground, evidence: Evidence, audit: list[tuple[str, str, str]]) -> Verdict:
    """What the history came to. audit: what a woman's uninterrupted screening leaves. Raises Broken."""
    books = await read_books(ground)
    faults = [
        *evidence.complaints,
        *(f"wrong: she is puzzled by {w.puzzled!r}" for w in evidence.women if w.puzzled),
    ]
    for woman in evidence.women:
        faults += _answers(woman, books, audit)
    faults += _events(evidence, books)
    duplicates, found = _messages(evidence, books)
    faults += found
    faults += [f"slow: recovered in {each:.1f} s" for each in evidence.recoveries_s if each > RECOVERY_S_MAX]
    if not ground.url:
        faults += _structure(ground)
    if faults:
        raise Broken(faults)
    return Verdict(
        evidence.kills,
        duplicates,
        evidence.sending.total(),
        tuple(evidence.recoveries_s),
        tuple(evidence.places),
    )


def _answers(woman: Woman, books: Books, audit: list[tuple[str, str, str]]) -> list[str]:
    """Her answers stand in one request, once, as she gave them."""
    faults = []
    for name, count in (
        ("request", books.requests),
        ("screening", books.screenings),
        ("consent", books.consents),
    ):
        if count[woman.chat] != 1:
            word = "lost" if not count[woman.chat] else "doubled"
            faults.append(f"{word}: {count[woman.chat]} rows of her {name} (chat {woman.chat})")
    kept = books.answers.get(woman.chat, {})
    for criterion, answer in woman.answered.items():
        if kept.get(criterion) != answer:
            faults.append(f"lost: {criterion} is {kept.get(criterion)!r}, she said {answer!r}")
    if books.audit.get(woman.chat) != audit:
        faults.append(f"wrong: audit is {books.audit.get(woman.chat)}, not {audit}")
    return faults


def _events(evidence: Evidence, books: Books) -> list[str]:
    """Every update is stored once and done; nothing waits; no talk is left over; nobody exists twice."""
    faults = []
    said = sum(woman.sent for woman in evidence.women)
    stored = books.inbox.total()
    if stored < said - evidence.waiting:
        faults.append(f"lost: {said} updates, {evidence.waiting} not acknowledged, {stored} stored")
    if stored > said:
        faults.append(f"doubled: {said} updates, {stored} stored")
    if set(books.inbox) - {"done"}:
        faults.append(f"unsettled: inbox {dict(books.inbox)}")
    if any(books.states[state] for state in OPEN_STATES):
        faults.append(f"unsettled: outbox {dict(books.states)}")
    if books.talks > sum(woman.at_menu for woman in evidence.women):
        faults.append(f"unsettled: {books.talks} talks left")
    if books.persons != len(evidence.women) + 1:
        faults.append(f"doubled: {books.persons} persons for {len(evidence.women)} women and an admin")
    return faults


def _messages(evidence: Evidence, books: Books) -> tuple[int, list[str]]:
    """Every row of the outbox against what was accepted; how many came twice."""
    arrived = Counter(_key(w.chat, each.text, each.data) for w in evidence.women for each in w.heard)
    written: dict[Key, list[Sentence]] = {}
    for sentence in books.messages:
        if not sentence.in_place:
            written.setdefault(sentence.key, []).append(sentence)
    faults = [
        f"doubled: accepted, but on no record: {key[1][:80]!r}" for key in arrived.keys() - written.keys()
    ]
    duplicates = 0
    for key, rows in written.items():
        given_up = sum(row.state == "uncertain" for row in rows)
        spare = sum(evidence.sending[row.id] for row in rows if row.kind not in NEVER_AGAIN)
        if arrived[key] < len(rows) - given_up:
            faults.append(f"lost: {len(rows)} rows, {arrived[key]} accepted: {key[1][:80]!r}")
        if arrived[key] > len(rows) + spare:
            faults.append(
                f"doubled: {len(rows)} rows, {spare} uncertain, {arrived[key]} accepted: {key[1][:80]!r}"
            )
        duplicates += max(0, arrived[key] - len(rows))
        faults += [
            f"wrong: {row.kind} {row.id} was given up without need"
            for row in rows
            if row.state == "uncertain" and evidence.sending[row.id] < silent_after(row.kind)
        ]
    return duplicates, faults


def _structure(ground: Ground) -> list[str]:
    faults = []
    for name in ("teman.db", "keys.db"):
        with closing(sqlite3.connect(ground.folder / name)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall()
            pointers = connection.execute("PRAGMA foreign_key_check").fetchall()
        if found != [("ok",)] or pointers:
            faults.append(f"wrong: {name} is damaged: {found} {pointers}")
    return faults
