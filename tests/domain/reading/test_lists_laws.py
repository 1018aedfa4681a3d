"""Laws of reading a list that hold for any text: nothing is dropped, nothing is counted twice, order does not matter."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo_people import MENTARI
from domain.money import Rupiah
from domain.reading.distress import Level, read_distress
from domain.reading.lists import (
    ListMember,
    ListReading,
    answer_question,
    answer_scale,
    read_cash,
    read_list,
)
from domain.reading.lists.limits import LIST_CHARS_MAX, LIST_LINES_MAX, QUOTE_CHARS_MAX

TODAY = date(2026, 2, 3)
USUAL = {"wajib": 10_000}
MEMBERS = [ListMember(key=one.name, name=one.name) for one in MENTARI.members]

WORDS = st.sampled_from(
    "siti a r aminah rohmah yuyun neneng imas euis tati rina nani ai k 10 10rb 5 5rb 15.000 25ribu ceban goceng wajib "
    "sukarela arisan denda nabung belum blm izin sakit hadir gak dateng lunas ✅ ❌ + , . : = ( ) - x 2 kecuali semua yang lain sisanya "
    "sama titip lewat titipan jumlah total kas receh 100x4 beli gorengan ongkos bukan eh salah ralat kurang pinjam rp "
    "tgl 3 feb 2026 3/2 rapat [3/2 13.41] Neneng: dewi sekitar ribuan nama | 1. 2) masing2 @ dan saya bu teh "
    "dipukul suaminya takut pulang 0 999999999999rb 10ooo -5rb".split()
)
LINES = st.lists(WORDS, min_size=0, max_size=9).map(" ".join)
TEXTS = st.lists(LINES, min_size=0, max_size=8).map("\n".join)


def read(text: str, members: list[ListMember] = MEMBERS) -> ListReading:
    return read_list(text, members, today=TODAY, usual=USUAL)


def told_lines(reading: ListReading) -> set[int]:
    told: list[Any] = [*reading.entries, *reading.marks, *reading.questions, *reading.costs]
    return {one.line for one in told} | set(reading.dated)


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    reading = read(text)
    assert all(len(one.text) <= QUOTE_CHARS_MAX for one in reading.questions)
    read_cash(text)


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_every_line_with_a_digit_is_accounted_for(text: str) -> None:
    reading = read(text)
    told = told_lines(reading)
    whole = reading.cash is not None or reading.total is not None
    for number, line in enumerate(text.splitlines(), start=1):
        if any(sign.isdigit() for sign in line):
            counted = number in told or (whole and is_about_the_whole(line)) or only_counts_lines(line)
            counted = counted or (reading.cash is not None and reading.cash.line == number)
            counted = counted or (reading.harm and tells_of_harm(text.splitlines(), number))
            assert counted or is_replaced(text.splitlines(), number), (number, line)


def is_about_the_whole(line: str) -> bool:
    """A total, a sum of all or the cash box stands in no field with its line."""
    return any(word in line for word in ("jumlah", "total", "kas", "100x4", "receh", "semua"))


def only_counts_lines(line: str) -> bool:
    """No digit but the number of the line itself, or of things nobody pays: "1.", "2)", "10 -"."""
    words = [word for word in line.split() if any(sign.isdigit() for sign in word)]
    return all(word in ("1.", "2)", "2", "2026", "3", "0", "masing2") for word in words)


def tells_of_harm(lines: list[str], number: int) -> bool:
    """By itself or with the line above: "mukul dia gara2 uang 50rb" is no money of the book, and nobody is asked of it."""
    told = (lines[number - 1], " ".join(lines[max(0, number - 2) : number]))
    return any(read_distress(each).level is not Level.NONE for each in told)


def is_replaced(lines: list[str], number: int) -> bool:
    """A correction or a payment below takes the place of an amount or a "belum"; "yang lain" may be nobody."""
    own, below = lines[number - 1], " ".join(lines[number - 1 :])
    corrected = any(word in below.split() for word in ("bukan", "eh", "salah", "ralat"))
    unpaid = any(word in own for word in ("❌", "belum", "blm", "-"))
    return corrected or unpaid or any(word in own for word in ("yang lain", "sisanya", "lain", "="))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_an_entry_is_of_a_kind_that_may_be_booked(text: str) -> None:
    kinds = {one.kind for one in read(text).entries}
    assert kinds <= {"wajib", "sukarela", "pokok", "khusus", "sosial", "arisan", "angsuran"}


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_woman_has_two_entries_of_one_kind(text: str) -> None:
    counted = Counter((one.member, one.kind) for one in read(text).entries)
    assert all(count == 1 for count in counted.values())


@given(TEXTS, st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_the_order_of_the_book_changes_only_the_order_of_the_answer(text: str, random: Any) -> None:
    shuffled = list(MEMBERS)
    random.shuffle(shuffled)
    first, second = read(text), read(text, shuffled)
    assert set(first.entries) == set(second.entries)
    assert set(first.marks) == set(second.marks)
    assert Counter((one.about, one.line, one.rupiah) for one in first.questions) == Counter(
        (one.about, one.line, one.rupiah) for one in second.questions
    )


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_one_question_of_scale_stands_for_all_bare_numbers_and_settles_them(text: str) -> None:
    reading = read(text)
    scales = [one for one in reading.questions if one.about == "scale"]
    assert len(scales) == (1 if is_bare(reading) else 0)
    for thousands in (True, False):
        settled = answer_scale(reading, thousands)
        assert not is_bare(settled)
        assert not any(one.about == "scale" for one in settled.questions)
    as_guessed = answer_scale(reading, True)
    assert [one.rupiah for one in as_guessed.entries] == [one.rupiah for one in reading.entries]


def is_bare(reading: ListReading) -> bool:
    booked = any(one.bare for one in reading.entries) or any(one.bare for one in reading.costs)
    return booked or any(one.bare and one.rupiah is not None for one in reading.questions)


@given(
    TEXTS,
    st.sampled_from(
        ["Siti Aminah", "unpaid", "wajib", "both", "second", "first", "2026-02-01", "?", "ignore"]
    ),
)
@settings(max_examples=200, deadline=None)
def test_an_answer_settles_its_question_or_changes_nothing(text: str, choice: str) -> None:
    reading = read(text)
    for question in reading.questions:
        answered = answer_question(reading, question, choice)
        if answered is not reading:
            known = [one for one in reading.questions if one.about != "unmentioned"]
            still = [one for one in answered.questions if one.about != "unmentioned"]
            assert len(still) <= len(known) or question.about in ("name", "date", "unmentioned")


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_words_of_harm_stand_in_no_field(text: str) -> None:
    reading = read(f"{text}\neuis izin, abis dipukul lakinya sampai biru")
    assert reading.harm
    shown = [one.text for one in reading.questions] + [one.what for one in reading.costs]
    assert not any("biru" in text or "abis" in text for text in shown)


def test_what_lies_beyond_the_limits_is_asked_about_and_not_quoted() -> None:
    reading = read("\n".join(["halo bu"] * LIST_LINES_MAX + ["Tati 10rb"]))
    asked = [(one.about, one.line, one.text) for one in reading.questions]
    assert asked == [("line", LIST_LINES_MAX + 1, "")]
    assert [one.about for one in read("a" * LIST_CHARS_MAX + "\n5rb").questions] == ["line"]


@pytest.mark.parametrize(
    ("text", "rupiah", "pieces"),
    [
        ("kas 1245", 1_245_000, ()),
        ("1.240.000", 1_240_000, ()),
        ("kas: Rp1.240.000,-", 1_240_000, ()),
        ("1,2 juta", 1_200_000, ()),
        ("100x4 50x10 receh 7500", 907_500, ((100_000, 4), (50_000, 10))),
        ("100rb x 4, 50rb x 10", 900_000, ((100_000, 4), (50_000, 10))),
        ("4x100 3x50", 550_000, ((100_000, 4), (50_000, 3))),
        ("100rb 4 lembar\n50rb 10 lembar", 900_000, ((100_000, 4), (50_000, 10))),
        ("500x6 200x5", 4_000, ((500, 6), (200, 5))),
        ("100x4 = 400rb", 400_000, ((100_000, 4),)),
        ("100 perak x 5", 500, ((100, 5),)),
    ],
)
def test_the_cash_box_is_counted(text: str, rupiah: int, pieces: tuple[tuple[int, int], ...]) -> None:
    found = read_cash(text)
    assert found is not None
    assert (found.rupiah, found.pieces) == (rupiah, pieces)


@pytest.mark.parametrize("text", ["", "kas", "100x4 = 500rb", "kas kurang lebih 1jt", "3x7", "-5000", "halo"])
def test_a_count_that_does_not_say_one_sum_is_none(text: str) -> None:
    assert read_cash(text) is None


def test_a_name_is_answered_once_and_the_other_woman_is_then_asked_about() -> None:
    reading = read("Siti 10rb\nYuyun 10rb\ntotal 20rb")
    question = next(one for one in reading.questions if one.about == "name")
    answered = answer_question(reading, question, "Siti Rohmah")
    assert [(one.member, one.rupiah) for one in answered.entries] == [
        ("Yuyun", 10_000),
        ("Siti Rohmah", 10_000),
    ]
    assert ("Siti Aminah",) in [one.candidates for one in answered.questions if one.about == "unmentioned"]
    assert not answered.total_mismatch
    assert answer_question(answered, question, "Siti Aminah") is answered


def test_a_woman_not_mentioned_is_answered_with_an_amount_or_a_state() -> None:
    reading = read("Tati 10rb")
    question = next(one for one in reading.questions if one.candidates == ("Nani",))
    paid = answer_question(reading, question, Rupiah(10_000))
    assert [(one.member, one.rupiah, one.day) for one in paid.entries][1:] == [("Nani", 10_000, TODAY)]
    absent = answer_question(reading, question, "absent")
    assert [(one.member, one.status) for one in absent.marks] == [("Nani", "absent")]
    for each in (paid, absent):
        assert question not in each.questions


def test_a_second_entry_is_added_or_replaces_or_goes() -> None:
    reading = read("Tati 10rb\nTati 15rb")
    question = next(one for one in reading.questions if one.about == "duplicate")
    sums = {
        choice: answer_question(reading, question, choice).entries[0].rupiah
        for choice in ("both", "second", "first")
    }
    assert sums == {"both": 25_000, "second": 15_000, "first": 10_000}


def test_as_written_means_as_written() -> None:
    reading = answer_scale(read("Tati 500\ntotal 500"), False)
    assert (reading.entries[0].rupiah, reading.total, reading.total_mismatch) == (500, 500, False)


def test_an_alias_names_her() -> None:
    members = [
        ListMember(key="1", name="Siti Aminah", aliases=("Mama Rian", "Siti RT 02")),
        ListMember(key="2", name="Siti Rohmah", aliases=("RT 5",)),
    ]
    reading = read_list("mama rian 10rb\nSiti RT 5 10rb", members, today=TODAY)
    assert [(one.member, one.rupiah) for one in reading.entries] == [("1", 10_000), ("2", 10_000)]


def test_an_amount_given_for_a_woman_marked_unpaid_takes_the_mark_away() -> None:
    reading = read("Tati belum\nTati 10.ooo")
    assert [(one.member, one.status) for one in reading.marks] == [("Tati", "unpaid")]
    question = next(one for one in reading.questions if one.about == "amount")
    after = answer_question(reading, question, Rupiah(15_000))
    assert [(one.member, one.rupiah) for one in after.entries] == [("Tati", 15_000)]
    assert after.marks == ()


def test_a_kind_the_group_does_not_keep_is_never_booked() -> None:
    kept = read_list("Imas arisan 20rb", MEMBERS, today=TODAY, usual=USUAL, kinds=("wajib", "sukarela"))
    assert (kept.entries, [one.about for one in kept.questions][:1]) == ((), ["kind"])
    assert [one.kind for one in read("Imas arisan 20rb").entries] == ["arisan"]
