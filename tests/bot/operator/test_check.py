"""The check finds every planted fault, says what to do, changes nothing, and is quiet when all is well."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.operator.opening import real_now_ms
from bot.sealing_audit import heads_file, publish
from db import audit_chain
from db.unit import Unit
from tests.bot.shell import NEW_KEY, Program, Shell, of_check, plant
from tests.db.desk import Desk


async def test_a_healthy_running_program_has_no_fault(shell: Shell, running: Program) -> None:
    async with running() as desk:
        await desk.person("Siti")

        code, text, errors = await shell("check", "--json")
        plain = await shell("check", "--all")
        await desk.person("Lilis")

    found = json.loads(text)
    assert (code, errors) == (0, "")
    assert found["ok"] is True
    assert {each["name"] for each in found["checks"]} == {
        "criteria",
        "schema",
        "structure",
        "audit",
        "inbox",
        "outbox",
        "duties",
        "calls",
        "screens",
        "files",
        "keys",
        "sealed",
        "chain",
        "ledger",
        "loans",
        "years",
        "training",
        "contact",
        "announcements",
        "message_costs",
    }
    assert of_check(text, "keys")["counts"] == {"persons": 1, "missing": 0, "locked": 0}
    assert of_check(text, "sealed")["counts"]["opened"] == 2
    assert plain[0] == 0
    assert all(line.startswith("ok: ") for line in plain[1].splitlines()[:-1])
    assert plain[1].splitlines()[-1] == "no faults"


async def test_the_check_changes_nothing(shell: Shell, running: Program, tmp_path: Path) -> None:
    async with running() as desk:
        await desk.person("Siti")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.db")}

    await shell("check", "--all")

    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.db")} == before


async def test_without_a_database_the_check_finds_a_fault_and_makes_none(
    shell: Shell, tmp_path: Path
) -> None:
    code, text, _errors = await shell("check")

    assert code == 1
    assert "FAULT: there is no database" in text
    assert not list(tmp_path.iterdir())


EVENT = (
    "INSERT INTO inbox (id, channel, key_hash, received_ms, day, state, tries)"
    " VALUES ({id}, 'telegram', x'0{id}', {at}, 0, '{state}', 1)"
)


def event(number: int, state: str, hours_ago: float) -> str:
    return EVENT.format(id=number, state=state, at=real_now_ms() - int(hours_ago * 3_600_000))


def message(number: int, state: str, due_hours_ago: float) -> str:
    due = real_now_ms() - int(due_hours_ago * 3_600_000)
    return (
        "INSERT INTO outbox (id, account_id, person_id, channel, kind, lane, state, due_ms, made_ms)"
        f" SELECT {number}, id, person_id, channel, 'answer', 1, '{state}', {due}, {due} FROM accounts LIMIT 1"
    )


@pytest.mark.parametrize(
    "name, statements, counts",
    [
        ("audit", lambda: ["DROP TRIGGER audit_no_update"], {"missing_triggers": 1}),
        (
            "audit",
            lambda: ["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"],
            {"missing_triggers": 2},
        ),
        ("inbox", lambda: [event(1, "new", 1)], {"new": 1}),
        ("inbox", lambda: [event(1, "failed", 1), event(2, "failed", 90)], {"failed": 2}),
        ("inbox", lambda: [event(1, "quarantined", 23)], {"quarantined": 1}),
        ("outbox", lambda: [message(1, "queued", 1)], {"queued": 1}),
        ("outbox", lambda: [message(1, "retry", 2), message(2, "queued", -2)], {"queued": 1, "retry": 1}),
        ("outbox", lambda: [message(1, "sending", 2)], {"sending": 1}),
        ("structure", lambda: ["UPDATE accounts SET person_id = 7"], {"dangling": 1}),
        ("sealed", lambda: ["UPDATE persons SET details = zeroblob(60)"], {"broken": 1, "opened": 1}),
        ("sealed", lambda: ["UPDATE persons SET details = (SELECT address FROM accounts)"], {"broken": 1}),
        (
            "keys",
            lambda: ["INSERT INTO persons (id, created_ms) VALUES (9, 1)"],
            {"persons": 2, "missing": 1},
        ),
        ("schema", lambda: ["DELETE FROM schema_version"], {"version": 0}),
        ("schema", lambda: ["UPDATE schema_version SET number = 900 WHERE number = 1"], {"version": 900}),
    ],
)
async def test_the_check_finds_what_is_broken_and_says_what_to_do(
    shell: Shell,
    running: Program,
    tmp_path: Path,
    name: str,
    statements: Callable[[], list[str]],
    counts: dict[str, int],
) -> None:
    async with running() as desk:
        await desk.person("Siti")
    plant(tmp_path, *statements())

    code, text, _errors = await shell("check", "--json")
    _code, plain, _errors = await shell("check")

    found = of_check(text, name)
    assert code == 1
    assert json.loads(text)["ok"] is False
    assert found["fault"] is True
    assert found["remedy"]
    assert counts.items() <= found["counts"].items()
    assert [each["name"] for each in json.loads(text)["checks"] if each["fault"]] == [name]
    assert f"FAULT: {found['text']}. {found['remedy']}" in plain.splitlines()


@pytest.mark.parametrize(
    "name, statements",
    [
        ("inbox", lambda: [event(1, "failed", 25), event(2, "quarantined", 30)]),
        ("outbox", lambda: [message(1, "held", 100)]),
    ],
)
async def test_what_is_only_worth_knowing_is_a_note(
    shell: Shell, running: Program, tmp_path: Path, name: str, statements: Callable[[], list[str]]
) -> None:
    async with running() as desk:
        await desk.person("Siti")
    plant(tmp_path, *statements())

    code, text, _errors = await shell("check")

    assert code == 0
    assert [line.partition(":")[0] for line in text.splitlines()].count("note") == 1
    assert of_check((await shell("check", "--json"))[1], name)["remedy"]


async def seal_audit(desk: Desk, folder: Path, rows: int) -> list[int]:
    """So many rows, sealed in a block, its head published; the ids of all rows."""

    async def write(unit: Unit) -> None:
        for number in range(rows):
            unit.audit("read", "request", number, 7)

    async def read(unit: Unit) -> list[int]:
        await audit_chain.seal(unit, unit.new_id())
        return [row["id"] for row in await unit.fetch("SELECT id FROM audit ORDER BY id")]

    await desk.run(write)
    found = await desk.run(read)
    head = await desk.run(audit_chain.find_head)
    assert head is not None
    publish(heads_file(folder, demo=False), head, "2026-02-03")
    return found


async def test_a_sealed_audit_is_whole_and_says_how_long_it_is(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        await seal_audit(desk, tmp_path, 3)

    code, text, _errors = await shell("check", "--json")

    assert code == 0
    assert of_check(text, "chain")["counts"] == {"blocks": 1, "rows": 3, "open": 0, "heads": 1}


async def test_the_check_names_the_first_broken_row_of_the_audit(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        rows = await seal_audit(desk, tmp_path, 3)
    trigger = "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
    plant(
        tmp_path,
        "DROP TRIGGER audit_no_update",
        f"UPDATE audit SET reason = 'lain' WHERE id IN ({rows[1]}, {rows[2]})",
        trigger,
    )

    code, text, _errors = await shell("check", "--json")
    _code, plain, _errors = await shell("check")

    assert code == 1
    assert [each["name"] for each in json.loads(text)["checks"] if each["fault"]] == ["chain"]
    assert of_check(text, "chain")["counts"]["row"] == rows[1]
    assert f"FAULT: the audit is broken: row {rows[1]} was changed (block 1)." in plain


async def test_an_older_copy_of_the_database_is_told_by_the_heads_that_were_kept_elsewhere(
    shell: Shell, running: Program, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with running() as desk:
        await seal_audit(desk, tmp_path, 3)
    old = (tmp_path / "teman.db").read_bytes()
    heads = heads_file(tmp_path, demo=False)
    old_heads = heads.read_bytes()
    async with running() as desk:
        await seal_audit(desk, tmp_path, 2)
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "heads.jsonl"
    elsewhere.write_bytes(heads.read_bytes())
    for path in tmp_path.glob("teman.db-*"):
        path.unlink()
    (tmp_path / "teman.db").write_bytes(old)

    code, text, _errors = await shell("check", "--json")
    assert (code, of_check(text, "chain")["fault"]) == (1, True)

    heads.write_bytes(old_heads)  # whoever put the old copy back thought of the file too
    assert (await shell("check"))[0] == 0
    code, text, _errors = await shell("check", "--json", "--heads", str(elsewhere))
    assert (code, "older copy" in of_check(text, "chain")["text"]) == (1, True)


async def test_a_file_of_heads_that_somebody_changed_is_a_fault(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        await seal_audit(desk, tmp_path, 3)
    with heads_file(tmp_path, demo=False).open("a") as out:
        out.write("{}\n")

    code, text, _errors = await shell("check", "--json")

    assert (code, of_check(text, "chain")["counts"]["unreadable"]) == (1, 1)


async def test_rows_that_nobody_seals_are_a_note(shell: Shell, running: Program) -> None:
    async with running() as desk:
        desk.now_ms -= 3_600_000

        async def write(unit: Unit) -> None:
            unit.audit("read", "request", 1, 7)

        await desk.run(write)

    code, text, _errors = await shell("check")

    assert code == 0
    assert "note: the audit is whole" in text
    assert "1 rows are not sealed yet" in text


async def test_messages_for_later_are_no_fault(shell: Shell, running: Program, tmp_path: Path) -> None:
    async with running() as desk:
        await desk.person("Siti")
    plant(
        tmp_path,
        message(1, "queued", -12),
        message(2, "pull", 500),
        message(3, "sent", 500),
        event(9, "new", 0),
    )

    code, text, _errors = await shell("check", "--json")

    assert code == 0
    assert of_check(text, "outbox")["counts"] == {"pull": 1, "queued": 1}
    assert of_check(text, "inbox")["counts"]["new"] == 1


async def test_a_damaged_file_is_a_fault_and_not_a_crash(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        for number in range(200):
            await desk.person(f"Siti {number}")
    path = tmp_path / "teman.db"
    whole = bytearray(path.read_bytes())
    # All but the first pages (the schema) overwritten, as a dying disk does.
    whole[16_384:] = b"\xa5" * (len(whole) - 16_384)
    path.write_bytes(whole)

    code, text, _errors = await shell("check")

    assert code == 1
    assert re.search(r"^FAULT: the database (is damaged|cannot be read)", text, re.MULTILINE)


async def test_a_file_that_is_no_database_is_told_and_not_a_crash(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "teman.db").write_text("resep kue kering\n" * 1000)

    code, text, _errors = await shell("check")

    assert code == 1
    assert "FAULT: the database cannot be read" in text
    assert (tmp_path / "teman.db").read_text().startswith("resep")


async def test_a_lost_key_store_is_a_fault(shell: Shell, running: Program, tmp_path: Path) -> None:
    async with running() as desk:
        await desk.person("Siti")
    for path in tmp_path.glob("keys.db*"):
        path.unlink()

    code, text, _errors = await shell("check")

    assert code == 1
    assert "FAULT: there is no key store" in text
    assert not list(tmp_path.glob("keys.db"))


async def test_a_key_store_of_another_ring_is_a_fault(shell: Shell, running: Program) -> None:
    async with running() as desk:
        await desk.person("Siti")
    shell.set(SECRET_KEYS=NEW_KEY)

    code, text, _errors = await shell("check", "--json")

    assert code == 1
    assert of_check(text, "keys")["fault"] is True
    assert "SECRET_KEYS" in of_check(text, "keys")["remedy"]
    assert of_check(text, "structure")["fault"] is False
