"""Which words mean which answer of an announcement, which could mean anything, and which mean none."""

import pytest

from bot.answering_news import Meant, read_answer

CAN = ("Bisa", "Tidak bisa", "Belum tahu")
JOIN = ("Ikut", "Tidak ikut")
DAYS = ("Senin", "Selasa")
HOURS = ("Jam 2", "Jam 9")
YES_NO = ("Ya", "Tidak")


@pytest.mark.parametrize(
    ("labels", "text", "meant"),
    [
        (CAN, "Bisa", Meant(number=1, bare=True, whole=True)),
        (CAN, "ga bisa", Meant(number=2, bare=True, whole=True)),
        (CAN, "belum tahu", Meant(number=3, whole=True)),
        (CAN, "ya", Meant(number=1, bare=True)),
        (CAN, "enggak", Meant(number=2, bare=True)),
        (CAN, "3", Meant(number=3, bare=True)),
        (CAN, "no 2", Meant(number=2)),
        (CAN, "tidak bisa, anak sakit", Meant(number=2, says_more=True)),
        (JOIN, "iya bu", Meant(number=1, bare=True)),
        (JOIN, "tidak", Meant(number=2, bare=True)),
        (JOIN, "ikut", Meant(number=1, whole=True)),
        (JOIN, "saya ikut bu", Meant(number=1, whole=True)),
        (JOIN, "ga ikut", Meant(number=2, whole=True)),
        (JOIN, "ikut, tapi agak telat", Meant(number=1, says_more=True)),
        (JOIN, "mboten", Meant(number=2, bare=True)),
        (JOIN, "muhun", Meant(number=1, bare=True)),
        (DAYS, "selasa", Meant(number=2, whole=True)),
        (DAYS, "hari senin saja bu", Meant(number=1, unsure=True)),
        (HOURS, "2", Meant(number=1, bare=True)),
        (HOURS, "jam 9", Meant(number=2, whole=True)),
        (HOURS, "no 2", Meant(number=2, unsure=True)),
        (JOIN, "suami saya ikut", Meant(number=1, unsure=True)),
        (YES_NO, "ya", Meant(number=1, bare=True, whole=True)),
        (YES_NO, "Ya bu", Meant(number=1, bare=True, whole=True)),
        (YES_NO, "boleh", Meant(number=1, bare=True)),
        (YES_NO, "tidak", Meant(number=2, bare=True, whole=True)),
        (YES_NO, "maaf bu tidak bisa", Meant(number=2, bare=True)),
    ],
)
def test_words_that_are_an_answer(labels: tuple[str, ...], text: str, meant: Meant) -> None:
    assert read_answer(text, labels) == meant


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        (CAN, "bisa bawa anak?"),
        (CAN, "terserah"),
        (CAN, "insyaallah"),
        (CAN, "4"),
        (CAN, ""),
        (CAN, "halo bu"),
        (DAYS, "ya"),
        (DAYS, "tidak"),
        (DAYS, "rabu"),
        (JOIN, "suami saya tidak boleh tahu"),
        (JOIN, "bu saya mau tanya soal bantuan yang kemarin itu jadinya bagaimana ya bu"),
        ((), "ya"),
        (HOURS, "1"),
        (HOURS, "3"),
    ],
)
def test_words_that_are_none(labels: tuple[str, ...], text: str) -> None:
    assert read_answer(text, labels) is None
