"""Accounts (a chat in a channel), the persons behind them, and the roles they hold."""

import json
from collections.abc import Iterable, Sequence

from db import course_hours
from db.engine import Fetch, Row
from db.lists import marks, padded
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.contact import NUMBERED_CHANNELS, OWN_TURN_MINUTES, SILENCE_MS
from domain.records import dataclass
from domain.roles import STAFF, Role, RoleGrant

ADDRESS_PLACE = "accounts.address"
DETAILS_PLACE = "persons.details"

# So long after her last message whoever went in with her PIN is taken to be still at the phone.
INSIDE_MS = OWN_TURN_MINUTES * 60_000

States = tuple[dict[bytes, Row], dict[int, list[RoleGrant]]]

_STATE_COLUMNS = """
    SELECT a.id AS account_id, a.address_hash, a.channel, a.person_id, a.owner_id, a.profiles, a.inside_until_ms,
        a.phone, a.language, a.reachable, a.last_in_ms, a.neutral_sent_ms, a.answered_nonce, a.answered_outbox,
        a.safe_words_hash, a.identity_hash, a.practice, a.practice_until_ms, a.window_until_ms,
        p.zone, p.staff, p.may_write, p.safe_from_min, p.safe_to_min,
        CASE WHEN a.profiles > 0 THEN p.details END AS details,
        t.id AS talk_id, t.person_id AS talk_person_id, t.name AS talk_name, t.nonce AS talk_nonce,
        t.updated_ms AS talk_updated_ms, t.asked_outbox, t.body AS talk_body,
        o.message_ref AS asked_ref, o.sent_ms AS asked_sent_ms
    FROM accounts a
    JOIN persons p ON p.id = a.person_id
    LEFT JOIN talks t ON t.account_id = a.id AND t.state = 'open'
    LEFT JOIN outbox o ON o.id = t.asked_outbox
    WHERE a.address_hash IN """


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Who acts in this turn: the account, the person it stands for now, and what she may do.

    phone: unknown, own, shared or helped. zone: an IANA name. profiles: whether persons are kept behind a PIN here.
    inside: False on such a phone while nobody has unlocked. unsays: whether what she types can be deleted here.
    name: how she is called, on a phone with profiles only: what is said about money names her there.
    practice: the group in which she tries things out for now, 0 outside of practice.
    """

    account_id: int
    person_id: int
    channel: str
    phone: str
    language: str
    zone: str
    staff: bool
    roles: tuple[RoleGrant, ...] = ()
    profiles: bool = False
    inside: bool = True
    unsays: bool = False
    name: str = ""
    practice: int = 0

    @property
    def locked(self) -> bool:
        """Whether only the harmless outside is to be seen."""
        return self.profiles and not self.inside

    def has(self, role: Role, *, organisation_id: int | None = None, group_id: int | None = None) -> bool:
        """Whether she holds `role` (in that organisation or group, if one is named)."""
        return any(
            grant.role is role
            and organisation_id in (None, grant.organisation_id)
            and group_id in (None, grant.group_id)
            for grant in self.roles
        )

    def organisations(self, *roles: Role) -> tuple[int, ...]:
        """The organisations in which she holds one of `roles`, each once, in a steady order."""
        found = [
            grant.organisation_id
            for grant in self.roles
            if grant.organisation_id is not None and (not roles or grant.role in roles)
        ]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """What is kept about a person, opened. name: how she is called, "" if not known. salutation: e.g. "Mbak".

    name_only: she wants none before her name.
    """

    id: int
    name: str
    salutation: str
    area: str
    zone: str
    staff: bool
    name_only: bool = False


def address_hash(unit: Unit, channel: str, address: str) -> bytes:
    """What an account is found by."""
    return unit.vault.digest("address", f"{channel}:{address}")


async def find_states(unit: Unit, hashes: Sequence[bytes]) -> States:
    """The state each of these accounts is in (columns of `_STATE_COLUMNS`), and the roles of their persons."""
    return read_states(await unit.fetch_all(*state_fetches(hashes))) if hashes else ({}, {})


def state_fetches(hashes: Sequence[bytes]) -> tuple[Fetch, Fetch]:
    """What `find_states` reads, for a trip that is made anyway; `read_states` understands the rows."""
    wanted = padded(hashes)
    roles = (
        "SELECT r.person_id, r.role, r.organisation_id, r.group_id FROM roles r WHERE r.until_ms IS NULL"
        " AND r.person_id IN (SELECT person_id FROM accounts WHERE address_hash IN "
    )
    accounts = marks(len(wanted))
    return Fetch(_STATE_COLUMNS + accounts, wanted), Fetch(roles + accounts + ") ORDER BY r.id", wanted)


def read_states(found: Sequence[Sequence[Row]]) -> States:
    """The rows of `state_fetches`: accounts by the hash of their address, roles by person."""
    states, grants = found
    roles: dict[int, list[RoleGrant]] = {}
    for row in grants:
        roles.setdefault(row["person_id"], []).append(_grant(row))
    return {bytes(row["address_hash"]): row for row in states}, roles


def _grant(row: Row) -> RoleGrant:
    return RoleGrant(Role(row["role"]), row["organisation_id"], row["group_id"])


def add_person(unit: Unit, person_id: int, now_ms: int, *, demo: bool = False) -> None:
    """A person of whom nothing is known yet. Her key must exist (Vault.have)."""
    unit.write("INSERT INTO persons (id, created_ms, demo) VALUES ($1, $2, $3)", person_id, now_ms, int(demo))


def add_account(
    unit: Unit,
    *,
    account_id: int,
    person_id: int,
    channel: str,
    address: str,
    now_ms: int,
    language: str = "id",
) -> None:
    """A chat of that person."""
    sealed = unit.vault.seal(owner_of(person_id), cell(ADDRESS_PLACE, account_id), address.encode())
    unit.write(
        "INSERT INTO accounts (id, channel, address_hash, address, person_id, owner_id, language, created_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        account_id,
        channel,
        address_hash(unit, channel, address),
        sealed,
        person_id,
        person_id,
        language,
        now_ms,
    )


def set_phone(unit: Unit, account_id: int, phone: str) -> None:
    """Whose phone it is: own, shared or helped."""
    unit.write("UPDATE accounts SET phone = $2 WHERE id = $1", account_id, phone)


def set_reachable(unit: Unit, account_id: int, reachable: bool) -> None:
    """Whether the channel still lets us write to her."""
    unit.write("UPDATE accounts SET reachable = $2 WHERE id = $1", account_id, int(reachable))


def move_account(unit: Unit, account_id: int, owner_id: int, channel: str, address: str) -> None:
    """The same chat under a new address (a Telegram group that became a supergroup)."""
    unit.write(
        "UPDATE accounts SET address = $2, address_hash = $3 WHERE id = $1",
        account_id,
        unit.vault.seal(owner_of(owner_id), cell(ADDRESS_PLACE, account_id), address.encode()),
        address_hash(unit, channel, address),
    )


def set_safe_hours(unit: Unit, person_id: int, from_min: int | None, to_min: int | None) -> None:
    """Between which minutes of the day (in her zone) she may be written to; None for any."""
    unit.write(
        "UPDATE persons SET safe_from_min = $2, safe_to_min = $3 WHERE id = $1", person_id, from_min, to_min
    )
    course_hours.look_again(unit, person_id)


def set_area(unit: Unit, person_id: int, area: str, zone: str) -> None:
    """Where she lives and what time it is there."""
    unit.write("UPDATE persons SET area = $2, zone = $3 WHERE id = $1", person_id, area, zone)
    course_hours.look_again(unit, person_id)


async def set_details(unit: Unit, person_id: int, **details: str) -> None:
    """Add to what is kept about her (name, salutation); an empty value removes it."""
    row = await unit.fetch_one("SELECT details FROM persons WHERE id = $1", person_id)
    await unit.vault.have([owner_of(person_id)])
    known = _open_details(unit, person_id, row["details"] if row else None)
    begin_details(unit, person_id, **(known | details))


def begin_details(unit: Unit, person_id: int, **details: str) -> None:
    """The same for a person of whom nothing is known yet: nothing is read. Her key must be open (Vault.have)."""
    body = json.dumps({name: value for name, value in details.items() if value}).encode()
    sealed = unit.vault.seal(owner_of(person_id), DETAILS_PLACE, body)
    unit.write("UPDATE persons SET details = $2 WHERE id = $1", person_id, sealed)


def _open_details(unit: Unit, person_id: int, sealed: bytes | None) -> dict[str, str]:
    if sealed is None:
        return {}
    opened: dict[str, str] = json.loads(unit.vault.unseal(owner_of(person_id), DETAILS_PLACE, sealed))
    return opened


def open_name(unit: Unit, person_id: int, details: bytes | None) -> str:
    """How she is called; "" if nobody knows, or she was erased."""
    if not unit.vault.knows(owner_of(person_id)):
        return ""
    return _open_details(unit, person_id, details).get("name", "")


async def list_persons(unit: Unit, person_ids: Iterable[int]) -> dict[int, Person]:
    """The persons with these ids, opened, by id; those whose key is gone are left out."""
    wanted = list(dict.fromkeys(person_ids))
    if not wanted:
        return {}
    rows = await unit.fetch(
        "SELECT id, details, area, zone, staff FROM persons WHERE id IN " + marks(len(padded(wanted))),
        *padded(wanted),
    )
    await unit.vault.have([owner_of(row["id"]) for row in rows])
    found: dict[int, Person] = {}
    for row in sorted(rows, key=lambda row: int(row["id"])):
        if not unit.vault.knows(owner_of(row["id"])):
            continue
        details = _open_details(unit, row["id"], row["details"])
        found[row["id"]] = Person(
            id=row["id"],
            name=details.get("name", ""),
            salutation=details.get("salutation", ""),
            area=row["area"],
            zone=row["zone"],
            staff=bool(row["staff"]),
            name_only="name_only" in details,
        )
    return found


async def get_person(unit: Unit, person_id: int) -> Person:
    """That person. Raises KeyError if she is not known or was erased."""
    return (await list_persons(unit, [person_id]))[person_id]


def grant_role(unit: Unit, *, role_id: int, person_id: int, grant: RoleGrant, now_ms: int) -> None:
    """Give a role, from now on."""
    unit.write(
        "INSERT INTO roles (id, person_id, role, organisation_id, group_id, since_ms) VALUES ($1, $2, $3, $4, $5, $6)",
        role_id,
        person_id,
        grant.role.value,
        grant.organisation_id,
        grant.group_id,
        now_ms,
    )
    if grant.role in STAFF:
        unit.write("UPDATE persons SET staff = 1 WHERE id = $1", person_id)


async def list_roles(unit: Unit, person_id: int) -> tuple[RoleGrant, ...]:
    """The roles she holds at this moment of the transaction."""
    rows = await unit.fetch(
        "SELECT role, organisation_id, group_id FROM roles WHERE person_id = $1 AND until_ms IS NULL ORDER BY id",
        person_id,
    )
    return tuple(_grant(row) for row in rows)


async def list_role_holders(unit: Unit, organisation_id: int, roles: Sequence[Role]) -> list[int]:
    """The persons who hold one of `roles` in the organisation, each once, longest-serving first."""
    if not roles:
        return []
    rows = await unit.fetch(
        "SELECT person_id, min(id) AS first FROM roles WHERE organisation_id = $1 AND until_ms IS NULL AND role IN "
        + marks(len(roles), 2)
        + " GROUP BY person_id ORDER BY first",
        organisation_id,
        *[role.value for role in roles],
    )
    return [row["person_id"] for row in rows]


async def find_account_of(unit: Unit, person_id: int) -> Row | None:
    """The account she used last and can still be reached by, with what deciding about a push needs.

    A phone on which she has a profile is one of hers, and counts as shared; one without profiles is preferred.
    """
    return await unit.fetch_one(
        "SELECT a.id AS account_id, a.channel, a.address, a.owner_id, a.language, a.reachable, a.neutral_sent_ms,"
        " a.last_in_ms, a.window_until_ms, a.profiles, p.id AS person_id, p.zone,"
        " CASE WHEN a.profiles > 0 THEN 'shared' ELSE a.phone END AS phone,"
        " p.staff, p.may_write, p.open, p.safe_from_min, p.safe_to_min"
        " FROM accounts a JOIN persons p ON p.id = $1"
        " WHERE a.owner_id = $1 OR a.id IN (SELECT account_id FROM profiles WHERE person_id = $1)"
        " OR (a.profiles = 0 AND a.owner_id = p.same_as)"
        " ORDER BY a.reachable DESC, CASE WHEN a.profiles > 0 THEN 1 ELSE 0 END, a.last_in_ms DESC, a.id DESC LIMIT 1",
        person_id,
    )


def note_visit(unit: Unit, account_id: int) -> None:
    """She wrote: reachable again, and looking, so that the next neutral notice may go out; who is inside stays."""
    unit.write(
        "UPDATE accounts SET last_in_ms = $2, reachable = 1, neutral_sent_ms = 0,"
        " inside_until_ms = CASE WHEN person_id <> owner_id THEN CAST($3 AS BIGINT) ELSE 0 END WHERE id = $1",
        account_id,
        unit.now_ms,
        unit.now_ms + INSIDE_MS,
    )


def note_answer(unit: Unit, account_id: int, nonce: str, outbox_id: int) -> None:
    """The same, and the question with this nonce was answered; the outbox row is what she got for it."""
    unit.write(
        "UPDATE accounts SET last_in_ms = $2, reachable = 1, neutral_sent_ms = 0, answered_nonce = $3,"
        " answered_outbox = $4,"
        " inside_until_ms = CASE WHEN person_id <> owner_id THEN CAST($5 AS BIGINT) ELSE 0 END WHERE id = $1",
        account_id,
        unit.now_ms,
        nonce,
        outbox_id,
        unit.now_ms + INSIDE_MS,
    )


async def get_receiver(unit: Unit, account_id: int, person_id: int) -> Row:
    """What deciding about a push to her there needs; after a long silence her phone counts as shared."""
    row = await unit.fetch_one(
        "SELECT CASE WHEN a.profiles > 0 OR (p.staff = 0 AND a.last_in_ms > 0 AND a.last_in_ms < $3"
        " AND a.channel IN ($4, $5)) THEN 'shared' ELSE a.phone END AS phone, a.language, a.reachable,"
        " a.neutral_sent_ms, a.window_until_ms, p.zone, p.staff, p.may_write, p.open, p.safe_from_min, p.safe_to_min"
        " FROM accounts a JOIN persons p ON p.id = $2 WHERE a.id = $1",
        account_id,
        person_id,
        unit.now_ms - SILENCE_MS,
        *NUMBERED_CHANNELS,
    )
    assert row is not None, "an outbox row belongs to an account and a person"
    return row


def mark_neutral_sent(unit: Unit, account_id: int) -> None:
    """A neutral notice went out; no other until she looks."""
    unit.write("UPDATE accounts SET neutral_sent_ms = $2 WHERE id = $1", account_id, unit.now_ms)


def unmark_neutral_sent(unit: Unit, account_id: int) -> None:
    """It did not go out after all."""
    unit.write("UPDATE accounts SET neutral_sent_ms = 0 WHERE id = $1", account_id)


def open_address(unit: Unit, row: Row) -> str:
    """The channel's address in an account row (columns account_id, owner_id, address). Raises KeyGone."""
    place = cell(ADDRESS_PLACE, row["account_id"])
    return unit.vault.unseal(owner_of(row["owner_id"]), place, bytes(row["address"])).decode()


async def give_account(unit: Unit, account_id: int, owner_id: int) -> None:
    """From now on this person owns the account and holds the phone; its address is sealed with her key."""
    row = await unit.fetch_one(
        "SELECT id AS account_id, owner_id, address FROM accounts WHERE id = $1", account_id
    )
    assert row is not None, "accounts are never deleted"
    await unit.vault.have([owner_of(row["owner_id"]), owner_of(owner_id)])
    address = open_address(unit, row)
    unit.write(
        "UPDATE accounts SET owner_id = $2, person_id = $2, address = $3, inside_until_ms = 0, answered_nonce = '',"
        " answered_outbox = 0 WHERE id = $1",
        account_id,
        owner_id,
        unit.vault.seal(owner_of(owner_id), cell(ADDRESS_PLACE, account_id), address.encode()),
    )


def let_out(unit: Unit, account_id: int) -> None:
    """Nobody is inside any more; a tap on an old button repeats nothing of what she was shown."""
    unit.write(
        "UPDATE accounts SET person_id = owner_id, inside_until_ms = 0, answered_nonce = '', answered_outbox = 0"
        " WHERE id = $1",
        account_id,
    )
