"""Angka cek: the newest digits are shown, and what stands on paper is compared with what was published."""

from db import ledger, meetings
from db.unit import Unit, Unprepared
from domain.roles import Role
from tests.handlers.book_keepers import TODAY, mentari
from tests.play import Play
from tests.world import MENTARI, World


async def test_before_the_first_meeting_there_are_none(play: Play, world: World) -> None:
    await mentari(world)
    await play("""
        Lilis: angka cek
        Bot: Belum ada angka cek. Angkanya ada sesudah rapat ditutup.
    """)


async def test_a_member_compares_the_digits_of_her_paper_book(play: Play, world: World) -> None:
    await mentari(world)
    await world.add("Siti", Role.MEMBER)
    play.memory.words["angka"] = await published(world)
    wrong = "0000 0000" if play.memory.words["angka"] != "0000 0000" else "1111 1111"
    await play(f"""
        Siti: angka cek
        Bot: Angka cek terakhir <angka>, rapat Selasa, 3 Februari 2026. / Mau dicocokkan dengan buku?
            [Cocokkan] [Cukup]
        Siti: cocokkan
        Bot: Tulis 8 angka yang ada di buku.
        Siti: 12
        Bot: Angka cek ada 8 angka. Contoh: 4821 0937. / Tulis 8 angka yang ada di buku.
        Siti: <angka>
        Bot: Cocok. Angka itu dari rapat Selasa, 3 Februari 2026.
        Siti: angka cek
        Bot: ... Mau dicocokkan dengan buku? [Cocokkan] [Cukup]
        Siti: cocokkan
        Bot: Tulis 8 angka yang ada di buku.
        Siti: {wrong}
        Bot: Angka itu belum cocok. Coba lihat lagi di buku. Atau tanya pengurus.
    """)


async def published(world: World) -> str:
    """A meeting was closed; its digits as they are shown."""
    work: dict[object, object] = {}
    group = world.groups[MENTARI]

    async def job(unit: Unit) -> str:
        unit.work = work
        number = await meetings.open_one(unit, group, TODAY, 1)
        await meetings.close(unit, group, number, 1)
        return await ledger.publish_head(unit, group, meeting=number)

    while True:
        try:
            code = await world.run(job)
            return f"{code[:4]} {code[4:]}"
        except Unprepared as slow:
            work[slow.key] = slow.call()
