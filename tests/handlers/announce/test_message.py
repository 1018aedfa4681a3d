"""What she reads of an announcement: who speaks, the words in her language, who reads her answer, how to get no more."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from bot.render import render
from domain.announcements import Content, NewsKind
from handlers.announce.message import message, message_for_group, message_to_forward


def content(text: str = "Bu {nama}, besok ya.", *, choices: tuple[str, ...] = (), **more: str) -> Content:
    return Content(
        texts=MappingProxyType({"id": text, **more}),
        choices=choices,
        sender="Balai Melati",
        news=NewsKind.AID,
        code="K7Q2M",
        day=date(2026, 11, 24),
    )


def said(what: Content, *, name: str = "Siti", language: str = "id") -> str:
    return render(message(what, salutation="", name=name, language=language), language)


def test_it_says_who_speaks_and_how_not_to_get_more() -> None:
    assert said(content()) == (
        "Kabar dari Balai Melati:\n\nBu Siti, besok ya.\n\nTidak mau kabar seperti ini? Ketik PILIH KABAR."
    )


def test_who_is_asked_is_told_who_reads_her_answer() -> None:
    assert "\n\nJawaban Ibu dibaca Balai Melati.\n\n" in said(content(choices=("Datang", "Tidak")))


def test_a_groups_answers_are_read_by_its_officers_and_not_by_the_group() -> None:
    of_group = replace(content(choices=("Ikut", "Tidak")), news=NewsKind.GROUP, sender="Kelompok Mentari")
    assert "\n\nJawaban Ibu dibaca pengurus Kelompok Mentari.\n\n" in said(of_group)


@pytest.mark.parametrize("choices", [(), ("Datang",)])
def test_what_is_passed_on_names_nobody_and_says_where_to_answer(choices: tuple[str, ...]) -> None:
    what = content("Bu {nama}, tanggal {tanggal}.", choices=choices)
    text = render(message_to_forward(what, "id", bot="Teman Mandiri"), "id")
    assert text.startswith("Kabar dari Balai Melati:\n\nIbu-ibu, tanggal Selasa, 24 November 2026.")
    assert ("Jawab lewat chat dengan Teman Mandiri." in text) == bool(choices)


def test_her_language_is_used_where_the_office_has_written_in_it() -> None:
    two = content(su="Bu {nama}, enjing nya.")
    assert "enjing nya" in said(two, language="su")
    assert "besok ya" in said(two, language="jv")


@pytest.mark.parametrize("choices", [(), ("Datang",)])
def test_in_a_groups_chat_nobody_is_named_and_nothing_is_answered(choices: tuple[str, ...]) -> None:
    text = render(message_for_group(content("Bu {nama}, tanggal {tanggal}.", choices=choices), "id"))
    assert text.startswith("Kabar dari Balai Melati:\n\nIbu-ibu, tanggal Selasa, 24 November 2026.")
    assert ("Jawab lewat chat pribadi dengan saya." in text) == bool(choices)
    assert "PILIH KABAR" not in text


def test_a_link_of_the_office_can_be_tapped_and_one_in_a_name_cannot() -> None:
    text = said(content("Bu {nama}, daftar di balai.go.id ya."), name="buka jahat.com")
    assert "balai.go.id" in text
    assert "jahat.com" not in text
