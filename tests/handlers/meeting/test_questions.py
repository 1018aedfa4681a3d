"""The questions of a meeting: what counts as a list, a sum of money in the box, a day that has been, who is away."""

from datetime import date
from typing import Any

import pytest

from conversation.questions import (
    Choice,
    NoLongerFits,
    Question,
    Reading,
    Said,
    Suggested,
    Unclear,
    Understood,
)
from conversation.text import _
from domain.files import SentFile
from domain.meetings import LIST_CHARS_MAX, Status
from domain.money import Rupiah
from domain.reading.lists import ListMember
from handlers.meeting.naming import Named, WhoIsNot
from handlers.meeting.questions import Cash, Meanwhile, PastDay, Pasted, PastedList, UsualAmount
from handlers.questions import Amount, YesNo

TODAY = date(2026, 2, 3)
MORE = Choice("more", _("Masih ada setoran"))
NOT_YET = Choice("not_yet", _("Belum setor"), words=("belum",))
ALL = Choice("all", _("Semua hadir"))
WOMEN = tuple(
    ListMember(key=f"m{number}", name=name)
    for number, name in enumerate(("Siti Aminah", "Siti Rohmah", "Imas", "Nani", "Euis"), start=1)
)
AWAY = WhoIsNot(women=WOMEN, today=TODAY, of=(ALL,), example=_("Contoh: Imas izin."))
SURE = Meanwhile(inner=YesNo())


def said(question: Question[Any], text: str) -> Reading:
    return question.read(Said(text=text))


def got(question: Question[Any], text: str) -> Any:
    """What the conversation gets."""
    reading = said(question, text)
    assert isinstance(reading, Understood)
    return question.restore(reading.plain)


def test_a_list_comes_before_the_answer_though_yes_stands_in_it() -> None:
    text = "neneng: nitip 10 ya teh\nsiti 10"
    assert got(SURE, text) == Pasted(text)
    assert got(SURE, "ya teh") is True


def test_a_correction_is_taken_at_every_question() -> None:
    text = "eh salah, tati 20 bukan 10"
    assert got(SURE, text) == Pasted(text)


def test_a_line_of_a_list_is_taken_only_where_lines_are_expected() -> None:
    assert isinstance(said(SURE, "siti 10rb"), Unclear)
    assert got(Meanwhile(inner=YesNo(), lines=True), "siti 10rb") == Pasted("siti 10rb")


