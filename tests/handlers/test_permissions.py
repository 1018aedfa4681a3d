"""Consent a purpose: each alone, refused without loss, withdrawn with what rests on it, and given again."""

import pytest

from db import consents
from db.consents import Consent
from db.unit import Unit
from domain.purposes import ConsentMissing, Controller, Purpose, Side
from domain.roles import Role
from handlers.purpose_words import VERSIONS
from handlers.screening import send_request
from tests.handlers.chats import UNTIL_RESULT, UNTIL_SENT
from tests.play import Play
from tests.world import KALTIM, World

SENT_ALONE = UNTIL_SENT.replace("    Bot → Petugas: Ada permintaan baru di antrean. [Lihat]\n", "")
SHEET = """Bot: Ini izin untuk Dinas Sosial Kaltim. Simpanan Ibu tidak dibaca kantor. / Cek bantuan: {screening}. /
            Pelatihan: {training}. / Dihubungi: belum ditanya. / Foto usaha: belum ditanya. / Penelitian: belum ditanya. /
            Mau ubah yang mana, Bu? [Cek bantuan] [Pelatihan] [Dihubungi] [Foto usaha] [Penelitian] [Selesai]"""


async def test_she_refuses_one_purpose_and_loses_nothing_else(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await play(SENT_ALONE)
    await play(f"""
        Siti: izin
        {SHEET.format(screening="boleh", training="belum ditanya")}
        Siti: pelatihan
        Bot: Dinas Sosial Kaltim mau mencatat pelatihan Ibu: nama panggilan, tempat tinggal, tanggal, dan hadir atau tidak. ... ... Ibu boleh menolak. Yang lain
            tidak berubah. Boleh saya catat? [Boleh] [Tidak]
        Siti: tidak
        Bot: Baik, Bu. Tidak apa-apa. Yang lain tetap jalan. / ... / Cek bantuan: boleh. / Pelatihan: tidak boleh. / ... [...]
        Siti: selesai
        Bot: Baik, Bu. Ketik DATA kalau mau melihat lagi.
    """)
    assert world.consents == ["Siti screening yes typed", "Siti training no typed"]
    assert world.requests == ["Siti screening menunggu cocok_awal"]
    kept = await current(world, siti, "training")
    assert kept is not None
    assert kept.text in "\n".join(world.said["Siti"])
    assert (kept.version, kept.at_ms > 0) == (VERSIONS[Purpose.TRAINING], True)


async def current(world: World, person_id: int, purpose: str) -> Consent | None:
    async def read(unit: Unit) -> Consent | None:
        return await consents.find_current(unit, person_id, purpose, world.offices[KALTIM])

    return await world.run(read)


async def test_a_withdrawn_consent_ends_what_rests_on_it_and_can_be_given_again(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_SENT)
    await play(f"""
        Siti: cabut izin
        {SHEET.format(screening="boleh", training="belum ditanya")}
        Siti: cek bantuan
        Bot: Ibu bilang boleh sejak Selasa, 3 Februari 2026. / Kalau dicabut, permintaan yang belum diputuskan berhenti.
            Yang sudah ditetapkan tetap. Ibu boleh ikut lagi kapan saja. [Biarkan] [Cabut izin ini]
        Siti: cabut
        Bot: Izinnya sudah dicabut mulai sekarang. Nomornya <nomor>. / ... / Cek bantuan: dicabut. / ... [...]
        Petugas: antrean
        Bot: Antrean kosong. Terima kasih, semua sudah dibuka.
        Siti: cek bantuan
        Bot: Saya mau catat jawaban Ibu: ... Boleh saya catat? [Boleh] [Tidak]
        Siti: boleh
        Bot: Terima kasih, Bu. Sudah saya catat: boleh. / Untuk dicek, ketik BANTUAN, lalu pilih Cari bantuan. / ... / Cek bantuan: boleh. / ... [...]
    """)
    assert world.consents == [f"Siti screening {answer} typed" for answer in ("yes", "withdrawn", "yes")]
    assert world.requests == ["Siti screening izin_dicabut cocok_awal"]


async def test_a_group_has_a_notice_of_its_own_and_asks_for_savings_only(play: Play, world: World) -> None:
    await world.add("Siti", Role.MEMBER)
    await play("""
        Siti: izin
        Bot: Ini izin untuk kelompok Mentari. Kelompok yang bertanggung jawab. Kantor tidak melihat simpanan Ibu. /
            Pelatihan: belum ditanya. / Simpanan: belum ditanya. / Mau ubah yang mana, Bu? [Pelatihan] [Simpanan] [Selesai]
        Siti: simpanan
        Bot: Kelompok Mentari mau mencatat simpanan dan pinjaman Ibu. Yang membaca: pengurus kelompok. Kantor tidak
            melihat simpanan Ibu. ... Ibu boleh menolak. Cek bantuan tetap bisa. Boleh dicatat? [Boleh] [Tidak]
        Siti: oke
        Bot: ... Ketik YA atau TIDAK, ya. / ... [Boleh] [Tidak]
        Siti: boleh
        Bot: Terima kasih, Bu. ... / Simpanan: boleh. / ... [...]
    """)
    assert world.consents == ["Siti savings yes typed"]


async def test_who_nobody_keeps_anything_of_is_told_so(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: izin saya
        Bot: Belum ada kantor atau kelompok yang mencatat data Ibu.
    """)


async def test_a_consent_taken_back_during_the_questions_is_asked_for_again_before_anything_is_sent(
    play: Play, world: World
) -> None:
    siti = await world.add("Siti", area="samarinda")
    await answer_screening(world, siti, consents.YES)
    await play(RESULT_WITHOUT_QUESTION)
    await answer_screening(world, siti, consents.WITHDRAWN)
    await play("""
        Siti: [Kirim ke petugas]
        Bot: ... Boleh saya catat? [Boleh] [Tidak] [...]
        Siti: tidak
        Bot: Baik, Bu. Jawaban Ibu tidak dicatat. ... [...]
    """)
    assert world.requests == []


async def test_the_step_that_sends_looks_for_the_consent_itself(world: World) -> None:
    siti = await world.add("Siti", area="samarinda")

    async def send(unit: Unit) -> str:
        unit.actor = await world.actor(unit, "Siti")
        return await send_request(unit, world.offices[KALTIM], "samarinda", (), (), {}, None, False, "")

    with pytest.raises(ConsentMissing):
        await world.run(send)
    await answer_screening(world, siti, consents.YES)
    assert await world.run(send)


RESULT_WITHOUT_QUESTION = UNTIL_RESULT.replace(
    """    Bot: ... Boleh saya catat? [Boleh] [Tidak] [...]
    Siti: boleh
    Bot: Pertanyaan 1 dari 8. / Umur""",
    """    Bot: ... / Pertanyaan 1 dari 8. / Umur""",
)


async def answer_screening(world: World, person_id: int, given: str) -> None:
    async def job(unit: Unit) -> None:
        controller = Controller(side=Side.OFFICE, id=world.offices[KALTIM], name=KALTIM)
        consents.answer(
            unit, person_id, Purpose.SCREENING, controller, version="1", text="Boleh?", given=given
        )

    await world.run(job)
