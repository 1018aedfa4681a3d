"""Is it she who wrote here long ago? After sixty days of silence her number may be somebody else's (domain/contact.py).

So whoever writes then begins as a stranger, and nothing of before is shown until she has said how she was called here,
or where she lived. Who cannot say it loses nothing: a worker who knows her gives the number back (db/duplicates.py).
"""

from db import duplicates, people, profiles
from db.engine import Row
from db.people import Actor, Person
from db.unit import Unit
from domain.contact import NUMBERED_CHANNELS, SILENCE_MS
from domain.hygiene import tidy_text
from domain.records import dataclass

# A name may be remembered in several ways; of the areas there are only a few to guess among.
NAME_TRIES, AREA_TRIES = 3, 1
WORD_LETTERS_MIN = 3

_NO_NAMES = frozenset({"ibu", "bunda", "mbak", "kak", "kakak", "mama"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What she is asked for: her name, else her area."""

    name: bool


def is_silent(actor: Actor, row: Row, now_ms: int) -> bool:
    """Whether so long nobody wrote here that it may be somebody else (columns of `people.find_states`)."""
    return (
        actor.channel in NUMBERED_CHANNELS
        and not actor.profiles
        and actor.phone != "unknown"
        and 0 < row["last_in_ms"] < now_ms - SILENCE_MS
    )


async def count_tries(unit: Unit, person_id: int) -> int:
    """How often this person may say who she was; 0 if nothing is known to recognise her by, and so nothing to hide."""
    person = (await people.list_persons(unit, [person_id])).get(person_id)
    if person is None:
        return 0
    return NAME_TRIES if _words(person.name) else AREA_TRIES if person.area else 0


async def find_asked(unit: Unit) -> Asked | None:
    """What the actor is to be asked, None if nothing (any more)."""
    found = await _find(unit)
    return None if found is None else Asked(name=bool(_words(found[1].name)))


async def _find(unit: Unit) -> tuple[Row, Person] | None:
    row = await unit.fetch_one(
        "SELECT id, person_id, other_id, account_id, tries_left FROM duplicates WHERE other_id = $1 AND account_id = $2"
        " AND reason = 'identity' AND state = 'open' AND tries_left > 0",
        unit.actor.person_id,
        unit.actor.account_id,
    )
    person = (await people.list_persons(unit, [row["person_id"]])).get(row["person_id"]) if row else None
    return (row, person) if row is not None and person is not None else None


async def recognise(unit: Unit, said: str) -> bool:
    """Whether it is she; then the account is hers again, also in this turn. said: a name or an area's key."""
    found = await _find(unit)
    if found is None:
        return False
    row, person = found
    fits = not _words(person.name).isdisjoint(_words(said)) if _words(person.name) else said == person.area
    if not fits:
        unit.write("UPDATE duplicates SET tries_left = tries_left - 1 WHERE id = $1", row["id"])
        unit.audit("try", "account", unit.actor.account_id, person.id, "after silence")
        return False
    if not await duplicates.give_back(unit, row):
        return False
    unit.write("UPDATE duplicates SET state = 'same', tries_left = 0 WHERE id = $1", row["id"])
    unit.actor = await profiles.get_actor(unit, unit.actor, person.id, profiles=False, inside=True)
    return True


async def forgo(unit: Unit) -> None:
    """She says she is new here: she is not asked again, and the pair stays for a worker."""
    unit.write(
        "UPDATE duplicates SET tries_left = 0 WHERE other_id = $1 AND account_id = $2 AND state = 'open'",
        unit.actor.person_id,
        unit.actor.account_id,
    )


def _words(name: str) -> frozenset[str]:
    """The parts of a name by which she is recognised, however it is written."""
    parts = "".join(sign if sign.isalpha() else " " for sign in tidy_text(name).casefold()).split()
    return frozenset(each for each in parts if len(each) >= WORD_LETTERS_MIN and each not in _NO_NAMES)
