"""Erasing a person: asked for, carried out by the clock, finished after every crash (with db/raw_traces.py).

asked -> erased: nothing of hers is left here, and her keys are named for destruction -> done: they are destroyed, and
so are those of the days whose raw events held her words. What others need stays under her number and says nothing of
her: audit, decisions by state, consents as proof, a group's ledger. The phone that wrote is a stranger from then on.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from db import (
    aliases,
    announcement_forgetting,
    approvals,
    calls,
    course_forgetting,
    disputes,
    loan_forgetting,
    matter_forgetting,
    matter_notes,
    members,
    people,
    profiles,
    push_buttons,
    signing,
)
from db.engine import Row
from db.erasure_asking import check_may_go, list_records
from db.lists import marks, padded
from db.queue_pings import matter_of
from db.raw_traces import take_traces
from db.rechecks import answer_matter_of
from db.unit import Unit
from db.vault import person as owner_of

# Erasures taken up in one look of the clock.
DUE_MAX = 50

HASH_BYTES = 16

# A key store's backups live 72 hours: so long (and a day more) a restored one could bring a destroyed key back.
KEYS_RETURN_MS = 4 * 24 * 3_600_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Erasure:
    """One erasure on its way. owners: whose keys are destroyed. days: whose raw events held her words."""

    id: int
    person_id: int
    state: str
    owners: tuple[str, ...]
    keys_gone: bool
    wiped: bool
    wiped_to: int
    days: frozenset[int]
    traces: bytes | None

    @property
    def records(self) -> tuple[int, ...]:
        """The persons whose keys they are: she, and other records that she has said are hers."""
        return tuple(int(owner[1:]) for owner in self.owners if owner.startswith("p"))


# -- asked ----------------------------------------------------------------------------------------------------------


def refuse(unit: Unit, erasure: Erasure) -> None:
    """It cannot be done now: she has become the last of a role meanwhile."""
    unit.write("UPDATE erasures SET state = 'refused' WHERE id = $1 AND state = 'asked'", erasure.id)
    unit.audit("refuse erasure", "person", erasure.person_id, erasure.person_id, "last of a role")


async def list_due(unit: Unit) -> list[Erasure]:
    """What the clock has to go on with now, the oldest first: also what a crash has left half done."""
    rows = await unit.fetch(
        "SELECT id, person_id, state, owners, keys_gone_ms, wiped, wiped_to, days, traces FROM erasures"
        " WHERE state IN ('asked', 'erased') AND due_ms <= $1 ORDER BY due_ms, id LIMIT $2",
        unit.now_ms,
        DUE_MAX,
    )
    return [_erasure(row) for row in rows]


def _erasure(row: Row) -> Erasure:
    return Erasure(
        id=row["id"],
        person_id=row["person_id"],
        state=row["state"],
        owners=tuple(filter(None, row["owners"].split(","))),
        keys_gone=row["keys_gone_ms"] > 0,
        wiped=bool(row["wiped"]),
        wiped_to=row["wiped_to"],
        days=frozenset(map(int, filter(None, row["days"].split(",")))),
        traces=None if row["traces"] is None else bytes(row["traces"]),
    )


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which `list_due` may have something new."""
    row = await unit.fetch_one(
        "SELECT min(due_ms) AS due FROM erasures WHERE state IN ('asked', 'erased') AND due_ms > $1", after_ms
    )
    return row["due"] if row is not None else None


# -- erased ---------------------------------------------------------------------------------------------------------


