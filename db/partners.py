"""To whom an office refers: other offices, with what they are and a number somebody has called. No person."""

from datetime import date

from db.engine import Row
from db.unit import Unit
from domain.matter_moves import PartnersFull
from domain.matters import PARTNERS_MAX, PartnerKind
from domain.records import dataclass
from domain.refusals import NotAllowed

_COLUMNS = (
    "SELECT p.id, p.organisation_id, p.kind, p.name, p.partner_organisation, p.phone, p.checked_on FROM partners p"
    " WHERE p.until_ms = 0"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Partner:
    """One of them. partner_organisation: its office here, 0 if it does not work with this program.

    phone: "" if none is known; people are shown it only after somebody called it (checked_on).
    """

    id: int
    organisation_id: int
    kind: PartnerKind
    name: str
    partner_organisation: int
    phone: str
    checked_on: date | None

    @property
    def shown_phone(self) -> str:
        """The number, as far as people may see it."""
        return self.phone if self.checked_on is not None else ""


async def add(
    unit: Unit, organisation_id: int, *, kind: PartnerKind, name: str, partner_organisation: int = 0
) -> int:
    """The id of a new one. Raises PartnersFull."""
    # The row of the office is locked, so that two at once do not pass the limit together.
    unit.write("UPDATE organisations SET demo = demo WHERE id = $1", organisation_id)
    if len(await list_of(unit, organisation_id)) >= PARTNERS_MAX:
        raise PartnersFull(most=PARTNERS_MAX)
    partner_id = unit.new_id()
    unit.write(
        "INSERT INTO partners (id, organisation_id, kind, name, partner_organisation) VALUES ($1, $2, $3, $4, $5)",
        partner_id,
        organisation_id,
        kind.value,
        name,
        partner_organisation,
    )
    return partner_id


async def list_of(unit: Unit, organisation_id: int) -> list[Partner]:
    """The office's partners, by name."""
    rows = await unit.fetch(_COLUMNS + " AND p.organisation_id = $1", organisation_id)
    return sorted((_partner(row) for row in rows), key=lambda each: (each.name.casefold(), each.id))


async def get(unit: Unit, partner_id: int) -> Partner:
    """That one. Raises NotAllowed if there is none any more."""
    row = await unit.fetch_one(_COLUMNS + " AND p.id = $1", partner_id)
    if row is None:
        raise NotAllowed
    return _partner(row)


async def name_of(unit: Unit, partner_id: int) -> str:
    """Its name, also of one that is no partner any more; "" if there never was one."""
    row = await unit.fetch_one("SELECT name FROM partners WHERE id = $1", partner_id)
    return "" if row is None else str(row["name"])


def set_phone(unit: Unit, partner_id: int, phone: str) -> None:
    """Its number, not checked yet."""
    unit.write("UPDATE partners SET phone = $2, checked_on = '' WHERE id = $1", partner_id, phone)


def set_checked(unit: Unit, partner_id: int, day: date | None) -> None:
    """Somebody called the number on that day and it was right; None: it is hidden again."""
    unit.write(
        "UPDATE partners SET checked_on = $2 WHERE id = $1", partner_id, day.isoformat() if day else ""
    )


def remove(unit: Unit, partner_id: int) -> None:
    """It is in the list no more; what was referred there stays what it was."""
    unit.write("UPDATE partners SET until_ms = $2 WHERE id = $1", partner_id, unit.now_ms)


def _partner(row: Row) -> Partner:
    return Partner(
        id=row["id"],
        organisation_id=row["organisation_id"],
        kind=PartnerKind(row["kind"]),
        name=row["name"],
        partner_organisation=row["partner_organisation"],
        phone=row["phone"],
        checked_on=date.fromisoformat(row["checked_on"]) if row["checked_on"] else None,
    )
