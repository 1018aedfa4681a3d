"""Her courses, as a program reads them in her copy; every field is named here, nobody else is named at all."""

from datetime import UTC, datetime
from typing import Any

from db.own_training import OwnCourse, OwnTraining


def training_of(training: OwnTraining) -> dict[str, Any]:
    """All of it as plain values; moments as ISO text in UTC."""
    return {
        "courses": [_course(each) for each in training.courses],
        "trained": list(training.trained),
        "certificates": [
            {
                "number": each.number,
                "course": each.body.title,
                "place": each.body.place,
                "given_by": each.body.giver,
                "first_day": each.body.first.isoformat(),
                "last_day": each.body.last.isoformat(),
                "given": each.body.given.isoformat(),
                "name": each.name,
                "state": each.state.value,
                "reason": each.reason,
            }
            for each in training.certificates
        ],
        "skills": [
            {"side": each.side.value, "topic": each.topic.value, "words": each.words}
            for each in training.skills
        ],
        "faces": [{"at": _at(at_ms), "face": face.value} for at_ms, face in training.faces],
        "evaluations": [
            {
                "course": title,
                "useful": faces.useful,
                "clear": faces.clear,
                "at_ease": faces.at_ease,
            }
            for title, faces in training.evaluations
        ],
        "outcomes": [
            {"course": each.title, "month": each.month, "at": _at(each.at_ms), "answers": each.answers.body()}
            for each in training.outcomes
        ],
        "posts": [
            {"at": _at(at_ms), "side": side.value, "words": words} for at_ms, side, words in training.posts
        ],
    }


def _course(course: OwnCourse) -> dict[str, Any]:
    return {
        "code": course.code,
        "title": course.title,
        "given_by": course.giver,
        "place": course.place,
        "zone": course.zone,
        "state": course.part.value,
        "newcomer": course.newcomer,
        "since": _at(course.since_ms),
        "left_because": course.left_why,
        "sessions": [
            {
                "begins": _at(each.start_ms),
                "came": each.came,
                "reply": None if each.reply is None else each.reply.value,
            }
            for each in course.sessions
        ],
        "reminded": course.reminded,
        "asked_how_she_is": [_at(each) for each in course.asked_ms],
        "company": course.company,
    }


def _at(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="seconds")
