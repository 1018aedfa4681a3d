"""Nothing in a book is changed unseen: every column of every row, rows swapped, deleted, doubled."""

import pytest

from db.ledger_check import Verdict, verify_group
from db.ledger_months import list_anchors
from db.vault import person as owner_of
from domain.accounts import Account
from tests.db.desk import Desk
from tests.db.tampering import TABLES, Refused, others, rows_of, tampered, unguard, verdict, where, written
from tests.ledger_world import SITI


async def test_a_whole_book_is_whole(desk: Desk) -> None:
    mentari = await written(desk)
    found = await verdict(desk, await desk.run(list_anchors))
    assert found == Verdict(groups=2, entries=8, lines=16, codes=3)
    assert await desk.run(lambda unit: verify_group(unit, mentari.id)) == Verdict(
        groups=0, entries=7, lines=14, codes=2
    )
    missing = await desk.run(lambda unit: verify_group(unit, 5))
    assert str(missing.fault) == "group 5: is not there"


async def test_who_was_erased_leaves_the_book_whole(desk: Desk) -> None:
    mentari = await written(desk)
    await desk.storage.vault.destroy([owner_of(mentari.persons[SITI - 1])])
    found = await verdict(desk)
    assert (found.fault, found.unreadable) == (None, 2)


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
async def test_every_column_of_every_row_is_guarded(desk: Desk, table: str) -> None:
    await written(desk)
    await unguard(desk)
    keys = TABLES[table]
    tried = 0
    for row in await rows_of(desk, table, keys):
        at = [row[key] for key in keys]
        for column in row.keys():  # noqa: SIM118 - a Row is no dict
            for other in others(row[column]):
                if other == row[column]:
                    continue
                change = f"UPDATE {table} SET {column} = $1 WHERE {where(keys, 2)}"
                try:
                    async with tampered(desk, (change, other, *at)):
                        assert (await verdict(desk)).fault is not None, (table, column, at, other)
                        tried += 1
                except Refused:
                    continue  # of the wrong type, or the number is taken
    assert tried > 20
    assert (await verdict(desk)).fault is None


@pytest.mark.parametrize("table", TABLES)
async def test_every_row_that_is_deleted_or_doubled_is_missed(desk: Desk, table: str) -> None:
    mentari = await written(desk)
    anchors = await desk.run(list_anchors)
    await unguard(desk)
    keys = TABLES[table]
    for row in await rows_of(desk, table, keys):
        at = [row[key] for key in keys]
        async with tampered(desk, (f"DELETE FROM {table} WHERE {where(keys, 1)}", *at)):
            fault = (await verdict(desk, anchors)).fault
            last = table == "ledger_entries" and at == [mentari.id, 7]
            # The last entry was written after the last head was published; its lines are left over.
            assert fault is not None, (table, at)
            assert not last or "lines" in fault.what
        columns = ", ".join(each if each != keys[-1] else f"{each} + 40" for each in row.keys())  # noqa: SIM118
        doubled = f"INSERT INTO {table} SELECT {columns} FROM {table} WHERE {where(keys, 1)}"
        try:
            async with tampered(desk, (doubled, *at)):
                assert (await verdict(desk, anchors)).fault is not None, (table, at)
        except Refused:
            continue


async def test_swapped_entries_and_lines_are_found(desk: Desk) -> None:
    mentari = await written(desk)
    await unguard(desk)
    for table in ("ledger_entries", "ledger_lines"):
        swaps = [
            (f"UPDATE {table} SET number = {new} WHERE group_id = $1 AND number = {old}", mentari.id)
            for old, new in ((1, 99), (2, 1), (99, 2))
        ]
        async with tampered(desk, *swaps):
            fault = (await verdict(desk)).fault
            assert fault is not None
            assert (fault.group_id, fault.number) == (mentari.id, 1)


async def test_the_first_bad_entry_is_named_in_plain_words(desk: Desk) -> None:
    mentari = await written(desk)
    await unguard(desk)
    async with tampered(
        desk,
        ("UPDATE ledger_lines SET amount = 600 WHERE group_id = $1 AND number = 3", mentari.id),
        ("DELETE FROM ledger_lines WHERE group_id = $1 AND number = 5", mentari.id),
        ("DELETE FROM ledger_entries WHERE group_id = $1 AND number = 5", mentari.id),
    ):
        assert str((await verdict(desk)).fault) == f"group {mentari.id}: entry 3 was changed"
    for sql, words in {
        "UPDATE ledger_lines SET amount = 600 WHERE group_id = $1 AND number = 3 AND n = 1": "does not balance",
        "DELETE FROM ledger_lines WHERE group_id = $1 AND number = 3 AND n = 2": "has lost or got a line",
        "UPDATE ledger_entries SET note = NULL WHERE group_id = $1 AND number = 1": "has lost or got a note",
        "UPDATE ledger_entries SET day = '2026-03-01' WHERE group_id = $1 AND number = 3": "stands in another month",
        "UPDATE ledger_heads SET check_code = '00000000' WHERE group_id = $1 AND number = 2": "was published with",
        "UPDATE ledger_closings SET balance = 1 WHERE group_id = $1 AND account = 'kas'": "other closing balances",
        "UPDATE ledger_months SET by_member = 2 WHERE group_id = $1": "another closing of 2026-01",
        "UPDATE groups SET chain_start = 'x' WHERE id = $1": "does not go on",
        "UPDATE groups SET chain_start = '' WHERE id = $1": "belongs to no group's book",
    }.items():
        async with tampered(desk, (sql, mentari.id)):
            assert words in str((await verdict(desk)).fault), sql


async def test_the_database_refuses_to_change_or_delete(desk: Desk) -> None:
    mentari = await written(desk)
    for table in TABLES:
        for sql in (
            f"UPDATE {table} SET group_id = group_id WHERE group_id = $1",
            f"DELETE FROM {table} WHERE group_id = $1",
        ):
            with pytest.raises(Refused):
                async with tampered(desk, (sql, mentari.id)):
                    pass
    late = (
        "INSERT INTO ledger_entries SELECT group_id, 8, kind, '2026-01-20', 24312, meeting, member, NULL, by_member,"
        " second_member, note, note_hash, made_ms, input_hash, input_hash, previous_hash, entry_hash"
        " FROM ledger_entries WHERE group_id = $1 AND number = 7"
    )
    with pytest.raises(Refused):
        async with tampered(desk, (late, mentari.id)):
            pass


async def test_money_is_where_the_book_says(desk: Desk) -> None:
    mentari = await written(desk)
    assert await mentari.balance(Account.KAS) == 250
    assert await mentari.balance(Account.SELISIH) == 5
