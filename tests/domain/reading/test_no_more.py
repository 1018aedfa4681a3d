"""What means "no more news", and what only sounds like it: of somebody else, of this moment, or a question."""

import pytest

from domain.reading.no_more import asks_no_contact, asks_no_more, says_stop


@pytest.mark.parametrize(
    "text",
    ["stop", "STOP", "Stop bu", "setop", "berhenti ya", "/stop", "stop!!", "brenti", "eureun", "mandeg"],
)
def test_a_bare_stop(text: str) -> None:
    assert says_stop(text)
    assert not asks_no_more(text)


@pytest.mark.parametrize(
    "text",
    [
        "jangan kirim kabar lagi",
        "jangan kirim pesan lagi bu",
        "jgn kirim lagi",
        "stop kirim info",
        "berhenti kirim pengumuman",
        "saya tidak mau kabar seperti ini",
        "ga mau dikirimi lagi",
        "gak usah kirim kabar lagi ya",
        "tidak perlu dikabari lagi",
        "ulah kirim deui",
        "ojo dikirimi maneh",
        "hentikan pesan dari kantor",
        "berhenti langganan",
        "hapus nomor saya dari daftar",
        "Tidak mau dapat pesan lagi.",
        "stop semua",
        "stop semua kabar bu",
        "jangan kirim semua info lagi",
    ],
)
def test_a_wish_for_no_more_news(text: str) -> None:
    assert asks_no_more(text)
    assert not says_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jangan",
        "tidak mau",
        "jangan kabari suami saya",
        "jangan kirim dulu",
        "jangan semua",
        "jangan hubungi saya lagi",
        "jangan kirim uang",
        "jangan pukul saya",
        "stop kekerasan",
        "berhenti sekolah",
        "suami saya berhenti kerja",
        "kapan berhenti?",
        "stop?",
        "berhenti kerja",
        "saya mau kabar",
        "tidak dapat bantuan",
        "tidak dapat kabar",
        "kenapa tidak ada kabar",
        "jangan lupa kirim kabar",
        "batal",
        "cukup",
        "keluar",
        "stop " * 400,
    ],
)
def test_what_is_neither(text: str) -> None:
    assert not asks_no_more(text)
    assert not says_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "jangan hubungi saya lagi",
        "Jangan hubungi saya",
        "saya tidak mau dihubungi",
        "ga usah dihubungi lagi ya bu",
        "jangan wa saya lagi",
        "jangan di wa lagi",
        "jgn chat saya lagi",
        "jangan ganggu saya lagi",
        "tidak perlu ditelepon",
    ],
)
def test_a_wish_not_to_be_written_to(text: str) -> None:
    assert asks_no_contact(text)
    assert not asks_no_more(text)
    assert not says_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jangan",
        "jangan hubungi suami saya",
        "jangan hubungi dulu",
        "jangan telepon, chat saja",
        "saya mau dihubungi",
        "kenapa tidak dihubungi",
        "jangan ganggu anak saya",
        "tidak dihubungi",
        "jangan kirim kabar lagi",
        "apa saya tidak perlu dihubungi?",
        "stop",
    ],
)
def test_what_is_no_such_wish(text: str) -> None:
    assert not asks_no_contact(text)
