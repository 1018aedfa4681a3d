"""A complaint goes past whom it is about; where nobody else is there, she is told so, and nothing is kept."""

import pytest

from domain.roles import Role
from tests.handlers.contact.hers import list_matters, list_words
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.handlers.contact.test_ask import leave_office
from tests.play import Play
from tests.world import World

LINE = "Tulis saja di sini. Kalau sudah, pilih Selesai. [Selesai]"
ELSEWHERE = (
    "Jadi keluhan Ibu tidak saya simpan. / Ibu bisa ke Inspektorat daerah. Mereka mengawasi kantor pemerintah. /"
    " Bisa juga lewat LAPOR, tempat mengadu ke pemerintah. Atau ke Dinas Sosial lain."
)


async def _office(world: World, *supervisors: str) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    for name in supervisors:
        await add_worker(world, name, Role.SUPERVISOR)


async def test_it_goes_to_who_leads_the_office_and_past_whom_it_is_about(play: Play, world: World) -> None:
    await _office(world, "Ratna")
    await play(f"""
        Siti: petugas
        Bot: Yang membaca pesan Ibu: Rina, ... [...]
        Siti: soal petugas
        Bot: Ini soal siapa, Bu? Orang itu tidak diberi tahu. [Rina] [Ratna] [Pengurus kelompok] [Uang dipotong]
            [Orang lain]
        Siti: rina
        Bot: Yang membaca keluhan: Ratna, Dinas Sosial Kaltim. / Rina tidak diberi tahu. /
            Keluhan dihapus 12 bulan sesudah selesai. / Tulis saja, atau pilih. [Tulis keluhan] [Tidak jadi]
        Siti: bu rina minta uang 50 ribu
        Bot: Keluhan Ibu sudah sampai. Nomornya <kode>. / Rina tidak diberi tahu. / Petugas membalas ... WITA. / {LINE}
        Siti: sudah dua kali
        Rina: pesan warga
        Bot: Belum ada pesan untuk akun ini. [...]
        Ratna: pesan warga
        Bot: 1 belum dijawab, ... [...]
        Ratna: 1
        Bot: ... bu rina minta uang 50 ribu / sudah dua kali / ... [...]
    """)
    assert await list_matters(world) == ["Siti dengan Ratna: 2 keluhan, menunggu, soal Rina"]
    assert not any("Siti" in text or "50 ribu" in text for text in world.said["Rina"])


async def test_about_the_only_one_who_could_read_it_nothing_is_kept(play: Play, world: World) -> None:
    await _office(world, "Ratna")
    await play(f"""
        Siti: keluhan
        Bot: Ini soal siapa, Bu? ... [...]
        Siti: ratna
        Bot: Maaf, Bu. Di Dinas Sosial Kaltim belum ada yang bisa membaca keluhan ini. / {ELSEWHERE}
    """)
    assert await list_matters(world) == []


async def test_about_one_of_two_the_other_reads_it(play: Play, world: World) -> None:
    await _office(world, "Ratna", "Wulan")
    await play("""
        Siti: keluhan
        Bot: Ini soal siapa, Bu? ... [Rina] [Ratna] [Wulan] [...]
        Siti: ratna
        Bot: Yang membaca keluhan: Wulan, Dinas Sosial Kaltim. / Ratna tidak diberi tahu. / ... [Tulis keluhan] [Tidak jadi]
        Siti: tulis
        Bot: Tulis keluhan Ibu di sini. Boleh juga foto atau suara. [Tidak jadi]
        Siti: tidak jadi
        Bot: Baik, Bu. Tidak ada yang dikirim.
    """)
    assert await list_matters(world) == []


async def test_who_left_between_the_screen_and_her_words_is_noticed(play: Play, world: World) -> None:
    await _office(world, "Ratna", "Wulan")
    await play("""
        Siti: keluhan
        Bot: ... [...]
        Siti: ratna
        Bot: Yang membaca keluhan: Wulan, ... [...]
        Siti: tulis
        Bot: Tulis keluhan Ibu di sini. ... [Tidak jadi]
    """)
    await leave_office(world, "Wulan")
    await play(f"""
        Siti: bu ratna marah-marah
        Bot: Maaf, Bu. Di Dinas Sosial Kaltim belum ada yang bisa membaca keluhan ini. / {ELSEWHERE}
    """)
    assert await list_matters(world) == []


async def test_money_that_was_cut_off_is_nobodys_right(play: Play, world: World) -> None:
    await _office(world, "Ratna")
    await play("""
        Siti: potongan
        Bot: Ini soal siapa, Bu? ... [...]
        Siti: uang dipotong
        Bot: Bantuan tidak boleh dipotong siapa pun. / Siapa yang memotong, Bu? [Rina] [Ratna] [Pengurus kelompok]
            [Orang lain]
        Siti: orang lain
        Bot: Yang membaca keluhan: Ratna, Dinas Sosial Kaltim. / Keluhan dihapus ... [...]
        Siti: pak rt minta 100 ribu
        Bot: Keluhan Ibu sudah sampai. ... [Selesai]
    """)
    assert await list_matters(world) == ["Siti dengan Ratna: 1 keluhan, menunggu"]


async def test_who_leads_her_group_is_passed_by_also_where_she_works_for_the_office(
    play: Play, world: World
) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await add_worker(world, "Cucu", Role.SUPERVISOR, Role.CHAIR)
    await join_group(world, "Siti")
    await play(f"""
        Siti: keluhan
        Bot: ... [...]
        Siti: pengurus
        Bot: Pengurus yang mana, Bu? [Cucu] [Orang lain]
        Siti: cucu
        Bot: Maaf, Bu. Di Dinas Sosial Kaltim belum ada yang bisa membaca keluhan ini. / {ELSEWHERE}
    """)
    assert await list_matters(world) == []


