"""A thief with the files of the database finds no name, no phone, no word she wrote, and learns no key."""

from pathlib import Path

import pytest

from conversation.text import _
from db import inbox, outbox, people, talks
from db.engine import Fetch
from db.outbox import Queued
from db.push_buttons import add_push
from db.requests import submit
from db.screenings import SetResult
from db.talks import Talk
from db.unit import PushButton, Unit
from db.vault import person as owner_of
from domain.requests import Contact, Way
from tests.db.desk import RING, Desk, open_desk

CANARIES = ("Kenari-Nama", "+6281-KENARI", "kenari menulis ini", "kenari-alasan", "Kenari-Jawaban")
NAME, PHONE, WORDS, REASON, ANSWER = CANARIES


async def write_everything(desk: Desk) -> None:
    """Each sealed column of the foundation, with a canary in it."""
    siti = await desk.person(PHONE)

    async def job(unit: Unit) -> None:
        unit.actor = siti
        await unit.vault.have([owner_of(siti.person_id)])
        await inbox.add(unit, [(unit.new_id(), "telegram", PHONE, WORDS.encode())], unit.now_ms)
        await people.set_details(unit, siti.person_id, name=NAME, salutation=NAME)
        people.move_account(unit, siti.account_id, siti.person_id, "telegram", PHONE)
        talks.save(
            unit,
            Talk(
                id=unit.new_id(),
                account_id=siti.account_id,
                person_id=siti.person_id,
                name="skrining",
                args=(REASON,),
                entries=[["a", f"note|{NAME}?", ANSWER]],
                shown=NAME,
                labels=(NAME,),
                keys=("a",),
            ),
            "open",
        )
        queued = Queued(
            id=unit.new_id(),
            account_id=siti.account_id,
            person_id=siti.person_id,
            channel="telegram",
            kind="answer",
            lane=1,
            due_ms=0,
            body=WORDS.encode(),
        )
        outbox.add(unit, queued)
        add_push(unit, siti.person_id, PushButton(label=_("Buka"), talk="x", args=(REASON,)), "matter")
        result = SetResult(
            set_id="s",
            set_version="1",
            overall="perlu_cek",
            priority=0,
            is_example=True,
            answers={"q": ANSWER},
            levels={},
            sources={},
        )
        await submit(
            unit,
            person_id=siti.person_id,
            organisation_id=await _office(unit),
            kind="person",
            wants_person=True,
            contact=Contact(way=next(iter(Way)), phone=PHONE),
            results=(result,),
        )

    await desk.run(job)


async def _office(unit: Unit) -> int:
    office_id = unit.new_id()
    unit.write("INSERT INTO organisations (id, name, zone, details) VALUES ($1, '', '', '{}')", office_id)
    return office_id


def found_in(folder: Path, words: tuple[str, ...]) -> set[str]:
    """Which of these stand in any file below `folder`, in any usual spelling."""
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert files
    spellings = {
        word: (word.encode(), word.encode("utf-16-le"), word.lower().encode(), word.encode().hex().encode())
        for word in words
    }
    contents = [each.read_bytes() for each in files]
    return {word for word, all_ in spellings.items() if any(one in each for one in all_ for each in contents)}


async def test_no_canary_is_in_the_files_of_sqlite_while_it_runs_or_afterwards(tmp_path: Path):
    async with open_desk(tmp_path) as desk:
        await write_everything(desk)
        assert {each.suffix for each in tmp_path.iterdir()} >= {".db", ".db-wal", ".db-shm"}
        assert found_in(tmp_path, CANARIES) == set()
        await desk.storage.engine.perform([Fetch("PRAGMA wal_checkpoint(TRUNCATE)")])
        assert found_in(tmp_path, CANARIES) == set()
    assert found_in(tmp_path, CANARIES) == set()
    assert not any(RING[0].secret in each.read_bytes() for each in tmp_path.iterdir())


@pytest.mark.postgres
async def test_no_canary_is_in_any_row_of_postgres(postgres_url: str, tmp_path: Path):
    async with open_desk(tmp_path, postgres_url) as desk:
        await write_everything(desk)
        tables = "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'"
        names = [row["name"] for row in (await desk.storage.engine.perform([Fetch(tables)]))[0]]
        dump = tmp_path / "dump"
        dump.mkdir()
        for name in names:
            rows = (await desk.storage.engine.perform([Fetch(f"SELECT * FROM {name}")]))[0]
            values = [value for row in rows for value in tuple(row)]
            (dump / name).write_bytes(
                b"\n".join(each if isinstance(each, bytes) else str(each).encode() for each in values)
            )
        assert len(names) > 10
        assert found_in(dump, CANARIES) == set()


def test_the_search_would_find_a_canary(tmp_path: Path):
    (tmp_path / "teman.db-wal").write_bytes(b"\0\1" + NAME.encode() + b"\2")
    (tmp_path / "hex").write_text(PHONE.encode().hex())
    assert found_in(tmp_path, CANARIES) == {NAME, PHONE}


async def test_an_old_copy_of_the_database_says_nothing_of_an_erased_woman(tmp_path: Path):
    async with open_desk(tmp_path) as desk:
        siti = await desk.person(PHONE)
        await desk.storage.engine.perform([Fetch("PRAGMA wal_checkpoint(TRUNCATE)")])
        old_copy = (tmp_path / "teman.db").read_bytes()
        await desk.storage.vault.destroy([owner_of(siti.person_id)])
    restored = tmp_path / "restored"
    restored.mkdir()
    (restored / "teman.db").write_bytes(old_copy)
    (restored / "keys.db").write_bytes((tmp_path / "keys.db").read_bytes())
    async with open_desk(restored) as desk:
        assert await desk.run(lambda unit: people.list_persons(unit, [siti.person_id])) == {}
        rows = (await desk.storage.engine.perform([Fetch("SELECT id FROM persons")]))[0]
        assert [row["id"] for row in rows] == [siti.person_id]
