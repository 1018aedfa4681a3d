"""Sharing something of a session: a photo, a text, a voice note, a recipe in its three steps; and taking it away."""

import pytest

from db import course_materials, files
from db.unit import Unit
from domain.course_materials import unpacked
from domain.refusals import NotAllowed
from handlers.training.give_material_steps import take_away
from tests.handlers.training.classes import step
from tests.handlers.training.company import first_session, was_there
from tests.handlers.training.sitting import TEACHER, a_class_now
from tests.handlers.ways import in_every_way_at_once
from tests.play import Play
from tests.world import World

ASKED = "Kue kering, pertemuan ke-1. / Selasa, 3 Februari 2026, jam 11.05 WITA. / Mau kirim apa?"
FORMS = "[Foto] [Tulisan] [Pesan suara] [Resep]"
TOLD = "Ada bahan baru dari kelas Kue kering, Selasa, 3 Februari 2026. Boleh dilihat kapan saja, Bu. [Lihat bahan]"


async def quiet(world: World) -> None:
    async def job(unit: Unit) -> None:
        unit.write("UPDATE courses SET offsets = '[]'")

    await world.run(job)


async def kept(world: World, course_id: int) -> list[str]:
    """What was shared of the first session."""
    session = await first_session(world, course_id)

    async def read(unit: Unit) -> list[str]:
        return [
            f"{each.form} {each.body}".strip() for each in await course_materials.of_session(unit, session.id)
        ]

    return await world.run(read)


async def arrive(world: World, state: str = "kept") -> None:
    """What is on its way has been fetched."""

    async def job(unit: Unit) -> None:
        unit.write("UPDATE files SET state = $1, kind = 'image/jpeg' WHERE state = 'wanted'", state)

    await world.run(job)


@in_every_way_at_once
async def test_a_recipe_is_asked_for_in_its_three_steps_and_who_was_there_hears_of_it(
    play: Play, world: World
) -> None:
    course = await a_class_now(world, "Siti", "Sri")
    await quiet(world)
    await was_there(world, course, "Siti")
    await play(f"""
        Pengajar Kaltim: kirim bahan
        Bot: {ASKED} {FORMS} [Selesai]
        Pengajar Kaltim: resep
        Bot: Resep apa? Contoh: kue nastar.
        Pengajar Kaltim: Kue nastar
        Bot: Apa saja bahannya? Tulis dengan takarannya.
        Pengajar Kaltim: 250 g tepung, 2 kuning telur, 200 g mentega
        Bot: Bagaimana cara membuatnya? Tulis langkah demi langkah.
        Pengajar Kaltim: Aduk mentega dan telur, masukkan tepung, bentuk, panggang 30 menit.
        Bot: Bagaimana kemasannya? Contoh: toples, isi 250 gram. [Lewati]
        Pengajar Kaltim: Toples 250 gram, beri label
        Bot: Sudah disimpan. Sebentar lagi yang hadir kami kabari. / Ada lagi untuk pertemuan ini? [Tambah lagi] [Selesai]
        Pengajar Kaltim: selesai
        Bot: Baik. Terima kasih sudah berbagi.
        (jam +10 menit)
        Bot → Siti: {TOLD}
        Siti: [Lihat bahan]
        Bot: Resep Kue nastar. / Bahan: / 250 g tepung, 2 kuning telur, 200 g mentega / Bagian 1 dari 3.
            [Berikutnya] [Selesai]
        Siti: berikutnya
        Bot: Cara membuat: / Aduk mentega dan telur, masukkan tepung, bentuk, panggang 30 menit. / Bagian 2 dari 3. [...]
        Siti: berikutnya
        Bot: Kemasan: / Toples 250 gram, beri label / Sudah semua, Bu. Selamat mencoba.
    """)
    (line,) = await kept(world, course)
    recipe = unpacked(line.removeprefix("recipe "))
    assert (recipe.name, recipe.packing) == ("Kue nastar", "Toples 250 gram, beri label")


