"""A restore replaces nothing unseen: never a running or newer database, never with a key ring that does not fit."""

import sqlite3
from pathlib import Path

import pytest

from bot.ledger_heads import ledger_heads_file
from bot.media import files_folder
from bot.sealing_audit import heads_file
from db import outbox, people
from db.outbox import Queued
from db.people import Actor
from db.unit import Unit
from tests.bot.shell import NEW_KEY, Program, Shell, plant
from tests.db.desk import Desk
from tests.db.forgetting import rows


async def copied(shell: Shell, folder: Path) -> tuple[str, str]:
    """Copies of both as they are now."""
    assert (await shell("backup"))[0] == 0
    return tuple(str(next((folder / "backup" / kind).iterdir())) for kind in ("records", "keys"))  # type: ignore[return-value]


async def queue(desk: Desk, who: Actor, state: str) -> None:
    async def job(unit: Unit) -> None:
        queued = Queued(
            id=unit.new_id(),
            account_id=who.account_id,
            person_id=who.person_id,
            channel="simulator",
            kind="answer",
            lane=1,
            due_ms=0,
            body=b"x",
        )
        outbox.add(unit, queued, state=state)

    await desk.run(job)


async def test_what_was_there_is_put_aside_and_what_was_not_sent_is_held(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        siti = await desk.person("Siti (demo)")
        for state in ("queued", "retry", "sending", "sent"):
            await queue(desk, siti, state)
        records, keys = await copied(shell, tmp_path)
        await desk.person("Yuyun (demo)")
    heads, book_heads = heads_file(tmp_path, demo=False), ledger_heads_file(tmp_path, demo=False)
    for file in (heads, book_heads):
        file.write_text("{}\n")

    code, text, errors = await shell("restore", records, "--keys", keys, "--replace")

    assert (code, errors) == (0, "")
    assert "3 unsent messages are held" in text
    asides = sorted(path.name.split(".before")[0] for path in tmp_path.glob("*.before-restore-*"))
    assert asides == ["audit-heads.jsonl", "keys.db", "ledger-heads.jsonl", "teman.db"]
    assert not heads.exists()
    assert not book_heads.exists()
    async with running() as desk:
        assert len(await rows(desk, "SELECT id FROM persons")) == 1
        assert (await desk.run(lambda unit: people.get_person(unit, siti.person_id))).name == "Siti (demo)"
        states = await rows(desk, "SELECT state FROM outbox ORDER BY id")
        assert [row["state"] for row in states] == ["held", "held", "held", "sent"]
        audit = await rows(desk, "SELECT action FROM audit")
        assert "restore" in [row["action"] for row in audit]


async def test_the_files_of_the_copy_come_back_and_those_there_are_put_aside(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    files = files_folder(tmp_path, demo=False)
    files.mkdir()
    (files / "dulu").write_bytes(b"sealed")
    async with running() as desk:
        await desk.person("Siti (demo)")
        assert "1 files" in (await shell("backup"))[1]
        (tmp_path / "files" / "dulu").unlink()
        (files / "baru").write_bytes(b"later")
        records = next((tmp_path / "backup" / "records").glob("*.db"))
        assert (await shell("restore", str(records)))[0] == 2  # over a running program
        assert [path.name for path in files.iterdir()] == ["baru"]

    code, text, errors = await shell("restore", str(records))

    assert (code, errors) == (0, "")
    assert "1 files are in place" in text
    assert [(path.name, path.read_bytes()) for path in files.iterdir()] == [("dulu", b"sealed")]
    (aside,) = tmp_path.glob("files.before-restore-*")
    assert [path.name for path in aside.iterdir()] == ["baru"]
    assert not list(tmp_path.glob("files.restoring*"))


async def test_a_copy_without_files_leaves_those_that_are_here(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        await desk.person("Siti (demo)")
        records, _keys = await copied(shell, tmp_path)
    files = files_folder(tmp_path, demo=False)
    files.mkdir()
    (files / "ada").write_bytes(b"sealed")
    assert (await shell("restore", records))[0] == 0
    assert [path.name for path in files.iterdir()] == ["ada"]


async def test_never_over_a_running_program(shell: Shell, running: Program, tmp_path: Path) -> None:
    async with running() as desk:
        await desk.person("Siti (demo)")
        records, _keys = await copied(shell, tmp_path)
        before = (tmp_path / "teman.db").stat().st_ino
        code, _text, errors = await shell("restore", records, "--replace")

    assert code == 2
    assert "stop it first" in errors
    assert (tmp_path / "teman.db").stat().st_ino == before


async def test_over_newer_records_only_when_told_so(shell: Shell, running: Program, tmp_path: Path) -> None:
    async with running() as desk:
        await desk.person("Siti (demo)")
        records, _keys = await copied(shell, tmp_path)
        await desk.person("Yuyun (demo)")

    code, _text, errors = await shell("restore", records)
    assert code == 2
    assert "are newer" in errors
    async with running() as desk:
        assert len(await rows(desk, "SELECT id FROM persons")) == 2
    assert (await shell("restore", records, "--replace"))[0] == 0


async def test_into_an_empty_folder_it_needs_the_keys(shell: Shell, running: Program, tmp_path: Path) -> None:
    async with running() as desk:
        siti = await desk.person("Siti (demo)")
        records, keys = await copied(shell, tmp_path)
    new = tmp_path / "new"
    new.mkdir()
    shell.set(
        DATA_DIR=str(new),
        DATABASE_URL=f"sqlite:///{new / 'teman.db'}",
        KEYS_URL=f"sqlite:///{new / 'keys.db'}",
    )

    code, _text, errors = await shell("restore", records)
    assert code == 2
    assert "--keys" in errors
    assert list(new.iterdir()) == []
    assert (await shell("restore", records, "--keys", keys))[0] == 0
    assert siti.person_id
    assert (await shell("check", "--all"))[0] == 0


@pytest.mark.parametrize(
    "statement, said",
    [
        ("INSERT INTO schema_version (number, name, applied_ms) VALUES (999, 'later', 0)", "newer program"),
        ("DROP TABLE schema_version", "no database of this program"),
    ],
)
async def test_a_copy_this_program_does_not_understand_is_refused(
    shell: Shell, running: Program, tmp_path: Path, statement: str, said: str
) -> None:
    async with running() as desk:
        await desk.person("Siti (demo)")
        records, _keys = await copied(shell, tmp_path)
    changed = tmp_path / "changed"
    changed.mkdir()
    copy = sqlite3.connect(changed / "teman.db")
    old = sqlite3.connect(records)
    old.backup(copy)
    old.close()
    copy.close()
    plant(changed, "PRAGMA foreign_keys=OFF", statement)

    code, _text, errors = await shell("restore", str(changed / "teman.db"), "--replace")

    assert code == 2
    assert said in errors
    async with running() as desk:
        assert len(await rows(desk, "SELECT id FROM persons")) == 1
    assert not list(tmp_path.glob("*.restoring*"))


async def test_keys_that_do_not_open_with_secret_keys_change_nothing(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        await desk.person("Siti (demo)")
        records, keys = await copied(shell, tmp_path)
    shell.set(SECRET_KEYS=NEW_KEY)

    code, _text, errors = await shell("restore", records, "--keys", keys)

    assert code == 1
    assert "put that key back into SECRET_KEYS" in errors
    assert not list(tmp_path.glob("*.before-restore-*"))


async def test_damaged_records_are_put_aside_when_told_so(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        await desk.person("Siti (demo)")
        records, _keys = await copied(shell, tmp_path)
    (tmp_path / "teman.db").write_text("broken")

    assert (await shell("restore", records))[0] == 2
    assert (await shell("restore", records, "--replace"))[0] == 0
    assert (await shell("check"))[0] == 0