async def erase_person(unit: Unit, person_id: int, *, again: bool = False) -> list[str]:
    """Everything of hers is gone with this commit; the owners whose keys are to be destroyed after it.

    Whoever calls may destroy them at once (Vault.destroy); the clock does it in any case (bot/keeping.py), also after a
    crash in between. Erasing twice is the same as once. again: an older copy brought her back, whatever her role in it
    was. Raises LastOfRole.
    """
    row = await unit.fetch_one("SELECT state, owners FROM erasures WHERE person_id = $1", person_id)
    if row is not None and row["state"] in ("erased", "done"):
        return [each for each in row["owners"].split(",") if each]
    if not again:
        await check_may_go(unit, person_id)
    hers = await list_records(unit, person_id)
    hers += await members.list_in_books(unit, hers)
    owners = [owner_of(each) for each in hers] + [calls.forget(unit, each) for each in hers]
    owners += [matter_notes.forget(unit, each) for each in hers]
    erasure_id = unit.new_id()
    # Above every raw event so far; a row that was asked for earlier gets this id, which is how far is wiped.
    unit.write("DELETE FROM erasures WHERE person_id = $1", person_id)
    accounts = [row for each in hers for row in await unit.fetch(_ACCOUNTS, each)]
    traces = await take_traces(unit, erasure_id, accounts)
    unit.write("DELETE FROM safety_access WHERE person_id = $1", person_id)
    unit.write("DELETE FROM duty WHERE person_id = $1", person_id)
    for each in hers:
        await _erase_record(unit, each)
    unit.write(
        "INSERT INTO erasures (id, person_id, state, asked_ms, due_ms, owners, traces, wiped, erased_ms)"
        " VALUES ($1, $2, 'erased', $3, $3, $4, $5, $6, $3)",
        erasure_id,
        person_id,
        unit.now_ms,
        ",".join(owners),
        traces,
        int(traces is None),
    )
    unit.audit("erase", "person", person_id, person_id)
    return owners


async def _erase_record(unit: Unit, person_id: int) -> None:
    await _close_requests(unit, person_id)
    await _leave_accounts(unit, person_id)
    take_away(unit, person_id)
    signing.forget(unit, person_id)
    approvals.forget_person(unit, person_id)
    await disputes.forget_person(unit, person_id)
    await loan_forgetting.forget_person(unit, person_id)
    course_forgetting.forget_person(unit, person_id)
    announcement_forgetting.forget_person(unit, person_id)
    await matter_forgetting.end_talks(unit, person_id)
    matter_forgetting.forget_person(unit, person_id)
    members.forget(unit, person_id)
    unit.write(
        "UPDATE roles SET until_ms = $2 WHERE person_id = $1 AND until_ms IS NULL", person_id, unit.now_ms
    )
    unit.write(
        "UPDATE persons SET details = NULL, area = '', zone = 'Asia/Jakarta', staff = 0, woman = 0, may_write = 0,"
        " safe_from_min = NULL, safe_to_min = NULL, open = 1, named = 'training', same_as = 0, erased_ms = $2"
        " WHERE id = $1",
        person_id,
        unit.now_ms,
    )


async def _close_requests(unit: Unit, person_id: int) -> None:
    """Nobody works on what cannot be read any more; what was decided stays as a number in the statistics."""
    rows = await unit.fetch("SELECT id FROM requests WHERE person_id = $1", person_id)
    for row in rows:
        push_buttons.close_matter(unit, matter_of(row["id"]))
        push_buttons.close_matter(unit, answer_matter_of(row["id"]))
    unit.write(
        "UPDATE requests SET state = 'dibatalkan_pemohon', changed_ms = $2 WHERE person_id = $1"
        " AND state IN ('menunggu', 'diperiksa', 'diusulkan', 'menunggu_anggaran')",
        person_id,
        unit.now_ms,
    )
    unit.write("UPDATE requests SET contact = NULL WHERE person_id = $1", person_id)
    unit.write("DELETE FROM screenings WHERE person_id = $1", person_id)
    unit.write(
        "UPDATE decisions SET detail = NULL WHERE request_id IN (SELECT id FROM requests WHERE person_id = $1)",
        person_id,
    )


_ACCOUNTS = (
    "SELECT a.id AS account_id, a.person_id, a.owner_id, a.address, a.last_in_ms, a.created_ms FROM accounts a"
    " WHERE a.owner_id = $1 OR a.person_id = $1 OR a.id IN (SELECT account_id FROM profiles WHERE person_id = $1)"
)


async def _leave_accounts(unit: Unit, person_id: int) -> None:
    """Her chats are nobody's: no address, and a hash that nothing will ever match. Others on a shared phone keep it."""
    rows = await unit.fetch(_ACCOUNTS, person_id)
    await profiles.forget_person(unit, person_id)
    for row in rows:
        account_id = row["account_id"]
        unit.write("DELETE FROM talks WHERE account_id = $1 AND person_id = $2", account_id, person_id)
        unit.write(
            "UPDATE outbox SET state = 'dropped', fault = 'erased', body = NULL, message_ref = ''"
            " WHERE account_id = $1 AND person_id = $2 AND state IN ('queued', 'retry', 'pull')",
            account_id,
            person_id,
        )
        if row["owner_id"] != person_id:
            continue
        if await profiles.count(unit, account_id):
            await _give_away(unit, account_id)
        else:
            _forget_account(unit, account_id)


