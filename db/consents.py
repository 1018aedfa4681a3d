"""Consent: every yes, no and withdrawal as its own row, with the words she was shown. The latest row decides."""

from dataclasses import dataclass

from db.engine import Row
from db.unit import Unit

_COLUMNS = (
    "SELECT c.id, c.person_id, c.organisation_id, c.purpose, c.version, c.text, c.answer, c.manner, c.helper_id,"
    " c.at_ms FROM consents c "
)

YES, NO, WITHDRAWN = "yes", "no", "withdrawn"
TYPED, SPOKEN = "typed", "spoken"


@dataclass(frozen=True, kw_only=True, slots=True)
class Consent:
    """One answer to one question for consent. answer: yes, no or withdrawn. manner: typed, or spoken to `helper_id`.

    text: the words she was shown or that were read to her. organisation_id: who asked, None for the program itself.
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
) -> int:
    """Keep what she answered; the row's id. A spoken yes needs the helper who heard it. Nothing is ever changed."""
    if manner == SPOKEN and helper_id is None:
        raise ValueError("a spoken answer needs the helper who heard it")
    consent_id = unit.new_id()
    unit.write(
        "INSERT INTO consents (id, person_id, organisation_id, purpose, version, text, answer, manner, helper_id,"
        " at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        consent_id,
        person_id,
        organisation_id,
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
    unit: Unit, person_id: int, purpose: str, organisation_id: int | None
) -> Consent | None:
    """Her latest answer for this purpose and office, None if she was never asked; look at `is_given`."""
    row = await unit.fetch_one(
        _COLUMNS + "WHERE c.person_id = $1 AND c.purpose = $2 AND COALESCE(c.organisation_id, 0) = $3"
        " ORDER BY c.id DESC LIMIT 1",
        person_id,
        purpose,
        organisation_id or 0,
    )
    return None if row is None else _consent(row)


async def list_all(unit: Unit, person_id: int) -> tuple[Consent, ...]:
    """Everything she ever answered, the oldest first."""
    rows = await unit.fetch(_COLUMNS + "WHERE c.person_id = $1 ORDER BY c.id", person_id)
    return tuple(_consent(row) for row in rows)


def _consent(row: Row) -> Consent:
    return Consent(
        id=row["id"],
        person_id=row["person_id"],
        organisation_id=row["organisation_id"],
        purpose=row["purpose"],
        version=row["version"],
        text=row["text"],
        answer=row["answer"],
        manner=row["manner"],
        helper_id=row["helper_id"],
        at_ms=row["at_ms"],
    )
