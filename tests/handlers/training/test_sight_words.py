"""A course in few words: two of the same name are told apart, and of other women she reads a number at most."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.render import render
from domain.courses import Part, Topic
from domain.purposes import Controller, Side
from domain.zones import WIB, get_zone
from handlers.training.sight import Line, Sight
from handlers.training.sight_words import label_of, line_text, status

TUESDAY = datetime(2026, 2, 10, 9, tzinfo=get_zone(WIB).clock)
THURSDAY = TUESDAY.replace(day=12)
KUE = Line(id=1, code="7K4P29", title="Kue kering", begins=TUESDAY, place="Balai", full=False)
PAGE = Sight(
    id=1,
    code="7K4P29",
    title="Kue kering",
    topic=Topic.COOKIES,
    next=TUESDAY,
    place="Balai",
    left=1,
    last=TUESDAY,
    bring="",
    childcare="",
    transport="",
    capacity=0,
    joined=0,
    waiting=0,
    part=None,
    waits_at=0,
    why=None,
    needs=(),
    clash=None,
    controller=Controller(side=Side.OFFICE, id=1, name="Kantor"),
    consented=False,
    practice=False,
    runs=False,
    helps=False,
    doors=(),
)


def test_two_of_the_same_name_are_told_apart_by_their_day_and_then_by_their_code() -> None:
    thursday = replace(KUE, id=2, code="8BB2XX", begins=THURSDAY)
    again = replace(KUE, id=3, code="9CC3YY")
    assert render(label_of(KUE, (KUE,))) == "Kue kering"
    assert [render(label_of(each, (KUE, thursday))) for each in (KUE, thursday)] == [
        "Selasa: Kue kering",
        "Kamis: Kue kering",
    ]
    labels = [render(label_of(each, (KUE, thursday, again))) for each in (KUE, thursday, again)]
    assert labels == ["7K4P29: Kue kering", "Kamis: Kue kering", "9CC3YY: Kue kering"]


def test_hers_says_when_and_where_or_how_long_she_waits() -> None:
    assert render(line_text(KUE)) == "Kue kering: Selasa, 10 Februari 2026, jam 09.00 WIB, di Balai."
    waiting = replace(KUE, part=Part.WAITING, waits_at=2)
    assert render(line_text(waiting)) == "Kue kering: Ibu nomor 2 di daftar tunggu."


@pytest.mark.parametrize(
    "page, said",
    [
        (PAGE, "Tempatnya masih ada."),
        (replace(PAGE, capacity=5, joined=3), "Masih ada 2 tempat."),
        (replace(PAGE, capacity=5, joined=5), "Tempatnya sudah penuh. Ibu boleh menunggu."),
        (replace(PAGE, capacity=5, joined=5, waiting=2), "Tempatnya sudah penuh. 2 orang sudah menunggu."),
        (replace(PAGE, part=Part.JOINED), "Ibu sudah terdaftar."),
        (
            replace(PAGE, part=Part.WAITING, waits_at=2),
            "Ibu nomor 2 di daftar tunggu. Belum tentu dapat tempat.",
        ),
        (replace(PAGE, part=Part.LEFT), "Tempatnya masih ada."),
    ],
)
def test_how_she_stands_to_it_is_one_sentence(page: Sight, said: str) -> None:
    assert render(status(page)) == said
