"""Three faces of many, without groups under five; four questions about sessions, which are no people."""

import json

from domain.course_evaluations import (
    Asked,
    Face,
    Faces,
    Judged,
    Process,
    count_faces,
    count_process,
    read_faces,
)
from domain.suppression import Line

GLAD, SAD = Faces(Face.GLAD, Face.GLAD, Face.GLAD), Faces(Face.SAD, Face.PLAIN)


def test_what_is_kept_is_what_she_said() -> None:
    assert read_faces(json.loads(json.dumps(SAD.body()))) == SAD
    assert SAD.of(Asked.AT_EASE) is None


def test_faces_are_counted_in_fives_and_skipped_questions_by_themselves() -> None:
    heard = count_faces([GLAD] * 9 + [SAD] * 8)
    assert heard[Asked.USEFUL] == Line((9, None, None), 15)
    assert heard[Asked.AT_EASE] == Line((None, None, None), 5)


def test_one_sad_woman_is_never_seen() -> None:
    heard = count_faces([GLAD] * 14 + [SAD])
    assert heard[Asked.USEFUL] == Line((None, None, None), 15)


def test_sessions_are_counted_as_they_are() -> None:
    first = {Process.SMOOTH: Judged.YES, Process.ON_TIME: Judged.NO}
    second = {Process.SMOOTH: Judged.YES, Process.ON_TIME: Judged.PARTLY}
    counted = count_process([first, second])
    assert counted[Process.SMOOTH] == {Judged.YES: 2, Judged.PARTLY: 0, Judged.NO: 0}
    assert counted[Process.ON_TIME] == {Judged.YES: 0, Judged.PARTLY: 1, Judged.NO: 1}
    assert set(counted[Process.ACTIVE].values()) == {0}
