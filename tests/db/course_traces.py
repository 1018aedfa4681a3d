"""One row of a woman in every table of courses, her words sealed as the program seals them; and which columns name her."""

import json
import re

from db import (
    board,
    certificates,
    course_evaluations,
    course_places,
    course_sheets,
    course_tasks,
    moods,
    outcomes,
    skills,
)
from db.migrations.m0013_training import STATEMENTS
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of

# What a thief must not find; each part of the program has put one of them somewhere.
WORDS = ("kenari-sebab", "kenari-catatan", "kenari-papan", "kenari-bisa", "kenari-rapat", "Kenari Sertifikat")
LEFT, NOTED, POSTED, CAN, REVIEWED, NAMED = WORDS


def naming() -> set[tuple[str, str]]:
    """(table, column) of everything that names a person, from the schema itself."""
    found: set[tuple[str, str]] = set()
    for statement in STATEMENTS:
        table = re.match(r"CREATE TABLE (\w+)", statement)
        columns = re.findall(r"^\s+(\w+) BIGINT[^,\n]*REFERENCES persons", statement, re.MULTILINE)
        found |= {(table[1], column) for column in columns if table is not None}
    return found


def sealed_columns() -> set[str]:
    """table.column of everything that is sealed, from the schema itself."""
    found: set[str] = set()
    for statement in STATEMENTS:
        table = re.match(r"CREATE TABLE (\w+)", statement)
        columns = re.findall(r"^\s+(\w+) BLOB", statement, re.MULTILINE)
        found |= {f"{table[1]}.{column}" for column in columns if table is not None}
    return {each for each in found if not each.endswith("_hash")}


async def leave_traces(unit: Unit, person_id: int, other: int, course_id: int, session_id: int) -> None:
    """She took part in everything there is."""
    await unit.vault.have([owner_of(person_id)])
    _write_part(unit, person_id, course_id, session_id)
    _write_company(unit, person_id, other, course_id)
    _write_posts(unit, person_id, other, course_id)
    _write_said(unit, person_id, other, course_id, session_id)
    _write_after(unit, person_id, course_id, session_id)
    _write_paper(unit, person_id, other, course_id)


def _sealed(unit: Unit, person_id: int, place: str, row: object, words: str) -> bytes:
    return unit.vault.seal(owner_of(person_id), cell(place, str(row)), words.encode())


def _write_part(unit: Unit, person_id: int, course_id: int, session_id: int) -> None:
    unit.write(
        "INSERT INTO course_participants (course_id, person_id, n, state, by_person, note, made_ms, changed_ms)"
        " VALUES ($1, $2, $4, 'left', $2, $3, 1, 1)",
        course_id,
        person_id,
        _sealed(unit, person_id, course_places.NOTE_PLACE, f"{course_id}/{person_id}", LEFT),
        person_id,
    )
    unit.write(
        "INSERT INTO course_reminders (session_id, moves, person_id, offset_min, due_ms, state, settled_ms)"
        " VALUES ($1, 0, $2, 1440, 1, 'told', 1)",
        session_id,
        person_id,
    )
    unit.write(
        "INSERT INTO course_replies (session_id, person_id, moves, answer, at_ms) VALUES ($1, $2, 0, 'god_willing', 1)",
        session_id,
        person_id,
    )
    unit.write(
        "INSERT INTO course_attendance (session_id, person_id, came, how, by_person, at_ms)"
        " VALUES ($1, $2, 1, 'code', $2, 1)",
        session_id,
        person_id,
    )


def _write_company(unit: Unit, person_id: int, other: int, course_id: int) -> None:
    unit.write_many(
        "INSERT INTO course_buddies (course_id, newcomer, buddy, state, made_ms) VALUES ($1, $2, $3, 'agreed', 1)"
        " ON CONFLICT (course_id, newcomer, buddy) DO NOTHING",
        [(course_id, person_id, other), (course_id, other, person_id)],
    )
    unit.write("INSERT INTO course_trainers (course_id, person_id) VALUES ($1, $2)", course_id, person_id)
    sheet_id = unit.new_id()
    unit.write(
        "INSERT INTO course_sheets (id, person_id, owner, file_id, state, body, made_ms)"
        " VALUES ($1, $2, 'o1', 1, 'read', $3, $4)",
        sheet_id,
        person_id,
        _sealed(unit, person_id, course_sheets.BODY_PLACE, sheet_id, "{}"),
        unit.now_ms,
    )


