"""The same secrets through the simulator: only the phones themselves (its own folder) know them, as phones do."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.log import JsonLines
from bot.metrics import exposition
from db import book_copies, disputes, members, signing
from db.engine import Fetch
from db.unit import Unit
from domain.roles import Role
from handlers.conversations import CONVERSATIONS
from tests.canaries.program import fall, fall_in_a_step, leak
from tests.canaries.search import find
from tests.canaries.story import BOOK, CANARIES, SUM, SUM_TYPED
from tests.handlers.savers import mentari
from tests.world import MENTARI, Way, World, make_template, open_world

# What the phones keep is no record of ours: the folder stands for the platform, with invented people.
PHONES = ("simulator",)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, as the program writes it."""
    root, written = logging.getLogger(), io.StringIO()
    library = logging.getLogger("aiosqlite")  # which the program silences as well (bot/log.py)
    library.setLevel(logging.WARNING)
    handler, level = logging.StreamHandler(written), root.level
    handler.setFormatter(JsonLines())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield written
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        library.setLevel(logging.NOTSET)


async def say(world: World, who: str, *texts: str) -> None:
    for text in texts:
        world.next_message()
        await world.phones.write(who, text)
        await world.rest()


async def everything_is_said(world: World) -> None:
    await world.add("Petugas", Role.WORKER)
    for who in ("Siti", "Lilis", "Euis"):
        await world.add(who, area="samarinda")
    await say(world, "Siti", "panggilan", "nama saja", CANARIES["name"], "kata aman", CANARIES["safe word"])
    await say(
        world,
        "Lilis",
        "petugas",
        "telepon",
        CANARIES["phone"],
        "pagi",
        "periksa lagi",
        "ya",
        CANARIES["wish"],
    )
    await say(world, "Euis", f"suami saya memukul saya {CANARIES['harm']}", "ya", CANARIES["words"])
    await say(world, "Siti", "/jatuh", CANARIES["words"], CANARIES["words"], "/jatuhtulis", CANARIES["words"])
    await say(world, "Petugas", "/antrean", "1")


async def test_no_secret_is_in_clear_beside_the_phones(tmp_path: Path, log: io.StringIO) -> None:
    data = tmp_path / "data"
    await make_template(data)
    async with open_world(data, Way.STEADY) as world:
        world.conversations = (*CONVERSATIONS, fall, fall_in_a_step, leak)
        await world.restart()
        await everything_is_said(world)
        (data / "page").write_bytes(await exposition(world.app))
        (data / "log").write_text(log.getvalue())
        assert "turn failed" in log.getvalue()
        assert find(data, CANARIES, leave_out=PHONES) == {}  # while it runs, with the -wal
        await world.app.storage.engine.perform([Fetch("PRAGMA wal_checkpoint(TRUNCATE)")])
    (data / "log").write_text(log.getvalue())
    assert find(data, CANARIES, leave_out=PHONES) == {}
    assert {"name", "phone", "wish", "words"} <= set(find(data, CANARIES))  # on her own phone they stand


async def money_is_written(world: World) -> None:
    """A name, a sum, a reason, a cost, a difference and its answer, and a number for signing."""
    await mentari(world, "Tati")
    await say(
        world, "Lilis", "anggota", "tambah nama", BOOK["member"], BOOK["everyday name"], "ya", "selesai"
    )
    await say(world, "Lilis", "setor", "tati", "wajib", SUM_TYPED, "ya")
    await say(world, "Lilis", "betulkan", "catatan yang keliru", "angka catatannya", "1", "jumlahnya", "70rb")
    await say(world, "Lilis", "tulis sendiri", f"{BOOK['reason']} titip", "ya")
    await say(
        world,
        "Lilis",
        "biaya",
        "biaya lain",
        f"{BOOK['cost']} untuk rapat",
        "5 ribu",
        "neneng",
        "lilis",
        "ya",
    )
    await say(world, "Cucu", "angka tanda", BOOK["signing number"], BOOK["signing number"])
    await say(world, "Tati", "beda", "lainnya", f"{BOOK['difference']} kurang tiga", "kirim")
    await say(
        world, "Lilis", "cek beda", "tati", "sudah dicek, sama", f"{BOOK['answer']} sudah dilihat", "ya"
    )


async def kept_of_the_book(world: World) -> str:
    """What really came in, opened."""

    async def job(unit: Unit) -> str:
        group = world.groups[MENTARI]
        (matter,) = await disputes.list_all_of(
            unit, group, await members.number_of(unit, group, (await world.actor(unit, "Tati")).person_id)
        )
        named = [each.name + each.called for each in await members.list_members(unit, group)]
        book = await book_copies.copy_out(unit, group)
        notes = [entry["note"]["text"] for entry in book["entries"] if entry["note"]]
        lines = [str(line["amount"]) for line in book["lines"]]
        cucu = (await world.actor(unit, "Cucu")).person_id
        signs = BOOK["signing number"] if await signing.has_one(unit, cucu) else ""
        assert matter.answered is not None
        return " ".join([*named, *notes, *lines, matter.difference.words, matter.answered.words, signs])

    return await world.run(job)


async def test_of_a_groups_money_no_name_and_no_word_is_in_clear_and_no_sum_beside_the_records(
    tmp_path: Path, log: io.StringIO
) -> None:
    data = tmp_path / "data"
    await make_template(data)
    async with open_world(data, Way.STEADY) as world:
        await money_is_written(world)
        kept = await kept_of_the_book(world)
        assert [word for word in (*BOOK.values(), SUM) if word not in kept] == []
        (data / "page").write_bytes(await exposition(world.app))
        (data / "log").write_text(log.getvalue())
        assert find(data, BOOK, leave_out=PHONES) == {}  # while it runs, with the -wal
        await world.app.storage.engine.perform([Fetch("PRAGMA wal_checkpoint(TRUNCATE)")])
    (data / "log").write_text(log.getvalue())
    assert find(data, BOOK, leave_out=PHONES) == {}
    assert find(data, {"sum": SUM, "sum as shown": SUM_TYPED}, leave_out=(*PHONES, "teman.db")) == {}
    assert set(BOOK) <= set(find(data, BOOK)) | {"signing number"}  # on their own phones they stand


async def test_the_search_beside_the_phones_can_fail(
    tmp_path: Path, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEFECT", "column")
    data = tmp_path / "data"
    await make_template(data)
    async with open_world(data, Way.STEADY) as world:
        world.conversations = (*CONVERSATIONS, leak)
        await world.restart()
        await world.add("Siti")
        await say(world, "Siti", "/bocor", CANARIES["words"])
    assert set(find(data, CANARIES, leave_out=PHONES)) == {"words"}
