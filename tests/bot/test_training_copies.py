"""The file for a computer has every field of her courses, and moments in UTC."""

import json
from dataclasses import fields

from bot.training_copies import training_of
from db.own_training import OwnCourse, OwnSession, OwnTraining
from tests.handlers.test_own_training_words import TRAINING


def test_every_field_is_there() -> None:
    made = json.loads(json.dumps(training_of(TRAINING)))
    assert set(made) == {each.name for each in fields(OwnTraining)}
    (course,) = made.pop("courses")
    assert len(course) == len(fields(OwnCourse))
    assert course["sessions"][0] == {
        "begins": "2026-02-03T16:30:00+00:00",
        "came": True,
        "reply": "god_willing",
    }
    assert len(course["sessions"][0]) == len(fields(OwnSession))
    assert (course["state"], course["left_because"], course["company"]) == ("left", "Jamnya tidak pas", True)
    assert course["asked_how_she_is"] == ["2026-02-03T16:30:00+00:00"]


def test_what_became_of_it_is_plain_values() -> None:
    made = json.loads(json.dumps(training_of(TRAINING)))
    assert made["trained"] == ["Menjahit"]
    assert made["certificates"] == [
        {
            "number": "SM-7K4P-29",
            "course": "Kue kering",
            "place": "Balai desa",
            "given_by": "Kantor Contoh",
            "first_day": "2026-02-03",
            "last_day": "2026-02-24",
            "given": "2026-02-25",
            "name": "Siti (contoh)",
            "state": "valid",
            "reason": "",
        }
    ]
    assert made["skills"][1] == {"side": "wants", "topic": "lain", "words": "merajut tas"}
    assert made["faces"] == [{"at": "2026-02-03T16:30:00+00:00", "face": "heavy"}]
    assert made["evaluations"] == [{"course": "Kue kering", "useful": 3, "clear": 1, "at_ease": None}]
    assert made["outcomes"][1]["answers"] == {
        "uses": "often",
        "income": "same",
        "business": "has",
        "help": ["money", "buyers"],
    }
    assert made["posts"][1]["words"] == "antar anak"
