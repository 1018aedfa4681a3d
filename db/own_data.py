"""Everything that is kept about one woman, opened: for her own eyes and for her copy (UU 27/2022 PDP, art. 7 and 13).

Never in it: other people (a helper, an officer, a worker by name), the safety store, and texts of chats. For an office
that hands the copy over, only what that office keeps, and what she has told the program itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from db import consents, own_announcements, own_matters, own_savings, own_training, people
from db.consents import Consent
from db.data_readers import Reading, list_selves
from db.data_requests import DataRequest, list_own
from db.engine import Fetch, Row
from db.lists import marks, padded
from db.own_announcements import OwnAnnouncements
from db.own_matters import OwnMatters
from db.own_savings import OwnSavings
from db.own_training import OwnTraining
from db.readings import list_readings
from db.rechecks import DETAIL_PLACE
from db.requests import CONTACT_PLACE
from db.screenings import SetResult, open_inside, open_result
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.contact_wishes import Named
from domain.requests import State

# More than anybody has; a turn touches at most 500 rows.
READINGS_MAX = 100
REQUESTS_MAX = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """A chat of hers. address: her own name in that channel, "" where another woman's phone is."""

    channel: str
    address: str
    phone: str
    language: str
    made_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Membership:
    """A role of hers. until_ms: None while she holds it."""

    role: str
    place: str
    since_ms: int
    until_ms: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What became of a case on one day: the office's words to her, and hers when she asked for another look."""

    state: str
    at_ms: int
    reason: str
    sk_number: str
    sk_date: str
    asked: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Screening:
    """One set of answers and what it came to."""

    result: SetResult
    made_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One request of hers at an office. helped: somebody typed for her (who, is not hers to have)."""

    code: str
    office: str
    kind: str
    state: str
    wants_person: bool
    helped: bool
    contact: dict[str, Any]
    made_ms: int
    screenings: tuple[Screening, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """One answer to a question for consent, and who had asked."""

    consent: Consent
    place: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnData:
    """All of it. area: its key. safe_hours: minutes of the day. since_ms: her first message.

    is_open, named: as domain/contact_wishes.py has them.
    """

    name: str
    salutation: str
    area: str
    zone: str
    since_ms: int
    may_write: bool
    safe_hours: tuple[int, int] | None
    paused: bool
    is_open: bool = True
    named: str = Named.TRAINING.value
    accounts: tuple[Account, ...] = ()
    memberships: tuple[Membership, ...] = ()
    cases: tuple[Case, ...] = ()
    consents: tuple[Given, ...] = ()
    data_requests: tuple[DataRequest, ...] = ()
    readings: tuple[Reading, ...] = field(default=())
    savings: tuple[OwnSavings, ...] = ()
    training: OwnTraining = field(default_factory=OwnTraining)
    matters: OwnMatters = field(default_factory=OwnMatters)
    announcements: OwnAnnouncements = field(default_factory=OwnAnnouncements)


async def collect(unit: Unit, person_id: int, *, organisation_id: int | None = None) -> OwnData:
    """What is kept of her, by that office only if one is given. Raises KeyError if she was erased. Leaves no trace.

    The caller notes who has read it.
    """
    selves = await list_selves(unit, person_id)
    await unit.vault.have([owner_of(each) for each in selves])
    mine = [each for each in selves if unit.vault.knows(owner_of(each))]
    person = await people.get_person(unit, person_id)
    (row,) = await unit.fetch(
        "SELECT created_ms, may_write, safe_from_min, safe_to_min, open, named, paused_ms FROM persons WHERE id = $1",
        person_id,
    )
    hours = (row["safe_from_min"], row["safe_to_min"])
    return OwnData(
        name=person.name,
        salutation=person.salutation,
        area=person.area,
        zone=person.zone,
        since_ms=row["created_ms"],
        may_write=bool(row["may_write"]),
        safe_hours=hours if None not in hours else None,
        paused=bool(row["paused_ms"]),
        is_open=bool(row["open"]),
        named=row["named"],
        accounts=await _list_accounts(unit, mine),
        memberships=await _list_memberships(unit, mine, organisation_id),
        cases=await _list_cases(unit, mine, organisation_id),
        consents=await _list_consents(unit, mine, organisation_id),
        data_requests=await _list_data_requests(unit, mine, organisation_id),
        readings=await list_readings(
            unit,
            person_id,
            READINGS_MAX,
            organisation_id=organisation_id,
            records=() if organisation_id else await own_savings.list_records(unit, person_id),
        ),
        # Two worlds: no office hands over, or sees, what a group keeps of her.
        savings=() if organisation_id else await own_savings.collect(unit, mine),
        training=await own_training.collect(unit, mine, organisation_id=organisation_id),
        matters=await own_matters.collect(unit, mine, organisation_id=organisation_id),
        announcements=await own_announcements.collect(unit, mine, organisation_id=organisation_id),
    )


async def _list_data_requests(
    unit: Unit, mine: Sequence[int], organisation_id: int | None
) -> tuple[DataRequest, ...]:
    found = [each for one in mine for each in await list_own(unit, one, REQUESTS_MAX)]
    return tuple(each for each in found if organisation_id in (None, each.organisation_id))


async def _list_accounts(unit: Unit, mine: Sequence[int]) -> tuple[Account, ...]:
    """Her own chats; of a phone that is another woman's only that she has a place on it."""
    ids = padded(mine)
    rows = await unit.fetch(
        "SELECT a.id AS account_id, a.owner_id, a.channel, a.address, a.phone, a.language, a.created_ms FROM accounts a"
        " WHERE a.owner_id IN "
        + marks(len(ids))
        + " OR a.id IN (SELECT account_id FROM profiles WHERE person_id IN "
        + marks(len(ids))
        + ") ORDER BY a.id",
        *ids,
    )
    return tuple(
        Account(
            channel=row["channel"],
            address=people.open_address(unit, row) if row["owner_id"] in mine else "",
            phone=row["phone"],
            language=row["language"],
            made_ms=row["created_ms"],
        )
        for row in rows
    )


