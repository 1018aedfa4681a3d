"""One message a turn: buttons, a list or numbers, whatever the chat can show; typing always works."""

import pytest

from bot.channels.base import Abilities, Layout, Outgoing
from bot.channels.simulator.platforms import ABILITIES, Look, find_breach
from bot.channels.telegram.channel import _PRIVATE
from bot.compose import DIGIT_CHOICES_MAX, compose, join, options_of
from conversation.limits import PAGE_ROWS
from conversation.questions import MORE, PERSON, SKIP, Choice
from conversation.text import _

WHATSAPP = ABILITIES[Look.WHATSAPP]
TELEGRAM = _PRIVATE
SKIPPING, PERSON_NAME = _("Tidak ada"), _("Petugas")


def choices(count: int, label: str = "Nama {n}") -> list[Choice]:
    return [Choice(f"k{n}", _(label, n=n)) for n in range(1, count + 1)]


def layout(count: int, abilities: Abilities, *, text: str = "Siapa?", label: str = "Nama {n}") -> Layout:
    return compose([text], options_of(choices(count, label), "id"), abilities, "nonce", "id").layout


@pytest.mark.parametrize(
    "count, on_telegram, on_whatsapp",
    [
        (1, Layout.BUTTONS, Layout.BUTTONS),
        (3, Layout.BUTTONS, Layout.BUTTONS),
        (4, Layout.BUTTONS, Layout.LIST),
        (10, Layout.BUTTONS, Layout.LIST),
        (11, Layout.NONE, Layout.NONE),
        (40, Layout.NONE, Layout.NONE),
    ],
)
def test_up_to_three_are_buttons_up_to_ten_a_list_and_more_are_numbers(
    count: int, on_telegram: Layout, on_whatsapp: Layout
) -> None:
    assert layout(count, TELEGRAM) is on_telegram
    assert layout(count, WHATSAPP) is on_whatsapp


@pytest.mark.parametrize(
    "label, on_whatsapp",
    [
        ("Nama yang pas benar{n}", Layout.BUTTONS),
        ("Nama yang agak panjang{n}", Layout.LIST),
        ("Nama yang terlalu panjang ini {n}", Layout.NONE),
    ],
)
def test_a_label_that_does_not_fit_a_button_is_a_row_or_a_number(label: str, on_whatsapp: Layout) -> None:
    assert layout(3, WHATSAPP, label=label) is on_whatsapp


def test_a_label_too_long_for_a_row_is_cut_between_words_and_stands_whole_below() -> None:
    options = options_of(choices(3), "id", person=_("Bicara dengan petugas perempuan"))
    composed = compose(["Siapa?"], options, WHATSAPP, "n", "id")
    assert composed.layout is Layout.LIST
    assert composed.buttons[-1].label == "Bicara dengan petugas…"
    assert composed.buttons[-1].hint == "Bicara dengan petugas perempuan"
    assert composed.labels[-1] == "Bicara dengan petugas perempuan"
    one_word = compose(["Siapa?"], options_of(choices(1, "x" * 40 + "{n}"), "id"), WHATSAPP, "n", "id")
    assert one_word.buttons[0].label == "x" * 23 + "…"


def test_a_long_text_leaves_no_room_for_buttons_on_whatsapp() -> None:
    assert layout(3, WHATSAPP, text="x" * 1024) is Layout.BUTTONS
    assert layout(3, WHATSAPP, text="x" * 1025) is Layout.NONE
    assert layout(3, TELEGRAM, text="x" * 1025) is Layout.BUTTONS


def test_lengths_count_as_the_platform_counts_them() -> None:
    """An emoji is two units on both; half a sign breaks nothing."""
    assert layout(1, WHATSAPP, label="🙂" * 10) is Layout.BUTTONS
    assert layout(1, WHATSAPP, label="🙂" * 10 + "x") is Layout.LIST
    assert layout(1, WHATSAPP, label="half \ud800") is Layout.BUTTONS


def test_two_labels_alike_are_numbers_so_that_she_can_tell_them_apart() -> None:
    twins = [Choice("a", "Siti"), Choice("b", "Siti")]
    composed = compose(["Siapa?"], options_of(twins, "id"), TELEGRAM, "n", "id")
    assert composed.text == "Siapa?\n1 Siti\n2 Siti"
    assert composed.keys == ("a", "b")