def _write_posts(unit: Unit, person_id: int, other: int, course_id: int) -> None:
    post_id, link_id = unit.new_id(), unit.new_id()
    unit.write(
        "INSERT INTO board_posts (id, code, person_id, course_id, side, words, state, made_ms, expires_ms)"
        " VALUES ($1, $2, $3, $4, 'can', $5, 'open', 1, $6)",
        post_id,
        f"P{post_id}",
        person_id,
        course_id,
        _sealed(unit, person_id, board.WORDS_PLACE, post_id, POSTED),
        unit.now_ms + 1,
    )
    unit.write(
        "INSERT INTO board_links (id, post_id, person_id, state, made_ms) VALUES ($1, $2, $3, 'asked', 1)",
        link_id,
        post_id,
        other,
    )


def _write_said(unit: Unit, person_id: int, other: int, course_id: int, session_id: int) -> None:
    mood_id, task_id, skill_id = unit.new_id(), unit.new_id(), unit.new_id()
    unit.write(
        "INSERT INTO moods (id, person_id, course_id, session_id, face, made_ms, answered_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, 1)",
        mood_id,
        person_id,
        course_id,
        session_id,
        _sealed(unit, person_id, moods.FACE_PLACE, mood_id, "heavy"),
        unit.now_ms,
    )
    unit.write(
        "INSERT INTO course_tasks (id, code, course_id, person_id, kind, n, due_ms, state, done_by, done_ms, note)"
        " VALUES ($1, $2, $3, $4, 'newcomer', 3, 1, 'done', $5, $6, $7)",
        task_id,
        f"T{task_id}",
        course_id,
        person_id,
        other,
        unit.now_ms,
        _sealed(unit, person_id, course_tasks.NOTE_PLACE, task_id, NOTED),
    )
    unit.write(
        "INSERT INTO skills (id, person_id, side, topic, words, made_ms) VALUES ($1, $2, 'can', 'lain', $3, $4)",
        skill_id,
        person_id,
        _sealed(unit, person_id, skills.WORDS_PLACE, skill_id, CAN),
        unit.now_ms,
    )


def _write_after(unit: Unit, person_id: int, course_id: int, session_id: int) -> None:
    hers = f"{course_id}/{person_id}"
    unit.write(
        "INSERT INTO course_evaluations (course_id, person_id, asked_ms, answers, at_ms) VALUES ($1, $2, 1, $3, $4)",
        course_id,
        person_id,
        _sealed(unit, person_id, course_evaluations.PLACE, hers, "[3, 2, 0]"),
        unit.now_ms,
    )
    unit.write(
        "INSERT INTO session_reviews (session_id, person_id, answers, note, at_ms) VALUES ($1, $2, '{}', $3, 1)",
        session_id,
        person_id,
        _sealed(unit, person_id, course_evaluations.NOTE_PLACE, f"{session_id}/{person_id}", REVIEWED),
    )
    unit.write(
        "INSERT INTO outcomes (course_id, person_id, month, due_ms, state, told_ms, answers, at_ms)"
        " VALUES ($1, $2, 3, 1, 'answered', 1, $3, $4)",
        course_id,
        person_id,
        _sealed(unit, person_id, outcomes.PLACE, f"{hers}/3", '{"income": "up", "help": ["buyers"]}'),
        unit.now_ms,
    )


PAPER = {
    "title": "Kue kering",
    "kind": "skill",
    "topic": "kue_kering",
    "place": "Balai desa",
    "giver": "Kantor Contoh",
    "first": "2026-02-04",
    "last": "2026-02-25",
    "sessions": 4,
    "given": "2026-02-25",
    "demo": True,
}


def _write_paper(unit: Unit, person_id: int, other: int, course_id: int) -> None:
    paper_id = unit.new_id()
    unit.write(
        "INSERT INTO certificates (id, number, course_id, person_id, name, body, state, by_person, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, 'valid', $7, $8)",
        paper_id,
        f"SM-{paper_id}",
        course_id,
        person_id,
        _sealed(unit, person_id, certificates.NAME_PLACE, paper_id, NAMED),
        json.dumps(PAPER),
        other,
        unit.now_ms,
    )
    unit.write("INSERT INTO certificate_looks (person_id, day, looks) VALUES ($1, 5, 1)", person_id)
