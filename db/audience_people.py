"""Of these people, who may be told, on which account, and why not the others?

The law: two records of one woman are one person; an office reaches only women it knows, whose yes to it stands (any of
screening, training, contact) and who have not said no to contact; its own people by role need none; a group reaches its
own members. Nobody learns more than a number of those left out. Sources: UU 27/2022 PDP, art. 20-24; peers.md C12.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from db import windows
from db.audience_parts import Source, members_of, source_of
from db.consents import YES
from db.engine import Fetch, Row
from db.lists import marks, padded
from db.unit import Unit
from domain.announcements import Announcement, Audience, NewsKind, Part, PartKind, Reached, Why
from domain.purposes import Purpose
from domain.records import dataclass

CHAT, TEMPLATE = "chat", "template"

# One yes to the office is enough: she is in its care, in its courses, or has given it her number.
_YES = (Purpose.SCREENING, Purpose.TRAINING, Purpose.CONTACT)
_PURPOSES = "(" + ", ".join(f"'{each.value}'" for each in _YES) + ")"

_PERSONS = "SELECT p.id, p.same_as, p.may_write, p.paused_ms, p.erased_ms, p.demo FROM persons p WHERE "
_ACCOUNTS = (
    "SELECT a.id AS account_id, a.channel, a.reachable, a.last_in_ms, a.profiles, a.language,"
    " a.window_until_ms, "
)
_OWN = _ACCOUNTS + "a.owner_id AS record_id FROM accounts a WHERE a.owner_id IN "
_OF_PROFILES = (
    _ACCOUNTS
    + "f.person_id AS record_id FROM profiles f JOIN accounts a ON a.id = f.account_id WHERE f.person_id IN "
)
_OF_OFFICE = (
    "SELECT k.id, k.person_id, k.purpose, k.answer FROM consents k WHERE k.organisation_id = $1 AND k.purpose IN "
    + _PURPOSES
    + " AND k.person_id IN "
)
_OF_GROUP = (
    "SELECT k.id, k.person_id, k.purpose, k.answer FROM consents k WHERE k.group_id = $1"
    f" AND k.purpose = '{Purpose.SAVINGS.value}' AND k.person_id IN "
)
_REFUSED = "SELECT n.person_id FROM news_refusals n WHERE n.news = $1 AND n.person_id IN "


@dataclass(frozen=True, kw_only=True, slots=True)
class Sender:
    """Whose announcement it is, and of which kind. is_real: False for a practice, of which nobody hears."""

    organisation_id: int | None
    group_id: int | None
    news: NewsKind
    demo: bool
    is_real: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """One woman. person_id: of her first record. why: None if she may be told.

    record_id: whose the account is: the row of the outbox is that record's. way: a chat, or a template where the
    channel's window is closed. charged: whether it is an account of WhatsApp, or looks like one in the simulator.
    """

    person_id: int
    why: Why | None
    account_id: int = 0
    record_id: int = 0
    channel: str = ""
    language: str = ""
    way: str = ""
    charged: bool = False


def state_without(why: Why, *, again: bool) -> Reached:
    """Where she stands who gets no message because of this. again: whether she was meant in an earlier round.

    Whose chat cannot be reached is a woman whom it does not reach: who sent it is told, calls on her another way, and
    sends it again once she is back (peers.md C10). All other reasons are hers, or she never had a chat.
    """
    missed = why is Why.UNREACHABLE or (again and why is Why.NO_ACCOUNT)
    return Reached.FAILED if missed else Reached.LEFT_OUT


async def sender_of(unit: Unit, organisation_id: int | None, group_id: int | None, news: NewsKind) -> Sender:
    """Whose announcement it would be."""
    if organisation_id is not None:
        row = await unit.fetch_one(
            "SELECT demo, 0 AS practice_of FROM organisations WHERE id = $1", organisation_id
        )
    else:
        row = await unit.fetch_one("SELECT demo, practice_of FROM groups WHERE id = $1", group_id)
    return Sender(
        organisation_id=organisation_id,
        group_id=group_id,
        news=news,
        demo=row is not None and bool(row["demo"]),
        is_real=row is not None and not row["practice_of"],
    )


async def sender_of_announcement(unit: Unit, announcement: Announcement) -> Sender:
    """Whose announcement it is."""
    return await sender_of(unit, announcement.organisation_id, announcement.group_id, announcement.news)


async def look(
    unit: Unit, audience: Audience, part: Part, sender: Sender, after: int, most: int
) -> tuple[list[Weighed], int]:
    """The next women of a part, weighed, and after whom it goes on; -1 when that was the last."""
    (rows,) = await unit.fetch_all(source_of(part, sender.organisation_id).slice(after, most))
    weighed = await weigh(
        unit,
        [row["id"] for row in rows],
        sender,
        by_role=part.kind is PartKind.ROLE,
        without=[source_of(each, sender.organisation_id) for each in audience.without],
    )
    return weighed, rows[-1]["id"] if len(rows) == most else -1


async def weigh(
    unit: Unit,
    person_ids: Sequence[int],
    sender: Sender,
    *,
    by_role: bool = False,
    without: Iterable[Source] = (),
) -> list[Weighed]:
    """Each woman behind these ids once, as she may be told now. Not among them: whoever is in one of `without`, whom
    the sender does not know, who was erased, and invented people of a sender that is not.

    by_role: they are the office's own people and need no consent.
    """
    if not person_ids or not sender.is_real:
        return []
    hers = _by_first(await _records(unit, person_ids))
    records = [row["id"] for rows in hers.values() for row in rows]
    known = await _Known.read(unit, sender, records, without)
    return [
        weighed
        for first, rows in hers.items()
        if (weighed := known.weigh(first, rows, by_role=by_role)) is not None
    ]


async def _records(unit: Unit, person_ids: Sequence[int]) -> dict[int, Row]:
    """These records, and all others of the same women."""
    found: dict[int, Row] = {}
    looked: set[int] = set()
    wanted = sorted(set(person_ids))
    while wanted:
        looked.update(wanted)
        ids = padded(wanted)
        among = marks(len(ids))
        own, others = await unit.fetch_all(
            Fetch(f"{_PERSONS}p.id IN {among}", ids),
            Fetch(f"{_PERSONS}p.same_as <> 0 AND p.same_as IN {among}", ids),
        )
        found |= {row["id"]: row for row in (*own, *others)}
        named = {row["same_as"] for row in (*own, *others) if row["same_as"]}
        wanted = sorted((named | {row["id"] for row in others}) - looked)
    return found


def _by_first(records: dict[int, Row]) -> dict[int, list[Row]]:
    """The records of each woman by her first one."""
    hers: dict[int, list[Row]] = defaultdict(list)
    for row in records.values():
        first, seen = row, {row["id"]}
        while first["same_as"] in records and first["same_as"] not in seen:
            first = records[first["same_as"]]
            seen.add(first["id"])
        hers[first["id"]].append(row)
    return hers


def answers_of(record_ids: Sequence[int], *, organisation_id: int | None, group_id: int | None) -> Fetch:
    """What these records have answered to the sender, the oldest first: what `agrees` reads."""
    ids = padded(record_ids)
    sql = _OF_OFFICE if organisation_id is not None else _OF_GROUP
    whose = organisation_id if organisation_id is not None else group_id
    return Fetch(f"{sql}{marks(len(ids), 2)} ORDER BY k.id", (whose, *ids))


def refused_by(record_ids: Sequence[int], news: NewsKind) -> Fetch:
    """Those of these records that want no more news of this kind."""
    ids = padded(record_ids)
    return Fetch(_REFUSED + marks(len(ids), 2), (news.value, *ids))


def agrees(answers: Sequence[Row], *, of_group: bool) -> bool:
    """Whether what she has answered, the oldest first, lets the sender write to her."""
    latest: dict[str, str] = {row["purpose"]: row["answer"] for row in answers}
    if of_group:
        return latest.get(Purpose.SAVINGS.value, YES) == YES
    return YES in latest.values() and latest.get(Purpose.CONTACT.value, YES) == YES


class _Known:
    """What is known of some women at this moment."""

    def __init__(self, unit: Unit, sender: Sender) -> None:
        self._now_ms = unit.now_ms
        self._sender = sender
        self._accounts: dict[int, list[Row]] = defaultdict(list)
        self._answers: dict[int, list[Row]] = defaultdict(list)
        self._refused: set[int] = set()
        self._without: set[int] = set()
        self._inside: set[int] | None = None

    @classmethod
    async def read(
        cls, unit: Unit, sender: Sender, records: Sequence[int], without: Iterable[Source]
    ) -> "_Known":
        """What the tables say of these records, in one trip."""
        ids = padded(records)
        inside = [] if sender.group_id is None else [members_of(sender.group_id).among(records)]
        own, of_profiles, answers, refused, *rest = await unit.fetch_all(
            Fetch(_OWN + marks(len(ids)), ids),
            Fetch(_OF_PROFILES + marks(len(ids)), ids),
            answers_of(records, organisation_id=sender.organisation_id, group_id=sender.group_id),
            refused_by(records, sender.news),
            *inside,
            *[each.among(records) for each in without],
        )
        known = cls(unit, sender)
        for row in (*own, *of_profiles):
            known._accounts[row["record_id"]].append(row)
        for row in answers:
            known._answers[row["person_id"]].append(row)
        known._refused = {row["person_id"] for row in refused}
        if inside:
            known._inside = {row["id"] for row in rest.pop(0)}
        known._without = {row["id"] for rows in rest for row in rows}
        return known

    def weigh(self, first: int, rows: Sequence[Row], *, by_role: bool) -> Weighed | None:
        """How she may be told; None if she is not in this audience at all."""
        ids = {row["id"] for row in rows}
        if any(row["erased_ms"] or (row["demo"] and not self._sender.demo) for row in rows):
            return None
        if ids & self._without or (self._inside is not None and not ids & self._inside):
            return None
        answers = sorted(
            [row for each in ids for row in self._answers.get(each, ())], key=lambda row: int(row["id"])
        )
        if self._sender.organisation_id is not None and not answers and not by_role:
            return None  # the office does not know her
        why = self._why_not(ids, rows, answers, by_role=by_role)
        if why is not None:
            return Weighed(person_id=first, why=why)
        return self._choose(first, [row for each in ids for row in self._accounts.get(each, ())])

    def _why_not(
        self, ids: set[int], rows: Sequence[Row], answers: Sequence[Row], *, by_role: bool
    ) -> Why | None:
        if not by_role and not agrees(answers, of_group=self._sender.group_id is not None):
            return Why.NO_CONSENT
        if any(row["paused_ms"] for row in rows):
            return Why.PAUSED
        if not all(row["may_write"] for row in rows):
            return Why.MAY_NOT_WRITE
        return Why.OPTED_OUT if ids & self._refused else None

    def _choose(self, first: int, accounts: Sequence[Row]) -> Weighed:
        """Her account as db/receivers.py orders them, but one that can be written to now before one that cannot."""
        if not accounts:
            return Weighed(person_id=first, why=Why.NO_ACCOUNT)
        best = max(accounts, key=self._how_good)
        if not best["reachable"]:
            return Weighed(person_id=first, why=Why.UNREACHABLE)
        return Weighed(
            person_id=first,
            why=None,
            account_id=best["account_id"],
            record_id=best["record_id"],
            channel=best["channel"],
            language=best["language"],
            way=TEMPLATE if windows.is_closed(best, self._now_ms) else CHAT,
            charged=windows.has_window(best),
        )

    def _how_good(self, row: Row) -> tuple[int, int, int, int, int]:
        is_open = 0 if windows.is_closed(row, self._now_ms) else 1
        return (
            row["reachable"],
            is_open,
            0 if row["profiles"] > 0 else 1,
            row["last_in_ms"],
            row["account_id"],
        )
