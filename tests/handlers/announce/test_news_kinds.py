"""Pilih kabar: her no to announcements, each kind alone or all, and the way back (peers.md C12)."""

import pytest

from conversation.text import _
from db import news_refusals
from db.unit import Unit
from domain.announcements import NewsKind
from domain.roles import Role
from tests.announced import announce, answers, refused
from tests.handlers.test_profile import LOCKS, OUTSIDE
from tests.play import Play
from tests.world import World

ALL = {kind.value for kind in NewsKind}
OPEN = (
    "Kabar bantuan: dikirim. / Kabar pelatihan: dikirim. / Kabar kelompok: dikirim. / Kabar lain: dikirim. /"
)
ROWS = "[Kabar bantuan] [Kabar pelatihan] [Kabar kelompok] [Kabar lain]"
STOPPED = (
    "Baik, Bu. Kabar dari kantor dan kelompok tidak saya kirim lagi. /"
    " Bukti simpanan, jadwal kelas Ibu, dan petugas tetap ada. /"
    " Mau kabar lagi? Ketik PILIH KABAR."
)
NEWS = """
    (jam +1 menit)
    Bot → Siti: Kabar dari Dinas Sosial Kaltim: / Pendaftaran dibuka hari Senin. /
        Tidak mau kabar seperti ini? Ketik PILIH KABAR.
"""


