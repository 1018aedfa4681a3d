"""Published heads go into a file beside the database, each once, and outlive a torn line and a full disk."""

import json
import stat
from pathlib import Path

from bot.ledger_heads import HeadKeeper, ledger_heads_file, read_anchors
from db.ledger_ends import Anchor
from tests.db.desk import open_desk
from tests.ledger_world import JAN, JANUARY, SITI, open_book


async def test_what_was_published_is_kept_once_also_after_a_restart(tmp_path: Path) -> None:
    file = ledger_heads_file(tmp_path, demo=False)
    async with open_desk(tmp_path) as desk:
        mentari = await open_book(desk)
        keeper = HeadKeeper(desk.storage.writer, file)
        await keeper.run()
        assert not file.exists()
        await mentari.save(SITI, 100, day=JANUARY)
        await mentari.publish()
        await keeper.run()
        await keeper.run()
        await HeadKeeper(desk.storage.writer, file).run()
        head = (await mentari.rows("SELECT entry_hash FROM ledger_entries"))[0]["entry_hash"]
        first = Anchor(group_id=mentari.id, number=1, head=bytes(head), month=0)
        assert read_anchors(file) == ([first], 0)
        await mentari.close(JAN)
        await keeper.run()
        assert [(each.number, each.month) for each in read_anchors(file)[0]] == [(1, 0), (1, JAN)]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_a_torn_line_is_taken_away_and_one_that_is_no_head_is_told(tmp_path: Path) -> None:
    file = ledger_heads_file(tmp_path, demo=True)
    file.write_text('{"group": 1, "number": 2, "head": "00", "month": "x"}\n{"group": 1, "num')
    assert read_anchors(file) == ([], 1)
    async with open_desk(tmp_path) as desk:
        mentari = await open_book(desk)
        await mentari.save(SITI, 100)
        await mentari.publish()
        await HeadKeeper(desk.storage.writer, file).run()
        assert [json.loads(line)["group"] for line in file.read_text().splitlines()] == [1, mentari.id]


async def test_what_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "away"
    file = ledger_heads_file(folder, demo=False)
    async with open_desk(tmp_path) as desk:
        mentari = await open_book(desk)
        await mentari.save(SITI, 100)
        await mentari.publish()
        keeper = HeadKeeper(desk.storage.writer, file)
        await keeper.run()
        folder.mkdir()
        await keeper.run()
    assert len(read_anchors(file)[0]) == 1
