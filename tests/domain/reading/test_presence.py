"""Who was there, as people who lead a class write it: tables of what was written and what it comes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.presence import PRESENCE_CHARS_MAX, read_presence

NAMES = (
    "Siti A",
    "Siti R",
    "Yuyun",
    "Neneng",
    "Sri",
    "Imas",
    "Euis",
    "Nani",
    "Mama Rian",
    "Lis",
    "Tati",
    "Popon",
)


@pytest.mark.parametrize(
    ("text", "came"),
    [
        ("1 3 5", (1, 3, 5)),
        ("1,3,5", (1, 3, 5)),
        ("1, 3 dan 5", (1, 3, 5)),
        ("1. 3. 5.", (1, 3, 5)),
        ("1.3.5", (1, 3, 5)),
        ("1-4", (1, 2, 3, 4)),
        ("1-4, 7", (1, 2, 3, 4, 7)),
        ("1 sampai 3 sama 9", (1, 2, 3, 9)),
        ("nomor 3", (3,)),
        ("12", (12,)),
        ("yuyun", (3,)),
        ("Yuyun, Neneng, Sri", (3, 4, 5)),
        ("yuyun neneng sri", (3, 4, 5)),
        ("Bu Yuyun sama bu Sri", (3, 5)),
        ("siti a, siti r", (1, 2)),
        ("mama rian", (9,)),
        ("Yuyun\nNeneng\nSri", (3, 4, 5)),
        ("- Yuyun\n- Neneng\n- Sri", (3, 4, 5)),
        ("1 3 5 hadir", (1, 3, 5)),
        ("hadir 1 3 5", (1, 3, 5)),
        ("yang hadir: 1, 3, 5", (1, 3, 5)),
        ("yang hadir cuma yuyun dan sri", (3, 5)),
        ("yuyun datang, sri datang", (3, 5)),
        ("sumping: yuyun jeung sri", (3, 5)),
        ("Yunyun", (3,)),
    ],
)
def test_who_is_named_came(text: str, came: tuple[int, ...]) -> None:
    reading = read_presence(text, NAMES)
    assert reading.unclear == ""
    assert tuple(each + 1 for each in reading.came) == came
    assert not reading.everybody
    assert not reading.nobody
    assert not reading.away


@pytest.mark.parametrize(
    "text",
    [
        "semua",
        "Semua hadir",
        "hadir semua",
        "semuanya datang",
        "lengkap",
        "komplit",
        "sadaya hadir",
        "kabeh",
        "hadir lengkap",
        "datang semua.",
    ],
)
def test_everybody_came(text: str) -> None:
    reading = read_presence(text, NAMES)
    assert reading.everybody
    assert reading.away == ()
    assert reading.unclear == ""


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("semua kecuali Sri", (5,)),
        ("semua kecuali sri dan imas", (5, 6)),
        ("semua hadir kecuali 5, 6", (5, 6)),
        ("hadir semua kecuali 5 6", (5, 6)),
        ("kecuali Sri", (5,)),
        ("selain sri", (5,)),
        ("semua kecuali sri sakit", (5,)),
        ("semua, kecuali Bu Sri", (5,)),
        ("semuanya kecuali nomor 12", (12,)),
        ("kabeh kajaba imas", (6,)),
        ("semua kecuali sri yang tidak hadir", (5,)),
    ],
)
def test_everybody_came_but_who_is_named(text: str, away: tuple[int, ...]) -> None:
    reading = read_presence(text, NAMES)
    assert reading.unclear == ""
    assert reading.everybody
    assert tuple(each + 1 for each in reading.away) == away


@pytest.mark.parametrize(
    ("text", "came", "away"),
    [
        ("Sri tidak hadir", (), (5,)),
        ("sri tidak", (), (5,)),
        ("5 tidak", (), (5,)),
        ("sri izin", (), (5,)),
        ("sri sakit, imas izin", (), (5, 6)),
        ("sri, imas tidak hadir", (), (5, 6)),
        ("sri dan imas gak dateng", (), (5, 6)),
        ("yang tidak hadir sri, imas", (), (5, 6)),
        ("tidak hadir: 5 6", (), (5, 6)),
        ("1 3 5 hadir, 6 tidak", (1, 3, 5), (6,)),
        ("1 3 5 hadir 6 7 tidak hadir", (1, 3, 5), (6, 7)),
        ("hadir: 1 3 5, tidak hadir: 6 7", (1, 3, 5), (6, 7)),
        ("yuyun hadir, sri belum", (3,), (5,)),
        ("sri teu sumping", (), (5,)),
        ("sri ora rawuh", (), (5,)),
        ("sri sonde datang", (), (5,)),
        ("bukan 3", (), (3,)),
    ],
)
def test_a_mark_says_who_came_and_who_did_not(
    text: str, came: tuple[int, ...], away: tuple[int, ...]
) -> None:
    reading = read_presence(text, NAMES)
    assert reading.unclear == ""
    assert tuple(each + 1 for each in reading.came) == came
    assert tuple(each + 1 for each in reading.away) == away
    assert not reading.everybody


@pytest.mark.parametrize(
    "text", ["tidak ada", "tidak ada yang hadir", "kosong", "gak ada yang datang", "belum ada"]
)
def test_nobody_came(text: str) -> None:
    assert read_presence(text, NAMES).nobody


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "🙏",
        "siti",  # there are two
        "bu wati",
        "13",
        "0",
        "1 3 99",
        "1, 3, 5, sri tidak",  # does the "tidak" belong to all four?
        "sri hadir, sri tidak hadir",
        "semua kecuali wati",
        "semua kecuali siti",
        "besok saja",
        "x" * (PRESENCE_CHARS_MAX + 1),
    ],
)
def test_what_is_not_clear_is_asked_about(text: str) -> None:
    reading = read_presence(text, NAMES)
    assert reading.unclear
    assert (reading.came, reading.away, reading.everybody, reading.nobody) == ((), (), False, False)


@given(st.text(max_size=80))
def test_whatever_is_written_never_raises_and_never_names_one_twice(text: str) -> None:
    reading = read_presence(text, NAMES)
    assert not set(reading.came) & set(reading.away)
    assert all(0 <= each < len(NAMES) for each in (*reading.came, *reading.away))


@given(st.sets(st.integers(1, 40), min_size=1), st.sampled_from([" ", ", ", " dan ", "\n", "; "]))
def test_numbers_are_those_of_the_list(numbers: set[int], between: str) -> None:
    names = [f"Nama{chr(97 + each // 26)}{chr(97 + each % 26)}" for each in range(40)]
    reading = read_presence(between.join(map(str, sorted(numbers))), names)
    assert {each + 1 for each in reading.came} == numbers
