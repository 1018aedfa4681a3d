"""The open question: suggestions, narrowed choices, pages, asides, and what three misunderstandings lead to."""

from datetime import date
from enum import Enum
from typing import Any

import pytest

from conversation.chat import Ask, Chat
from conversation.hearing import identity_of, shown_choices
from conversation.limits import PAGE_ROWS
from conversation.questions import Choice, NoLongerFits, ReservedKey
from conversation.replay import Ended, GivenUp, PersonWanted
from conversation.text import _, n_
from tests.conversation.host import ASIDE, Host, Note, Number, OneOf

WOMEN = tuple(
    Choice(key, label)
    for key, label in (("s1", "Siti Aminah"), ("y1", "Yuyun"), ("s2", "Siti Rahma"), ("n1", "Neneng"))
)
HEARD: list[Any] = []


async def how_much(chat: Chat) -> None:
    HEARD.append(await chat.ask(_("Berapa?"), Number()))


async def who(chat: Chat) -> None:
    HEARD.append(await chat.choose(_("Siapa?"), WOMEN))


async def note(chat: Chat) -> None:
    HEARD.append(await chat.ask(_("Catatan?"), Note()))


@pytest.fixture(autouse=True)
def _nothing_heard() -> None:
    HEARD.clear()


def _begun(function: Any, *args: Any) -> Host:
    host = Host(function, args)
    host.begin()
    return host


# -- suggestions ----------------------------------------------------------------------------------------------------


def test_a_suggestion_is_asked_and_yes_takes_it():
    host = _begun(how_much)
    assert host.say("25?") == ["Maksudnya 25?"]
    assert host.waiting.suggested
    host.say("ya")
    assert HEARD == [25]


def test_a_tapped_yes_takes_the_suggestion_too():
    host = _begun(how_much)
    host.say("25?")
    host.tap("ya")
    assert HEARD == [25]


def test_no_to_a_suggestion_asks_the_question_itself_again():
    host = _begun(how_much)
    host.say("25?")
    assert host.say("tidak") == ["Berapa?"]
    assert not host.waiting.misunderstood
    host.say("ya")
    assert HEARD == []


def test_another_amount_answers_instead_of_yes_or_no():
    host = _begun(how_much)
    host.say("25?")
    host.say("30")
    assert HEARD == [30]


def test_another_doubtful_amount_is_suggested_in_its_turn():
    host = _begun(how_much)
    host.say("25?")
    assert host.say("35?") == ["Maksudnya 35?"]
    host.say("ya")
    assert HEARD == [35]


def test_zero_can_be_suggested():
    host = _begun(how_much)
    host.say("0?")
    host.say("ya")
    assert HEARD == [0]


def test_a_suggestion_that_no_longer_fits_is_asked_anew():
    limit = {"most": 100}

    async def limited(chat: Chat) -> None:
        HEARD.append(await chat.ask(_("Berapa?"), Number(most=limit["most"])))

    host = _begun(limited)
    host.say("50?")
    limit["most"] = 20
    assert host.say("ya") == ["Berapa?"]
    assert HEARD == []


def test_an_amount_above_the_limit_is_not_understood_and_counts():
    async def limited(chat: Chat) -> None:
        HEARD.append(await chat.ask(_("Berapa?"), Number(most=20)))

    host = _begun(limited)
    host.say("50")
    assert host.waiting.misunderstood
    assert host.waiting.asking.times == 2
    assert HEARD == []


# -- narrowed choices -----------------------------------------------------------------------------------------------


def test_a_name_that_two_begin_with_is_narrowed_and_a_number_counts_in_the_short_list():
    host = _begun(who)
    assert host.say("Siti") == ["Yang mana?", "Siapa?"]
    narrowed = host.waiting.asking.narrowed
    assert [choice.key for choice in shown_choices(host.waiting.question, narrowed)] == ["s1", "s2"]
    host.say("2")
    assert [each.key for each in HEARD] == ["s2"]


def test_what_the_short_list_does_not_hold_shows_the_whole_list_again():
    host = _begun(who)
    host.say("Siti")
    host.say("xyz")
    assert host.waiting.asking.narrowed == ()
    host.say("2")
    assert [each.key for each in HEARD] == ["y1"]


def test_a_short_list_of_which_nothing_is_left_is_the_whole_list():
    question = OneOf(choices=WOMEN)
    assert shown_choices(question, ("gone",)) == list(WOMEN)


# -- the list she saw -----------------------------------------------------------------------------------------------


