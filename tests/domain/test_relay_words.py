"""Words that cross to the other side look the same there, and nothing in them acts."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.relay_words import Doubt, as_written, doubt_of, passed_on

# Telegram makes something to tap of these (tdlib, MessageEntity.cpp): command, mention, link.
ACTS = re.compile(r"(?<![\w/])/[A-Za-z0-9_]+|(?<!\w)@\w{3,}|://|\bt\.me/|\w\.(?:com|id|me|org)\b")


@pytest.mark.parametrize(
    "text",
    (
        "/hapus_kasus",
        "bu ketik /hapus_kasus ya",
        "/hapus_kasus@TemanBot",
        "lihat https://contoh.invalid/a dan t.me/contoh",
        "tanya @petugas_palsu",
        "contoh.com\n/menu",
    ),
)
def test_nothing_in_them_can_be_tapped(text: str) -> None:
    shown = passed_on(text)
    assert ACTS.search(text)
    assert not ACTS.search(shown)
    assert shown.replace("\u2060", "") == text


def test_controls_and_turning_signs_are_gone() -> None:
    assert passed_on("aman\u202e nama\u200b\x00\x07 itu\u2066") == "aman nama itu"


def test_paragraphs_stay_paragraphs() -> None:
    assert as_written("\n\nbu Rina\r\n\r\n\r\n  apa   kabar \nbaik\n\n") == "bu Rina\n\napa kabar\nbaik"


@given(st.text())
def test_passed_on_twice_is_passed_on_once(text: str) -> None:
    assert passed_on(passed_on(text)) == passed_on(text)
    assert as_written(as_written(text)) == as_written(text)


@given(st.text(alphabet=st.characters(whitelist_categories=("L", "N", "P", "Sm", "Sc"))))
def test_every_letter_that_can_be_seen_arrives(text: str) -> None:
    seen = unicodedata.normalize("NFC", text)
    kept = "".join(sign for sign in seen if sign not in "\u115f\u1160\u3164\uffa0\u2800")
    assert as_written(text) == kept


@pytest.mark.parametrize(
    "text, doubt",
    [
        ("Ibu ini malas sekali", Doubt.HURTS),
        ("AWAS KALAU  lapor ke kepala", Doubt.HURTS),
        ("jangan\nlapor siapa-siapa ya", Doubt.HURTS),
        ("bo\u200bdoh", Doubt.HURTS),
        ("Kirim kode OTP-nya, Bu", Doubt.ASKS),
        ("ada uang administrasi 50 ribu", Doubt.ASKS),
        ("transfer ke rekening saya", Doubt.ASKS),
        ("Bantuan ditransfer ke rekening Ibu hari Senin", None),
        ("Suami Ibu bagaimana?", None),
        ("Pinjaman Ibu sudah lunas. Selamat pagi.", None),
        ("", None),
    ],
)
def test_what_shames_threatens_or_asks_for_money_is_looked_at_once_more(
    text: str, doubt: Doubt | None
) -> None:
    assert doubt_of(text) is doubt
