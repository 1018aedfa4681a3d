"""Consent: every yes, no and withdrawal as its own row, with the words she was shown. The latest row decides.

UU 27/2022 PDP, art. 22-24: recorded, separate for each purpose, and we must be able to prove it.
"""

from collections.abc import Mapping

from db.engine import Row
from db.unit import Unit
from domain.purposes import ConsentMissing, Controller, ProcessingPaused, Purpose, fits
from domain.records import dataclass

_COLUMNS = (
    "SELECT c.id, c.person_id, c.organisation_id, c.group_id, c.purpose, c.version, c.text, c.answer, c.manner,"
    " c.helper_id, c.at_ms FROM consents c "
)

YES, NO, WITHDRAWN = "yes", "no", "withdrawn"
TYPED, SPOKEN = "typed", "spoken"


@dataclass(frozen=True, kw_only=True, slots=True)
class Consent:
    """One answer to one question for consent. answer: yes, no or withdrawn. manner: typed, or spoken to `helper_id`.

    text: the words she was shown or that were read to her. organisation_id or group_id: who asked, both
    None for the program itself.
    """

    id: int
    person_id: int
    organisation_id: int | None
    purpose: str
    version: str
    text: str
    answer: str
    manner: str
    helper_id: int | None
    at_ms: int
    group_id: int | None = None

    @property
    def is_given(self) -> bool:
        """Whether this is a yes."""
        return self.answer == YES


def record(
    unit: Unit,
    *,
    person_id: int,
    organisation_id: int | None,
    purpose: str,
    version: str,
    text: str,
    answer: str,
    manner: str,
    helper_id: int | None = None,
    group_id: int | None = None,
) -> int:
    """Keep what she answered; the row's id. A spoken yes needs the helper who heard it. Nothing is ever changed."""
    if manner == SPOKEN and helper_id is None:
        raise ValueError("a spoken answer needs the helper who heard it")
    consent_id = unit.new_id()
    unit.write(
        "INSERT INTO consents (id, person_id, organisation_id, group_id, purpose, version, text, answer, manner,"
        " helper_id, at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        consent_id,
        person_id,
        organisation_id,
        group_id,
        purpose,
        version,
        text,
        answer,
        manner,
        helper_id,
        unit.now_ms,
    )
    unit.audit("write", "consent", consent_id, person_id, f"{purpose}: {answer}")
    return consent_id


async def find_current(
    unit: Unit, person_id: int, purpose: str, organisation_id: int | None, group_id: int | None = None
) -> Consent | None:
    """Her latest answer for this purpose and office or group, None if she was never asked; look at `is_given`."""
    row = await unit.fetch_one(
        _COLUMNS + "WHERE c.person_id = $1 AND c.purpose = $2 AND COALESCE(c.organisation_id, 0) = $3"
        " AND COALESCE(c.group_id, 0) = $4 ORDER BY c.id DESC LIMIT 1",
        person_id,
        purpose,
        organisation_id or 0,
        group_id or 0,
    )
    return None if row is None else _consent(row)


async def list_refusing(unit: Unit, group_id: int) -> frozenset[int]:
    """Who has said no to the group's program, or has taken her yes back; who was never asked is not among them."""
    rows = await unit.fetch(
        "SELECT person_id, answer FROM consents WHERE group_id = $1 AND purpose = $2 ORDER BY id",
        group_id,
        Purpose.SAVINGS.value,
    )
    latest = {row["person_id"]: row["answer"] for row in rows}
    return frozenset(person_id for person_id, answer in latest.items() if answer != YES)


async def require(
    unit: Unit,
    person_id: int,
    purpose: Purpose,
    *,
    organisation_id: int | None = None,
    group_id: int | None = None,
) -> Consent:
    """Her yes to this, asked by the step that writes. Raises ConsentMissing, ProcessingPaused."""
    found = await find_current(unit, person_id, purpose, organisation_id, group_id)
    if found is None or not found.is_given:
        raise ConsentMissing()
    await require_not_paused(unit, person_id)
    return found


async def require_not_refused(
    unit: Unit, person_id: int, purpose: Purpose, *, organisation_id: int | None = None
) -> None:
    """For what she has begun herself, so that no yes is on paper. Raises ConsentMissing if she said no since."""
    found = await find_current(unit, person_id, purpose, organisation_id)
    if found is not None and not found.is_given:
        raise ConsentMissing()


async def require_not_paused(unit: Unit, person_id: int) -> None:
    """Raises ProcessingPaused while she wants her data left alone."""
    if await is_paused(unit, person_id):
        raise ProcessingPaused()


async def is_paused(unit: Unit, person_id: int) -> bool:
    """Whether she wants her data left alone."""
    row = await unit.fetch_one("SELECT paused_ms FROM persons WHERE id = $1", person_id)
    return row is not None and bool(row["paused_ms"])


def set_paused(unit: Unit, person_id: int, paused: bool) -> None:
    """Whether her data is left alone from now on (UU 27/2022 PDP, art. 11, 41)."""
    unit.write("UPDATE persons SET paused_ms = $2 WHERE id = $1", person_id, unit.now_ms if paused else 0)
    unit.audit("write", "person", person_id, person_id, "paused" if paused else "goes on")


def end_pause(unit: Unit, person_id: int) -> None:
    """She sends something new to be looked at, and so goes on; the sending itself is audited. No read, no trip."""
    unit.write("UPDATE persons SET paused_ms = 0 WHERE id = $1 AND paused_ms > 0", person_id)


def answer(
    unit: Unit,
    person_id: int,
    purpose: Purpose,
    controller: Controller,
    *,
    version: str,
    text: str,
    given: str,
) -> int:
    """Keep what she herself typed to this controller; the row's id. given: yes, no or withdrawn."""
    assert fits(purpose, controller.side), f"{controller.side} does not ask for {purpose}"
    return record(
        unit,
        person_id=person_id,
        organisation_id=controller.organisation_id,
        group_id=controller.group_id,
        purpose=purpose.value,
        version=version,
        text=text,
        answer=given,
        manner=TYPED,
    )


async def list_current(unit: Unit, person_id: int) -> Mapping[tuple[str, int, int], Consent]:
    """Her latest answers by (purpose, office or 0, group or 0)."""
    found: dict[tuple[str, int, int], Consent] = {}
    for each in await list_all(unit, person_id):
        found[each.purpose, each.organisation_id or 0, each.group_id or 0] = each
    return found


async def list_all(unit: Unit, person_id: int) -> tuple[Consent, ...]:
    """Everything she ever answered, the oldest first."""
    rows = await unit.fetch(_COLUMNS + "WHERE c.person_id = $1 ORDER BY c.id", person_id)
    return tuple(_consent(row) for row in rows)


def _consent(row: Row) -> Consent:
    return Consent(
        id=row["id"],
        person_id=row["person_id"],
        organisation_id=row["organisation_id"],
        group_id=row["group_id"],
        purpose=row["purpose"],
        version=row["version"],
        text=row["text"],
        answer=row["answer"],
        manner=row["manner"],
        helper_id=row["helper_id"],
        at_ms=row["at_ms"],
    )