async def test_there_is_one_open_complaint_and_she_writes_on_in_it(play: Play, world: World) -> None:
    await _office(world, "Ratna")
    await write(world, "Siti", "bu rina kasar", holder="Ratna", complaint=True, about="Rina")
    await write(world, "Siti", "soal bantuan")
    await play("""
        Siti: petugas
        Bot: Pesan Ibu ada di Rina, ... [...]
        Siti: soal petugas
        Bot: Keluhan Ibu ada di Dinas Sosial Kaltim. Nomornya <kode>. / Belum dijawab. / Yang membaca: Ratna. /
            Tulis saja, atau pilih. [Tulis lagi] [Soal orang lain] [Tidak jadi]
        Siti: tadi pagi lagi
        Bot: Terkirim ke Ratna. / ... [Selesai]
    """)
    assert (await list_matters(world))[0].startswith("Siti dengan Ratna: 2 keluhan, menunggu")
    assert (await list_words(world, "Siti")).count("tadi pagi lagi") == 1


async def test_who_still_has_her_other_message_may_be_changed(play: Play, world: World) -> None:
    await _office(world, "Ratna")
    await write(world, "Siti", "soal bantuan")
    await play("""
        Siti: lapor petugas
        Bot: ... [...]
        Siti: rina
        Bot: ... [Tulis keluhan] [Tidak jadi]
        Siti: berkas saya dihilangkan
        Bot: ... / Pesan Ibu yang lain masih di Rina. Mau ganti? Ketik PETUGAS. / ... [Selesai]
    """)


@pytest.mark.parametrize("phone", ["own", "shared"])
async def test_where_no_office_is_she_is_told_where_else(play: Play, world: World, phone: str) -> None:
    await world.add("Siti", phone=phone)
    await play(f"""
        Siti: keluhan
        Bot: Ibu tinggal di mana? [...]
        Siti: kabupaten kupang
        Bot: Di daerah itu belum ada kantor kami, Bu. / {ELSEWHERE}
    """)


async def test_a_sign_of_danger_in_a_complaint_is_the_doors(play: Play, world: World) -> None:
    await _office(world, "Ratna")
    await play("""
        Siti: keluhan
        Bot: ... [...]
        Siti: rina
        Bot: ... [Tulis keluhan] [Tidak jadi]
        Siti: saya diperkosa
        Bot: Aman membaca ini sendirian sekarang? [Aman] [Tidak]
        Bot → Ratna: ... [...]
    """)
    assert await list_matters(world) == []


async def test_harsh_words_are_the_complaint_and_the_numbers_follow_it(play: Play, world: World) -> None:
    await _office(world, "Ratna")
    await play("""
        Siti: keluhan
        Bot: ... [...]
        Siti: rina
        Bot: ... [Tulis keluhan] [Tidak jadi]
        Siti: bu rina mukul meja
        Bot: Keluhan Ibu sudah sampai. ... / Kalau sekarang bahaya, telepon 110 atau 129. ... / Tulis saja di sini. ...
            [Selesai]
    """)
    assert await list_matters(world) == ["Siti dengan Ratna: 1 keluhan, menunggu, soal Rina"]


async def test_what_is_not_about_the_office_may_go_to_it_like_anything_else(play: Play, world: World) -> None:
    await _office(world)
    await play(f"""
        Siti: bantuan saya dipotong
        Bot: Ini soal siapa, Bu? ... [Rina] [Pengurus kelompok] [Uang dipotong] [Orang lain]
        Siti: orang lain
        Bot: Maaf, Bu. Di Dinas Sosial Kaltim belum ada yang bisa membaca keluhan ini. / {ELSEWHERE} /
            Kalau bukan soal petugas, Ibu bisa menulis ke petugas. Ketik PETUGAS.
        Siti: keluhan
        Bot: Ini soal siapa, Bu? ... [...]
        Siti: rina
        Bot: Maaf, Bu. Di Dinas Sosial Kaltim belum ada yang bisa membaca keluhan ini. / {ELSEWHERE}
    """)
    assert await list_matters(world) == []


async def test_a_second_one_about_whoever_reads_the_first_is_not_written_there(
    play: Play, world: World
) -> None:
    await _office(world, "Ratna")
    await write(world, "Siti", "bu rina kasar", holder="Ratna", complaint=True, about="Rina")
    await play(f"""
        Siti: keluhan
        Bot: ... Yang membaca: Ratna. / ... [Tulis lagi] [Soal orang lain] [Tidak jadi]
        Siti: orang lain
        Bot: Ini soal Ratna? [Ya] [Bukan]
        Siti: ya
        Bot: Kalau begitu jangan tulis di sini, Bu. / {ELSEWHERE.removeprefix("Jadi keluhan Ibu tidak saya simpan. / ")}
        Siti: keluhan
        Bot: ... [...]
        Siti: orang lain
        Bot: Ini soal Ratna? [Ya] [Bukan]
        Siti: bukan
        Bot: Yang membaca: Ratna, Dinas Sosial Kaltim. / ... [Selesai]
    """)
    assert (await list_words(world, "Siti")) == ["bu rina kasar"]


async def join_group(world: World, name: str) -> None:
    from db import people
    from db.unit import Unit
    from domain.roles import RoleGrant
    from tests.world import MENTARI

    async def job(unit: Unit) -> None:
        person_id = (await world.actor(unit, name)).person_id
        grant = RoleGrant(Role.MEMBER, group_id=world.groups[MENTARI])
        people.grant_role(unit, role_id=unit.new_id(), person_id=person_id, grant=grant, now_ms=unit.now_ms)

    await world.run(job)