async def _give_away(unit: Unit, account_id: int) -> None:
    """Others are behind a PIN on this phone: its outside belongs to somebody of whom nothing is known."""
    nobody = unit.new_id()
    await unit.vault.have([owner_of(nobody)], create=True)
    people.add_person(unit, nobody, unit.now_ms)
    await people.give_account(unit, account_id, nobody)


def _forget_account(unit: Unit, account_id: int) -> None:
    unit.write(
        "UPDATE accounts SET address = $2, address_hash = $3, phone = 'unknown', reachable = 0, language = 'id',"
        " answered_nonce = '', answered_outbox = 0, last_in_ms = 0, neutral_sent_ms = 0, inside_until_ms = 0,"
        " identity_hash = NULL, safe_words_hash = NULL, window_until_ms = 0 WHERE id = $1",
        account_id,
        b"",
        os.urandom(HASH_BYTES),
    )
    aliases.forget(unit, account_id)
    unit.write("DELETE FROM channel_stops WHERE account_id = $1", account_id)
    unit.write(
        "UPDATE outbox SET message_ref = '', clear_ms = 0 WHERE account_id = $1 AND message_ref <> ''",
        account_id,
    )
    unit.write(
        "UPDATE inbox SET message_ref = '', clear_ms = 0 WHERE account_id = $1 AND message_ref <> ''",
        account_id,
    )
    unit.write("DELETE FROM removals WHERE account_id = $1", account_id)


def take_away(unit: Unit, person_id: int) -> None:
    """What a turn of hers, a delivery or a duplicate may have left; done again before her keys are destroyed."""
    unit.write(
        "UPDATE outbox SET state = CASE WHEN state IN ('sending', 'held') THEN 'dropped' ELSE state END,"
        " fault = 'erased', body = NULL, message_ref = ''"
        " WHERE state IN ('sending', 'uncertain', 'held', 'rejected') AND person_id = $1",
        person_id,
    )
    unit.write(
        "DELETE FROM talks WHERE person_id = $1 AND account_id IN (SELECT id FROM accounts WHERE owner_id = $1)",
        person_id,
    )
    unit.write("DELETE FROM push_buttons WHERE person_id = $1", person_id)
    unit.write("DELETE FROM link_codes WHERE person_id = $1 OR other_person_id = $1", person_id)
    unit.write("DELETE FROM number_codes WHERE person_id = $1", person_id)
    unit.write("DELETE FROM duplicates WHERE person_id = $1 OR other_id = $1", person_id)
    unit.write("UPDATE data_requests SET words = NULL, answer = NULL WHERE person_id = $1", person_id)
    unit.write(
        "UPDATE files SET state = 'gone', reference = NULL WHERE person_id = $1 AND state IN ('wanted', 'kept')",
        person_id,
    )


# -- done -----------------------------------------------------------------------------------------------------------


def note_keys_gone(unit: Unit, erasure_id: int) -> None:
    """Her keys are destroyed: what old copies of the database hold of her can never be read again."""
    unit.write("UPDATE erasures SET keys_gone_ms = $2 WHERE id = $1", erasure_id, unit.now_ms)


def note_done(unit: Unit, erasure_id: int) -> None:
    """Nothing of hers can be read any more, here or in an old copy."""
    unit.write(
        "UPDATE erasures SET state = 'done', traces = NULL, done_ms = $2 WHERE id = $1 AND state = 'erased'",
        erasure_id,
        unit.now_ms,
    )


async def list_keys_that_may_return(unit: Unit) -> list[str]:
    """The owners destroyed lately: a restored key store could hold them again; destroying twice is the same as once."""
    rows = await unit.fetch(
        "SELECT owners FROM erasures WHERE state IN ('erased', 'done') AND keys_gone_ms > $1",
        unit.now_ms - KEYS_RETURN_MS,
    )
    return [owner for row in rows for owner in row["owners"].split(",") if owner]


async def list_unerased(unit: Unit, person_ids: Sequence[int]) -> list[int]:
    """Which of these are here as if they had never been erased: an older copy was restored."""
    if not person_ids:
        return []
    wanted = padded(person_ids)
    rows = await unit.fetch(
        "SELECT id FROM persons WHERE erased_ms = 0 AND id IN " + marks(len(wanted)), *wanted
    )
    return [row["id"] for row in rows]
