"""A second phone of the same woman: a code from one, typed on the other, and a yes on the first."""

from textwrap import dedent

from conversation.text import Text
from db import people
from db.unit import Unit
from domain.roles import Role
from tests.handlers.old_wishes import live_in_samarinda, wish_as_before
from tests.play import Play
from tests.world import World

CODE = """
    Siti: sambungkan
    Bot: Mau menyambungkan dua HP, Bu? ... [Buat kode] [Sudah punya kode]
    Siti: buat kode
    Bot: Kodenya <kode>. Berlaku 15 menit, satu kali. / Di HP satunya, ketik SAMBUNGKAN, lalu kode ini. / ...
"""
TYPES = """
    HP Baru: sambungkan
    Bot: Mau menyambungkan dua HP, Bu? ... [...]
    HP Baru: sudah punya kode
    Bot: Apa kodenya?
    HP Baru: <kode>
"""
REFUSED = "Kode ini tidak bisa dipakai, Bu. Buat kode baru, ya."


def after_code(rest: str) -> str:
    """The code is typed on the other phone; what follows."""
    return f"{dedent(TYPES)}\n{dedent(rest)}"


async def _two_phones(world: World, phone: str = "own") -> int:
    siti = await world.add("Siti")
    await world.add("HP Baru", phone=phone)
    return siti


async def test_both_phones_are_hers_after_a_code_and_a_yes(play: Play, world: World) -> None:
    siti = await _two_phones(world)
    await play(CODE)
    await play(
        after_code("""
        Bot: Kodenya benar. Di HP satunya, ketik SAMBUNGKAN, lalu jawab YA. / Setelah itu, HP ini memakai data dari HP satunya.
        Bot → Siti: Ada HP lain yang mau disambungkan. Benar itu Ibu? [Lihat]
        Siti: [Lihat]
        Bot: Ada HP lain yang mau membuka data Ibu. Itu HP Ibu sendiri? [Ya] [Tidak]
        Siti: ya
        Bot: Sudah tersambung, Bu. HP satunya sekarang memakai data Ibu.
    """)
    )

    async def owner(unit: Unit) -> int:
        return (await world.actor(unit, "HP Baru")).person_id

    assert await world.run(owner) == siti
    await play("""
        HP Baru: menu
        Bot: Ada yang bisa saya bantu, Bu? [...]
    """)


async def test_without_her_yes_nothing_is_shown(play: Play, world: World) -> None:
    siti = await _two_phones(world)
    await play(CODE)
    await play(
        after_code("""
        Bot: Kodenya benar. ...
        Bot → Siti: Ada HP lain ... [Lihat]
        Siti: [Lihat]
        Bot: ... Itu HP Ibu sendiri? [Ya] [Tidak]
        Siti: tidak
        Bot: Baik, tidak disambungkan. Kalau bukan Ibu yang minta, ketik PETUGAS.
    """)
    )

    async def owner(unit: Unit) -> int:
        return (await world.actor(unit, "HP Baru")).person_id

    assert await world.run(owner) != siti


async def test_a_code_serves_once_and_for_a_quarter_of_an_hour(play: Play, world: World) -> None:
    await _two_phones(world)
    await world.add("Rini")
    await play(CODE)
    await play(
        after_code(f"""
        Bot: Kodenya benar. ...
        Bot → Siti: Ada HP lain ... [Lihat]
        Rini: sambungkan
        Bot: ... [...]
        Rini: punya
        Bot: Apa kodenya?
        Rini: <kode>
        Bot: {REFUSED}
        Siti: [Lihat]
        Bot: ... [Ya] [Tidak]
        Siti: tidak
        Bot: Baik, tidak disambungkan. ...
    """)
    )
    play.memory.words.pop("kode")
    await play(CODE)
    await play("(jam +16 menit)")
    await play(after_code(f"Bot: {REFUSED}"))


