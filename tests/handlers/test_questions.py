"""The question types: what women write is understood, what is vague is asked again, what no longer fits is dropped."""

from datetime import date, time
from typing import Any

import pytest

from conversation.questions import (
    Choice,
    Narrowed,
    NoLongerFits,
    Question,
    Reading,
    Said,
    Suggested,
    Unclear,
    Understood,
)
from conversation.text import _
from domain.money import Rupiah
from handlers.day_questions import Day, Hour
from handlers.questions import Amount, HouseDialect, OneOf, SomeOf, WholeNumber, Words, YesNo

PKH = OneOf(of=(Choice("tidak", _("Tidak")), Choice("ya", _("Ya"))))
LISTED = OneOf(of=(Choice("ya", _("Sudah")), Choice("tidak", _("Belum"))))
WANTS = OneOf(of=(Choice("mau", _("Mau")), Choice("ragu", _("Belum yakin")), Choice("tidak", _("Tidak"))))
WOMEN = OneOf(
    of=(Choice("a", "Siti Aminah"), Choice("r", "Siti Rohmah"), Choice("y", "Yuyun", words=("yuyu",)))
)
CRAFTS = SomeOf(of=(Choice("kue", _("Kue")), Choice("jahit", _("Menjahit")), Choice("tani", _("Tani"))))
TODAY = date(2026, 2, 3)


def said(question: Question[Any], text: str) -> Reading:
    return question.read(Said(text=text))


def test_one_of_several_may_be_named_by_another_word_too() -> None:
    enough = Choice("enough", _("Sudah, itu saja"), words=("cukup", "tidak ada"))
    question = SomeOf(of=(enough, *CRAFTS.of))
    assert said(question, "Tidak ada.") == Understood(["enough"])
    assert said(question, "kue, tani") == Understood(["kue", "tani"])


@pytest.mark.parametrize(
    "question, text, key",
    [
        (PKH, "iya", "ya"),
        (PKH, "enggak bu", "tidak"),
        (PKH, "belum", "tidak"),
        (LISTED, "sudah", "ya"),
        (LISTED, "tidak", "tidak"),
        (LISTED, "teu acan", "tidak"),
        (WANTS, "mau", "mau"),
        (WANTS, "ga mau", "tidak"),
        (WANTS, "belum yakin", "ragu"),
        (WOMEN, "rohmah", "r"),
        (WOMEN, "yuyu", "y"),
        (WOMEN, "3", "y"),
        (WOMEN, "siti rohma", "r"),
    ],
)
def test_a_choice_is_found_by_number_label_slip_or_another_word(
    question: Question[Any], text: str, key: str
) -> None:
    assert said(question, text) == Understood(key)


@pytest.mark.parametrize("question, text", [(PKH, "terserah"), (PKH, "👍"), (WOMEN, "ya"), (WOMEN, "neneng")])
def test_what_may_mean_two_things_or_none_is_not_guessed(question: Question[Any], text: str) -> None:
    assert isinstance(said(question, text), Unclear)


def test_two_that_fit_are_asked_about() -> None:
    assert said(WOMEN, "siti") == Narrowed(("a", "r"), _("Yang mana, ya?"))


@pytest.mark.parametrize("text, keys", [("1 dan 3", ["kue", "tani"]), ("jahit, kue", ["kue", "jahit"])])
def test_several_may_be_chosen_at_once(text: str, keys: list[str]) -> None:
    reading = said(CRAFTS, text)
    assert isinstance(reading, Understood)
    assert sorted(reading.plain) == sorted(keys)


@pytest.mark.parametrize(
    "text, explicit, answer",
    [
        ("ya", True, True),
        ("setuju", True, True),
        ("boleh", True, True),
        ("oke", True, None),
        ("gapapa", True, None),
        ("oke", False, True),
        ("nanti", False, None),
        ("terserah", False, None),
        ("insyaallah", False, None),
        ("tidak", True, False),
        ("belum", True, False),
    ],
)
def test_nothing_vague_is_a_yes(text: str, explicit: bool, answer: bool | None) -> None:
    reading = said(YesNo(explicit=explicit), text)
    assert isinstance(reading, Unclear) if answer is None else reading == Understood(answer)


