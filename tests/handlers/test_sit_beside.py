"""A helper sits beside a woman who cannot type: her spoken yes is kept, her answers are not seen again."""

import pytest

from domain.roles import Role
from tests.play import Play
from tests.world import World

UNTIL_CONSENT = """
    Kader: dampingi
    Bot: Bacakan tiap pertanyaan. Ketik jawaban Ibu itu. Sesudah selesai, hapus obrolan ini. /
        Siapa nama panggilan Ibu yang didampingi?
    Kader: Sulastri
    Bot: Ibu tinggal di mana? [...]
    Kader: samarinda
    Bot: Pendaftaran ... / Bacakan ini dengan suara, lalu ketik jawaban lisannya: / ... Boleh saya catat? [...]
"""


async def test_a_spoken_yes_is_kept_with_who_heard_it(play: Play, world: World) -> None:
    await world.add("Kader", Role.HELPER)
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_CONSENT)
    await play("""
        Kader: boleh
        Bot: Pertanyaan 1 dari 8. ... [...]
        Kader: 44
        Bot: Pertanyaan 2 dari 8. ... [...]
        Kader: saya sendiri
        Bot: Pertanyaan 3 dari 8. ... [...]
        Kader: tidak cukup
        Bot: Pertanyaan 4 dari 8. ... [...]
        Kader: lewati
        Bot: Pertanyaan 5 dari 8. ... [...]
        Kader: tidak
        Bot: Pertanyaan 6 dari 8. ... [...]
        Kader: tidak
        Bot: Pertanyaan 7 dari 8. ... [...]
        Kader: belum yakin
        Bot: Pertanyaan 8 dari 8. ... [...]
        Kader: belum ada
        Bot: Hasil awal: ... / Kirim ke petugas Dinas Sosial Kaltim? [Ya] [Tidak]
        Kader: ya
        Bot: Sudah dikirim. Nomornya <kode>. Tulis nomor ini untuk Ibu Sulastri. / Yang perlu dibawa: / Surat permohonan. /
            Rencana usaha (proposal) yang pendek. / Fotokopi Kartu Keluarga (KK). / Fotokopi KTP. Kalau mendaftar bersama,
            KTP semua anggota. / Jangan kirim foto KTP atau KK di sini.
        Bot → Petugas: Ada permintaan baru di antrean. [Lihat]
        Petugas: antrean
        Bot: 1 menunggu. ... [<kode>, Samarinda]
        Petugas: <kode>
        Bot: <kode>, Samarinda. ... / Nama panggilan: Sulastri. / ... Dijawab bersama kader. /
            Tidak bisa dihubungi lewat chat. / Mau apa? [...]
    """)
    assert world.consents == ["Sulastri screening yes spoken oleh Kader"]
    assert world.requests == ["Sulastri screening menunggu cocok_awal"]


async def test_her_answers_leave_the_helpers_screen(play: Play, world: World) -> None:
    await world.add("Kader", Role.HELPER)
    await play(UNTIL_CONSENT)
    await play("""
        Kader: boleh
        Bot: Pertanyaan 1 dari 8. ... [...]
        Kader: 44
        Bot: Pertanyaan 2 dari 8. ... [Saya sendiri] [...]
        Kader: [Saya sendiri]
        Bot: Pertanyaan 3 dari 8. ... [...]
    """)
    shown = [bubble.text for bubble in world.phones.screen("Kader")]
    if world.way != "whatsapp":  # which lets no program change what it has sent
        assert shown[-3:-1] == ["Sudah dijawab.", "Sudah dijawab."]
    assert not any("✔" in text for text in shown[-3:])


@pytest.mark.parametrize(
    "answers, said",
    [
        (("tidak",), "Baik. Tidak ada yang dicatat."),
        (
            ("boleh", "15"),
            "Bantuan ini untuk umur 18 tahun ke atas. Antar ke petugas, ya. Tidak ada yang dicatat.",
        ),
    ],
)
async def test_a_no_and_a_minor_leave_nothing(
    play: Play, world: World, answers: tuple[str, ...], said: str
) -> None:
    await world.add("Kader", Role.HELPER)
    await play(UNTIL_CONSENT)
    for answer in answers[:-1]:
        await play(f"""
            Kader: {answer}
            Bot: Pertanyaan 1 dari 8. ... [...]
        """)
    await play(f"""
        Kader: {answers[-1]}
        Bot: {said}
    """)
    assert (world.consents, world.requests, world.answers) == ([], [], [])
