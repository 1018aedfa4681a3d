"""What she says to "Bisa datang?": insyaallah is an answer, a doubt is no yes, and nothing else she writes is taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.coming import Says
from domain.courses import Reply
from domain.reading.coming import names_coming, read_coming, read_said

YES = (
    "bisa", "bisa bu", "iya bu bisa", "datang", "saya datang", "saya hadir bu", "hadir", "ikut", "ya", "iya", "oke siap",
    "siap bu", "bisaa", "dtg", "saged", "nggih saged", "tiasa teh", "muhun tiasa", "iso mbak", "bisa e",
    "besok saya datang", "bisa datang ya bu", "BISA", "Bisa 🙏", "dtg bu", "bs bu", "bisa datang bu, terima kasih", "bisa bgt",
    "mangga", "tentu", "jadi bu", "jd dtg", "saya hadir bu", "kulo saged rawuh", "abdi tiasa sumping", "ulun kawa", "👍",
    "sanggup bu", "hdr", "tiasa", "saged", "iso teko", "boleh",
)  # fmt: skip
GOD_WILLING = (
    "insyaallah", "Insya Allah bu", "insha Allah", "inshaallah bisa", "insyaallah datang", "insyaallaah", "insyallah hadir",
    "Insya Allah besok saya datang", "insya alloh teh", "kalau Tuhan mau", "ya insyaallah", "isyaallah bu 🙏",
    "inshaAllah", "in sya Alloh", "in shaa Alloh", "insaallah", "insa allah", "insy allah", "insallah", "isyaalloh", "ensa allah",
    "insyaAlloh tiasa", "insyaallah saged", "\u0625\u0646 \u0634\u0627\u0621 \u0627\u0644\u0644\u0647", "insya", "kalau Tuhan izinkan",
)  # fmt: skip
UNSURE = (
    "belum tentu", "blm tentu bu", "mungkin", "mungkin bisa", "kayaknya bisa", "belum tahu", "lihat nanti", "saya usahakan",
    "kalau bisa", "kayaknya ga bisa", "insyaallah ga bisa", "belum", "tidak tahu", "teu acan tangtos", "durung mesti",
    "mudah-mudahan bisa", "kalau sempat datang", "nanti saya kabari",
    "mugi-mugi", "muga-muga", "mugia tiasa", "mugi saged", "mudah2an", "bt dtg", "gatau", "entah", "embuh", "duka teh", "teu terang",
    "lihat besok", "liat sikon", "klo sempat", "kalau anak sehat", "belum bisa pastikan", "insyaallah kalau ga hujan",
    "mboten ngertos", "duka tiasa duka henteu",
)  # fmt: skip
NO = (
    "tidak", "tidak bisa", "ga bisa bu", "gak bisa datang", "nggak bisa", "tdk bisa", "maaf bu ga bisa", "ndak bisa", "enggak",
    "teu tiasa", "mboten saged", "ora iso", "sonde bisa", "kada kawa", "berhalangan", "ada halangan bu", "absen dulu bu",
    "tidak bisa, anak sakit", "izin bu, suami sakit", "ga jadi bu", "tidak datang", "belum bisa",
    "gak bs", "g bs", "gabisa", "gbs", "tdkbisa", "te tiasa", "kd bisa", "btl dtg", "ga dulu", "tidak dulu", "skip dulu", "prei",
    "ngapunten mboten saged", "nyuwun sewu mboten saged", "saya libur", "gajadi", "tidak hadir", "punten teu tiasa",
)  # fmt: skip
NOTHING = (
    "bisa?", "bisa ga bu", "datang tidak ya", "jam berapa?", "mau pinjam", "datang bulan", "bisa minta bantuan", "25rb", "menu", "takut suami",
    "", "🙏", "1", "kelasnya di mana", "sakit", "a" * 500,
)  # fmt: skip
# She comes, and not at the beginning.
LATE = (
    "telat dikit",
    "telat bu",
    "bisa tapi telat",
    "dtg telat",
    "nyusul",
    "telat 15 menit",
    "agak telat ya bu",
)
# A no with its reason behind it or before it.
NO_BECAUSE = (
    "ga bisa anak sakit", "gak bs lg sakit", "tidak bisa krn anak demam", "mboten saged, anak kulo sakit", "teu tiasa nuju gering",
    "ga bs ada hajatan", "maaf ga bisa, suami sakit", "anak sakit jadi ga bisa datang",
)  # fmt: skip
# What keeps her, without a word of what she will do.
BECAUSE = (
    "sakit anak", "anak sakit bu", "lagi repot", "ada hajatan", "suami ngga ngizinin", "hujan", "batal", "masuk kerja",
    "tidak ada yang jaga anak", "tanya suami dulu",
)  # fmt: skip
# None of these is a no, a reason or a doubt about a session.
OF_OTHER_THINGS = (
    "ga bisa bayar",
    "mau pinjam buat anak sakit",
    "butuh uang anak sakit",
    "bisa pinjam",
    "ga bisa buka",
    "islam",
)
# Without being asked: these words answer many questions, or mean something else.
ONLY_IF_ASKED = (
    "ya",
    "iya",
    "tidak",
    "belum",
    "oke siap",
    "ikut",
    "hadir",
    "mungkin",
    "belum tentu",
    "izin bu",
    "siap",
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (text, meant)
        for meant, texts in (
            (Reply.YES, YES),
            (Reply.GOD_WILLING, GOD_WILLING),
            (Reply.UNSURE, UNSURE),
            (Reply.NO, NO),
        )
        for text in texts
    ],
)
def test_each_is_read_as_it_was_meant(text: str, meant: Reply) -> None:
    assert read_coming(text) is meant


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_answer_is_none(text: str) -> None:
    assert read_coming(text) is None
    assert read_coming(text, asked=False) is None


@pytest.mark.parametrize("text", ONLY_IF_ASKED)
def test_by_itself_it_must_be_about_coming(text: str) -> None:
    assert read_coming(text, asked=False) is None


@pytest.mark.parametrize(
    "text", [*GOD_WILLING, "bisa", "saya datang", "ga bisa bu", "mboten saged", "mungkin bisa"]
)
def test_what_is_about_coming_needs_no_question(text: str) -> None:
    assert read_coming(text, asked=False) is read_coming(text)


@given(st.sampled_from(("libur", "pelatih", "uang", "pinjam", "dipukul", "kontrol")), st.sampled_from(YES))
def test_a_yes_beside_any_other_word_is_no_answer(word: str, yes: str) -> None:
    assert read_coming(f"{yes} {word}") is None


@given(st.text(max_size=150))
def test_whatever_she_writes_it_never_raises(text: str) -> None:
    for asked in (True, False):
        assert read_coming(text, asked=asked) in (None, *Reply)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (text, meant)
        for meant, texts in ((Says.LATE, LATE), (Says.NO_BECAUSE, NO_BECAUSE), (Says.BECAUSE, BECAUSE))
        for text in texts
    ],
)
def test_what_stands_beside_the_answer_is_not_lost(text: str, meant: Says) -> None:
    assert read_said(text) is meant


@pytest.mark.parametrize("text", BECAUSE)
def test_a_reason_alone_is_no_answer_and_nothing_where_she_was_not_asked(text: str) -> None:
    assert read_coming(text) is None
    assert read_said(text, asked=False) is None


@pytest.mark.parametrize(
    "text",
    ["kalau mau pinjam", "belum tentu bisa bayar pinjaman", "mungkin butuh bantuan", "anak sakit butuh uang"],
)
def test_who_wants_something_else_is_not_taken_for_doubting(text: str) -> None:
    assert read_said(text) is None


@pytest.mark.parametrize("text", OF_OTHER_THINGS)
def test_unasked_nothing_else_is_taken_for_it(text: str) -> None:
    assert read_said(text, asked=False) is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("jam berapa ya?", Says.ASKS_TIME),
        ("di mana?", Says.ASKS_PLACE),
        ("boleh bawa anak?", Says.ASKS_CHILDREN),
        ("bayar ga?", Says.ASKS_COST),
        ("bawa apa bu", Says.ASKS_BRING),
        ("boleh telat?", Says.ASKS_LATE),
        ("ada jemputan?", Says.ASKS_FARE),
        ("kelas apa ya", Says.ASKS_WHAT),
    ],
)
def test_a_question_of_hers_is_a_question(text: str, asks: Says) -> None:
    assert read_said(text) is read_said(text, asked=False) is asks
    assert read_coming(text) is None


def test_datang_names_what_it_is_about_and_bisa_does_not() -> None:
    assert all(
        map(names_coming, ("bisa datang", "ga bs dtg", "saya hadir", "teu tiasa sumping", "jam berapa ya?"))
    )
    assert not any(map(names_coming, ("bisa", "ga bisa bu", "insyaallah", "tiasa", "mboten saged", "")))
