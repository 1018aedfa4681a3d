"""Whose account is it, where a channel knows her by a user id, by a number, by both, or by one of them today?

The law: the user id is the account's address as soon as it is known; the number is an alias beside it, and belongs to
whom it was last heard from. A number under another user id is another woman until somebody who knows them has looked.
Source: Meta, "Business-scoped user IDs" (either may be missing in a webhook; a user id changes with the number).
"""

from collections.abc import Mapping, Sequence

from db import duplicates, people, returning
from db.engine import Fetch, Row
from db.lists import marks, padded
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.records import dataclass

CHANNELS = frozenset({"whatsapp"})
"""Those on which an account has more than one address."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """By which addresses the channel knows somebody in one event. alias: her number beside a user id, "" for none."""

    channel: str
    address: str
    alias: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """hash: by which `people.find_states` finds her account. before_id: whose number it was, 0 if nobody's."""

    hash: bytes
    before_id: int = 0


Rows = Mapping[bytes, Row]


async def find(unit: Unit, heard: Sequence[Heard]) -> list[Found]:
    """Under which address each of them is kept; what an event tells beside that is written down."""
    hashes = [_hash(unit, each, each.address) for each in heard]
    numbers = [_hash(unit, each, each.alias) if each.alias else None for each in heard]
    accounts, aliases = await _known(unit, [*hashes, *filter(None, numbers)])
    found: list[Found] = []
    for each, address, number in zip(heard, hashes, numbers, strict=True):
        if number is None:
            kept = aliases.get(address)
            found.append(Found(hash=bytes(kept["address_hash"]) if kept is not None else address))
            continue
        found.append(Found(hash=address, before_id=_before(address, number, accounts, aliases)))
        if await _learn(unit, each, (address, number), accounts, aliases):
            # Another event of the same batch may be hers too: it finds what this one has written.
            accounts, aliases = await _known(unit, [*hashes, *filter(None, numbers)])
    return found


async def _known(unit: Unit, hashes: Sequence[bytes]) -> tuple[Rows, Rows]:
    """The accounts of these addresses, and those of these aliases."""
    wanted = padded(list(dict.fromkeys(hashes)))
    accounts, aliases = await unit.fetch_all(
        Fetch(
            "SELECT id, owner_id, address_hash FROM accounts WHERE address_hash IN " + marks(len(wanted)),
            wanted,
        ),
        Fetch(
            "SELECT a.id, a.owner_id, a.address_hash, s.alias_hash FROM account_aliases s"
            " JOIN accounts a ON a.id = s.account_id WHERE s.alias_hash IN " + marks(len(wanted)),
            wanted,
        ),
    )
    return (
        {bytes(row["address_hash"]): row for row in accounts},
        {bytes(row["alias_hash"]): row for row in aliases},
    )


def _before(address: bytes, number: bytes, accounts: Rows, aliases: Rows) -> int:
    """Whose the number was until now, if a user id comes with it that nobody knows; 0 if nobody's."""
    kept = aliases.get(number)
    return int(kept["owner_id"]) if address not in accounts and kept is not None else 0


async def _learn(
    unit: Unit, heard: Heard, hashes: tuple[bytes, bytes], accounts: Rows, aliases: Rows
) -> bool:
    """A user id and a number came together; whether that told us anything."""
    address, number = hashes
    hers, of_number, kept = accounts.get(address), accounts.get(number), aliases.get(number)
    if hers is None:
        if of_number is None or kept is not None:
            return False  # the account is made in the turn (`begin`)
        await _adopt(unit, heard, of_number)
        _keep(unit, number, of_number["id"])
        return True
    if kept is not None and kept["id"] == hers["id"]:
        return False
    _keep(unit, number, hers["id"])
    for before in (of_number, kept):
        if before is not None:
            # She was known by the number alone, or with another user id: nobody here can tell that it is one woman.
            _propose(unit, before, hers["owner_id"], hers["id"])
    return True


async def _adopt(unit: Unit, heard: Heard, row: Row) -> None:
    """The account of a number is that of this user id from now on: the channel has named both in one breath."""
    await unit.vault.have([owner_of(row["owner_id"])])
    people.move_account(unit, row["id"], row["owner_id"], heard.channel, heard.address)


async def begin(unit: Unit, actor: Actor, heard: Heard, before_id: int) -> None:
    """The account was made just now: its number is known, and who had that number before may be the same woman."""
    _keep(unit, _hash(unit, heard, heard.alias), actor.account_id)
    if before_id:
        duplicates.add(
            unit,
            before_id,
            actor.person_id,
            duplicates.Reason.IDENTITY,
            account_id=actor.account_id,
            tries=await returning.count_tries(unit, before_id),
        )


def note(unit: Unit, account_id: int, channel: str, alias: str) -> None:
    """This number is the account's now, whosever it was."""
    _keep(unit, people.address_hash(unit, channel, alias), account_id)


def forget(unit: Unit, account_id: int) -> None:
    """No number leads to this account any more."""
    unit.write("DELETE FROM account_aliases WHERE account_id = $1", account_id)


def _propose(unit: Unit, before: Row, person_id: int, account_id: int) -> None:
    if before["owner_id"] != person_id:
        duplicates.add(unit, before["owner_id"], person_id, duplicates.Reason.IDENTITY, account_id=account_id)


def _hash(unit: Unit, heard: Heard, address: str) -> bytes:
    return people.address_hash(unit, heard.channel, address)


def _keep(unit: Unit, alias_hash: bytes, account_id: int) -> None:
    unit.write(
        "INSERT INTO account_aliases (alias_hash, account_id, since_ms) VALUES ($1, $2, $3)"
        " ON CONFLICT (alias_hash) DO UPDATE SET account_id = $2, since_ms = $3",
        alias_hash,
        account_id,
        unit.now_ms,
    )
