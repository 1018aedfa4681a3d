"""Closed months and published heads hold the book from its end: what was cut off or put back contradicts them."""

from typing import Any

from db.ledger import list_entries
from db.ledger_ends import Anchor
from db.ledger_months import list_anchors
from domain import ledger as book
from tests.db.desk import Desk
from tests.db.tampering import tampered, unguard, verdict, written
from tests.ledger_world import SITI, open_book


async def test_an_end_that_was_cut_off_is_told_by_a_published_head(desk: Desk) -> None:
    mentari = await written(desk)
    anchors = await desk.run(list_anchors)
    await unguard(desk)
    cut = [
        (f"DELETE FROM {table} WHERE group_id = $1 AND number > 4", mentari.id)
        for table in ("ledger_lines", "ledger_entries")
    ]
    async with tampered(desk, *cut):
        assert "entry 5 is missing: the head 6 was published" in str((await verdict(desk)).fault)
    async with tampered(
        desk, *cut, ("DELETE FROM ledger_heads WHERE group_id = $1 AND number > 4", mentari.id)
    ):
        assert (await verdict(desk)).fault is None
        assert "the book ends at 4, but 6 was published" in str((await verdict(desk, anchors)).fault)


async def test_a_month_that_was_opened_again_is_told_by_the_file(desk: Desk) -> None:
    mentari = await written(desk)
    anchors = await desk.run(list_anchors)
    await unguard(desk)
    statements = [
        (f"DELETE FROM {table} WHERE group_id = $1", mentari.id)
        for table in ("ledger_months", "ledger_closings")
    ]
    async with tampered(desk, *statements):
        assert "is open again" in str((await verdict(desk, anchors)).fault)


async def test_a_chain_that_was_computed_anew_is_another_than_was_published(desk: Desk) -> None:
    mentari = await written(desk)
    anchors = await desk.run(list_anchors)
    start = (await mentari.rows("SELECT chain_start FROM groups WHERE id = $1", mentari.id))[0]["chain_start"]
    entries = await desk.run(lambda unit: list_entries(unit, mentari.id))
    await unguard(desk)
    statements: list[tuple[Any, ...]] = [
        ("UPDATE ledger_lines SET amount = 499 WHERE group_id = $1 AND number IN (3, 4)", mentari.id)
    ]
    head = entries[1].hash
    for entry in entries[2:]:
        lines = tuple(
            book.Line(line.account, line.side, type(line.amount)(499), line.member)
            if entry.number < 5
            else line
            for line in entry.lines
        )
        forged = book.entry_of_draft(
            book.Draft(
                kind=entry.kind,
                day=entry.day,
                lines=lines,
                by=entry.by,
                member=entry.member,
                meeting=entry.meeting,
                reverses=entry.reverses,
                second=entry.second,
            ),
            group_id=mentari.id,
            number=entry.number,
            note_hash=entry.note_hash,
            key_hash=entry.key_hash,
            previous=head,
            made_ms=entry.made_ms,
            chain_start=start,
        )
        statements.append(
            (
                "UPDATE ledger_entries SET input_hash = $2, previous_hash = $3, entry_hash = $4"
                " WHERE group_id = $1 AND number = $5",
                mentari.id,
                forged.input_hash,
                head,
                forged.hash,
                entry.number,
            )
        )
        head = forged.hash
    async with tampered(desk, *statements):
        assert "entry 6 is another one than was published" in str((await verdict(desk)).fault)
    statements.append(("DELETE FROM ledger_heads WHERE group_id = $1 AND number = 6", mentari.id))
    async with tampered(desk, *statements):
        assert (await verdict(desk)).fault is None
        assert "entry 6 is another one than was published" in str((await verdict(desk, anchors)).fault)


async def test_a_group_that_is_gone_is_told_by_the_file(desk: Desk) -> None:
    await written(desk)
    anchors = [*(await desk.run(list_anchors)), Anchor(group_id=5, number=3, head=b"", month=0)]
    assert str((await verdict(desk, anchors)).fault) == "group 5: has no book, but its head 3 was published"


async def test_the_newest_codes_are_made_again_and_all_of_them_when_asked(desk: Desk) -> None:
    mentari = await open_book(desk)
    for amount in range(1, 6):
        await mentari.save(SITI, amount)
        await mentari.publish()
    assert (await verdict(desk, everything=False)).codes == 3
    assert (await verdict(desk)).codes == 5
