"""A control word is one only when the whole message means it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.signals import Signal, is_command, read_signal, split_question


@pytest.mark.parametrize(
    ("signal", "texts"),
    [
        (
            Signal.MENU,
            "menu|/menu|/menu@TemanBot|MENU|menu dong bu|menuu|mulai lagi|kembali ke menu|ke menu ya mbak",
        ),
        (
            Signal.BATAL,
            "batal|/batal|ga jadi|gajadi bu|stop|berhenti|udahan|cukup|keluar|teu janten|ora sido|sonde jadi",
        ),
        (Signal.KEMBALI, "kembali|/kembali|balik lagi|salah ketik|salah pencet bu|ulangi|balik deui"),
        (Signal.LANJUT, "lanjut|/lanjut|teruskan|lanjut lagi ya bu|lajeng"),
        (
            Signal.PETUGAS,
            "petugas|/petugas|admin|mau bicara dengan petugas|telpon saya|halo, mau bicara petugas|orang",
        ),
        (Signal.BANTUAN, "bantuan|/bantuan|tolong|bantu|minta bantuan bu|help|caranya gimana"),
        (Signal.LEWATI, "lewati|skip|lewat aja|tidak mau jawab"),
        (Signal.TIDAK_TAHU, "tidak tahu|gatau|teu terang|embuh"),
        (Signal.PERIKSA_LAGI, "PERIKSA LAGI|periksa lagi|tolong dicek lagi|bantu periksa lagi bu|cek ulang"),
        (
            Signal.SALAM,
            "Assalamualaikum|Assalamu'alaikum wr. wb.|halo bu|pagi bu 🙏|punten|kulo nuwun|sampurasun|selamat siang",
        ),
        (
            Signal.TERIMA_KASIH,
            "makasih|terima kasih banyak ya bu|suwun mbak|hatur nuhun|matur nuwun sanget|tengkyu|iya makasih",
        ),
        (Signal.GRATIS_KAN, "ini gratis kan?|gratis kan mbak?|bayar ga|ada biayanya?|halo bu ini gratis kan"),
    ],
)
def test_a_whole_message_is_its_signal(signal: Signal, texts: str) -> None:
    assert {text: read_signal(text) for text in texts.split("|")} == dict.fromkeys(texts.split("|"), signal)


@pytest.mark.parametrize(
    "text",
    [
        "petugas kemarin bilang 25rb",
        "Pagi, Siang, Sore",
        "pagi sore",
        "bantuan nya kapan cair mbak",
        "boleh. ini gratis kan mbak?",
        "batal menu",
        "3 orang",
        "orang tua saya sakit",
        "stop dia pukul saya",
        "25rb",
        "ya",
        "tidak",
        "saya takut pulang",
        "tolong saya dipukul",
        "/entah",
        "/start kode123",
        "menu 25rb",
        "",
        "🙏",
    ],
)
def test_a_message_that_says_more_is_no_signal(text: str) -> None:
    assert read_signal(text) is None


@pytest.mark.parametrize(
    "text",
    ["menu", "/menu", "batal ya bu", "kembali", "lanjut", "petugas", "bantuan", "lewati", "periksa lagi"],
)
def test_our_own_words_are_commands(text: str) -> None:
    assert is_command(text)
    assert read_signal(text) is not None


@pytest.mark.parametrize(
    "text", ["cukup", "stop", "lewat", "orang", "mulai", "tolong", "halo", "makasih", "menu?", "ya", "1"]
)
def test_a_synonym_is_no_command(text: str) -> None:
    assert not is_command(text)


@given(
    st.sampled_from(["menu", "batal", "petugas", "lanjut", "bantuan"]),
    st.sampled_from(["25rb", "dipukul", "kemarin", "siti"]),
)
def test_a_control_word_beside_any_other_word_is_no_signal(word: str, other: str) -> None:
    assert read_signal(f"{word} {other}") is None
    assert read_signal(f"{other} {word}") is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("boleh. ini gratis kan mbak?", "boleh"),
        ("iya boleh ini gratis kan bu?", "iya boleh"),
        ("mau, tapi bayar ga?", "mau"),
        ("35. ada biayanya?", "35"),
        ("Samarinda, gratis ya?", "Samarinda"),
        ("2 gratis kan", "2"),
        ("boleh kalau gratis", "boleh kalau"),
    ],
)
def test_a_question_beside_an_answer_is_parted_from_it(text: str, answer: str) -> None:
    assert split_question(text) == (answer, Signal.GRATIS_KAN)


@pytest.mark.parametrize(
    "text",
    [
        "boleh",
        "gratis kan?",
        "halo, gratis kan?",
        "25rb, bayar besok",
        "bayar 25rb",
        "iya, makasih",
        "1, 3 dan 5",
        "",
        "gratis kan? " * 900,
    ],
)
def test_an_answer_alone_and_a_question_alone_stay_as_they_are(text: str) -> None:
    assert split_question(text) == (text, None)
