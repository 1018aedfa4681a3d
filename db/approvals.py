"""What waits for a second officer, and what became of it. One answer counts, and only to the very bytes she was shown.

body and words are sealed by the group, and with them who asked and until when it is valid; the digest over their
canonical bytes is kept beside them and looked at again when she agrees. They name people, so they are gone once it is
answered; the digest, the two numbers and the book stay.
Nothing here carries anything out: handlers/second/kinds.py knows what belongs to a kind.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from conversation.journal import decode, encode
from conversation.text import Text
from db import officers
from db.engine import Row
from db.ids import new_code
from db.lists import marks, padded
from db.push_buttons import take_back
from db.unit import Unit
from db.vault import cell
from db.vault import group as owner_of
from domain.approvals import (
    VALID_MS,
    WAITING_MAX,
    AloneInOffice,
    AlreadySettled,
    NeedsAnother,
    State,
    TooLongAgo,
    TooManyWaiting,
    canonical,
    seconds_of,
)
from domain.loan_refusals import NotForOwn, NoThirdOfficer
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed

BODY_PLACE = "approvals.body"
CODE_LENGTH = 6

_COLUMNS = (
    "SELECT id, group_id, code, kind, subject, body, body_hash, state, by_member, second_member, made_ms, expires_ms"
    " FROM approvals"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Approval:
    """What is agreed to. words: shown to the second officer. body: what is carried out. by, second: member numbers.

    Of one that was answered before, words and body are empty. about: the member whom alone it concerns, None for none.
    never: who has no part in it. account_id: of the chat in which it was asked for. digest: stands for all of it.
    """

    id: int
    group_id: int
    code: str
    kind: str
    subject: int
    words: Text
    body: Mapping[str, Any]
    about: int | None
    account_id: int
    digest: str
    state: State
    by: int
    second: int | None
    made_ms: int
    expires_ms: int
    never: tuple[int, ...] = ()

    @property
    def matter(self) -> str:
        """What its buttons hang on."""
        return matter_of(self.id)


def matter_of(approval_id: int) -> str:
    """The matter of the buttons that were pushed for it."""
    return f"approval:{approval_id}"


# -- asking -----------------------------------------------------------------------------------------------------


async def propose(
    unit: Unit,
    group_id: int,
    *,
    by: int,
    kind: str,
    subject: int,
    words: Text,
    body: Mapping[str, Any],
    about: int | None = None,
    never: Iterable[int] = (),
) -> Approval:
    """What now waits. What waited for the same subject is withdrawn. Raises AloneInOffice, TooManyWaiting.

    never: numbers of members who have no part in it. Raises NotForOwn where one of them asks, NoThirdOfficer where
    nobody else is left.
    """
    barred = tuple(sorted(never))
    if by in barred:
        raise NotForOwn
    if not await officers.list_seconds(unit, group_id, by=by, about=about, never=barred):
        raise NoThirdOfficer if barred else AloneInOffice
    forget_expired(unit)
    waiting = await _list_rows(unit, group_id)
    for row in waiting:
        if subject and (row["kind"], row["subject"]) == (kind, subject):
            _settle(unit, row["id"], State.WITHDRAWN)
    if len(waiting) >= WAITING_MAX:
        raise TooManyWaiting
    envelope = {
        "do": dict(body),
        "words": encode(words),
        "about": about,
        "never": barred,
        "account": unit.actor.account_id,
        "by": by,
        "until": unit.now_ms + VALID_MS,
    }
    approval_id = unit.new_id()
    await unit.vault.have([owner_of(group_id)], create=True)
    unit.write(
        "INSERT INTO approvals (id, group_id, code, kind, subject, body, body_hash, state, by_member, made_ms,"
        " expires_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $10)",
        approval_id,
        group_id,
        new_code(CODE_LENGTH),
        kind,
        subject,
        unit.vault.seal(owner_of(group_id), cell(BODY_PLACE, approval_id), json.dumps(envelope).encode()),
        _digest(unit, group_id, kind, subject, envelope),
        by,
        unit.now_ms,
        unit.now_ms + VALID_MS,
    )
    return await get(unit, approval_id)


def played(
    unit: Unit,
    group_id: int,
    *,
    by: int,
    second: int | None,
    kind: str,
    subject: int,
    words: Text,
    body: Mapping[str, Any],
) -> Approval:
    """One that is agreed to in a group of practice, where nobody is asked; it is kept nowhere."""
    return Approval(
        id=unit.new_id(),
        group_id=group_id,
        code=new_code(CODE_LENGTH),
        kind=kind,
        subject=subject,
        words=words,
        body=body,
        about=None,
        account_id=unit.actor.account_id,
        digest="",
        state=State.AGREED,
        by=by,
        second=second,
        made_ms=unit.now_ms,
        expires_ms=unit.now_ms,
    )


def _digest(unit: Unit, group_id: int, kind: str, subject: int, envelope: Mapping[str, Any]) -> bytes:
    """Keyed: amounts and names could be guessed from a bare hash."""
    whole = canonical(group_id=group_id, kind=kind, subject=subject, body=envelope)
    return unit.vault.digest("approval", whole.decode())


# -- looking ----------------------------------------------------------------------------------------------------


async def get(unit: Unit, approval_id: int) -> Approval:
    """That one, opened. Raises NotAllowed if there is none, Changed if it is not what was asked for any more."""
    row = await unit.fetch_one(_COLUMNS + " WHERE id = $1", approval_id)
    if row is None:
        raise NotAllowed
    return await _opened(unit, row)


async def list_waiting(unit: Unit, group_id: int) -> list[Approval]:
    """What waits in the group and is still valid, the oldest first; without what somebody changed in the records."""
    found = []
    for row in await _list_rows(unit, group_id):
        try:
            found.append(await _opened(unit, row))
        except Changed:
            continue  # nobody can agree to it, and the others must be seen all the same
    return found


async def count_waiting_for(unit: Unit, group_ids: Sequence[int], person_id: int) -> int:
    """How much somebody else has asked for in these groups that this person could answer; for a menu."""
    if not group_ids:
        return 0
    wanted = padded(group_ids)
    row = await unit.fetch_one(
        "SELECT count(*) AS n FROM approvals a WHERE a.state = 'waiting' AND a.expires_ms > $1"
        " AND NOT EXISTS (SELECT 1 FROM members m WHERE m.group_id = a.group_id AND m.number = a.by_member"
        " AND (m.person_id = $2 OR m.linked_id = $2)) AND a.group_id IN " + marks(len(wanted), 3),
        unit.now_ms,
        person_id,
        *wanted,
    )
    return int(row["n"]) if row is not None else 0


async def _list_rows(unit: Unit, group_id: int) -> list[Row]:
    return await unit.fetch(
        _COLUMNS + " WHERE group_id = $1 AND state = 'waiting' AND expires_ms > $2 ORDER BY id",
        group_id,
        unit.now_ms,
    )


async def _opened(unit: Unit, row: Row) -> Approval:
    owner = owner_of(row["group_id"])
    await unit.vault.have([owner])
    if not row["body"]:
        return _emptied(row)
    envelope = json.loads(unit.vault.unseal(owner, cell(BODY_PLACE, row["id"]), bytes(row["body"])))
    digest = _digest(unit, row["group_id"], row["kind"], row["subject"], envelope)
    asked = (envelope["by"], envelope["until"]) == (row["by_member"], row["expires_ms"])
    if digest != bytes(row["body_hash"]) or not asked:
        raise Changed
    return replace(
        _emptied(row),
        words=decode(envelope["words"]),
        body=envelope["do"],
        about=envelope["about"],
        never=tuple(envelope.get("never", ())),
        account_id=envelope["account"],
    )


def _emptied(row: Row) -> Approval:
    return Approval(
        id=row["id"],
        group_id=row["group_id"],
        code=row["code"],
        kind=row["kind"],
        subject=row["subject"],
        words=Text(""),
        body={},
        about=None,
        account_id=0,
        digest=bytes(row["body_hash"]).hex(),
        state=State(row["state"]),
        by=row["by_member"],
        second=row["second_member"],
        made_ms=row["made_ms"],
        expires_ms=row["expires_ms"],
    )


# -- answering --------------------------------------------------------------------------------------------------


async def agree(unit: Unit, approval_id: int, *, digest: str, second: int) -> Approval:
    """Member `second` agrees to what this digest stands for; once. That she is she, the caller has made sure of.

    Both must be officers at this moment of the transaction. Raises NotAllowed, Changed, AlreadySettled, TooLongAgo,
    NeedsAnother.
    """
    _lock_roles(unit, approval_id)
    found = await get(unit, approval_id)
    _check_waiting(unit, found)
    if found.digest != digest:
        raise Changed
    keys = await officers.list_officers(unit, found.group_id)
    if not any(found.by in each.numbers for each in keys):
        raise TooLongAgo
    if not any(second in each.numbers for each in keys):
        raise NotAllowed
    seconds = seconds_of(keys, by=found.by, about=found.about, never=found.never)
    theirs = [each for each in seconds if second in each.numbers]
    if not await officers.have_other_account(unit, [each.person_id for each in theirs], found.account_id):
        raise NeedsAnother
    rows = await unit.fetch(
        "UPDATE approvals SET state = 'agreed', second_member = $2, settled_ms = $3, body = $4"
        " WHERE id = $1 AND state = 'waiting' RETURNING id",
        approval_id,
        second,
        unit.now_ms,
        b"",
    )
    if not rows:
        raise AlreadySettled
    take_back(unit, found.matter)
    return replace(found, state=State.AGREED, second=second)


async def refuse(unit: Unit, approval_id: int, *, second: int) -> Approval:
    """Member `second` does not agree. Raises NotAllowed, AlreadySettled, TooLongAgo, NeedsAnother."""
    found = await get(unit, approval_id)
    _check_waiting(unit, found)
    if second == found.by or second in found.never:
        raise NeedsAnother
    _settle(unit, approval_id, State.REFUSED, second)
    return found


async def withdraw(unit: Unit, approval_id: int, *, by: int) -> Approval:
    """Who asked for it takes it back. Raises NotAllowed if that was somebody else, AlreadySettled."""
    found = await get(unit, approval_id)
    if found.by != by:
        raise NotAllowed
    if found.state is not State.WAITING:
        raise AlreadySettled
    _settle(unit, approval_id, State.WITHDRAWN)
    return found


async def drop(unit: Unit, group_id: int, kind: str, subject: int) -> None:
    """What waits about that subject is withdrawn: it was settled in another way."""
    for row in await _list_rows(unit, group_id):
        if (row["kind"], row["subject"]) == (kind, subject):
            _settle(unit, row["id"], State.WITHDRAWN)


def _check_waiting(unit: Unit, approval: Approval) -> None:
    if approval.state is not State.WAITING:
        raise AlreadySettled
    if approval.expires_ms <= unit.now_ms:
        raise TooLongAgo


def _settle(unit: Unit, approval_id: int, state: State, second: int | None = None) -> None:
    unit.write(
        "UPDATE approvals SET state = $2, second_member = $3, settled_ms = $4, body = $5"
        " WHERE id = $1 AND state = 'waiting'",
        approval_id,
        state.value,
        second,
        unit.now_ms,
        b"",
    )
    take_back(unit, matter_of(approval_id))


def forget_expired(unit: Unit) -> None:
    """What nobody answered in time is withdrawn, in every group; its words are gone too. For the clock."""
    unit.write(
        "UPDATE approvals SET state = 'withdrawn', settled_ms = $1, body = $2"
        " WHERE state = 'waiting' AND expires_ms <= $1",
        unit.now_ms,
        b"",
    )


def forget_person(unit: Unit, person_id: int) -> None:
    """She is erased: what waits in her groups may name her, and can be asked for again."""
    unit.write(
        "UPDATE approvals SET state = 'withdrawn', settled_ms = $2, body = $3 WHERE state = 'waiting'"
        " AND group_id IN (SELECT group_id FROM members WHERE person_id = $1 OR linked_id = $1)",
        person_id,
        unit.now_ms,
        b"",
    )


def _lock_roles(unit: Unit, approval_id: int) -> None:
    """Both keys stay theirs until this commits, also where turns run beside each other."""
    unit.write(
        "UPDATE roles SET until_ms = NULL WHERE until_ms IS NULL"
        " AND group_id = (SELECT group_id FROM approvals WHERE id = $1)",
        approval_id,
    )
