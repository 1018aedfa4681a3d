"""Her copy: both files on her own phone, nobody else in them; on a shared phone a person hands it over."""

import json

from db import people
from db.unit import Unit
from domain.roles import Role
from tests.handlers.chats import UNTIL_SENT
from tests.handlers.papers import files_of
from tests.play import Play
from tests.world import World

OTHERS = ("Kenari Tetangga", "Petugas Pipit", "081299990000")


async def name_people(world: World, **names: int) -> None:
    """Everybody has a name of her own, so that one that slips into a copy is seen."""

    async def job(unit: Unit) -> None:
        for name, person_id in names.items():
            await people.set_details(unit, person_id, name=name.replace("_", " "))

    await world.run(job)


async def test_both_files_come_to_her_own_phone_and_hold_nobody_else(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    worker = await world.add("Petugas", Role.WORKER)
    other = await world.add("Euis", area="samarinda")
    await name_people(world, Siti_Melati=siti, Petugas_Pipit=worker, Kenari_Tetangga=other)
    await play(UNTIL_SENT)
    await play("""
        Petugas: antrean
        Bot: 1 menunggu. ... [...]
        Petugas: 1
        Bot: ... / Mau apa? [Lihat jawaban] [...]
        Petugas: lihat jawaban
        Bot: ... [...]
        Siti: salinan data
        Bot: Salinan berisi semua data Ibu. Siapa pun yang pegang HP ini bisa membukanya. / Kirim salinannya ke sini? [Ya] [Tidak]
        Siti: ya
        Bot: Salinan Ibu saya kirim: satu untuk dibaca, satu untuk komputer. Nomornya <nomor>.
        Bot → Siti: Salinan data Ibu, nomor <nomor>.
        Bot → Siti: Salinan yang sama, untuk komputer.
    """)
    pdf, machine = files_of(world, "Siti")
    assert pdf.startswith(b"%PDF-")
    copy = json.loads(machine)
    assert copy["person"]["name"] == "Siti Melati"
    assert copy["requests"][0]["screenings"][0]["answers"]
    assert copy["consents"][0]["answer"] == "yes"
    assert {each["what"] for each in copy["readers"]} == {"queue", "request", "screening"}
    assert all(each["place"] == "Dinas Sosial Kaltim" for each in copy["readers"])
    for secret in (*OTHERS, str(worker), str(other)):
        assert secret not in machine.decode()


async def test_nothing_of_the_copy_lies_in_the_outbox(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: salinan data
        Bot: ... [Ya] [Tidak]
        Siti: ya
        Bot: Salinan Ibu saya kirim: ...
        Bot → Siti: Salinan data Ibu, ...
        Bot → Siti: Salinan yang sama, ...
    """)

    async def longest(unit: Unit) -> int:
        return max(
            len(row["body"]) for row in await unit.fetch("SELECT body FROM outbox WHERE body IS NOT NULL")
        )

    assert await world.run(longest) < 2_000
    assert len(files_of(world, "Siti")[0]) > 5_000


async def test_she_may_leave_it(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: minta salinan
        Bot: ... / Kirim salinannya ke sini? [Ya] [Tidak]
        Siti: tidak
        Bot: Baik, Bu. Tidak ada yang dikirim.
    """)
    assert files_of(world, "Siti") == []


async def test_on_a_shared_phone_a_person_hands_it_over_and_no_file_is_sent_there(
    play: Play, world: World
) -> None:
    await world.add("Siti", phone="shared", area="samarinda")
    await world.add("Kepala", Role.SUPERVISOR)
    await play("""
        Siti: salinan data
        Bot: HP ini dipakai bersama. Jadi salinannya tidak saya kirim ke sini. /
            Minta petugas Dinas Sosial Kaltim menyerahkan salinannya? [Ya] [Tidak]
        Siti: ya
        Bot: Nomornya <nomor>. Sebut nomor ini ke petugas Dinas Sosial Kaltim. /
            Salinannya siap paling lambat Jumat, 6 Februari 2026, jam 11.00 WITA.
        Bot → Kepala: Ada permintaan data <nomor>. Batasnya Jumat, 6 Februari 2026, jam 11.00 WITA. [Buka]
        Kepala: [Buka]
        Bot: <nomor>: minta salinan data. Masuk Selasa, 3 Februari 2026, jam 11.00 WITA. / Batasnya ... / Dari Samarinda.
            Namanya belum ada. / Serahkan salinan langsung ke orangnya. Cocokkan nomornya. / Mau apa?
            [Sudah beres] [Belum bisa] [Ambil salinan] [Kembali ke daftar]
        Kepala: ambil salinan
        Bot: Salinannya dikirim ke sini. Serahkan, lalu hapus dari HP ini. / <nomor>: minta salinan data. ... [...]
        Bot → Kepala: Salinan untuk permintaan <nomor>. Hanya untuk orangnya.
    """)
    assert files_of(world, "Siti") == []
    (handed,) = files_of(world, "Kepala")
    assert handed.startswith(b"%PDF-")
    assert "Kepala read copy Siti handed over" in world.audit