async def test_a_phone_that_others_use_needs_a_lock_first(play: Play, world: World) -> None:
    await _two_phones(world, "shared")
    await play(CODE)
    await play(
        after_code("""
        Bot: HP ini dipakai bersama. Ketik KUNCI dulu, baru sambungkan.
    """)
    )


async def test_who_has_a_duty_keeps_it_apart(play: Play, world: World) -> None:
    await world.add("Siti")
    await world.add("HP Baru", Role.TREASURER)
    await play(CODE)
    await play(
        after_code("""
        Bot: HP ini punya tugas sendiri, jadi belum bisa disambungkan. Ketik PETUGAS.
    """)
    )


async def test_what_waits_for_her_other_record_is_hers_too(play: Play, world: World) -> None:
    await _two_phones(world)

    async def other(unit: Unit) -> int:
        return (await world.actor(unit, "HP Baru")).person_id

    before = await world.run(other)
    await play(CODE)
    await play(
        after_code("""
        Bot: Kodenya benar. ...
        Bot → Siti: Ada HP lain ... [Lihat]
        Siti: [Lihat]
        Bot: ... [Ya] [Tidak]
        Siti: ya
        Bot: Sudah tersambung, ...
    """)
    )
    await world.use_phone("HP Baru", "shared")
    await world.use_phone("Siti", "shared")
    await world.tell(before, Text("Untuk data yang lain."))
    await play("""
        (jam +1 menit)
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Siti: kabar
        Bot: Kabar 1 dari 1: Untuk data yang lain. [...]
    """)


async def test_a_worker_sees_two_records_that_were_joined_and_they_stay_two(play: Play, world: World) -> None:
    siti = await _two_phones(world)
    await world.add("Petugas", Role.WORKER)

    async def prepare(unit: Unit) -> None:
        await people.set_details(unit, siti, name="Siti Demo")
        people.set_area(unit, siti, "samarinda", "Asia/Makassar")

    await world.run(prepare)
    await live_in_samarinda(world, "HP Baru")
    await wish_as_before(world, "HP Baru")
    await play("""
        (jam +1 detik)
        Bot → Petugas: Ada warga yang minta dihubungi petugas. [Lihat]
        Petugas: data ganda
        Bot: Tidak ada data ganda.
    """)
    await play(CODE)
    await play(
        after_code("""
        Bot: Kodenya benar. ...
        Bot → Siti: Ada HP lain ... [Lihat]
        Siti: [Lihat]
        Bot: ... [Ya] [Tidak]
        Siti: ya
        Bot: Sudah tersambung, ...
        Petugas: data ganda
        Bot: (tanpa nama, samarinda) mungkin punya catatan lain. Keduanya disambungkan dengan kode. Bagaimana?
            [Orang yang sama] [Orang berbeda] [Nanti saja]
        Petugas: sama
        Bot: Sudah dicatat. Kedua data tetap terpisah. / Sudah semua.
        Petugas: data ganda
        Bot: Tidak ada data ganda.
    """)
    )
    reads = [line for line in world.audit if line.startswith("Petugas read") and line.endswith("duplicate")]
    assert len(reads) == 1
    assert len(world.requests) == 1


async def test_at_night_she_answers_on_the_other_phone_without_waiting_for_the_notice(
    play: Play, world: World
) -> None:
    siti = await _two_phones(world)
    await play("(jam +11 jam)")
    await play(CODE)
    await play(
        after_code("""
        Bot: Kodenya benar. Di HP satunya, ketik SAMBUNGKAN, lalu jawab YA. / ...
        Siti: sambungkan
        Bot: Ada HP lain yang mau membuka data Ibu. Itu HP Ibu sendiri? [Ya] [Tidak]
        Siti: ya
        Bot: Sudah tersambung, Bu. HP satunya sekarang memakai data Ibu.
        Siti: sambungkan
        Bot: Mau menyambungkan dua HP, Bu? ... [Buat kode] [Sudah punya kode]
    """)
    )

    async def owner(unit: Unit) -> int:
        return (await world.actor(unit, "HP Baru")).person_id

    assert await world.run(owner) == siti
