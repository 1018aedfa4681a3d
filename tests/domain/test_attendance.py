"""The code on the wall, the hours in which it counts, and names that tell women in one room apart."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.ids import CODE_ALPHABET
from domain.attendance import (
    CODE_DIGITS,
    CODE_LETTERS,
    LIST_DAYS,
    ListTooEarly,
    ListTooLate,
    When,
    check_list,
    closes,
    first_name,
    names_in_the_room,
    opens,
    read_wall_code,
    when,
)
from domain.courses import Session, SessionState
from domain.reading.action import Action
from domain.reading.dates import read_date
from domain.reading.money import read_money
from domain.reading.times import read_time

_NOT_READ = (Action.REJECT, Action.ASK)

NINE = datetime(2026, 2, 3, 2, 0, tzinfo=UTC)  # 09.00 WIB


def session(state: SessionState = SessionState.PLANNED) -> Session:
    return Session(
        id=1,
        course_id=1,
        n=1,
        start_ms=int(NINE.timestamp()) * 1000,
        length_min=120,
        place="",
        moves=0,
        state=state,
        reason="",
        code="7K4P",
        closed_ms=0,
    )


@pytest.mark.parametrize(
    ("minutes", "found"),
    [
        (-31, When.EARLY),
        (-30, When.OPEN),
        (0, When.OPEN),
        (120, When.OPEN),
        (179, When.OPEN),
        (180, When.LATE),
        (24 * 60, When.LATE),
    ],
)
def test_the_code_counts_from_half_an_hour_before_until_an_hour_after(minutes: int, found: When) -> None:
    assert when(session(), NINE + timedelta(minutes=minutes)) is found


def test_a_cancelled_session_has_no_code() -> None:
    assert when(session(SessionState.CANCELLED), NINE) is When.LATE


def test_a_list_is_written_from_the_beginning_on_and_not_for_ever() -> None:
    check_list(session(), opens(session()))
    check_list(session(), closes(session()) + timedelta(days=LIST_DAYS - 1))
    with pytest.raises(ListTooEarly):
        check_list(session(), opens(session()) - timedelta(seconds=1))
    with pytest.raises(ListTooLate):
        check_list(session(), NINE + timedelta(days=LIST_DAYS + 1))


@pytest.mark.parametrize(
    "text",
    [
        "7K4P",
        "7k4p",
        " 7K4P. ",
        "7K 4P",
        "7 k 4 p",
        "7K-4P",
        "kode 7k4p",
        "Kode: 7K4P",
        "kodenya 7k4p bu",
        "hadir 7K4P",
        "absen 7k4p 🙏",
        "*7K4P*",
        "saya hadir, kode 7K4P",
        "7K4P\n",
    ],
)
def test_a_code_is_read_however_it_is_typed(text: str) -> None:
    assert read_wall_code(text) == "7K4P"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7K4",
        "7K4PX",
        "K7P4",
        "77KP",
        "7K4P 7K4Q",
        "0K4P",
        "1K4P",
        "7I4P",
        "7O4P",
        "25rb",
        "25k",
        "10jt",
        "2a",
        "rt 4 rw 7",
        "jam 7",
        "7 februari 2026",
        "hadir",
        "kode",
        "dua puluh lima ribu",
        "AAAAAA",
        "7K4P" * 20,
    ],
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert read_wall_code(text) == ""


def test_no_code_reads_as_an_amount_an_hour_or_a_day() -> None:
    today = NINE.date()
    for first, one, second, other in product("27", CODE_LETTERS, "58", CODE_LETTERS):
        code = f"{first}{one}{second}{other}"
        assert read_wall_code(code) == code
        assert read_money(code).action in _NOT_READ, code
        assert read_time(code).action in _NOT_READ, code
        assert read_date(code, today=today, context="any").action in _NOT_READ, code


def test_the_signs_of_a_code_are_those_that_nobody_mistakes() -> None:
    assert set(CODE_DIGITS + CODE_LETTERS) == set(CODE_ALPHABET) - {"M", "X"}


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Siti Aminah", "Siti"),
        ("Bu Sri", "Sri"),
        ("Bu Hj. Nani", "Nani"),
        ("Mama Rian", "Mama Rian"),
        ("Ibu", "Ibu"),
        ("  yuyun ", "yuyun"),
        ("", ""),
        (".", ""),
    ],
)
def test_somebody_is_called_by_the_first_word_of_her_name(name: str, called: str) -> None:
    assert first_name(name) == called


def test_who_shares_a_name_is_told_apart_by_one_letter_or_left_out() -> None:
    names = {1: "Siti Aminah", 2: "Siti Rohmah", 3: "Yuyun", 4: "Sri", 5: "Sri", 6: ""}
    assert names_in_the_room(names) == {1: "Siti A", 2: "Siti R", 3: "Yuyun"}


@given(st.dictionaries(st.integers(1, 40), st.text("abAB .", max_size=8), max_size=12))
def test_no_two_in_a_room_are_called_the_same(names: dict[int, str]) -> None:
    called = names_in_the_room(names)
    assert len({each.casefold() for each in called.values()}) == len(called)
    assert all(called.values())
