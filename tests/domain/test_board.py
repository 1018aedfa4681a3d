"""Nothing on a board tells who wrote it or where she lives, arranges money, or tells of danger; ordinary words pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.board import Board, Fault, NotForBoard, check_words, find_fault, find_own_name, tidy_post

FINE = [
    "menjahit kebaya",
    "bikin kue kering, 20 ribu satu toples",
    "pasang ritsleting 5000",
    "membatik tulis, sudah 10 tahun",
    "masak buat 100 orang, 1.500.000 sekali masak",
    "belajar bungkus yang rapi",
    "jaga anak hari Selasa jam 9",
    "pinjam mesin jahit satu hari",
    "pinjam sebentar loyang besar",
    "antar anak ke posyandu",
    "jualan di jalan depan sekolah",
    "rias pengantin adat Sunda",
    "bikin bunga kertas dari koran",
    "ngajari baca resep",
    "no. 1 enak: rendang",
    "menjahit.rapi dan cepat",
    "teman jalan pagi",
    "masak sate babi",
    "lawan rambut rontok dan gatal",
]
CONTACT = [
    "hubungi 081200000000",
    "hp 0812 0000 0000",
    "0812-0000-0000",
    "0812.0000.0000 ya bu",
    "+62 812 0000 0000",
    "nol delapan satu dua tiga empat lima",
    "wa: 62000",
    "wa.me/62000",
    "t.me/demo",
    "ig @demo_kue",
    "cek www.demo.com",
    "https://demo.id",
    "demo-kue.com",
    "surel demo@demo.id",
    "japri aja bu",
    "add line: demo",
    "rekening 1234567890",
]
ADDRESS = [
    "rumah saya RT 03 RW 05",
    "rt.3 dekat masjid",
    "Jl. Mawar",
    "jln melati",
    "gang buntu belakang",
    "blok C5",
    "jalan mawar no 12",
]
MONEY = [
    "meminjamkan uang",
    "pinjamkan uang tanpa syarat",
    "butuh pinjaman 500 ribu",
    "pinjem duit sebentar",
    "transfer dulu",
    "bayar utang",
    "investasi untung besar",
    "pinjol cepat cair",
]
RUDE = (
    "belajar sabar, si Sri itu pelit dan goblok",
    "jangan belajar sama dia, GOBLOOOK",
    "teman yang tidak munafik",
)
DANGER = ["saya dipukul suami", "pengen mati saja", "takut pulang, suami mengamuk"]


@pytest.mark.parametrize("words", FINE)
def test_ordinary_words_stand_on_it(words: str) -> None:
    assert find_fault(words) is None
    check_words(words)


@pytest.mark.parametrize(
    "words, fault",
    [
        *((words, Fault.CONTACT) for words in CONTACT),
        *((words, Fault.ADDRESS) for words in ADDRESS),
        *((words, Fault.MONEY) for words in MONEY),
        *((words, Fault.RUDE) for words in RUDE),
        *((words, Fault.DANGER) for words in DANGER),
    ],
)
def test_what_finds_her_costs_her_or_cries_for_help_does_not(words: str, fault: Fault) -> None:
    assert find_fault(words) is fault
    with pytest.raises(NotForBoard):
        check_words(words)


@pytest.mark.parametrize(
    "words", ["H\u200bP 0812\u200b00000000", "０８１２００００００００", "081\n200\n000000"]
)
def test_tricks_with_signs_do_not_help(words: str) -> None:
    assert find_fault(words) is Fault.CONTACT


@given(st.text(max_size=120))
def test_whatever_comes_is_read_and_tidy_twice_is_tidy(words: str) -> None:
    find_fault(words)
    assert tidy_post(tidy_post(words)) == tidy_post(words)
    assert "\n" not in tidy_post(words)


@pytest.mark.parametrize(
    "words, name, found",
    [
        ("bikin bunga kertas", "Bunga Lestari", "bunga"),
        ("Siti bisa menjahit", "Siti Aminah", "Siti"),
        ("hubungi AMINAH", "Siti Aminah", "AMINAH"),
        ("masak sri kaya", "Sri", "sri"),
        ("masak asri", "Sri", ""),
        ("bu di pasar", "Bu Di", ""),
        ("menjahit", "", ""),
    ],
)
def test_her_own_name_is_found_as_a_word_of_its_own(words: str, name: str, found: str) -> None:
    assert find_own_name(words, name) == found


def test_boards_of_courses_and_groups_are_told_apart() -> None:
    course, group = (
        Board(course_id=7, group_id=None, title="Tenun"),
        Board(course_id=None, group_id=7, title="Tenun"),
    )
    assert {course.key, group.key} == {"c7", "g7"}
