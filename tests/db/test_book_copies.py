"""A whole book out and in again: in another database, on either engine, it is the same book with the same chain."""

import copy
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from db import book_copies, ledger, loans
from db import book_copies_beside as beside
from db.book_shapes import BadBook
from db.loan_check import verify_all
from domain.loans import State
from tests.book_year import open_year
from tests.db.desk import Desk, open_desk
from tests.db.loan_world import stand_beside


async def exported(desk: Desk) -> tuple[int, dict[str, Any]]:
    mentari = await open_year(desk)
    await stand_beside(mentari)
    mentari.go_to(mentari.today.replace(month=3))
    await mentari.close(2026 * 12)
    await mentari.publish(2)
    return mentari.id, await desk.run(lambda unit: book_copies.copy_out(unit, mentari.id))


async def test_export_import_export_is_identical_and_the_chain_goes_on(desk: Desk, tmp_path: Path) -> None:
    group_id, first = await exported(desk)
    assert any(entry["note"] and entry["note"]["text"] == "titip Yuyun" for entry in first["entries"])
    assert first["months"]
    assert first["closings"]
    assert first["heads"]
    assert first["attendance"]
    assert [each["purpose"] for each in first["loans"]] == ["wajan dan tepung"] * 2
    assert [each["reason"] for each in first["loan_waivers"]] == ["sedang sakit"]
    assert all(first[part] for part in beside.SELECT)
    whole = json.loads(json.dumps(first))
    async with open_desk(tmp_path / "other") as other:
        other.now_ms = desk.now_ms
        there = await other.run(lambda unit: book_copies.copy_in(unit, whole))
        second = await other.run(lambda unit: book_copies.copy_out(unit, there))
        head = await other.run(lambda unit: ledger.head(unit, there))
        assert (await verify_all(other.storage.engine)).fault is None
        (loan,) = await other.run(lambda unit: loans.list_loans(unit, there, State.RUNNING))
        assert loan.purpose == "wajan dan tepung"
    assert second == first
    assert head.hash == (await desk.run(lambda unit: ledger.head(unit, group_id))).hash


async def test_what_is_no_whole_book_is_refused_by_name_and_leaves_nothing(desk: Desk) -> None:
    _group_id, book = await exported(desk)
    count = await count_groups(desk)
    for break_it in (
        lambda it: it.update(format="x"),
        lambda it: it.pop("lines"),
        lambda it: it["entries"][0].update(entry_hash="zz"),
        lambda it: it["members"].pop(0),
        lambda it: it.update(meetings=3),
        lambda it: it["group"].update(zone="Mars"),
    ):
        broken = copy.deepcopy(book)
        break_it(broken)
        with pytest.raises(BadBook):
            await desk.run(partial(book_copies.copy_in, book=broken))
    assert await count_groups(desk) == count


async def count_groups(desk: Desk) -> int:
    rows = await desk.run(lambda unit: unit.fetch("SELECT count(*) AS n FROM groups"))
    return int(rows[0]["n"])
