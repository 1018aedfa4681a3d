"""The register of breaches: what happened to whose data, who is told in which way, and whether it was done in time.

UU 27/2022 PDP, art. 46: within 3x24 hours a written notice says which data, when and how, and what is done about it. It
may itself harm her: it is pushed only to a phone known to be her own, of somebody who never called for help; everybody
else is told by a person.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from db.engine import Row
from db.ids import new_code
from db.unit import Unit
from db.vault import cell
from domain.keeping import BREACH_NOTICE_MS
from domain.refusals import NotAllowed

DETAILS_PLACE = "breaches.details"
CODE_CHARS = 6

# No turn touches more than 500 rows.
SLICE = 500
# Notices queued in one look of the clock: each is several rows.
TOLD_SLICE = 50

EVERYBODY, OFFICE, READER = "all", "organisation", "reader"
CHAT, IN_PERSON = "chat", "in_person"


@dataclass(frozen=True, kw_only=True, slots=True)
class Details:
    """What the notice has to say, in plain words: which data, how it came, what is done about it."""

    what: str
    how: str
    handling: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Breach:
    """One entry. scope: all, organisation or reader. Moments in milliseconds, 0 for not yet."""

    id: int
    code: str
    found_ms: int
    from_ms: int
    until_ms: int
    scope: str
    organisation_id: int
    reader_id: int
    details: Details
    listed_to: int
    listed_ms: int
    agency_ms: int
    send_ms: int
    closed_ms: int

    @property
    def due_ms(self) -> int:
        """Until when the persons and the agency have to be told."""
        return self.found_ms + BREACH_NOTICE_MS


@dataclass(frozen=True, kw_only=True, slots=True)
class Affected:
    """Somebody whose data it was. code: of her latest request, by which her office finds her; "" if she has none."""

    person_id: int
    way: str
    told_ms: int
    code: str
    office: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How many are told in chat and in person, and how many still have to be."""

    chat_told: int = 0
    chat_left: int = 0
    person_told: int = 0
    person_left: int = 0


def owner_of(breach_id: int) -> str:
    """The owner name of what is written about one breach."""
    return f"b{breach_id}"


async def add(
    unit: Unit,
    *,
    details: Details,
    found_ms: int,
    from_ms: int,
    until_ms: int,
    scope: str,
    organisation_id: int = 0,
    reader_id: int = 0,
) -> Breach:
    """A new entry. The people are listed with `list_next`."""
    breach_id, code = unit.new_id(), new_code(CODE_CHARS)
    owner = owner_of(breach_id)
    await unit.vault.have([owner], create=True)
    sealed = unit.vault.seal(owner, cell(DETAILS_PLACE, breach_id), json.dumps(asdict(details)).encode())
    unit.write(
        "INSERT INTO breaches (id, code, found_ms, from_ms, until_ms, scope, organisation_id, reader_id, details,"
        " made_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        breach_id,
        code,
        found_ms,
        from_ms,
        until_ms,
        scope,
        organisation_id or None,
        reader_id,
        sealed,
        unit.now_ms,
    )
    unit.audit("write", "breach", breach_id, 0, "added")
    return await get(unit, code)


_COLUMNS = (
    "SELECT id, code, found_ms, from_ms, until_ms, scope, organisation_id, reader_id, details, listed_to, listed_ms,"
    " agency_ms, send_ms, closed_ms FROM breaches "
)


async def get(unit: Unit, code: str) -> Breach:
    """The breach of that code. Raises NotAllowed if there is none."""
    found = await _opened(unit, await unit.fetch(_COLUMNS + "WHERE code = $1", code.upper()))
    if not found:
        raise NotAllowed()
    return found[0]


async def list_all(unit: Unit) -> list[Breach]:
    """The whole register, the newest first."""
    return await _opened(unit, await unit.fetch(_COLUMNS + "ORDER BY id DESC LIMIT 500"))


async def _opened(unit: Unit, rows: Sequence[Row]) -> list[Breach]:
    await unit.vault.have([owner_of(row["id"]) for row in rows])
    return [
        Breach(
            id=row["id"],
            code=row["code"],
            found_ms=row["found_ms"],
            from_ms=row["from_ms"],
            until_ms=row["until_ms"],
            scope=row["scope"],
            organisation_id=row["organisation_id"] or 0,
            reader_id=row["reader_id"],
            details=Details(
                **json.loads(
                    unit.vault.unseal(
                        owner_of(row["id"]), cell(DETAILS_PLACE, row["id"]), bytes(row["details"])
                    )
                )
            ),
            listed_to=row["listed_to"],
            listed_ms=row["listed_ms"],
            agency_ms=row["agency_ms"],
            send_ms=row["send_ms"],
            closed_ms=row["closed_ms"],
        )
        for row in rows
    ]


