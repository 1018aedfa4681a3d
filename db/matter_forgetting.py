"""What of matters is forgotten: everything of a woman who is erased, and in time the words of what is long over.

The law: her words are nowhere any more then, also not in what was put in somebody's chat of an office. Whoever answered
her stays as a number. Private notes go with her under their own key (db/matter_notes.py), and in time after the words.
"""

from collections.abc import Sequence

from db import matter_copies, talks
from db.removals import DELETABLE_MS
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of

# What of hers stands on the screen of somebody of an office is taken off where the channel still can ($2: its limit).
# Asked for as a clearing (db/removals.py): what is only due in time stays on a phone that is its owner's alone.
_ON_SCREENS = (
    "INSERT INTO removals (id, account_id, scope, message_ref, due_ms, made_ms) SELECT x.id, x.account_id, 'message',"
    " x.message_ref, CAST($3 AS BIGINT), CAST($3 AS BIGINT) FROM matters m JOIN matter_copies c ON c.matter_id = m.id"
    " JOIN outbox x ON x.id = c.outbox_id WHERE m.person_id = $1 AND c.receiver_id <> $1 AND x.person_id <> $1"
    " AND x.message_ref <> '' AND x.sent_ms > $2 AND x.account_id > 0"
)
_HER_WORDS = (
    "UPDATE files SET state = 'gone', reference = NULL WHERE state IN ('wanted', 'kept') AND id IN"
    " (SELECT file_id FROM matter_messages WHERE person_id = $1 AND file_id > 0)",
    "UPDATE push_buttons SET open = 0 WHERE matter <> '' AND matter IN"
    " (SELECT 'contact:' || id FROM matters WHERE person_id = $1)",
    "DELETE FROM matter_steps WHERE person_id = $1",
    "DELETE FROM matter_moves WHERE person_id = $1",
    "DELETE FROM matter_looks WHERE person_id = $1",
    "DELETE FROM matter_messages WHERE person_id = $1",
    "DELETE FROM matters WHERE person_id = $1",
)
# She may have worked for an office: nobody has what was hers, and nothing of it goes out any more.
_HER_WORK = (
    "DELETE FROM matter_copies WHERE receiver_id = $1",
    "DELETE FROM contact_staff WHERE person_id = $1",
    "DELETE FROM outreach_codes WHERE issuer_id = $1",
)
_LET_GO = (
    "UPDATE matters SET holder_id = 0, held_ms = 0, line_ms = 0, climbed = 0,"
    " due_ms = CASE WHEN waiting_ms > 0 THEN CAST($2 AS BIGINT) ELSE 0 END WHERE holder_id = $1 AND state = 'open'",
    "UPDATE matter_steps SET state = 'dropped', why = 'handed_over', settled_ms = $2 WHERE by_person = $1"
    " AND kind = 'later' AND state = 'waiting'",
    "UPDATE matter_moves SET state = 'taken_back', settled_ms = $2 WHERE (from_person = $1 OR to_person = $1)"
    " AND state IN ('asked', 'offered')",
    "UPDATE matter_looks SET until_ms = $2 WHERE by_person = $1 AND until_ms > $2",
)

# What a talk about her may name, and those who can have one: who has had it, wrote in it, or was shown any of it.
_HER_IDS = (
    "SELECT id FROM matters WHERE person_id = $1 UNION ALL SELECT id FROM matter_steps WHERE person_id = $1"
    " UNION ALL SELECT id FROM matter_moves WHERE person_id = $1"
)
_THEIR_TALKS = (
    "SELECT t.id, t.person_id, t.body FROM talks t WHERE t.person_id <> $1 AND t.person_id IN (SELECT holder_id"
    " FROM matters WHERE person_id = $1 UNION SELECT by_person FROM matter_messages WHERE person_id = $1"
    " UNION SELECT by_person FROM matter_steps WHERE person_id = $1"
    " UNION SELECT by_person FROM matter_looks WHERE person_id = $1"
    " UNION SELECT to_person FROM matter_moves WHERE person_id = $1"
    " UNION SELECT c.receiver_id FROM matter_copies c JOIN matters m ON m.id = c.matter_id WHERE m.person_id = $1)"
)

_OVER = " WHERE m.state = 'closed' AND m.closed_ms < $1"