async def test_several_things_at_once_are_one_message(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti")
    await quiet(world)
    await was_there(world, course, "Siti")
    await play(f"""
        Pengajar Kaltim: kirim bahan
        Bot: {ASKED} {FORMS} [Selesai]
        Pengajar Kaltim: tulisan
        Bot: Tulis di sini. Pendek saja, supaya mudah dibaca.
        Pengajar Kaltim: Ayak tepung dulu, supaya kuenya lembut.
        Bot: ... [Tambah lagi] [Selesai]
        Pengajar Kaltim: tambah lagi
        Bot: {ASKED} {FORMS} [Lihat atau hapus] [Selesai]
        Pengajar Kaltim: foto
        Bot: Foto hasil, alat atau bahan saja. Jangan ada wajah orang, ya. / Kirim fotonya di sini.
        Pengajar Kaltim: (foto)
        Bot: Mau tambah tulisan di bawah foto? [Lewati]
        Pengajar Kaltim: lewati
        Bot: Sudah disimpan. ... [...]
        Pengajar Kaltim: selesai
        Bot: ...
    """)
    await arrive(world)
    await play(f"""
        (jam +11 menit)
        Bot → Siti: {TOLD}
    """)
    assert await kept(world, course) == ["text Ayak tepung dulu, supaya kuenya lembut.", "photo"]


async def test_a_voice_note_is_kept_and_words_instead_are_asked_again(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti")
    await play(f"""
        Pengajar Kaltim: kirim bahan
        Bot: {ASKED} {FORMS} [Selesai]
        Pengajar Kaltim: pesan suara
        Bot: Rekam pesan suara di sini. Cukup suara pelatih, ya.
        Pengajar Kaltim: halo
        Bot: ...
        Pengajar Kaltim: (pesan suara)
        Bot: Sudah disimpan. ... [...]
        Pengajar Kaltim: selesai
        Bot: ...
    """)
    assert await kept(world, course) == ["voice"]


async def test_words_that_hurt_or_lead_away_are_asked_again(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti")
    again = "Bot: Tulis lagi tanpa nomor HP, tautan, atau kata yang menyinggung."
    await play(f"""
        Pengajar Kaltim: kirim bahan
        Bot: ... [...]
        Pengajar Kaltim: tulisan
        Bot: Tulis di sini. ...
        Pengajar Kaltim: Lihat di www.contoh.com ya
        {again}
        Pengajar Kaltim: hubungi 0812 0000 0000
        {again}
        Pengajar Kaltim: jangan malas ya
        {again}
        Pengajar Kaltim: Simpan adonan di tempat sejuk.
        Bot: Sudah disimpan. ... [...]
        Pengajar Kaltim: selesai
        Bot: ...
    """)
    assert await kept(world, course) == ["text Simpan adonan di tempat sejuk."]


async def test_what_should_not_be_there_is_taken_away(play: Play, world: World) -> None:
    course = await a_class_now(world, "Siti")
    await play(f"""
        Pengajar Kaltim: kirim bahan
        Bot: ... [...]
        Pengajar Kaltim: foto
        Bot: ...
        Pengajar Kaltim: (foto)
        Bot: ... [...]
        Pengajar Kaltim: nastar
        Bot: ... [...]
        Pengajar Kaltim: tambah lagi
        Bot: {ASKED} {FORMS} [Lihat atau hapus] [Selesai]
        Pengajar Kaltim: lihat atau hapus
        Bot: Yang mana? [Foto: nastar] [Selesai]
        Pengajar Kaltim: 1
        Bot: Hapus yang ini? Peserta tidak bisa melihatnya lagi. [Hapus] [Biarkan]
        Pengajar Kaltim: hapus
        Bot: Sudah dihapus.
    """)
    assert await kept(world, course) == []
    rows = await world.run(lambda unit: files.list_leftovers(unit, 10))
    assert len(rows) == 1


async def test_before_the_session_there_is_nothing_to_share(play: Play, world: World) -> None:
    from tests.handlers.training.sitting import TODAY

    await a_class_now(world, "Siti", days=[TODAY], start_min=18 * 60)
    await play("""
        Pengajar Kaltim: kirim bahan
        Bot: Belum ada pertemuan yang sudah mulai. Bahannya dikirim setelah itu, ya.
    """)


async def test_what_is_of_another_session_is_not_taken_away_here(world: World) -> None:
    course = await a_class_now(world, "Siti")
    first, second = await first_session(world, course), await first_session(world, course, 2)

    async def give(unit: Unit) -> int:
        from domain.course_materials import Form

        return (await course_materials.add(unit, second, Form.TEXT, body="Demo saja")).id

    material = await step(world, TEACHER, give)
    with pytest.raises(NotAllowed):
        await step(world, TEACHER, take_away, first.id, material)
    await step(world, TEACHER, take_away, second.id, material)
