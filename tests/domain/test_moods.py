"""She is asked every second week at most, and no more after two silences; two heavy faces in a row ask for company."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.moods import PAUSE, PAUSE_HEAVY, Asked, Face, may_ask, needs_company

NOW = datetime(2026, 2, 10, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def asked(*faces: Face | None, newest: timedelta = timedelta(days=14)) -> list[Asked]:
    """Asked weekly, the newest so long ago; faces: the newest first."""
    return [
        Asked(at=NOW - newest - number * timedelta(days=7), face=face) for number, face in enumerate(faces)
    ]


def test_the_first_time_she_is_asked() -> None:
    assert may_ask([], NOW)


@pytest.mark.parametrize("face", [None, Face.GOOD, Face.SO_SO])
def test_every_second_week_is_enough_where_nothing_was_heavy(face: Face | None) -> None:
    assert not may_ask(asked(face, newest=PAUSE - HOUR), NOW)
    assert may_ask(asked(face, newest=PAUSE), NOW)


def test_after_a_heavy_face_the_next_week_is_asked_about() -> None:
    assert not may_ask(asked(Face.HEAVY, newest=PAUSE_HEAVY - HOUR), NOW)
    assert may_ask(asked(Face.HEAVY, newest=PAUSE_HEAVY), NOW)
    assert may_ask(asked(Face.HEAVY, newest=PAUSE_HEAVY), NOW, last=NOW - HOUR), "what she said there counts"


def test_who_is_in_three_courses_is_asked_no_oftener_than_who_is_in_one() -> None:
    assert not may_ask([], NOW, last=NOW - PAUSE + HOUR)
    assert may_ask([], NOW, last=NOW - PAUSE)
    assert not may_ask(asked(Face.GOOD, newest=PAUSE), NOW, last=NOW - PAUSE + HOUR)


def test_two_silences_are_an_answer_and_one_is_not() -> None:
    assert may_ask(asked(None, Face.GOOD), NOW)
    assert may_ask(asked(Face.GOOD, None), NOW)
    assert not may_ask(asked(None, None), NOW)
    assert not may_ask(asked(None, None, Face.GOOD), NOW)


@given(st.lists(st.sampled_from([None, *Face]), max_size=6))
def test_silence_is_never_asked_a_third_time(faces: list[Face | None]) -> None:
    if may_ask(asked(*faces), NOW):
        assert len(faces) < 2 or any(face is not None for face in faces[:2])


@pytest.mark.parametrize(
    "faces, company",
    [
        ([], False),
        ([Face.HEAVY], False),
        ([Face.HEAVY, Face.GOOD], False),
        ([Face.GOOD, Face.HEAVY, Face.HEAVY], False),
        ([Face.HEAVY, Face.HEAVY], True),
        ([Face.HEAVY, Face.HEAVY, Face.GOOD], True),
    ],
)
def test_only_the_last_two_faces_ask_for_company(faces: list[Face], company: bool) -> None:
    assert needs_company(faces) is company
