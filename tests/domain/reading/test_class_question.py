"""What she asks about a session in her own words; what she tells is no question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.class_question import About, read_class_question

ASKED: dict[About, tuple[str, ...]] = {
    About.TIME: (
        "jam berapa ya?", "jam brp", "jam berapa bu", "besok jam brp bu", "hari apa", "tanggal berapa", "kapan ya bu", "kapan?",
        "tabuh sabaraha", "jam pinten", "jam piro", "sampai jam berapa", "mulai jam berapa ya",
    ),
    About.PLACE: (
        "di mana?", "dimana", "dmn bu", "di mana tempatnya ya bu", "tempatnya dimana", "lokasi dimana", "alamatnya dimana",
        "wonten pundi", "nang endi", "palih mana", "ke mana ya",
    ),
    About.CHILDREN: ("boleh bawa anak?", "boleh bawa anak", "anak boleh ikut?", "bisa bawa anak?", "angsal mbeto lare?", "bawa anak boleh ga"),
    About.FARE: ("ongkos diganti?", "ada ongkos ga", "ada jemputan?", "ada uang transport?"),
    About.COST: ("bayar ga?", "bayar gak", "bayar berapa", "gratis?", "ada biaya?", "mbayar ora", "mayar teu"),
    About.BRING: ("bawa apa?", "bawa apa aja bu", "perlu bawa apa", "apa saja yang dibawa", "pakai baju apa", "mbawa opo"),
    About.LATE: ("boleh telat?", "boleh datang telat?", "telat boleh ga", "kalau telat boleh?"),
    About.WHAT: ("kelas apa?", "kelas apa ya", "pelatihan apa bu"),
}  # fmt: skip
TOLD = (
    "bisa", "ga bisa", "ga ada ongkos", "bawa anak", "telat dikit", "jam 9", "di balai desa", "anak sakit", "insyaallah", "",
    "boleh pinjam uang?", "berapa simpanan saya?", "siapa yang bayar arisan?", "utang saya berapa", "a" * 200,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "about"), [(text, about) for about, texts in ASKED.items() for text in texts]
)
def test_each_question_is_about_what_it_says(text: str, about: About) -> None:
    assert read_class_question(text) is about


@pytest.mark.parametrize("text", TOLD)
def test_what_she_tells_or_asks_of_money_is_none_of_these(text: str) -> None:
    assert read_class_question(text) is None


@given(st.text(max_size=120))
def test_whatever_she_writes_it_never_raises(text: str) -> None:
    assert read_class_question(text) in (None, *About)
