"""`python -m bot check` looks through every book, and finds a byte changed by hand in the database file."""

import json
import random
import sqlite3
from pathlib import Path

import pytest

from bot.ledger_heads import HeadKeeper, ledger_heads_file
from tests.bot.shell import Program, Shell, of_check, plant
from tests.db.desk import Desk
from tests.ledger_world import SITI, Book, open_book

BYTES_CHANGED = 60


async def write(desk: Desk, folder: Path, entries: int = 4) -> Book:
    mentari = await open_book(desk)
    for amount in range(1, entries + 1):
        await mentari.save(SITI, 1_000 * amount, note="titip" if amount % 2 else "")
    await mentari.publish()
    await HeadKeeper(desk.storage.writer, ledger_heads_file(folder, demo=False)).run()
    return mentari


async def test_whole_books_are_told_with_how_much_they_hold(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        await write(desk, tmp_path)
    code, text, _errors = await shell("check", "--json", "--all")
    assert code == 0
    assert of_check(text, "ledger")["counts"] == {
        "groups": 1,
        "entries": 4,
        "lines": 8,
        "codes": 1,
        "heads": 1,
        "unreadable_notes": 0,
        "broken": 0,
    }


async def test_the_first_bad_entry_is_named_with_its_group(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        mentari = await write(desk, tmp_path)
    plant(
        tmp_path,
        "DROP TRIGGER ledger_lines_no_update",
        "UPDATE ledger_lines SET amount = 9000 WHERE number = 3",
        "CREATE TRIGGER ledger_lines_no_update BEFORE UPDATE ON ledger_lines"
        " BEGIN SELECT RAISE(ABORT, 'ledger_lines is append-only'); END",
    )
    code, text, _errors = await shell("check", "--json")
    _code, plain, _errors = await shell("check")
    assert code == 1
    assert [each["name"] for each in json.loads(text)["checks"] if each["fault"]] == ["ledger"]
    assert of_check(text, "ledger")["counts"]["entry"] == 3
    assert f"FAULT: a book is broken: group {mentari.id}: entry 3 was changed." in plain


async def test_an_older_copy_is_told_by_the_heads_that_were_kept_elsewhere(
    shell: Shell, running: Program, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with running() as desk:
        mentari = await write(desk, tmp_path)
    old, heads = (tmp_path / "teman.db").read_bytes(), ledger_heads_file(tmp_path, demo=False)
    old_heads = heads.read_bytes()
    async with running() as desk:
        again = Book(desk, mentari.id, mentari.persons)
        again.key = lambda: "another"  # type: ignore[method-assign]
        await again.save(SITI, 5)
        await again.publish()
        await HeadKeeper(desk.storage.writer, heads).run()
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "heads.jsonl"
    elsewhere.write_bytes(heads.read_bytes())
    for path in tmp_path.glob("teman.db-*"):
        path.unlink()
    (tmp_path / "teman.db").write_bytes(old)

    code, text, _errors = await shell("check", "--json")
    assert (code, "older copy" in of_check(text, "ledger")["text"]) == (1, True)
    heads.write_bytes(old_heads)  # whoever put the old copy back thought of the file too
    assert (await shell("check"))[0] == 0
    code, text, _errors = await shell("check", "--json", "--ledger-heads", str(elsewhere))
    assert (code, of_check(text, "ledger")["fault"]) == (1, True)


async def test_a_file_of_heads_that_somebody_changed_is_a_fault(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        await write(desk, tmp_path)
    with ledger_heads_file(tmp_path, demo=False).open("a") as out:
        out.write("{}\n")
    code, text, _errors = await shell("check", "--json")
    assert (code, of_check(text, "ledger")["counts"]["unreadable"]) == (1, 1)


def places(file: Path) -> list[int]:
    """Every byte of the file that belongs to a value of the ledger, found by what the values are."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    values = [
        value if isinstance(value, bytes) else value.encode()
        for table in ("ledger_entries", "ledger_lines", "ledger_heads")
        for row in connection.execute(f"SELECT * FROM {table}")
        for value in row
        if isinstance(value, bytes | str) and len(value) > 5
    ]
    schema = [
        text.encode()
        for row in connection.execute("SELECT name, tbl_name, sql FROM sqlite_master")
        for text in row
        if text
    ]
    connection.close()
    body = file.read_bytes()
    return sorted(standing(body, values) - standing(body, schema))  # "saving" is in the name of a table, too


def standing(body: bytes, values: list[bytes]) -> set[int]:
    """Where in the file these values stand, byte by byte."""
    found: set[int] = set()
    for value in set(values):
        at = body.find(value)
        while at >= 0:
            found.update(range(at, at + len(value)))
            at = body.find(value, at + 1)
    return found


@pytest.mark.slow
async def test_a_byte_changed_by_hand_is_found(shell: Shell, running: Program, tmp_path: Path) -> None:
    async with running() as desk:
        await write(desk, tmp_path)
    file = tmp_path / "teman.db"
    choices = places(file)
    whole = file.read_bytes()
    assert (await shell("check"))[0] == 0
    for at in random.Random(11).sample(choices, BYTES_CHANGED):
        changed = bytearray(whole)
        changed[at] ^= 1
        file.write_bytes(changed)
        code, text, _errors = await shell("check", "--json")
        wrong = [each["name"] for each in json.loads(text)["checks"] if each["fault"]]
        assert (code, bool({"ledger", "structure", "database"} & set(wrong))) == (1, True), at
    file.write_bytes(whole)
    assert (await shell("check"))[0] == 0
