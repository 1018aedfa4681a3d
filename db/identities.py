"""Is whoever writes from an address still the same? A channel's mark of her telephone, kept as a keyed hash.

WhatsApp gives a new one when a number has another holder, and also when she has a new phone: nobody here can tell
which, so the address begins a record of its own, and a worker who knows her may give it back (db/duplicates.py). The
same when the channel says that she has a new number: nothing of hers is shown there until she is known again.
"""

import hmac

from db import aliases, duplicates, people, removals, returning, windows
from db.engine import Row
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of


def _digest(unit: Unit, account_id: int, identity: str) -> bytes:
    return unit.vault.digest("identity", f"{account_id}:{identity}")


def is_same(unit: Unit, row: Row, identity: str) -> bool:
    """Whether this is the identity the account had (columns account_id, identity_hash)."""
    kept = row["identity_hash"]
    return kept is not None and hmac.compare_digest(bytes(kept), _digest(unit, row["account_id"], identity))


def note(unit: Unit, account_id: int, identity: str) -> None:
    """From now on this is the account's identity."""
    unit.write(
        "UPDATE accounts SET identity_hash = $2 WHERE id = $1",
        account_id,
        _digest(unit, account_id, identity),
    )


async def begin_record(unit: Unit, actor: Actor, *, tries: int = 0) -> int:
    """The account is somebody's of whom nothing is known; the pair waits for a worker. The new person's id.

    tries: how often she may say herself who she was (db/returning.py).
    """
    person_id = unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    people.add_person(unit, person_id, unit.now_ms)
    await people.give_account(unit, actor.account_id, person_id)
    removals.set_phone(unit, actor.account_id, "unknown", before=actor.phone)
    duplicates.add(
        unit,
        actor.person_id,
        person_id,
        duplicates.Reason.IDENTITY,
        account_id=actor.account_id,
        tries=tries,
    )
    return person_id


async def move(unit: Unit, actor: Actor, channel: str, address: str, alias: str = "") -> None:
    """The channel says that this account lives at another address now; who writes there says first who she is.

    The old address is nobody's: whoever gets that number next is a stranger. Said twice it is the same as once.
    """
    known = await aliases.find(unit, [aliases.Heard(channel=channel, address=address, alias=alias)])
    row = await unit.fetch_one("SELECT id, owner_id FROM accounts WHERE address_hash = $1", known[0].hash)
    if row is not None and row["id"] == actor.account_id:
        return
    owner = await unit.fetch_one("SELECT owner_id FROM accounts WHERE id = $1", actor.account_id)
    assert owner is not None, "accounts are never deleted"
    owner_id = owner["owner_id"]
    await unit.vault.have([owner_of(owner_id)])
    aliases.forget(unit, actor.account_id)
    _hold_back(unit, actor.account_id)
    unit.audit("move", "account", actor.account_id, owner_id, "said by the channel")
    if row is not None:
        people.move_account(unit, actor.account_id, owner_id, channel, f"gone {actor.account_id}")
        people.set_reachable(unit, actor.account_id, False)
        duplicates.add(unit, owner_id, row["owner_id"], duplicates.Reason.IDENTITY, account_id=row["id"])
        return
    people.move_account(unit, actor.account_id, owner_id, channel, address)
    if alias:
        aliases.note(unit, actor.account_id, channel, alias)
    windows.close(unit, actor.account_id)  # she has not written from there
    if actor.profiles:
        people.let_out(unit, actor.account_id)  # her PIN goes with her
        return
    tries = await returning.count_tries(unit, actor.person_id)
    if tries:
        await begin_record(unit, actor, tries=tries)


def _hold_back(unit: Unit, account_id: int) -> None:
    """What waits for the old address may be somebody else's to read by now: she finds it when she is known again."""
    unit.write(
        "UPDATE outbox SET state = CASE WHEN pushed = 2 THEN 'dropped' ELSE 'pull' END, fault = 'moved'"
        " WHERE account_id = $1 AND state IN ('queued', 'retry')",
        account_id,
    )
