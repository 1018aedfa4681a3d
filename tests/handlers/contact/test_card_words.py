"""What stands on a card and in its caption tells nobody who finds it anything about her."""

import re
from datetime import date

from bot.render import render
from handlers.contact import card_words as words

# What would tell whoever finds it what she came for, or that something is wrong at home.
TELLING = re.compile(
    r"\b(bantuan|sosial|dinas|petugas|suami|keluarga|anak|kekerasan|miskin|susah|masalah|uang|dana|janda|cerai|aman|lapor"
    r"|data|rahasia|nama)\b",
    re.IGNORECASE,
)


def test_no_word_of_need_family_or_office_stands_on_it() -> None:
    said = [words.TITLE, *words.LINES, words.TYPE_THIS, words.FOOT, words.good_until(date(2026, 3, 5))]
    said += words.how_to("Teman Mandiri", "7K4P9XQ2")
    for text in said:
        assert TELLING.search(render(text)) is None, render(text)


def test_it_says_what_to_open_and_what_to_type() -> None:
    first, second = (render(each) for each in words.how_to("Teman Mandiri", "7K4P9XQ2"))
    assert first == "1. Buka chat Teman Mandiri."
    assert second == "2. Ketik: AJAK 7K4P 9XQ2"
