"""What does not fit on WhatsApp is seen, and whatever the program can say there fits, in every language."""

import ast

import pytest

from bot import template_files
from bot.catalogues import PSEUDO_LANGUAGE, SOURCE_LANGUAGE, WAITING_LANGUAGES
from bot.channels.base import Layout
from bot.channels.simulator.platforms import ABILITIES, Look
from bot.compose import Option, compose
from bot.render import render
from conversation.text import Text
from tests.tidy.sources import PACKAGES, dotted, read_sources
from tests.whatsapp_fit import unfit

LANGUAGES = (SOURCE_LANGUAGE, *WAITING_LANGUAGES, PSEUDO_LANGUAGE)
QUICK_REPLY_MAX, BODY_MAX = 20, 1024
WHATSAPP = ABILITIES[Look.WHATSAPP]


def options(count: int, label: str = "Pilihan") -> list[Option]:
    return [Option(key=str(n), label=f"{label} {n}", number=str(n)) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("count", "label", "layout"),
    [
        (3, "Pilihan", Layout.BUTTONS),
        (3, "Pilihan yang panjang", Layout.LIST),
        (4, "Pilihan", Layout.LIST),
        (10, "Pilihan", Layout.LIST),
        (11, "Pilihan", Layout.NONE),
        (10, "Pilihan yang begitu panjang, bahwa", Layout.NONE),
        (4, "x" * 72, Layout.NONE),
    ],
)
def test_choices_are_buttons_then_rows_then_numbers(count: int, label: str, layout: Layout) -> None:
    found = options(count, label)
    made = compose(["Pilih."], found, WHATSAPP, "nonce000", SOURCE_LANGUAGE)
    assert made.layout is layout
    assert unfit("Pilih.", tuple(each.label for each in found)) == []
    if layout is Layout.NONE:
        assert all(f"{n} {label}" in made.text for n in range(1, count + 1))


@pytest.mark.parametrize(
    ("text", "labels", "problem"),
    [
        ("x" * 4097, (), "2 messages for one"),
        ("x" * 5000, ("Ya",), "2 messages for one"),
    ],
)
def test_what_does_not_fit_is_told(text: str, labels: tuple[str, ...], problem: str) -> None:
    assert unfit(text, labels) == [problem]


def test_the_label_of_every_button_below_a_push_fits_in_every_language() -> None:
    """PushButton(label=_("...")): on WhatsApp they are reply buttons, whatever hangs beside them."""
    labels = {
        keyword.value.args[0].value
        for source in read_sources(packages=PACKAGES)
        if "PushButton(" in source.text
        for call in source.calls()
        if dotted(call.func).split(".")[-1] == "PushButton"
        for keyword in call.keywords
        if keyword.arg == "label" and isinstance(keyword.value, ast.Call) and keyword.value.args
        if isinstance(keyword.value.args[0], ast.Constant) and isinstance(keyword.value.args[0].value, str)
    }
    assert len(labels) > 20, "they are written as literals"
    shown = {(each, language): render(Text(each), language) for each in labels for language in LANGUAGES}
    assert {key: text for key, text in shown.items() if len(text) > QUICK_REPLY_MAX} == {}


def test_every_template_fits_in_every_language_it_has() -> None:
    for template in template_files.load():
        assert len(template.text) <= BODY_MAX, template.name
        assert all(len(label) <= QUICK_REPLY_MAX for label in template.buttons), template.name
        assert len(template.buttons) <= 3, template.name
