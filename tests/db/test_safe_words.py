"""The words of their own choosing: found by nothing but themselves, on their own phone only."""

from db import safe_words
from db.engine import Fetch
from db.unit import Unit
from tests.db.desk import Desk


async def test_a_word_fits_on_its_own_phone_and_on_no_other(desk: Desk):
    siti, yuyun = await desk.person("demo siti"), await desk.person("demo yuyun")
    await desk.run(lambda unit: safe_words.add(unit, siti.account_id, "kuelapis"))

    async def job(unit: Unit) -> list[bool]:
        kept = await safe_words.read(unit, siti.account_id)
        other = await safe_words.read(unit, yuyun.account_id)
        return [
            safe_words.fits(unit, siti.account_id, kept, "kuelapis"),
            safe_words.fits(unit, siti.account_id, kept, "kue"),
            safe_words.fits(unit, yuyun.account_id, kept, "kuelapis"),
            safe_words.fits(unit, yuyun.account_id, other, "kuelapis"),
            safe_words.fits(unit, yuyun.account_id, None, ""),
        ]

    assert await desk.run(job) == [True, False, False, False, False]


async def test_the_word_itself_is_nowhere(desk: Desk):
    siti = await desk.person("demo siti")
    await desk.run(lambda unit: safe_words.add(unit, siti.account_id, "kuelapis"))
    (rows,) = await desk.storage.engine.perform([Fetch("SELECT safe_words_hash FROM accounts")])
    assert [len(row["safe_words_hash"]) for row in rows] == [safe_words.HASH_BYTES]
    assert b"kuelapis" not in bytes(rows[0]["safe_words_hash"])


async def test_each_who_shares_the_phone_has_a_word_and_the_oldest_makes_room(desk: Desk):
    siti = await desk.person("demo siti")
    words = [f"kata{number}" for number in range(safe_words.WORDS_MAX + 1)]

    async def job(unit: Unit) -> list[bool]:
        for word in [*words, words[-1]]:
            await safe_words.add(unit, siti.account_id, word)
        kept = await safe_words.read(unit, siti.account_id)
        return [safe_words.fits(unit, siti.account_id, kept, word) for word in words]

    assert await desk.run(job) == [False] + [True] * safe_words.WORDS_MAX


async def test_removed_words_fit_no_more(desk: Desk):
    siti = await desk.person("demo siti")

    async def job(unit: Unit) -> bytes:
        await safe_words.add(unit, siti.account_id, "kuelapis")
        safe_words.remove_all(unit, siti.account_id)
        return await safe_words.read(unit, siti.account_id)

    assert await desk.run(job) == b""
