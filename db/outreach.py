"""Outreach cards: a code for a woman of whom nothing is known yet. Kept are code, area, issuer, for 30 days.

The law: nothing is written when a code is used. So it is good as often as somebody types it, and whoever gave it can
learn from nothing here whether she came (source D: "keputusan tetap pada individu yang bersangkutan").
"""

from db.ids import new_code
from db.unit import Unit
from domain.matters import OUTREACH_CODES_MAX, OUTREACH_DAYS
from domain.outreach import CODE_LETTERS, WRONG_MAX, WRONG_MS, Card, TooManyCards

DAY_MS = 86_400_000
FORGOTTEN_MAX = 500


def _digest(unit: Unit, code: str) -> bytes:
    return unit.vault.digest("outreach code", code)


async def count_good(unit: Unit) -> int:
    """How many cards of whoever acts are good now."""
    row = await unit.fetch_one(
        "SELECT count(*) AS n FROM outreach_codes WHERE issuer_id = $1 AND expires_ms > $2",
        unit.actor.person_id,
        unit.now_ms,
    )
    return 0 if row is None else int(row["n"])


async def make(unit: Unit, area: str, organisation_id: int) -> str:
    """A code of whoever acts, in the clear for the only time. Raises TooManyCards. May she? The caller has asked."""
    # Locks her row, so that two cards at the same moment are counted one after the other.
    unit.write("UPDATE persons SET zone = zone WHERE id = $1", unit.actor.person_id)
    if await count_good(unit) >= OUTREACH_CODES_MAX:
        raise TooManyCards(most=OUTREACH_CODES_MAX)
    code = _fresh()
    unit.write(
        "INSERT INTO outreach_codes (code_hash, area, organisation_id, issuer_id, made_ms, expires_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        _digest(unit, code),
        area,
        organisation_id,
        unit.actor.person_id,
        unit.now_ms,
        unit.now_ms + OUTREACH_DAYS * DAY_MS,
    )
    return code


def _fresh() -> str:
    """With a digit and a letter in it, so that no word of two syllables is one (domain/outreach.py)."""
    code = new_code(CODE_LETTERS)
    while code.isalpha() or code.isdigit():
        code = new_code(CODE_LETTERS)
    return code


async def find(unit: Unit, code: str) -> Card | None:
    """What the code gives now; None if it is unknown or too old, both alike."""
    row = await unit.fetch_one(
        "SELECT area, organisation_id, issuer_id, expires_ms FROM outreach_codes"
        " WHERE code_hash = $1 AND expires_ms > $2",
        _digest(unit, code),
        unit.now_ms,
    )
    if row is None:
        return None
    return Card(
        area=row["area"],
        organisation_id=row["organisation_id"],
        issuer_id=row["issuer_id"],
        expires_ms=row["expires_ms"],
    )


async def try_code(unit: Unit, code: str) -> Card | None:
    """What `find` finds for whoever acts; None for a wrong code, which is counted, and for any after WRONG_MAX.

    A right one leaves no trace.
    """
    me = unit.actor.person_id
    row = await unit.fetch_one(
        "SELECT count(*) AS n FROM audit WHERE person_id = $1 AND actor = $1 AND action = 'try'"
        " AND object = 'outreach_code' AND at_ms > $2",
        me,
        unit.now_ms - WRONG_MS,
    )
    found = await find(unit, code)
    if found is None:
        unit.audit("try", "outreach_code", 0, me, "wrong")
    return found if row is not None and row["n"] < WRONG_MAX else None


# -- forgetting -------------------------------------------------------------------------------------------------


def forget_expired(unit: Unit) -> None:
    """Cards whose 30 days are over are gone, some at a time. For the clock."""
    unit.write(
        "DELETE FROM outreach_codes WHERE code_hash IN (SELECT code_hash FROM outreach_codes WHERE expires_ms <= $1"
        " ORDER BY expires_ms LIMIT $2)",
        unit.now_ms,
        FORGOTTEN_MAX,
    )
