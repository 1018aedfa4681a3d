"""A template is what was approved: its places, its words, and what the channel says of it."""

import pytest

from domain.templates import (
    VALUE_CHARS_MAX,
    Category,
    Template,
    TemplateState,
    filled,
    fitting,
    params_for,
    params_of,
    read_category,
    read_state,
)

NEWS = Template(
    name="kabar",
    language="id",
    category=Category.UTILITY,
    asked_category=Category.UTILITY,
    text="Ada kabar dari {{kantor}} untuk {{panggilan}}. Dari {{kantor}}.",
    params=("kantor", "panggilan"),
)


def test_each_place_is_named_once_in_its_order() -> None:
    assert params_of(NEWS.text) == ("kantor", "panggilan")
    assert params_of("Tidak ada {tempat}, {{Besar}} atau {{ spasi }}.") == ()


def test_what_she_reads_is_the_text_with_every_place_filled() -> None:
    values = {"kantor": "Dinas Sosial", "panggilan": "Ibu"}
    assert filled(NEWS, values) == "Ada kabar dari Dinas Sosial untuk Ibu. Dari Dinas Sosial."
    assert params_for(NEWS, values) == (("kantor", "Dinas Sosial"), ("panggilan", "Ibu"))


def test_a_missing_value_is_never_sent_as_a_gap() -> None:
    with pytest.raises(KeyError):
        filled(NEWS, {"kantor": "Dinas Sosial"})


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (
            "Dinas\nSosial \t  Kota",
            "Dinas Sosial Kota",
        ),  # line breaks and runs of blanks are refused (132018)
        ("", "-"),
        ("  ", "-"),
        ("x" * VALUE_CHARS_MAX, "x" * VALUE_CHARS_MAX),
        ("x" * (VALUE_CHARS_MAX + 1), "x" * (VALUE_CHARS_MAX - 1) + "…"),
        ("{{kantor}}", "{{kantor}}"),  # a name that looks like a place is only a name
    ],
)
def test_a_value_is_one_line_and_never_empty(value: str, shown: str) -> None:
    assert fitting(value) == shown


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("APPROVED", TemplateState.APPROVED),
        ("REINSTATED", TemplateState.APPROVED),
        ("FLAGGED", TemplateState.APPROVED),  # a warning: it is still sent
        ("PENDING", TemplateState.PENDING),
        ("REJECTED", TemplateState.REJECTED),
        ("PAUSED", TemplateState.PAUSED),
        ("DISABLED", TemplateState.DISABLED),
        ("PENDING_DELETION", TemplateState.DISABLED),
        ("SOMETHING_NEW", None),
        ("", None),
    ],
)
def test_the_channels_words_for_a_state(word: str, state: TemplateState | None) -> None:
    assert read_state(word) is state


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("UTILITY", Category.UTILITY),
        ("Marketing", Category.MARKETING),
        ("service", Category.SERVICE),
        ("x", None),
    ],
)
def test_the_channels_words_for_a_category(word: str, category: Category | None) -> None:
    assert read_category(word) is category
