"""Whatever is changed, taken out, put in, cut off or put back in the audit afterwards: the first such row is named."""

from pathlib import Path

import pytest

from db import audit_chain
from db.audit_chain import BLOCK_ROWS_MAX, Fault, Head, Verdict, chain_key, head_of, seal, verify
from db.engine import Fetch, Write
from db.unit import Unit
from tests.db.desk import Desk, open_desk

ALL = 2**62


async def write_rows(desk: Desk, count: int) -> list[int]:
    """So many rows of audit; their ids."""

    async def job(unit: Unit) -> None:
        for number in range(count):
            unit.audit("read", "request", number, 7, "dibuka")

    await desk.run(job)
    return await ids(desk)


async def ids(desk: Desk) -> list[int]:
    async def job(unit: Unit) -> list[int]:
        return [row["id"] for row in await unit.fetch("SELECT id FROM audit ORDER BY id")]

    return await desk.run(job)


async def seal_all(desk: Desk, up_to: int = ALL) -> int:
    return await desk.run(lambda unit: seal(unit, up_to))


async def head(desk: Desk) -> Head:
    found = await desk.run(audit_chain.find_head)
    assert found is not None
    return found


async def look(desk: Desk, *published: Head) -> Verdict:
    await desk.run(_nothing)  # the writer is at rest while we read beside it
    engine = desk.storage.engine
    try:
        return await verify(engine, chain_key(desk.storage.vault), published)
    finally:
        await engine.rollback()


async def _nothing(unit: Unit) -> None: ...


async def by_hand(desk: Desk, *statements: str) -> None:
    """What somebody who may write in the database does: the triggers go first."""
    if desk.storage.engine.name == "sqlite":
        names = ("audit_no_update", "audit_no_delete", "audit_chain_no_update", "audit_chain_no_delete")
        freed = [f"DROP TRIGGER IF EXISTS {name}" for name in (*names, "audit_not_before_seal")]
    else:
        freed = [
            "DROP TRIGGER IF EXISTS audit_no_change ON audit",
            "DROP TRIGGER IF EXISTS audit_chain_no_change ON audit_chain",
            "DROP TRIGGER IF EXISTS audit_not_before_seal ON audit",
        ]
    await desk.storage.engine.perform([Write(each) for each in (*freed, *statements)])


async def sealed_in_three(desk: Desk) -> list[int]:
    """Nine rows in three blocks."""
    for _block in range(3):
        await write_rows(desk, 3)
        await seal_all(desk)
    return await ids(desk)


async def test_a_chain_that_nobody_touched_is_whole(desk: Desk):
    await sealed_in_three(desk)
    await write_rows(desk, 2)

    found = await look(desk, await head(desk))

    assert (found.blocks, found.rows, found.open, found.fault) == (3, 9, 2, None)
    assert found.oldest_open_ms == desk.now_ms


async def test_without_any_row_there_is_nothing_to_seal_and_no_fault(desk: Desk):
    assert await seal_all(desk) == 0
    assert await desk.run(audit_chain.find_head) is None
    assert await look(desk) == Verdict(blocks=0, rows=0, open=0, oldest_open_ms=0, fault=None)


async def test_only_rows_up_to_the_given_id_are_sealed_and_each_once(desk: Desk):
    rows = await write_rows(desk, 4)

    assert await seal_all(desk, rows[1]) == 2
    assert await seal_all(desk, rows[1]) == 0
    assert await seal_all(desk) == 2
    assert (await look(desk)).rows == 4


async def test_a_block_holds_so_many_rows_at_most(desk: Desk):
    await write_rows(desk, BLOCK_ROWS_MAX + 5)

    assert [await seal_all(desk), await seal_all(desk), await seal_all(desk)] == [BLOCK_ROWS_MAX, 5, 0]
    assert (await look(desk)).fault is None


@pytest.mark.parametrize(
    "change",
    ["at_ms = at_ms + 1", "actor = 99", "action = 'write'", "object = 'note'", "object_id = 99", "person_id = 8",
     "reason = ''", "action = 'rea', object = 'drequest'"],
)  # fmt: skip
async def test_a_changed_row_is_named_whichever_column_it_was(desk: Desk, change: str):
    rows = await sealed_in_three(desk)

    await by_hand(desk, f"UPDATE audit SET {change} WHERE id = {rows[4]}")

    found = await look(desk)
    assert found.fault == Fault(seq=2, row_id=rows[4], what="was changed")
    assert (found.blocks, found.rows) == (1, 3)


async def test_of_several_broken_rows_the_first_is_named(desk: Desk):
    rows = await sealed_in_three(desk)

    await by_hand(desk, *(f"UPDATE audit SET actor = 9 WHERE id = {rows[at]}" for at in (7, 3, 5)))

    assert (await look(desk)).fault == Fault(seq=2, row_id=rows[3], what="was changed")


