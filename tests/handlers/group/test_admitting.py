"""Terima anggota: two different officers, and no record is taken unseen."""

from db.unit import Unit
from domain.roles import Role
from tests.handlers.group_people import CONSENT, PUSHED, book, code_of, write_in
from tests.handlers.office_people import add_named, chair_and_treasurer
from tests.play import Play
from tests.world import World


async def test_one_phone_for_two_records_is_shown_to_both_officers(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await write_in(world, "Tati")
    await world.add("Neneng", Role.MEMBER)
    code = await code_of(world, "Cucu")
    await world.add("Siti")

    async def same(unit: Unit) -> None:
        siti, neneng = await world.actor(unit, "Siti"), await world.actor(unit, "Neneng")
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", siti.person_id, neneng.person_id)

    await world.run(same)
    warning = "HP ini di buku sudah tercatat untuk Neneng. Tanyakan langsung ke orangnya."
    await play(f"""
        Siti: gabung
        Bot: ...
        Siti: {code}
        Bot: {CONSENT}
        Siti: boleh
        Bot: Nama Ibu yang mana? [Tati] [Nama saya belum ada]
        Siti: tati
        Bot: Tati, kelompok Mentari. Benar? [Ya] [Tidak]
        Siti: ya
        Bot: ...
        Bot → Cucu: Tati {PUSHED}
        Bot → Lilis: Tati {PUSHED}
        Lilis: [Lihat]
        Bot: Tati mau pakai HP. ... / {warning} / Orangnya benar? [...]
        Lilis: [Benar, terima]
        Bot: ...
        Cucu: [Lihat]
        Bot: Tati mau pakai HP. ... / {warning} / Sudah dibenarkan oleh Lilis. / Orangnya benar? [...]
        Cucu: belum bisa
        Bot: Baik. Tati sudah saya kabari.
        Bot → Siti: Pengurus Mentari belum bisa membenarkan data Ibu. Tanyakan di rapat, ya, Bu.
    """)
    assert not next(each for each in await book(world) if each.name == "Tati").has_phone


async def test_an_officer_does_not_confirm_herself(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await write_in(world, "Tati")
    await add_named(world, "Entin", "Entin", Role.SECRETARY)
    code = await code_of(world, "Lilis")
    await world.add("Siti")

    async def same(unit: Unit) -> None:
        siti, entin = await world.actor(unit, "Siti"), await world.actor(unit, "Entin")
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", siti.person_id, entin.person_id)

    await world.run(same)
    await play(f"""
        Siti: gabung
        Bot: ...
        Siti: {code}
        Bot: {CONSENT}
        Siti: boleh
        Bot: ... [...]
        Siti: tati
        Bot: ... [Ya] [Tidak]
        Siti: ya
        Bot: ...
        Bot → Cucu: Tati {PUSHED}
        Bot → Entin: Tati {PUSHED}
        Bot → Lilis: Tati {PUSHED}
        Entin: [Lihat]
        Bot: ... [...]
        Entin: [Benar, terima]
        Bot: Perlu pengurus lain untuk ini.
    """)