# -- who ------------------------------------------------------------------------------------------------------------

_EVERYBODY = "SELECT p.id FROM persons p WHERE p.id > $1 AND p.erased_ms = 0 ORDER BY p.id LIMIT $2"
_OF_OFFICE = (
    "SELECT p.id FROM persons p WHERE p.id > $1 AND p.erased_ms = 0 AND (EXISTS (SELECT 1 FROM requests r"
    " WHERE r.person_id = p.id AND r.organisation_id = $3) OR EXISTS (SELECT 1 FROM consents c"
    " WHERE c.person_id = p.id AND c.organisation_id = $3) OR EXISTS (SELECT 1 FROM roles g"
    " WHERE g.person_id = p.id AND g.organisation_id = $3)) ORDER BY p.id LIMIT $2"
)
_OF_READER = (
    "SELECT DISTINCT p.id FROM audit x JOIN persons p ON p.id = x.person_id WHERE x.actor = $3 AND x.at_ms >= $4"
    " AND x.at_ms <= $5 AND x.person_id <> $3 AND p.id > $1 AND p.erased_ms = 0 ORDER BY p.id LIMIT $2"
)

# Her phone is her own for all we know, nobody else is on it, she lets us write openly, and she never called for help.
_MAY_BE_PUSHED = (
    "p.may_write = 1 AND p.open = 1 AND p.same_as = 0 AND p.erased_ms = 0"
    " AND EXISTS (SELECT 1 FROM accounts a WHERE a.owner_id = p.id AND a.reachable = 1)"
    " AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.owner_id = p.id AND (a.phone <> 'own' OR a.profiles > 0))"
    " AND NOT EXISTS (SELECT 1 FROM profiles f WHERE f.person_id = p.id)"
    " AND NOT EXISTS (SELECT 1 FROM persons s WHERE s.same_as = p.id)"
    " AND NOT EXISTS (SELECT 1 FROM calls c WHERE c.person_id = p.id)"
)
_ADD_PERSON = (
    "INSERT INTO breach_people (breach_id, person_id, way) SELECT $1, p.id, CASE WHEN "
    + _MAY_BE_PUSHED
    + " THEN 'chat' ELSE 'in_person' END FROM persons p WHERE p.id = $2 ON CONFLICT (breach_id, person_id) DO NOTHING"
)


async def list_next(unit: Unit, code: str) -> bool:
    """List the next people whose data it was, with the way to tell them; whether that was all."""
    breach = await get(unit, code)
    if breach.scope == EVERYBODY:
        rows = await unit.fetch(_EVERYBODY, breach.listed_to, SLICE)
    elif breach.scope == OFFICE:
        rows = await unit.fetch(_OF_OFFICE, breach.listed_to, SLICE, breach.organisation_id)
    else:
        rows = await unit.fetch(
            _OF_READER, breach.listed_to, SLICE, breach.reader_id, breach.from_ms, breach.until_ms
        )
    unit.write_many(_ADD_PERSON, [(breach.id, row["id"]) for row in rows])
    whole = len(rows) < SLICE
    unit.write(
        "UPDATE breaches SET listed_to = $2, listed_ms = $3 WHERE id = $1",
        breach.id,
        rows[-1]["id"] if rows else breach.listed_to,
        unit.now_ms if whole else 0,
    )
    return whole


async def list_people(unit: Unit, breach_id: int, after: int, most: int = SLICE) -> list[Affected]:
    """Those affected, by number above `after`; read by the operator, so it is noted."""
    rows = await unit.fetch(
        "SELECT b.person_id, b.way, b.told_ms, COALESCE(r.code, '') AS code, COALESCE(o.name, '') AS office"
        " FROM breach_people b LEFT JOIN requests r ON r.id ="
        " (SELECT max(q.id) FROM requests q WHERE q.person_id = b.person_id)"
        " LEFT JOIN organisations o ON o.id = r.organisation_id"
        " WHERE b.breach_id = $1 AND b.person_id > $2 ORDER BY b.person_id LIMIT $3",
        breach_id,
        after,
        most,
    )
    unit.audit("read", "breach", breach_id, 0, f"list of {len(rows)} affected")
    return [
        Affected(
            person_id=row["person_id"],
            way=row["way"],
            told_ms=row["told_ms"],
            code=row["code"],
            office=row["office"],
        )
        for row in rows
    ]