@pytest.mark.parametrize("at", [0, 2, 4, 8])
async def test_a_deleted_row_is_named(desk: Desk, at: int):
    rows = await sealed_in_three(desk)

    await by_hand(desk, f"DELETE FROM audit WHERE id = {rows[at]}")

    assert (await look(desk)).fault == Fault(seq=at // 3 + 1, row_id=rows[at], what="was deleted")


@pytest.mark.parametrize("after", [0, 2, 4])
async def test_an_inserted_row_is_named(desk: Desk, after: int):
    rows = await sealed_in_three(desk)
    smuggled = rows[after] + 1 if rows[after] + 1 not in rows else rows[0] - 1

    await by_hand(
        desk,
        "INSERT INTO audit (id, at_ms, actor, action, object, object_id, person_id)"
        f" VALUES ({smuggled}, 1, 1, 'read', 'request', 1, 7)",
    )

    fault = (await look(desk)).fault
    assert fault is not None
    assert (fault.row_id, fault.what) == (smuggled, "was put in afterwards")


async def test_two_rows_that_changed_places_are_noticed(desk: Desk):
    rows = await sealed_in_three(desk)

    await by_hand(
        desk,
        f"UPDATE audit SET id = -1 WHERE id = {rows[0]}",
        f"UPDATE audit SET id = {rows[0]} WHERE id = {rows[8]}",
        f"UPDATE audit SET id = {rows[8]} WHERE id = -1",
    )

    assert (await look(desk)).fault == Fault(seq=1, row_id=rows[0], what="was changed")


async def test_an_end_that_was_cut_off_is_told_by_the_published_head(desk: Desk):
    rows = await sealed_in_three(desk)
    published = await head(desk)

    await by_hand(desk, f"DELETE FROM audit WHERE id > {rows[5]}", "DELETE FROM audit_chain WHERE seq = 3")

    assert (await look(desk)).fault is None  # nothing inside the database shows it
    fault = (await look(desk, published)).fault
    assert fault is not None
    assert fault.seq == 3
    assert "cut off" in fault.what


async def test_a_cut_end_that_went_on_is_told_by_the_published_head(desk: Desk):
    rows = await sealed_in_three(desk)
    published = await head(desk)

    await by_hand(desk, f"DELETE FROM audit WHERE id > {rows[5]}", "DELETE FROM audit_chain WHERE seq = 3")
    await write_rows(desk, 4)
    await seal_all(desk)

    assert (await look(desk)).fault is None
    fault = (await look(desk, published)).fault
    assert fault is not None
    assert (fault.seq, "older copy" in fault.what) == (3, True)


@pytest.mark.parametrize(
    "change, what",
    [
        ("UPDATE audit_chain SET head_hash = rows_hash WHERE seq = 2", "block 2 was changed"),
        ("UPDATE audit_chain SET count = 2 WHERE seq = 2", "block 2 was changed"),
        ("UPDATE audit_chain SET sealed_ms = 0 WHERE seq = 2", "block 2 was changed"),
        ("DELETE FROM audit_chain WHERE seq = 2", "block 2 is missing"),
        ("DELETE FROM audit_chain WHERE seq = 1", "block 1 is missing"),
    ],
)
async def test_a_touched_block_is_named(desk: Desk, change: str, what: str):
    await sealed_in_three(desk)

    await by_hand(desk, change)

    fault = (await look(desk)).fault
    assert fault is not None
    assert fault.what.startswith(what)


async def test_whoever_has_the_database_but_not_the_keys_cannot_seal_anew(desk: Desk):
    rows = await sealed_in_three(desk)

    await by_hand(desk, f"UPDATE audit SET actor = 9 WHERE id = {rows[0]}", "DELETE FROM audit_chain")
    forged = Unit(desk.storage.engine, desk.storage.vault, desk.storage.ids, desk.now_ms, None)  # type: ignore[arg-type]
    forged.vault = _OtherVault()  # type: ignore[assignment]
    await seal(forged, ALL)
    await forged.finish()

    fault = (await look(desk)).fault
    assert fault is not None
    assert fault.seq == 1


class _OtherVault:
    """A vault of somebody who guesses."""

    def digest(self, kind: str, value: str) -> bytes:
        return b"guessed" + value.encode()


async def test_the_database_itself_refuses_to_change_the_chain_or_to_write_behind_it(desk: Desk):
    rows = await sealed_in_three(desk)

    for statement in (
        "UPDATE audit_chain SET count = 1",
        "DELETE FROM audit_chain",
        "INSERT INTO audit (id, at_ms, actor, action, object, object_id, person_id)"
        f" VALUES ({rows[8] - 1}, 1, 1, 'a', 'b', 1, 1)",
    ):

        async def job(unit: Unit, statement: str = statement) -> None:
            unit.write(statement)

        with pytest.raises(Exception, match=r"append-only|sealed|unique|UNIQUE"):
            await desk.run(job)
    assert (await look(desk)).fault is None


async def test_an_old_copy_of_the_files_is_told_by_the_published_head(tmp_path: Path):
    old, restored = tmp_path / "old", tmp_path / "restored"
    old.mkdir()
    async with open_desk(old) as desk:
        await write_rows(desk, 3)
        await seal_all(desk)
        await desk.storage.engine.perform([Fetch("PRAGMA wal_checkpoint(TRUNCATE)")])
        copy = (old / "teman.db").read_bytes()
        await write_rows(desk, 3)
        await seal_all(desk)
        published = await head(desk)
    restored.mkdir()
    (restored / "teman.db").write_bytes(copy)
    (restored / "keys.db").write_bytes((old / "keys.db").read_bytes())
    async with open_desk(restored) as desk:
        fault = (await look(desk, published)).fault
        assert fault is not None
        assert "older copy" in fault.what


async def test_the_key_is_the_same_after_the_key_ring_was_rotated(desk: Desk):
    before = chain_key(desk.storage.vault)

    await desk.storage.vault.rewrap(100)

    assert chain_key(desk.storage.vault) == before
    assert len(before) == 32


@pytest.mark.parametrize(
    "found", [{}, {"seq": "1", "to_id": 2, "head": ""}, {"seq": 1, "to_id": 2, "head": "xy"}]
)
def test_what_is_no_head_is_refused(found: dict[str, object]):
    with pytest.raises((KeyError, TypeError, ValueError)):
        head_of(found)
