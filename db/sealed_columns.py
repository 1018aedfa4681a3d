"""Which columns are sealed, by whose key, and how their rows are read: what `python -m bot check` opens to try them.

A sealed column that is not named here could be broken and nobody would notice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from db import (
    approvals,
    board,
    breaches,
    calls,
    certificates,
    course_evaluations,
    course_places,
    course_sheets,
    course_tasks,
    data_requests,
    files,
    inbox,
    matter_looks,
    matter_messages,
    matter_moves,
    matter_notes,
    matter_steps,
    matters,
    moods,
    outbox,
    outcomes,
    payouts,
    people,
    push_buttons,
    raw_traces,
    rechecks,
    requests,
    safety,
    screenings,
    shared_texts,
    signing,
    skills,
    talks,
)
from db.vault import day, group, person

# A text that stands behind every number, in whatever order the database has its letters.
ABOVE_DIGITS = "z"


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A sealed column: how its rows are listed (owner, sealed, at), newest first, below `at` $1; at most $2.

    highest: above every `at`. of_row: sealed for its row alone (vault.cell), which `at` names: an id, or the numbers
    of the row with a stroke between them.
    """

    place: str
    sql: str
    owner: Callable[[Any], str] = person
    highest: int | bytes | str = 2**63 - 1
    of_row: bool = True


