"""How it stands is said as it is: who has it, whether it was answered, how many wait longer, what came of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.render import render
from domain.matters import Result
from domain.organisations import EMERGENCY_NUMBERS
from handlers.contact.state_words import RESULTS, Standing, danger, lines, number_in_words

WAITS = Standing(
    matter_id=1,
    organisation_id=1,
    reader_id=1,
    code="K7M2QX",
    office="Dinas Demo",
    name="Rina",
    open=True,
    complaint=False,
    waits=True,
    women_only=False,
    only_holder=False,
    result="",
    answered=None,
    before=0,
    reread=True,
    undo=False,
    others=True,
    own=True,
)
ANSWERED = datetime(2026, 2, 3, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (WAITS, ["Pesan Ibu ada di Rina, Dinas Demo. Nomornya K7M2QX.", "Belum dijawab."]),
        (replace(WAITS, name=""), ["Pesan Ibu masih menunggu di Dinas Demo. Nomornya K7M2QX."]),
        (
            replace(WAITS, before=3),
            [
                "Pesan Ibu ada di Rina, Dinas Demo. Nomornya K7M2QX.",
                "Belum dijawab.",
                "Ada 3 orang lain yang lebih dulu.",
            ],
        ),
        (
            replace(WAITS, answered=ANSWERED, waits=False, name="", own=False, reread=False),
            [
                "Petugas sudah menjawab, Selasa, 3 Februari 2026, jam 02.00 UTC.",
                "Kalau belum sempat dibaca, minta dikirim lagi.",
            ],
        ),
        (replace(WAITS, answered=ANSWERED), ["Pesan Ibu ada di Rina, Dinas Demo. Nomornya K7M2QX."]),
        (
            replace(WAITS, waits=False, answered=ANSWERED, before=3),
            ["Rina sudah menjawab, Selasa, 3 Februari 2026, jam 02.00 UTC."],
        ),
        (replace(WAITS, waits=False), ["Pesan Ibu ada di Rina, Dinas Demo. Nomornya K7M2QX."]),
        (replace(WAITS, waits=False, name=""), ["Pesan Ibu nomor K7M2QX masih terbuka."]),
        (
            replace(WAITS, complaint=True, name=""),
            ["Keluhan Ibu ada di Dinas Demo. Nomornya K7M2QX."],
        ),
        (
            replace(WAITS, open=False, result="terbantu"),
            [
                "Pesan Ibu nomor K7M2QX selesai: sudah dibantu.",
                "Kalau Ibu menulis lagi, pesan itu dibuka lagi.",
            ],
        ),
    ],
)
def test_what_is_said_is_what_is_so(standing: Standing, said: list[str]) -> None:
    assert [render(each, "id") for each in lines(standing)] == said


def test_every_result_has_words_for_her() -> None:
    assert set(RESULTS) == {each.value for each in Result}


def test_the_numbers_are_those_that_everybody_may_call() -> None:
    assert render(danger(), "id").count("110") == 1
    said = " ".join(render(number_in_words(each), "id") for each in EMERGENCY_NUMBERS)
    assert all(each.number in said for each in EMERGENCY_NUMBERS)