@pytest.mark.parametrize(
    "text, answer",
    [
        ("apa boleh?", None),
        ("boleh bawa anak?", None),
        ("boleh bawa anak", None),
        ("boleh pulang cepat", None),
        ("anak saya masih 2 taun boleh dibawa ga ya", None),
        ("boleh ga bawa anak", None),
        ("yang pertama", True),
        ("tidak, nanti suami marah", False),
        ("gak mau, takut ketahuan", False),
    ],
)
def test_a_question_beside_the_consent_is_neither_a_yes_nor_a_no(text: str, answer: bool | None) -> None:
    labels = (_("Boleh"), _("Tidak"))
    reading = said(YesNo(explicit=True, is_weighty=True, labels=labels), text)
    assert isinstance(reading, Unclear) if answer is None else reading == Understood(answer)


def test_a_question_answers_no_yes_or_no_question() -> None:
    labels = (_("Sudah"), _("Belum"))
    assert isinstance(said(YesNo(labels=labels), "sudah buka belum?"), Unclear)
    assert said(YesNo(labels=labels), "sudah kemarin bu") == Understood(True)


@pytest.mark.parametrize(
    "text, number",
    [("35", 35), ("tiga puluh lima", 35), ("35 tahun", 35), ("9", None), ("120", None), ("tua", None)],
)
def test_a_number_outside_its_bounds_is_asked_again(text: str, number: int | None) -> None:
    reading = said(WholeNumber(least=10, most=110), text)
    assert isinstance(reading, Unclear) if number is None else reading == Understood(number)


def test_the_example_of_a_number_is_one_that_would_fit() -> None:
    for least, most in ((10, 110), (0, 20), (1, 2), (50, 60)):
        reading = said(WholeNumber(least=least, most=most), "apa")
        assert isinstance(reading, Unclear)
        assert reading.text is not None
        assert least <= int(str(reading.text.values["example"])) <= most


def test_an_amount_that_is_not_clear_is_echoed_and_never_kept() -> None:
    assert said(Amount(), "25rb") == Understood(25_000)
    assert isinstance(said(Amount(), "25"), Suggested)
    assert isinstance(said(Amount(), "banyak"), Unclear)
    assert Amount(usual=10_000).read(Said(tapped="rp10000")) == Understood(10_000)
    assert Amount().restore(25_000) == Rupiah(25_000)


def test_days_and_hours() -> None:
    assert said(Day(today=TODAY, context="past"), "2 Februari 2026") == Understood("2026-02-02")
    assert isinstance(said(Day(today=TODAY), "entah"), Unclear)
    assert Day(today=TODAY).restore("2026-02-02") == date(2026, 2, 2)
    assert said(Hour(), "jam 9 pagi") == Understood("09:00")
    assert Hour().restore("09:00") == time(9)


def test_her_own_words_are_kept_but_not_too_long_and_skipping_may_be_typed() -> None:
    words = Words(chars_max=10, skip=_("Tidak sekarang"))
    assert said(words, "  Siti  ") == Understood("Siti")
    assert isinstance(said(words, "x" * 11), Unclear)
    for nothing in ("\u200b", "👍", "..."):
        assert isinstance(said(words, nothing), Unclear)
    assert said(words, "tidak sekarang") == Understood(None)
    assert said(Words(), "teh\nUangnya untuk Tati") == Understood("teh\nUangnya untuk Tati")
    assert said(Words(one_line=True), "teh\nUangnya untuk Tati") == Understood("teh Uangnya untuk Tati")


@pytest.mark.parametrize(
    "question",
    [PKH, CRAFTS, YesNo(), WholeNumber(least=1, most=2), Amount(), Day(today=TODAY), Hour(), Words()],
    ids=lambda question: question.kind,
)
def test_a_voice_note_is_answered_kindly_and_a_foreign_answer_no_longer_fits(question: Question[Any]) -> None:
    assert isinstance(question.read(Said(thing="voice")), Unclear)
    for plain in (None, {"x": 1}, [], object()):
        with pytest.raises(NoLongerFits):
            question.restore(plain)


def test_the_house_asks_for_a_clear_yes_only_where_it_weighs() -> None:
    dialect = HouseDialect()
    light = dialect.confirm(weighty=False, sensitive=False)
    heavy = dialect.confirm(weighty=True, sensitive=True)
    assert (light.read(Said(text="oke")), heavy.sensitive) == (Understood(True), True)
    assert isinstance(heavy.read(Said(text="oke")), Unclear)
    assert dialect.choose(PKH.of, skip=None, person=None, sensitive=False).read(Said(text="1")) == Understood(
        "tidak"
    )
