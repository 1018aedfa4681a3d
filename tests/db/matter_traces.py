"""One row of a woman in every table of contact, her words sealed as the program seals them; and which columns name her."""

import re

from db import matter_looks, matter_moves, matter_notes, matter_steps, matters, outbox
from db.matter_rows import keep_contact
from db.matters import Chosen
from db.migrations.m0014_contact import STATEMENTS
from db.outbox import Queued
from db.people import Actor
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.matters import Matter, MessageKind
from domain.requests import Contact, Way

# What a thief must not find; each part of the program has put one of them somewhere.
CANARIES = (
    "kenari-tulisan",
    "kenari-catatan",
    "kenari-langkah",
    "kenari-dibawa",
    "kenari-alasan",
    "kenari-nomor",
)
WROTE, NOTED, PLANNED, PASSED, LOOKED, NUMBER = CANARIES


def naming() -> set[tuple[str, str]]:
    """(table, column) of everything that names a person, from the schema itself."""
    found: set[tuple[str, str]] = set()
    for statement in STATEMENTS:
        table = re.match(r"CREATE TABLE (\w+)", statement)
        columns = re.findall(r"^\s+(\w+) BIGINT[^,\n]*REFERENCES persons", statement, re.MULTILINE)
        found |= {(table[1], column) for column in columns if table is not None}
    return found


def sealed_columns() -> set[str]:
    """table.column of everything that is sealed, from the schema itself."""
    found: set[str] = set()
    for statement in STATEMENTS:
        table = re.match(r"CREATE TABLE (\w+)", statement)
        columns = re.findall(r"^\s+(\w+) BLOB", statement, re.MULTILINE)
        found |= {f"{table[1]}.{column}" for column in columns if table is not None}
    return {each for each in found if not each.endswith("_hash")}


async def leave_traces(unit: Unit, woman: Actor, office: int, worker: Actor) -> Matter:
    """She wrote, was written about, moved, looked at; and she is somebody of an office herself."""
    written = await matters.write(
        unit,
        person_id=woman.person_id,
        organisation_id=office,
        chosen=Chosen(),
        kind=MessageKind.TEXT,
        text=WROTE,
    )
    matter = written.matter
    await keep_contact(unit, matter, Contact(way=Way.PHONE, phone=NUMBER))
    await unit.vault.have([matter_notes.owner_of(woman.person_id)], create=True)
    _write_beside(unit, matter, worker.person_id)
    _write_work(unit, woman.person_id, office)
    _write_copies(unit, matter, woman, worker)
    return matter


def _sealed(unit: Unit, person_id: int, place: str, row: int, words: str) -> bytes:
    return unit.vault.seal(owner_of(person_id), cell(place, row), words.encode())


def _write_beside(unit: Unit, matter: Matter, worker: int) -> None:
    person_id, note, step, move, look = matter.person_id, *(unit.new_id() for _ in range(4))
    unit.write(
        "INSERT INTO matter_notes (id, matter_id, person_id, organisation_id, by_person, kind, body, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, 'kunjungan', $6, $7)",
        note,
        matter.id,
        person_id,
        matter.organisation_id,
        worker,
        unit.vault.seal(
            matter_notes.owner_of(person_id), cell(matter_notes.NOTE_PLACE, note), NOTED.encode()
        ),
        unit.now_ms,
    )
    unit.write(
        "INSERT INTO matter_steps (id, matter_id, person_id, by_person, kind, body, due_ms, state, made_ms)"
        " VALUES ($1, $2, $3, $4, 'step', $5, $6, 'waiting', $6)",
        step,
        matter.id,
        person_id,
        worker,
        _sealed(unit, person_id, matter_steps.BODY_PLACE, step, PLANNED),
        unit.now_ms,
    )
    unit.write(
        "INSERT INTO matter_moves (id, matter_id, person_id, kind, from_organisation, from_person, state, passes, body,"
        " made_ms) VALUES ($1, $2, $3, 'hand_over', $4, $5, 'done', 'words', $6, $7)",
        move,
        matter.id,
        person_id,
        matter.organisation_id,
        worker,
        _sealed(unit, person_id, matter_moves.BODY_PLACE, move, f'{{"words": "{PASSED}"}}'),
        unit.now_ms,
    )
    unit.write(
        "INSERT INTO matter_looks (id, matter_id, person_id, by_person, reason, at_ms, until_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $6)",
        look,
        matter.id,
        person_id,
        worker,
        _sealed(unit, person_id, matter_looks.REASON_PLACE, look, LOOKED),
        unit.now_ms,
    )


def _write_work(unit: Unit, person_id: int, office: int) -> None:
    unit.write("INSERT INTO contact_staff (person_id, at_once) VALUES ($1, 1)", person_id)
    unit.write(
        "INSERT INTO outreach_codes (code_hash, area, organisation_id, issuer_id, made_ms, expires_ms)"
        " VALUES ($1, 'samarinda', $2, $3, $4, $4)",
        unit.vault.digest("outreach", str(person_id)),
        office,
        person_id,
        unit.now_ms,
    )


def _write_copies(unit: Unit, matter: Matter, woman: Actor, worker: Actor) -> None:
    """What she wrote stands in the worker's chat, and something of it in her own."""
    for receiver in (worker, woman):
        queued = Queued(
            id=unit.new_id(),
            account_id=receiver.account_id,
            person_id=receiver.person_id,
            channel="simulator",
            kind="relay",
            lane=2,
            due_ms=unit.now_ms,
            body=b"sealed",
            made_ms=unit.now_ms,
        )
        outbox.add(unit, queued, state="pull")
        unit.write(
            "INSERT INTO matter_copies (outbox_id, matter_id, first_n, n, receiver_id, made_ms)"
            " VALUES ($1, $2, 1, 1, $3, $4)",
            queued.id,
            matter.id,
            receiver.person_id,
            unit.now_ms,
        )