async def count_progress(unit: Unit, breach_id: int) -> Progress:
    """How far the telling has come."""
    rows = await unit.fetch(
        "SELECT way, CASE WHEN told_ms > 0 THEN 1 ELSE 0 END AS told, count(*) AS n FROM breach_people"
        " WHERE breach_id = $1 GROUP BY way, CASE WHEN told_ms > 0 THEN 1 ELSE 0 END",
        breach_id,
    )
    found = {(row["way"], row["told"]): row["n"] for row in rows}
    return Progress(
        chat_told=found.get((CHAT, 1), 0),
        chat_left=found.get((CHAT, 0), 0),
        person_told=found.get((IN_PERSON, 1), 0),
        person_left=found.get((IN_PERSON, 0), 0),
    )


# -- telling --------------------------------------------------------------------------------------------------------


def begin_telling(unit: Unit, breach_id: int) -> None:
    """The clock queues the notice for those who may be written to (bot/keeping.py)."""
    unit.write("UPDATE breaches SET send_ms = $2 WHERE id = $1 AND send_ms = 0", breach_id, unit.now_ms)
    unit.audit("tell", "breach", breach_id, 0, "begun by the operator")


async def list_to_tell(unit: Unit) -> list[tuple[Breach, list[int]]]:
    """The next people to be told in chat; whoever is not safe to write to any more is left to a person."""
    found = await _opened(
        unit,
        await unit.fetch(
            _COLUMNS + "WHERE send_ms > 0 AND closed_ms = 0 AND EXISTS (SELECT 1 FROM breach_people t"
            " WHERE t.breach_id = breaches.id AND t.way = 'chat' AND t.told_ms = 0) ORDER BY id LIMIT 1"
        ),
    )
    result = []
    for breach in found:
        rows = await unit.fetch(
            "SELECT b.person_id, CASE WHEN "
            + _MAY_BE_PUSHED
            + " THEN 1 ELSE 0 END AS safe FROM breach_people b JOIN persons p ON p.id = b.person_id"
            " WHERE b.breach_id = $1 AND b.way = 'chat' AND b.told_ms = 0 ORDER BY b.person_id LIMIT $2",
            breach.id,
            TOLD_SLICE,
        )
        unit.write_many(
            "UPDATE breach_people SET way = 'in_person' WHERE breach_id = $1 AND person_id = $2",
            [(breach.id, row["person_id"]) for row in rows if not row["safe"]],
        )
        result.append((breach, [row["person_id"] for row in rows if row["safe"]]))
    return result


def note_told(unit: Unit, breach_id: int, person_id: int) -> None:
    """The notice to her is queued, or somebody has told her."""
    unit.write(
        "UPDATE breach_people SET told_ms = $3 WHERE breach_id = $1 AND person_id = $2 AND told_ms = 0",
        breach_id,
        person_id,
        unit.now_ms,
    )
    unit.audit("tell", "breach", breach_id, person_id)


async def find_person(unit: Unit, breach_id: int, who: str) -> int | None:
    """Who of those affected has a request of this code, or this number."""
    row = await unit.fetch_one(
        "SELECT b.person_id FROM breach_people b WHERE b.breach_id = $1 AND (CAST(b.person_id AS TEXT) = $2"
        " OR EXISTS (SELECT 1 FROM requests r WHERE r.person_id = b.person_id AND r.code = $2)) LIMIT 1",
        breach_id,
        who.upper(),
    )
    return row["person_id"] if row is not None else None


def note_agency(unit: Unit, breach_id: int) -> None:
    """The agency has got its notice."""
    unit.write("UPDATE breaches SET agency_ms = $2 WHERE id = $1 AND agency_ms = 0", breach_id, unit.now_ms)
    unit.audit("tell", "breach", breach_id, 0, "the agency")


def close(unit: Unit, breach_id: int) -> None:
    """Everything is done; the entry stays."""
    unit.write("UPDATE breaches SET closed_ms = $2 WHERE id = $1 AND closed_ms = 0", breach_id, unit.now_ms)
    unit.audit("close", "breach", breach_id, 0)


async def list_late(unit: Unit) -> list[str]:
    """The codes of breaches whose 3x24 hours are over although somebody has not been told."""
    rows = await unit.fetch(
        "SELECT code FROM breaches WHERE closed_ms = 0 AND found_ms <= $1 AND (agency_ms = 0 OR listed_ms = 0"
        " OR EXISTS (SELECT 1 FROM breach_people t WHERE t.breach_id = breaches.id AND t.told_ms = 0)) ORDER BY id",
        unit.now_ms - BREACH_NOTICE_MS,
    )
    return [row["code"] for row in rows]