# Of matters closed before $1, at most $2 rows each: their words, and whatever else was said beside them.
_OLD_WORDS = (
    "UPDATE files SET state = 'gone', reference = NULL WHERE id IN (SELECT f.id FROM matters m JOIN matter_messages x"
    " ON x.matter_id = m.id JOIN files f ON f.id = x.file_id"
    + _OVER
    + " AND f.state IN ('wanted', 'kept') LIMIT $2) RETURNING id",
    "DELETE FROM matter_copies WHERE outbox_id IN (SELECT x.outbox_id FROM matters m JOIN matter_copies x"
    " ON x.matter_id = m.id" + _OVER + " LIMIT $2) RETURNING outbox_id",
    "DELETE FROM matter_steps WHERE id IN (SELECT x.id FROM matters m JOIN matter_steps x ON x.matter_id = m.id"
    + _OVER
    + " LIMIT $2) RETURNING id",
    "DELETE FROM matter_moves WHERE id IN (SELECT x.id FROM matters m JOIN matter_moves x ON x.matter_id = m.id"
    + _OVER
    + " LIMIT $2) RETURNING id",
    "DELETE FROM matter_looks WHERE id IN (SELECT x.id FROM matters m JOIN matter_looks x ON x.matter_id = m.id"
    + _OVER
    + " LIMIT $2) RETURNING id",
    "DELETE FROM matter_messages WHERE id IN (SELECT x.id FROM matters m JOIN matter_messages x ON x.matter_id = m.id"
    + _OVER
    + " LIMIT $2) RETURNING id",
    "UPDATE matters SET contact = NULL WHERE id IN (SELECT m.id FROM matters m"
    + _OVER
    + " AND m.contact IS NOT NULL LIMIT $2) RETURNING id",
)
# The matter itself, which by then is numbers alone, goes with the last that hangs on it.
_OLD_NOTES = (
    "DELETE FROM matter_notes WHERE id IN (SELECT x.id FROM matters m JOIN matter_notes x ON x.matter_id = m.id"
    + _OVER
    + " LIMIT $2) RETURNING id",
    "DELETE FROM matters WHERE id IN (SELECT m.id FROM matters m"
    + _OVER
    + " AND NOT EXISTS (SELECT 1 FROM matter_notes x WHERE x.matter_id = m.id)"
    " AND NOT EXISTS (SELECT 1 FROM matter_messages x WHERE x.matter_id = m.id)"
    " AND NOT EXISTS (SELECT 1 FROM matter_steps x WHERE x.matter_id = m.id)"
    " AND NOT EXISTS (SELECT 1 FROM matter_moves x WHERE x.matter_id = m.id)"
    " AND NOT EXISTS (SELECT 1 FROM matter_looks x WHERE x.matter_id = m.id)"
    " AND NOT EXISTS (SELECT 1 FROM matter_copies x WHERE x.matter_id = m.id) LIMIT $2) RETURNING id",
)
_OLD_CARDS = (
    "DELETE FROM outreach_codes WHERE code_hash IN (SELECT code_hash FROM outreach_codes WHERE made_ms < $1"
    " ORDER BY made_ms LIMIT $2) RETURNING made_ms",
)
# What the channel said of messages that nobody ever found, and which of ours stood for which that is itself gone.
_OLD_TRACES = (
    "DELETE FROM parked_statuses WHERE (channel, ref_hash) IN (SELECT channel, ref_hash FROM parked_statuses"
    " WHERE at_ms < $1 ORDER BY at_ms LIMIT $2) RETURNING at_ms",
    "DELETE FROM matter_copies WHERE outbox_id IN (SELECT c.outbox_id FROM matter_copies c WHERE c.made_ms < $1"
    " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = c.outbox_id) ORDER BY c.made_ms LIMIT $2)"
    " RETURNING outbox_id",
)


def forget_person(unit: Unit, person_id: int) -> None:
    """She is erased: nothing she wrote, and nothing written to her or about her; what she had of others is let go.

    Private notes about her are db/matter_notes.py's to forget, with their own key.
    """
    unit.write(_ON_SCREENS, person_id, unit.now_ms - DELETABLE_MS, unit.now_ms)
    matter_copies.forget(unit, person_id)
    for sql in (*_HER_WORDS, *_HER_WORK):
        unit.write(sql, person_id)
    for sql in _LET_GO:
        unit.write(sql, person_id, unit.now_ms)


async def end_talks(unit: Unit, person_id: int) -> None:
    """What somebody of an office had open about her, or laid aside, is over; before `forget_person`.

    Their talks are sealed with their own keys: they are opened, and known by the ids of what is hers.
    """
    ids = [str(row["id"]) for row in await unit.fetch(_HER_IDS, person_id)]
    rows = await unit.fetch(_THEIR_TALKS, person_id) if ids else []
    await unit.vault.have(dict.fromkeys(owner_of(row["person_id"]) for row in rows))
    for row in rows:
        if not unit.vault.knows(owner_of(row["person_id"])):
            continue
        place = cell(talks.BODY_PLACE, row["id"])
        body = unit.vault.unseal(owner_of(row["person_id"]), place, bytes(row["body"])).decode()
        if any(each in body for each in ids):
            talks.delete(unit, row["id"])


async def forget_old(unit: Unit, before_ms: int, most: int) -> int:
    """The words of matters that were closed before this moment; how many rows, at most `most`."""
    return await _forget(unit, _OLD_WORDS, before_ms, most)


async def forget_notes(unit: Unit, before_ms: int, most: int) -> int:
    """The private notes of matters closed before this moment, and what was left of these matters; how many rows."""
    return await _forget(unit, _OLD_NOTES, before_ms, most)


async def forget_cards(unit: Unit, before_ms: int, most: int) -> int:
    """Codes of outreach that nobody can use any more; how many rows."""
    return await _forget(unit, _OLD_CARDS, before_ms, most)


async def forget_traces(unit: Unit, before_ms: int, most: int) -> int:
    """What is known of messages that are themselves forgotten; how many rows."""
    return await _forget(unit, _OLD_TRACES, before_ms, most)


async def _forget(unit: Unit, statements: Sequence[str], before_ms: int, most: int) -> int:
    """Table by table, as long as fewer than `most` rows are gone."""
    gone = 0
    for sql in statements:
        if gone < most:
            gone += len(await unit.fetch(sql, before_ms, most - gone))
    return gone
