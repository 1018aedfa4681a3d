"""A day to come, as people say it; what is none, is over or is too far away is asked for again."""

from collections.abc import Generator
from datetime import date, time
from typing import Any

import pytest

from conversation.chat import Ask, Chat
from conversation.questions import Said, Suggested, Unclear, Understood
from conversation.text import _
from handlers.contact.day_ahead import DayAndHour, When, ask_day_ahead, hour_in
from handlers.questions import HouseDialect

TODAY = date(2026, 2, 3)


def asked(*days: date) -> tuple[list[Ask], date | None]:
    """What is asked if these days are understood one after another, and what comes of it."""
    run: Generator[Any, Any, date] = ask_day_ahead(Chat(HouseDialect()), _("Kapan?"), TODAY, 90).__await__()
    found: list[Ask] = [next(run)]
    for day in days:
        try:
            found.append(run.send(day))
        except StopIteration as end:
            return found, end.value
    return found, None


def test_a_day_within_reach_is_taken() -> None:
    for day in (TODAY, date(2026, 5, 4)):
        found, taken = asked(day)
        assert (len(found), taken) == (1, day)


def test_a_day_too_far_ahead_is_asked_for_again_with_the_reach() -> None:
    found, taken = asked(date(2026, 5, 5), date(2026, 2, 10))
    assert [each.text.message for each in found] == ["Kapan?", "Itu terlalu jauh. Paling lama {n} hari lagi."]
    assert found[1].text.count == 90
    assert taken == date(2026, 2, 10)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("3 hari lagi", Understood),
        ("besok", Understood),
        ("Selasa depan", Suggested),
        ("minggu depan", Unclear),
        ("kemarin", Unclear),
    ],
)
def test_it_is_read_as_a_day_to_come(typed: str, kind: type) -> None:
    (ask,), _taken = asked()
    assert isinstance(ask.question.read(Said(text=typed)), kind)


@pytest.mark.parametrize(
    "text, hour",
    [
        ("besok jam 9", time(9)),
        ("jam 9 besok", time(9)),
        ("besok jam 9 pagi", time(9)),
        ("besok, jam 2", time(14)),
        ("Senin depan pukul 10.30", time(10, 30)),
        ("besok jam 14", time(14)),
        ("besok jam 8 malam", time(20)),
        ("besok jam 6", None),
        ("besok", None),
        ("besok jam", None),
        ("nanti malam jam 10", time(22)),
        ("besok sore jam 3", time(15)),
        ("malam ini pukul 7.30", time(19, 30)),
        ("besok pagi jam 9", time(9)),
        ("besok jam setengah 8 malam", time(19, 30)),
        ("nanti malam jam setengah 8, ya", time(19, 30)),
        ("selamat malam, besok jam 9", time(9)),
        ("selamat pagi, nanti malam jam 8", time(20)),
        ("besok siang jam 9", time(9)),
        ("3 hari lagi", None),
    ],
)
def test_the_hour_is_heard_beside_the_day(text: str, hour: time | None) -> None:
    assert hour_in(text) == hour


def test_a_day_with_its_hour_is_one_answer() -> None:
    question = DayAndHour(today=TODAY, context="future")
    reading = question.read(Said(text="besok jam 9"))
    assert reading == Understood("2026-02-04 09:00")
    assert question.restore("2026-02-04 09:00") == When(day=date(2026, 2, 4), hour=time(9))
    assert question.restore("2026-02-04") == When(day=date(2026, 2, 4))
    assert isinstance(question.read(Said(text="apa ya")), Unclear)