async def test_she_sees_each_kind_and_says_no_to_one(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await play(f"""
        Siti: pilih kabar
        Bot: {OPEN} Mau ubah yang mana, Bu? {ROWS} [Hentikan semua] [Selesai]
        Siti: [Kabar pelatihan]
        Bot: Baik, Bu. Kabar pelatihan tidak saya kirim lagi. /
            Bukti simpanan, jadwal kelas Ibu, dan petugas tetap ada. /
            Kabar bantuan: dikirim. / Kabar pelatihan: tidak dikirim. / Kabar kelompok: dikirim. /
            Kabar lain: dikirim. / Mau ubah yang mana, Bu? {ROWS} [Kirim semua lagi] [Selesai]
        Siti: selesai
        Bot: Baik, Bu. Mau ubah lagi? Ketik PILIH KABAR.
    """)
    assert await refused(world, siti) == {"pelatihan"}


async def test_she_takes_one_back_and_then_all(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await world.run(lambda unit: news_refusals.set_all(unit, siti, True))
    await play("""
        Siti: pilih kabar
        Bot: Kabar bantuan: tidak dikirim. / ... [...]
        Siti: kabar kelompok
        Bot: Baik, Bu. Kabar kelompok saya kirim lagi. / ... [...]
        Siti: kirim semua lagi
        Bot: Baik, Bu. Semua kabar saya kirim lagi.
    """)
    assert await refused(world, siti) == set()


async def test_a_bare_stop_asks_what_she_means_and_all_is_all(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await announce(world, [siti])
    await play(NEWS)
    await play(f"""
        Siti: STOP
        Bot: Mau menghentikan kabar, Bu? Yang terakhir: Kabar bantuan. [Semua] [Kabar ini] [Tidak jadi]
        Siti: [Semua]
        Bot: {STOPPED}
    """)
    assert await refused(world, siti) == ALL


async def test_only_this_kind_or_nothing_at_all(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await announce(world, [siti])
    await play(NEWS)
    await play("""
        Siti: berhenti
        Bot: Mau menghentikan kabar, Bu? Yang terakhir: Kabar bantuan. [Semua] [Kabar ini] [Tidak jadi]
        Siti: tidak jadi
        Bot: Baik, Bu. Tidak ada yang berubah.
        Siti: jangan kirim kabar lagi ya bu
        Bot: Mau menghentikan kabar, Bu? Yang terakhir: Kabar bantuan. [Semua] [Kabar ini] [Tidak jadi]
        Siti: kabar ini
        Bot: Baik, Bu. Kabar bantuan tidak saya kirim lagi. /
            Bukti simpanan, jadwal kelas Ibu, dan petugas tetap ada. / Mau kabar lagi? Ketik PILIH KABAR.
    """)
    assert await refused(world, siti) == {"bantuan"}


async def test_a_stop_in_an_open_question_ends_that_and_nothing_else(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await announce(world, [siti])
    await play(NEWS)
    await play("""
        Siti: panggilan
        Bot: ... [...]
        Siti: stop
        Bot: Baik. Kita berhenti di sini. Ketik MENU kalau mau mulai lagi.
    """)
    assert await refused(world, siti) == set()


async def test_a_stop_to_news_that_came_after_an_old_question_is_about_the_news(
    play: Play, world: World
) -> None:
    siti = await world.add("Siti", area="samarinda")
    await play("""
        Siti: panggilan
        Bot: ... [...]
        (jam +5 jam)
    """)
    await announce(world, [siti])
    await play(NEWS)
    await play(f"""
        Siti: stop
        Bot: Mau menghentikan kabar, Bu? Yang terakhir: Kabar bantuan. [Semua] [Kabar ini] [Tidak jadi]
        Siti: semua
        Bot: {STOPPED}
    """)
    assert await refused(world, siti) == ALL


@pytest.mark.parametrize("word", ["/stop", "tidak mau dikirimi kabar lagi"])
async def test_with_nothing_open_and_nothing_sent_it_works_too(play: Play, world: World, word: str) -> None:
    siti = await world.add("Siti", area="samarinda")
    await play(f"""
        Siti: {word}
        Bot: Kabar dari kantor dan kelompok mau dihentikan, Bu? [Semua] [Tidak jadi]
        Siti: semua
        Bot: {STOPPED}
    """)
    assert await refused(world, siti) == ALL


async def test_with_the_menu_open_a_stop_is_about_the_news_that_came(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await play("""
        Siti: menu
        Bot: ... [...]
    """)
    await announce(world, [siti])
    await play(NEWS)
    await play("""
        Siti: stop
        Bot: Mau menghentikan kabar, Bu? Yang terakhir: Kabar bantuan. [Semua] [Kabar ini] [Tidak jadi]
        Siti: batal
        Bot: Baik. Kita berhenti di sini. Ketik MENU kalau mau mulai lagi.
    """)
    assert await refused(world, siti) == set()


async def test_a_month_later_mulai_changes_nothing_and_help_works(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await world.run(lambda unit: news_refusals.set_all(unit, siti, True))
    await play("""
        (jam +720 jam)
        Siti: mulai
        Bot: ... [...]
        Siti: menu
        Bot: ... [...]
        Siti: saya dipukul suami
        Bot: ... [...]
        Siti: hapus jejak
        Bot: ... [...]
    """)
    assert await refused(world, siti) == ALL


async def test_who_has_refused_everything_is_not_asked_to_refuse_it_again(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await world.run(lambda unit: news_refusals.set_all(unit, siti, True))
    await play("""
        Siti: stop
        Bot: Kabar bantuan: tidak dikirim. / ... [...]
    """)


async def test_from_her_data_page_she_comes_back(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await world.run(lambda unit: news_refusals.set_(unit, siti, NewsKind.AID, True))
    await play("""
        Siti: data
        Bot: ... [...]
        Siti: lihat
        Bot: ... / Jenis kabar yang Ibu hentikan: 1. / ... [...]
        Siti: [Pilih kabar]
        Bot: Kabar bantuan: tidak dikirim. / ... [...]
        Siti: [Kabar bantuan]
        Bot: Baik, Bu. Kabar bantuan saya kirim lagi. / ... [...]
    """)
    assert await refused(world, siti) == set()


async def test_whoever_is_announcing_is_asked_which_of_the_two_stops(play: Play, world: World) -> None:
    siti, worker = await world.add("Siti", area="samarinda"), await world.add("Petugas", Role.WORKER)
    code = await announce(world, [siti])

    async def make_hers(unit: Unit) -> None:
        unit.write("UPDATE announcements SET made_by = $2 WHERE code = $1", code, worker)

    await world.run(make_hers)
    await play("""
        Petugas: stop
        Bot → Siti: Kabar dari Dinas Sosial Kaltim: ...
        Bot: Apa yang mau dihentikan? [Pengumuman saya] [Kabar untuk saya]
        Petugas: kabar untuk saya
        Bot: Kabar dari kantor dan kelompok mau dihentikan, Bu? [Semua] [Tidak jadi]
        Petugas: tidak jadi
        Bot: Baik, Bu. Tidak ada yang berubah.
    """)
    await play(f"""
        Petugas: stop
        Bot: Apa yang mau dihentikan? [Pengumuman saya] [Kabar untuk saya]
        Petugas: [Pengumuman saya]
        Bot: Pengumuman {code} dihentikan. / ...
    """)
    assert await refused(world, worker) == set()


async def test_what_she_refuses_is_not_sent_and_what_she_waits_for_is(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await world.run(lambda unit: news_refusals.set_(unit, siti, NewsKind.AID, True))
    await announce(world, [siti])
    await world.tell(siti, _("Bu Siti, saya tunggu besok."))
    await announce(world, [siti], text="Besok libur.", news=NewsKind.OTHER)
    await play("""
        (jam +1 menit)
        Bot → Siti: Bu Siti, saya tunggu besok.
        Bot → Siti: Kabar dari Dinas Sosial Kaltim: / Besok libur. / ...
    """)


async def test_whoever_stands_outside_of_a_locked_phone_refuses_nothing(play: Play, world: World) -> None:
    siti = await world.add("Siti", phone="shared", area="samarinda")
    await play(LOCKS)
    await play(f"""
        (jam +11 menit)
        Siti: stop
        Bot: ...
        Siti: jangan kirim kabar lagi
        Bot: ... {OUTSIDE}
        Siti: pilih kabar
        Bot: ... {OUTSIDE}
    """)
    assert await refused(world, siti) == set()

    async def nobody(unit: Unit) -> int:
        return len(await unit.fetch("SELECT news FROM news_refusals"))

    assert await world.run(nobody) == 0


async def test_her_two_records_refuse_together(world: World) -> None:
    siti, other = await world.add("Siti"), await world.add("Siti lama")

    async def join(unit: Unit) -> None:
        await news_refusals.set_(unit, other, NewsKind.GROUP, True)
        await news_refusals.join(unit, siti, other)
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", other, siti)

    await world.run(join)
    assert await refused(world, siti) == await refused(world, other) == {"kelompok"}
    await world.run(lambda unit: news_refusals.set_all(unit, siti, False))
    assert await refused(world, other) == set()


@pytest.mark.parametrize(
    "typed", ["jangan hubungi saya lagi", "saya tidak mau dihubungi", "jangan wa saya lagi bu"]
)
async def test_not_to_be_written_to_at_all_is_asked_about_and_answers_nothing(
    play: Play, world: World, typed: str
) -> None:
    siti = await world.add("Siti", area="samarinda")
    code = await announce(world, [siti], choices=("Ya", "Tidak"))
    await play(f"""
        (jam +1 menit)
        Bot → Siti: ... [Ya] [Tidak]
        Siti: {typed}
        Bot: Boleh kami menulis ke HP ini, Bu? [Boleh] [...]
    """)
    assert await answers(world, code) == {}
    assert await refused(world, siti) == set()


@pytest.mark.parametrize("typed", ["jangan hubungi saya lagi", "jangan ganggu saya"])
async def test_not_to_be_written_to_is_understood_where_nothing_was_announced(
    play: Play, world: World, typed: str
) -> None:
    await world.add("Siti", area="samarinda")
    await play(f"""
        Siti: {typed}
        Bot: Boleh kami menulis ke HP ini, Bu? [Boleh] [...]
    """)


@pytest.mark.parametrize("typed", ["stop semua", "stop semua kabar"])
async def test_stop_all_is_asked_like_a_bare_stop(play: Play, world: World, typed: str) -> None:
    siti = await world.add("Siti", area="samarinda")
    await announce(world, [siti])
    await play(NEWS)
    await play(f"""
        Siti: {typed}
        Bot: Mau menghentikan kabar, Bu? Yang terakhir: Kabar bantuan. [Semua] [Kabar ini] [Tidak jadi]
        Siti: [Semua]
        Bot: {STOPPED}
    """)
    assert await refused(world, siti) == ALL