async def listed(chat: Chat, women: list[Choice]) -> None:
    HEARD.append((await chat.choose(_("Siapa?"), women)).key)


def test_a_typed_number_never_counts_in_a_list_she_has_not_seen():
    women = list(WOMEN)
    host = _begun(listed, women)
    women.pop(0)
    assert host.say("2") == ["Siapa?"]
    assert HEARD == []
    host.say("2")
    assert HEARD == ["s2"]


def test_a_tap_names_its_choice_and_counts_in_every_list():
    women = list(WOMEN)
    host = _begun(listed, women)
    women.pop(0)
    host.tap("s2")
    assert HEARD == ["s2"]


def test_where_digits_are_the_answer_the_offered_choices_may_change():
    usual = [Choice("10", "Rp10")]

    async def amount(chat: Chat) -> None:
        HEARD.append(await chat.ask(_("Berapa?"), Number(choices=tuple(usual))))

    host = _begun(amount)
    usual[0] = Choice("20", "Rp20")
    host.say("15")
    assert HEARD == [15]


# -- pages ----------------------------------------------------------------------------------------------------------


def _many(count: int) -> list[Choice]:
    return [Choice(f"k{number}", f"Nama {number}") for number in range(count)]


def test_pages_turn_and_come_round_and_do_not_count_as_misunderstanding():
    host = _begun(listed, _many(PAGE_ROWS * 2 + 1))
    pages = []
    for _turn in range(7):
        host.more()
        pages.append(host.waiting.asking.page)
    assert pages == [1, 2, 0, 1, 2, 0, 1]
    assert host.waiting.asking.times == 1


def test_turning_a_page_does_not_forget_how_often_she_was_misunderstood():
    host = _begun(listed, _many(PAGE_ROWS + 1))
    host.say("?")
    host.say("?")
    host.more()
    host.say("?")
    assert host.waiting.asking.offering


def test_a_page_is_turned_within_the_short_list():
    women = [Choice(f"a{number}", f"Ani {number}") for number in range(PAGE_ROWS + 1)] + _many(30)
    host = _begun(listed, women)
    host.more()
    host.say("Ani")
    assert host.waiting.asking.page == 0
    host.more()
    assert host.waiting.asking.page == 1
    assert len(host.waiting.asking.narrowed) == PAGE_ROWS + 1
    host.more()
    assert host.waiting.asking.page == 0


def test_a_misunderstanding_stays_on_the_page_she_sees():
    host = _begun(listed, _many(PAGE_ROWS + 1))
    host.more()
    host.say("?")
    assert host.waiting.asking.page == 1


# -- asides ---------------------------------------------------------------------------------------------------------


def test_an_aside_is_answered_kindly_and_never_counts():
    host = _begun(how_much)
    for _turn in range(10):
        assert host.say("assalamualaikum", aside=ASIDE) == ["Salam, Bu.", "Berapa?"]
    assert host.waiting.asking.times == 1


def test_an_aside_that_is_an_answer_is_the_answer():
    host = _begun(how_much)
    host.say("25", aside=ASIDE)
    assert HEARD == [25]


def test_where_any_words_are_an_answer_an_aside_is_still_an_aside():
    host = _begun(note)
    assert host.say("terima kasih", aside=ASIDE) == ["Salam, Bu.", "Catatan?"]
    host.say("beli beras")
    assert HEARD == ["beli beras"]


def test_an_aside_during_a_suggestion_goes_back_to_the_question():
    host = _begun(how_much)
    host.say("25?")
    assert host.say("salam", aside=ASIDE) == ["Salam, Bu.", "Berapa?"]
    host.say("ya")
    assert HEARD == []


# -- the loop breaker -----------------------------------------------------------------------------------------------


def _misunderstood(times: int) -> Host:
    host = _begun(how_much)
    for _turn in range(times):
        host.say("entah")
    return host


def test_after_three_prompts_in_a_row_a_person_is_offered():
    assert not _misunderstood(2).waiting.asking.offering
    host = _misunderstood(3)
    assert host.waiting.asking.offering
    assert host.waiting.suggested
    assert host.waiting.text.message == "Mau bicara dengan petugas?"


def test_yes_to_the_offer_asks_for_a_person():
    host = _misunderstood(3)
    host.say("ya")
    assert isinstance(host.outcome, PersonWanted)


def test_no_to_the_offer_asks_the_question_from_the_beginning():
    host = _misunderstood(3)
    assert host.say("tidak") == ["Berapa?"]
    assert host.waiting.asking.times == 1


