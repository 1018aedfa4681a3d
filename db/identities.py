"""Is whoever writes from an address still the same? A channel's mark of her telephone, kept as a keyed hash.

WhatsApp gives a new one when a number has another holder, and also when she has a new phone: nobody here can tell
which, so the address begins a record of its own, and a worker who knows her may give it back (db/duplicates.py).
"""

import hmac

from db import duplicates, people, removals
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