@pytest.mark.parametrize("count", range(1, 25))
@pytest.mark.parametrize("look", [Look.TELEGRAM, Look.WHATSAPP])
def test_no_platform_refuses_what_is_composed(count: int, look: Look) -> None:
    long_hint = [Choice(f"k{n}", f"Nama {n}", hint=f"Petunjuk {n} " * 20) for n in range(count)]
    options = options_of(long_hint, "id", skip=SKIPPING, person=PERSON_NAME)
    composed = compose(["Siapa?"], options, ABILITIES[look], "n" * 8, "id")
    outgoing = Outgoing(
        outbox_id="1",
        chat="1",
        text=composed.text,
        buttons=composed.buttons,
        layout=composed.layout,
        list_button=composed.list_button,
    )
    assert find_breach(look, outgoing) is None


def test_a_button_knows_its_question_and_its_place_and_nothing_else() -> None:
    composed = compose(["Siapa?"], options_of(choices(3), "id"), TELEGRAM, "nonce", "id")
    assert [button.payload for button in composed.buttons] == ["qnonce.0", "qnonce.1", "qnonce.2"]
    assert composed.shown == composed.text == "Siapa?"


def test_the_answered_question_shows_no_numbers() -> None:
    composed = compose(["Siapa?"], options_of(choices(12), "id"), TELEGRAM, "n", "id")
    assert composed.shown == "Siapa?"
    assert composed.text.startswith("Siapa?\n1 Nama 1\n2 Nama 2\n")


@pytest.mark.parametrize(
    "page, first, last", [(0, "1 Nama 1", "10 Nama 10"), (1, "11 Nama 11", "20 Nama 20"), (2, "21", "25")]
)
def test_numbers_go_on_from_page_to_page(page: int, first: str, last: str) -> None:
    options = options_of(choices(25), "id", page=page)
    lines = [f"{option.number} {option.label}" for option in options if option.key != MORE]
    assert lines[0].startswith(first)
    assert lines[-1].startswith(last)
    assert options[-1].key == MORE


@pytest.mark.parametrize("abilities", [TELEGRAM, WHATSAPP])
@pytest.mark.parametrize("count", [11, 12, 14, 20])
def test_the_last_page_has_numbers_too_however_short_it_is(abilities: Abilities, count: int) -> None:
    composed = compose(["Siapa?"], options_of(choices(count), "id", page=1), abilities, "n", "id")
    assert composed.layout is Layout.NONE, "a 1 would be the first choice of a page that she no longer sees"
    assert composed.text.startswith("Siapa?\n11 Nama 11\n")
    assert composed.text.endswith("\nLAGI Lihat yang lain")


def test_after_the_last_page_comes_the_first() -> None:
    assert options_of(choices(25), "id", page=3) == options_of(choices(25), "id", page=0)


def test_one_page_has_no_more() -> None:
    assert all(option.key != MORE for option in options_of(choices(PAGE_ROWS), "id"))


@pytest.mark.parametrize(
    "count, digits, skip, person",
    [
        (2, True, "0", "9"),
        (DIGIT_CHOICES_MAX, True, "0", "9"),
        (DIGIT_CHOICES_MAX + 1, True, "LEWATI", "PETUGAS"),
        (2, False, "LEWATI", "PETUGAS"),
        (25, True, "LEWATI", "PETUGAS"),
    ],
)
def test_0_and_9_are_shown_only_where_they_cannot_be_mistaken(
    count: int, digits: bool, skip: str, person: str
) -> None:
    options = options_of(choices(count), "id", skip=SKIPPING, person=PERSON_NAME, digits=digits)
    numbers = {option.key: option.number for option in options}
    assert (numbers[SKIP], numbers[PERSON]) == (skip, person)
    assert [option.key for option in options[-2:]] == [SKIP, PERSON]
    shown = [option.number for option in options]
    assert len(shown) == len(set(shown))


def test_sentences_are_paragraphs_and_empty_ones_leave_no_gap() -> None:
    assert join(["Satu.", "", "Dua."]) == "Satu.\n\nDua."
    assert compose(["Satu.", "Dua."], (), TELEGRAM, "", "id").text == "Satu.\n\nDua."


def test_the_pseudo_language_reaches_every_label_and_the_lists_button() -> None:
    options = options_of(choices(5), "qps", skip=SKIPPING)
    composed = compose(["Siapa?"], options, WHATSAPP, "n", "qps")
    assert composed.layout is Layout.LIST
    assert all(label.startswith("⟦") for label in (*composed.labels, composed.list_button))