COLUMNS = (
    Column(
        place=people.ADDRESS_PLACE,
        sql="SELECT owner_id AS owner, address AS sealed, id AS at FROM accounts WHERE id < $1 ORDER BY id DESC"
        " LIMIT $2",
    ),
    Column(
        place=people.DETAILS_PLACE,
        of_row=False,
        sql="SELECT id AS owner, details AS sealed, id AS at FROM persons WHERE id < $1 AND details IS NOT NULL"
        " ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=inbox.BODY_PLACE,
        sql="SELECT day AS owner, body AS sealed, id AS at FROM inbox WHERE id < $1 AND body IS NOT NULL"
        " ORDER BY id DESC LIMIT $2",
        owner=day,
    ),
    Column(
        place=outbox.BODY_PLACE,
        sql="SELECT person_id AS owner, body AS sealed, id AS at FROM outbox WHERE id < $1 AND body IS NOT NULL"
        " AND notice_id IS NULL ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=shared_texts.NOTICE_PLACE,
        sql="SELECT owner, body AS sealed, id AS at FROM notices WHERE id < $1 ORDER BY id DESC LIMIT $2",
        owner=str,
    ),
    Column(
        place=talks.BODY_PLACE,
        sql="SELECT person_id AS owner, body AS sealed, id AS at FROM talks WHERE id < $1 ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=push_buttons.ARGS_PLACE,
        sql="SELECT person_id AS owner, args AS sealed, token_hash AS at FROM push_buttons WHERE token_hash < $1"
        " ORDER BY token_hash DESC LIMIT $2",
        highest=b"\xff" * 33,
    ),
    Column(
        place=files.REFERENCE_PLACE,
        sql="SELECT person_id AS owner, reference AS sealed, id AS at FROM files WHERE id < $1"
        " AND reference IS NOT NULL ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=requests.CONTACT_PLACE,
        sql="SELECT person_id AS owner, contact AS sealed, id AS at FROM requests WHERE id < $1"
        " AND contact IS NOT NULL ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=screenings.RESULT_PLACE,
        sql="SELECT person_id AS owner, result AS sealed, id AS at FROM screenings WHERE id < $1 ORDER BY id DESC"
        " LIMIT $2",
    ),
    Column(
        place=data_requests.WORDS_PLACE,
        sql="SELECT person_id AS owner, words AS sealed, id AS at FROM data_requests WHERE id < $1"
        " AND words IS NOT NULL ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=data_requests.ANSWER_PLACE,
        sql="SELECT person_id AS owner, answer AS sealed, id AS at FROM data_requests WHERE id < $1"
        " AND answer IS NOT NULL ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=rechecks.DETAIL_PLACE,
        sql="SELECT person_id AS owner, detail AS sealed, id AS at FROM decisions WHERE id < $1"
        " AND detail IS NOT NULL ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=raw_traces.TRACES_PLACE,
        sql="SELECT id AS owner, traces AS sealed, id AS at FROM erasures WHERE id < $1 AND traces IS NOT NULL"
        " ORDER BY id DESC LIMIT $2",
        owner=raw_traces.traces_owner,
    ),
    Column(
        place=calls.BODY_PLACE,
        sql="SELECT person_id AS owner, body AS sealed, id AS at FROM calls WHERE id < $1 ORDER BY id DESC LIMIT $2",
        owner=safety.owner_of,
    ),
    Column(
        place=safety.NOTE_PLACE,
        sql="SELECT person_id AS owner, body AS sealed, id AS at FROM safety_notes WHERE id < $1 ORDER BY id DESC"
        " LIMIT $2",
        owner=safety.owner_of,
    ),
    Column(
        place=signing.PIN_PLACE,
        sql="SELECT person_id AS owner, pin AS sealed, person_id AS at FROM signing_pins WHERE person_id < $1"
        " ORDER BY person_id DESC LIMIT $2",
    ),
    Column(
        place=approvals.BODY_PLACE,
        sql="SELECT group_id AS owner, body AS sealed, id AS at FROM approvals WHERE id < $1 AND state = 'waiting'"
        " ORDER BY id DESC LIMIT $2",
        owner=group,
    ),
    Column(
        place=payouts.NOTE_PLACE,
        sql="SELECT group_id AS owner, note AS sealed, id AS at FROM payouts WHERE id < $1 AND note IS NOT NULL"
        " ORDER BY id DESC LIMIT $2",
        owner=group,
    ),
    Column(
        place=course_places.NOTE_PLACE,
        sql="SELECT person_id AS owner, note AS sealed, course_id || '/' || person_id AS at FROM course_participants"
        " WHERE course_id || '/' || person_id < $1 AND note IS NOT NULL"
        " ORDER BY course_id || '/' || person_id DESC LIMIT $2",
        highest=ABOVE_DIGITS,
    ),
    Column(
        place=course_tasks.NOTE_PLACE,
        sql="SELECT person_id AS owner, note AS sealed, id AS at FROM course_tasks WHERE id < $1 AND note IS NOT NULL"
        " ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=board.WORDS_PLACE,
        sql="SELECT person_id AS owner, words AS sealed, id AS at FROM board_posts WHERE id < $1 ORDER BY id DESC"
        " LIMIT $2",
    ),
    Column(
        place=moods.FACE_PLACE,
        sql="SELECT person_id AS owner, face AS sealed, id AS at FROM moods WHERE id < $1 AND face IS NOT NULL"
        " ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=skills.WORDS_PLACE,
        sql="SELECT person_id AS owner, words AS sealed, id AS at FROM skills WHERE id < $1 AND words IS NOT NULL"
        " ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=certificates.NAME_PLACE,
        sql="SELECT person_id AS owner, name AS sealed, id AS at FROM certificates WHERE id < $1 AND name IS NOT NULL"
        " ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=course_evaluations.PLACE,
        sql="SELECT person_id AS owner, answers AS sealed, course_id || '/' || person_id AS at FROM course_evaluations"
        " WHERE course_id || '/' || person_id < $1 AND answers IS NOT NULL"
        " ORDER BY course_id || '/' || person_id DESC LIMIT $2",
        highest=ABOVE_DIGITS,
    ),
    Column(
        place=course_evaluations.NOTE_PLACE,
        sql="SELECT person_id AS owner, note AS sealed, session_id || '/' || person_id AS at FROM session_reviews"
        " WHERE session_id || '/' || person_id < $1 AND note IS NOT NULL"
        " ORDER BY session_id || '/' || person_id DESC LIMIT $2",
        highest=ABOVE_DIGITS,
    ),
    Column(
        place=outcomes.PLACE,
        sql="SELECT person_id AS owner, answers AS sealed, course_id || '/' || person_id || '/' || month AS at"
        " FROM outcomes WHERE course_id || '/' || person_id || '/' || month < $1 AND answers IS NOT NULL"
        " ORDER BY course_id || '/' || person_id || '/' || month DESC LIMIT $2",
        highest=ABOVE_DIGITS,
    ),
    Column(
        place=course_sheets.BODY_PLACE,
        sql="SELECT person_id AS owner, body AS sealed, id AS at FROM course_sheets WHERE id < $1 AND body IS NOT NULL"
        " ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=matters.CONTACT_PLACE,
        sql="SELECT person_id AS owner, contact AS sealed, id AS at FROM matters WHERE id < $1 AND contact IS NOT NULL"
        " ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=matter_messages.BODY_PLACE,
        sql="SELECT person_id AS owner, body AS sealed, id AS at FROM matter_messages WHERE id < $1"
        " AND body IS NOT NULL ORDER BY id DESC LIMIT $2",
    ),
    Column(
        place=matter_notes.NOTE_PLACE,
        sql="SELECT person_id AS owner, body AS sealed, id AS at FROM matter_notes WHERE id < $1 ORDER BY id DESC"
        " LIMIT $2",
        owner=matter_notes.owner_of,
    ),
    Column(
        place=matter_steps.BODY_PLACE,
        sql="SELECT person_id AS owner, body AS sealed, id AS at FROM matter_steps WHERE id < $1 ORDER BY id DESC"
        " LIMIT $2",
    ),
    Column(
        place=matter_moves.BODY_PLACE,
        sql="SELECT person_id AS owner, body AS sealed, id AS at FROM matter_moves WHERE id < $1 ORDER BY id DESC"
        " LIMIT $2",
    ),
    Column(
        place=matter_looks.REASON_PLACE,
        sql="SELECT person_id AS owner, reason AS sealed, id AS at FROM matter_looks WHERE id < $1 ORDER BY id DESC"
        " LIMIT $2",
    ),
    Column(
        place=breaches.DETAILS_PLACE,
        sql="SELECT id AS owner, details AS sealed, id AS at FROM breaches WHERE id < $1 ORDER BY id DESC LIMIT $2",
        owner=breaches.owner_of,
    ),
)
