"""Words that stand on women's screens: nothing in them betrays, shames, or leads out of the chat."""

import pytest

from domain.course_words import is_fit, leads_out


@pytest.mark.parametrize(
    "text",
    [
        "Kelas korban KDRT",
        "Menjahit untuk janda",
        "Kelas penyintas",
        "Bimbingan PMKS",
        "Pelatihan keluarga miskin",
        "Kelas trauma",
        "Rumah aman, lantai 2",
        "Banyak yang nunggak",
        "Minta izin suami dulu",
        "Hubungi 0812 3456 7890",
        "NIK 3201234567890123",
        "Lihat t.me/kelas",
        "wa.me/628123",
        "Daftar di dinas.go.id",
        "https://kelas.contoh",
        "Tanya @petugas",
        "Kelas kor\u200bban",
        "Kelas kor\u00adban",
        "Kelas ｋｏｒｂａｎ",
        "Kelas kórban",
        "Kelas K0rban",
        "Kelas korban2",
        "Kelas ibu-tunggal",
        "Rumah  aman",
        "Rumah\u00a0aman",
    ],
)
def test_what_betrays_shames_or_leads_out_is_not_shown(text: str) -> None:
    assert not is_fit(text, chars_max=60)


@pytest.mark.parametrize(
    "text",
    [
        "Kue kering",
        "Menjahit lanjutan 2026",
        "Tata rias pengantin",
        "Balai Desa Junrejo, RT 03 RW 02",
        "Jl. Melati No. 12",
        "pelatih sakit",
        "hujan deras, jalan banjir",
        "celemek, buku, dan 2 toples",
        "Balai RW, jam 08.00-10.00",
        "boleh ikut, ada yang menjaga",
        "Kelas 3B, gedung C5",
        "Kue 1001 rasa",
    ],
)
def test_ordinary_words_are(text: str) -> None:
    assert is_fit(text, chars_max=60)


def test_a_longer_text_than_its_place_is_not_fit() -> None:
    assert is_fit("x" * 40, chars_max=40)
    assert not is_fit("x" * 41, chars_max=40)


def test_a_number_to_call_leads_out_and_a_year_does_not() -> None:
    assert leads_out("telp 0541-123-4567")
    assert not leads_out("Tahun 2026, 8 kali, 20 orang")