def test_a_list_that_is_too_long_is_asked_for_in_halves() -> None:
    text = "siti 10\n" * (LIST_CHARS_MAX // 8 + 1)
    assert isinstance(said(SURE, text), Unclear)


def test_a_photo_is_taken_where_there_is_a_meeting() -> None:
    photo = Said(thing="photo", reference=SentFile(reference="abc", size_bytes=10).packed())
    reading = SURE.read(photo)
    assert isinstance(reading, Understood)
    assert SURE.restore(reading.plain) == SentFile(reference="abc", size_bytes=10)
    assert isinstance(Meanwhile(inner=YesNo(), photos=False).read(photo), Unclear)


@pytest.mark.parametrize("plain", [{"list": 1}, {"photo": "x"}])
def test_what_no_longer_fits_is_dropped(plain: object) -> None:
    with pytest.raises(NoLongerFits):
        SURE.restore(plain)


@pytest.mark.parametrize(
    "text, rupiah",
    [
        ("kas 100x4 50x10 20x15 10x4", 1_240_000),
        ("1.245.000", 1_245_000),
        ("kosong", 0),
        ("0", 0),
        ("100x5 receh 7500", 507_500),
    ],
)
def test_the_box_is_counted_in_one_message(text: str, rupiah: int) -> None:
    assert got(Cash(of=(MORE,), today=TODAY), text) == Rupiah(rupiah)


def test_a_sum_without_thousands_is_asked_about() -> None:
    reading = said(Cash(today=TODAY), "kas 1245")
    assert isinstance(reading, Suggested)
    assert reading.plain == 1_245_000


def test_the_choice_beside_the_count_is_chosen_by_its_words() -> None:
    assert got(Cash(of=(MORE,), today=TODAY), "masih ada setoran") == MORE
    assert isinstance(said(Cash(of=(MORE,), today=TODAY), "tidak tahu"), Unclear)


@pytest.mark.parametrize("text", ["siti aminah 10rb", "imas 10", "semua 10rb kecuali imas", "dewi 10rb"])
def test_a_saving_of_somebody_is_no_sum_of_the_box(text: str) -> None:
    question = Cash(of=(MORE,), women=WOMEN, booked=100_000, today=TODAY)
    assert isinstance(said(question, text), Unclear)
    assert got(Meanwhile(inner=question, lines=True), text) == Pasted(text)


@pytest.mark.parametrize("text, counted", [("kurang 5rb", 95_000), ("uangnya lebih 2.000", 102_000)])
def test_what_is_missing_or_too_much_is_shown_as_a_sum_and_asked_about(text: str, counted: int) -> None:
    reading = said(Cash(women=WOMEN, booked=100_000, today=TODAY), text)
    assert isinstance(reading, Suggested)
    assert reading.plain == counted


@pytest.mark.parametrize("text", ["kurang banyak", "kurang 200rb"])
def test_what_cannot_be_missing_is_not_understood(text: str) -> None:
    assert isinstance(said(Cash(women=WOMEN, booked=100_000, today=TODAY), text), Unclear)


def test_a_number_is_an_amount_and_never_the_number_of_a_choice() -> None:
    question = UsualAmount(usual=10_000, of=(NOT_YET,))
    assert got(question, "2") == Rupiah(2_000)  # said back in words before it is written
    assert got(question, "belum") == NOT_YET
    assert got(question, "10rb") == Rupiah(10_000)
    assert [each.key for each in question.choices] == ["rp10000", "not_yet"]


def test_the_usual_amount_is_written_at_once_so_a_bare_number_is_asked_about() -> None:
    question = UsualAmount(usual=10_000, of=(NOT_YET,))
    assert isinstance(said(question, "10"), Suggested)
    assert got(UsualAmount(usual=10_000, said_back=True), "10") == Rupiah(10_000)


@pytest.mark.parametrize("text", ["sudah", "Ya", "sudah setor"])
def test_who_is_said_to_have_paid_gave_the_usual_amount_and_that_is_asked_about(text: str) -> None:
    reading = said(UsualAmount(usual=10_000, of=(NOT_YET,)), text)
    assert isinstance(reading, Suggested)
    assert reading.plain == 10_000
    assert not isinstance(said(UsualAmount(usual=None, of=(NOT_YET,)), text), Suggested)


@pytest.mark.parametrize("text", ["siti 10rb", "nani 10rb", "nani belum"])
def test_a_line_about_another_woman_is_never_the_amount_of_the_one_who_is_asked_about(text: str) -> None:
    imas = next(each for each in WOMEN if each.name == "Imas")
    question = UsualAmount(usual=10_000, of=(NOT_YET,), her=imas.key, women=WOMEN, today=TODAY)
    assert got(Meanwhile(inner=question), text) == Pasted(text)
    hers = said(Meanwhile(inner=question), "imas 10rb")
    assert isinstance(hers, Suggested)
    assert hers.plain == 10_000


@pytest.mark.parametrize("text", ["4 Februari 2026", "besok", "3 Februari 2024"])
def test_a_day_that_has_not_come_or_is_long_gone_is_no_meeting_day(text: str) -> None:
    assert isinstance(said(PastDay(today=TODAY, context="past"), text), Unclear)


def test_today_and_yesterday_are_meeting_days() -> None:
    question = PastDay(today=TODAY, context="past")
    assert got(question, "kemarin") == date(2026, 2, 2)
    assert got(question, "3 Februari 2026") == TODAY


@pytest.mark.parametrize(
    "text, statuses",
    [
        ("Imas izin, Nani tidak datang", {3: Status.EXCUSED, 4: Status.ABSENT}),
        ("imas", {3: Status.ABSENT}),
        ("hadir semua kecuali imas dan nani", {3: Status.ABSENT, 4: Status.ABSENT}),
        ("siti rohmah sakit", {2: Status.EXCUSED}),
    ],
)
def test_who_is_away_is_named_in_one_message(text: str, statuses: dict[int, Status]) -> None:
    assert got(AWAY, text) == Named(statuses=statuses, left_out=0)


def test_of_whom_the_words_told_of_harm_is_known_and_nothing_else() -> None:
    found = got(AWAY, "imas izin, euis ga datang, abis dipukul lakinya")
    assert found == Named(statuses={3: Status.EXCUSED, 5: Status.ABSENT}, left_out=5)


@pytest.mark.parametrize("text", ["siti", "dewi", "anu"])
def test_a_name_that_fits_two_or_nobody_is_asked_about(text: str) -> None:
    assert isinstance(said(AWAY, text), Unclear)


def test_a_list_needs_a_name_and_an_amount() -> None:
    assert got(PastedList(), "siti 10rb") == Pasted("siti 10rb")
    assert isinstance(said(PastedList(), "nanti ya"), Unclear)


def test_the_inner_question_keeps_its_weight_and_its_choices() -> None:
    asked = Meanwhile(inner=Amount(usual=10_000))
    assert (asked.weighty, asked.takes_digits, [each.key for each in asked.choices]) == (
        True,
        True,
        ["rp10000"],
    )