async def _list_memberships(
    unit: Unit, mine: Sequence[int], organisation_id: int | None
) -> tuple[Membership, ...]:
    ids = padded(mine)
    rows = await unit.fetch(
        "SELECT r.role, r.organisation_id, r.since_ms, r.until_ms, COALESCE(o.name, g.name, '') AS place FROM roles r"
        " LEFT JOIN organisations o ON o.id = r.organisation_id LEFT JOIN groups g ON g.id = r.group_id"
        " WHERE r.person_id IN " + marks(len(ids)) + " ORDER BY r.id",
        *ids,
    )
    return tuple(
        Membership(role=row["role"], place=row["place"], since_ms=row["since_ms"], until_ms=row["until_ms"])
        for row in rows
        if organisation_id in (None, row["organisation_id"])
    )


async def _list_cases(unit: Unit, mine: Sequence[int], organisation_id: int | None) -> tuple[Case, ...]:
    ids = padded(mine)
    among = marks(len(ids))
    cases, screenings, decisions = await unit.fetch_all(
        Fetch(
            "SELECT r.id, r.person_id, r.code, r.organisation_id, r.kind, r.state, r.wants_person, r.helper_id,"
            " r.contact, r.made_ms, o.name AS office FROM requests r JOIN organisations o ON o.id = r.organisation_id"
            " WHERE r.person_id IN " + among + " ORDER BY r.id DESC LIMIT 100",
            ids,
        ),
        Fetch(
            "SELECT s.id, s.request_id, s.person_id, s.set_id, s.set_version, s.overall, s.priority, s.result,"
            " s.made_ms FROM screenings s WHERE s.person_id IN " + among + " ORDER BY s.id",
            ids,
        ),
        Fetch(
            "SELECT d.id, d.request_id, d.person_id, d.state, d.detail, d.at_ms FROM decisions d"
            " WHERE d.person_id IN " + among + " ORDER BY d.id",
            ids,
        ),
    )
    return tuple(
        _case(unit, row, screenings, decisions)
        for row in cases
        if organisation_id in (None, row["organisation_id"])
    )


def _case(unit: Unit, row: Row, screenings: Sequence[Row], decisions: Sequence[Row]) -> Case:
    return Case(
        code=row["code"],
        office=row["office"],
        kind=row["kind"],
        state=row["state"],
        wants_person=bool(row["wants_person"]),
        helped=row["helper_id"] is not None,
        contact=open_inside(unit, row["person_id"], cell(CONTACT_PLACE, row["id"]), row["contact"]),
        made_ms=row["made_ms"],
        screenings=tuple(
            Screening(result=open_result(unit, each), made_ms=each["made_ms"])
            for each in screenings
            if each["request_id"] == row["id"] and each["result"]
        ),
        steps=tuple(_step(unit, each) for each in decisions if each["request_id"] == row["id"]),
    )


def _step(unit: Unit, row: Row) -> Step:
    detail = open_inside(unit, row["person_id"], cell(DETAIL_PLACE, row["id"]), row["detail"])
    return Step(
        state=row["state"],
        at_ms=row["at_ms"],
        reason=detail.get("reason", ""),
        sk_number=detail.get("sk_number", ""),
        sk_date=detail.get("sk_date", ""),
        asked=detail.get("what", ""),
    )


async def _list_consents(unit: Unit, mine: Sequence[int], organisation_id: int | None) -> tuple[Given, ...]:
    found = [each for one in mine for each in await consents.list_all(unit, one)]
    offices, of_groups = await unit.fetch_all(
        Fetch("SELECT id, name FROM organisations", ()), Fetch("SELECT id, name FROM groups", ())
    )
    names = {row["id"]: row["name"] for row in [*offices, *of_groups]}
    return tuple(
        Given(consent=each, place=names.get(each.organisation_id or each.group_id or 0, ""))
        for each in found
        if organisation_id in (None, each.organisation_id)
    )


async def list_case_states(unit: Unit, person_id: int) -> list[State]:
    """How each of her requests at an office stands."""
    ids = padded(await list_selves(unit, person_id))
    rows = await unit.fetch("SELECT state FROM requests WHERE person_id IN " + marks(len(ids)), *ids)
    return [State(row["state"]) for row in rows]


async def list_chat(unit: Unit, account_id: int) -> list[Row]:
    """The account as a place to send to, for what goes to this chat and no other."""
    return await unit.fetch(
        "SELECT a.id AS account_id, a.channel, a.address, a.owner_id, a.language FROM accounts a WHERE a.id = $1",
        account_id,
    )