def test_an_answer_to_the_question_serves_during_the_offer():
    host = _misunderstood(3)
    host.say("12")
    assert HEARD == [12]
    assert isinstance(host.outcome, Ended)


@pytest.mark.parametrize("word", ["entah", "12?"])
def test_an_offer_that_is_not_understood_either_is_given_up(word):
    host = _misunderstood(3)
    host.say(word)
    assert isinstance(host.outcome, GivenUp)


def test_suggestions_and_narrowings_count_as_prompts():
    host = _begun(how_much)
    host.say("1?")
    host.say("2?")
    host.say("3?")
    assert host.waiting.asking.offering
    host = _begun(who)
    host.say("Siti")
    host.say("Siti A")
    host.say("entah")
    assert host.waiting.asking.offering


def test_an_answer_starts_the_count_anew():
    async def two(chat: Chat) -> None:
        await chat.ask(_("Pertama?"), Number())
        await chat.ask(_("Kedua?"), Number())

    host = _begun(two)
    host.say("?")
    host.say("?")
    host.say("1")
    assert host.waiting.asking.times == 1


# -- skipping -------------------------------------------------------------------------------------------------------


async def optional(chat: Chat, skip: Any) -> None:
    HEARD.append(await chat.ask(_("Berapa?"), Number(skip=skip)))


def test_a_tapped_skip_gives_none_where_it_is_offered():
    _begun(optional, _("Lewati")).tap("0")
    assert HEARD == [None]


def test_a_tapped_skip_is_no_answer_where_it_is_not_offered():
    host = _begun(optional, None)
    assert host.tap("0") == ["Tulis angka saja.", "Berapa?"]
    assert HEARD == []


# -- which question it is -------------------------------------------------------------------------------------------


class Kind(Enum):
    WAJIB = "wajib"


class Label(str):
    """Somebody's own word."""


class Money(int):
    """An amount."""


@pytest.mark.parametrize(
    "one, other",
    [
        (_("Berapa?"), _("Siapa?")),
        (_("Dari {name}?", name="Siti"), _("Dari {name}?", name="Yuyun")),
        (_("Dari {name}?", name=Label("Siti")), _("Dari {name}?", name=Label("Yuyun"))),
        (_("Bayar {amount}?", amount=Money(5)), _("Bayar {amount}?", amount=Money(6))),
        (_("Pada {day}?", day=date(2026, 2, 3)), _("Pada {day}?", day=date(2026, 2, 4))),
        (_("{kind}?", kind=_("Wajib")), _("{kind}?", kind=_("Sukarela"))),
        (_("{kind}?", kind=_("{name}", name="Siti")), _("{kind}?", kind=_("{name}", name="Yuyun"))),
        (_("{a} {b}?", a="x", b="y|z"), _("{a} {b}?", a="x|y", b="z")),
    ],
)
def test_other_words_or_other_names_and_amounts_are_another_question(one, other):
    assert identity_of(Ask(one, Number())) != identity_of(Ask(other, Number()))
    assert identity_of(Ask(one, Number())) == identity_of(Ask(one, Number()))


def test_a_plain_count_does_not_make_another_question():
    one, other = n_("{n} menunggu. Siapa?", "{n} menunggu. Siapa?", 1), n_("{n} menunggu. Siapa?", "", 2)
    assert identity_of(Ask(one, Note())) == identity_of(Ask(other, Note()))


def test_another_kind_is_another_question():
    assert identity_of(Ask(_("Berapa?"), Number())) != identity_of(Ask(_("Berapa?"), Note()))


def test_an_identity_is_the_same_in_every_process():
    values = {"kind": Kind.WAJIB, "what": object(), "amount": Money(5), "ratio": True}
    identity = identity_of(Ask(_("{kind} {what} {amount} {ratio}?", **values), Number()))
    assert identity == "number|{kind} {what} {amount} {ratio}?|WAJIB|*|5|1"


def test_restoring_what_does_not_fit_raises():
    with pytest.raises(NoLongerFits):
        OneOf(choices=WOMEN).restore("gone")


# -- the house's keys -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["0", "9", "+"])
def test_a_choice_under_a_key_of_the_house_is_refused_when_it_is_asked(key: str):
    women = [Choice("s1", "Siti"), Choice(key, "Yuyun")]
    with pytest.raises(ReservedKey, match="'Yuyun' of 'Siapa\\?' has the key"):
        _begun(listed, women)
