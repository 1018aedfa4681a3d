"""In which chats do a group's women talk with each other? They get a meeting's sums, no name, no one's money.

An officer asks in her own chat, then puts the bot into theirs within the hour; a chat nobody asked for is left. An
office's announcements go there only where the group's officers have said so, and only those that are for the whole
group: whoever is left out of one would read it there.
"""

from collections.abc import Collection, Sequence

from db import people, removals
from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from domain.announcements import Announcement, PartKind
from domain.contact import LANES, MessageClass
from domain.permits import Action, is_allowed

WAITS_MS = 60 * 60_000

# Announcements on their way to the group's chats. $2: 1 for all of them, 0 for those of offices.
_DROP_WAITING = (
    "UPDATE outbox SET state = 'dropped', fault = 'settled' WHERE state = 'queued' AND pushed = 1 AND account_id IN"
    " (SELECT account_id FROM group_chats WHERE group_id = $1 AND state = 'linked') AND notice_id IN"
    " (SELECT id FROM announcements WHERE group_id IS NULL OR $2 = 1)"
)


def ask(unit: Unit, group_id: int) -> None:
    """The next chat into which the actor puts the bot is this group's."""
    me = unit.actor.person_id
    unit.write("UPDATE group_chats SET state = 'gone' WHERE by_person = $1 AND state = 'waiting'", me)
    unit.write(
        "INSERT INTO group_chats (id, group_id, by_person, state, made_ms) VALUES ($1, $2, $3, 'waiting', $4)",
        unit.new_id(),
        group_id,
        me,
        unit.now_ms,
    )


async def link(unit: Unit, inviter_hash: bytes, account_id: int) -> str:
    """The name of the group whose chat this account is from now on; "" if nobody who may do it has asked for it.

    inviter_hash: of the address of whoever put the bot there (`people.address_hash`).
    """
    row = await unit.fetch_one(
        "SELECT c.id, c.group_id, c.by_person, g.name FROM group_chats c"
        " JOIN accounts a ON a.person_id = c.by_person JOIN groups g ON g.id = c.group_id"
        " WHERE a.address_hash = $1 AND c.state = 'waiting' AND c.made_ms > $2 AND g.state = 'active'"
        " AND g.practice_of = 0"
        " ORDER BY c.id DESC LIMIT 1",
        inviter_hash,
        unit.now_ms - WAITS_MS,
    )
    if row is None:
        return ""
    grants = await people.list_roles(unit, row["by_person"])
    if not is_allowed(grants, Action.WRITE_BOOK, group_id=row["group_id"]):
        return ""
    unit.write("UPDATE group_chats SET state = 'gone' WHERE account_id = $1", account_id)
    # What the group has said about offices' announcements holds for all its chats.
    wanted = await wants_news(unit, row["group_id"])
    unit.write(
        "UPDATE group_chats SET state = 'linked', account_id = $2, office_news = $3 WHERE id = $1",
        row["id"],
        account_id,
        int(wanted),
    )
    # Nobody's phone: what is sent there holds no name, so it may be read by all who are in it.
    before = await unit.fetch_one("SELECT phone FROM accounts WHERE id = $1", account_id)
    removals.set_phone(unit, account_id, "own", before=before["phone"] if before is not None else "unknown")
    return str(row["name"])


async def list_linked(unit: Unit, group_id: int) -> list[int]:
    """The persons that stand for the group's chats, as `unit.tell` takes them."""
    rows = await unit.fetch(
        "SELECT a.person_id FROM group_chats c JOIN accounts a ON a.id = c.account_id"
        " WHERE c.group_id = $1 AND c.state = 'linked' AND a.reachable = 1 ORDER BY c.id",
        group_id,
    )
    return [row["person_id"] for row in rows]


def unlink_all(unit: Unit, group_id: int) -> None:
    """No chat gets anything of this group any more, nor what waits for the morning."""
    unit.write(_DROP_WAITING, group_id, 1)
    unit.write("UPDATE group_chats SET state = 'gone' WHERE group_id = $1 AND state <> 'gone'", group_id)


def note_sent(unit: Unit, person_ids: list[int]) -> None:
    """Nobody writes to us there, so the silence of that chat means nothing (domain/contact.py, SILENCE_MS)."""
    unit.write_many(
        "UPDATE accounts SET last_in_ms = $2 WHERE person_id = $1",
        [(each, unit.now_ms) for each in person_ids],
    )


# -- announcements ----------------------------------------------------------------------------------------------

_LINKED = (
    "SELECT c.group_id, c.office_news, a.id AS account_id, a.person_id, a.channel FROM group_chats c"
    " JOIN accounts a ON a.id = c.account_id JOIN groups g ON g.id = c.group_id"
    " WHERE c.state = 'linked' AND a.reachable = 1 AND g.state = 'active' AND g.practice_of = 0 AND "
)
_QUEUE = (
    "INSERT INTO outbox (id, n, account_id, person_id, channel, kind, lane, state, due_ms, pushed, notice_id, made_ms)"
    " VALUES ($1, 0, $2, $3, $4, $5, $6, 'queued', $7, 1, $8, $7)"
)


async def wants_news(unit: Unit, group_id: int) -> bool:
    """Whether the group's chats get what offices announce to the group."""
    row = await unit.fetch_one(
        "SELECT max(office_news) AS wanted FROM group_chats WHERE group_id = $1 AND state = 'linked'",
        group_id,
    )
    return row is not None and bool(row["wanted"])


async def gets_news(unit: Unit, account_id: int) -> bool:
    """The same of one chat."""
    row = await unit.fetch_one(
        "SELECT max(office_news) AS wanted FROM group_chats WHERE account_id = $1 AND state = 'linked'",
        account_id,
    )
    return row is not None and bool(row["wanted"])


def set_news(unit: Unit, group_id: int, wanted: bool) -> None:
    """Whether they do from now on; with a no what waits for the morning does not go either."""
    if not wanted:
        unit.write(_DROP_WAITING, group_id, 0)
    unit.write(
        "UPDATE group_chats SET office_news = $2 WHERE group_id = $1 AND state = 'linked'",
        group_id,
        int(wanted),
    )


async def announce(unit: Unit, announcement: Announcement) -> int:
    """Queue it for the chats it belongs in, each once, however often this is called; how many were new."""
    chats = await _chats_for(unit, announcement)
    if not chats:
        return 0
    wanted = padded([row["account_id"] for row in chats])
    had = await unit.fetch(
        "SELECT account_id FROM outbox WHERE notice_id = $1 AND account_id IN " + marks(len(wanted), 2),
        announcement.id,
        *wanted,
    )
    already = {row["account_id"] for row in had}
    fresh = [row for row in chats if row["account_id"] not in already]
    kind = MessageClass.BROADCAST
    unit.write_many(
        _QUEUE,
        [
            (
                unit.new_id(),
                row["account_id"],
                row["person_id"],
                row["channel"],
                kind.value,
                LANES[kind],
                unit.now_ms,
                announcement.id,
            )
            for row in fresh
        ],
    )
    note_sent(unit, [row["person_id"] for row in fresh])
    return len(fresh)


async def _chats_for(unit: Unit, announcement: Announcement) -> list[Row]:
    """The group's own chats, where it was to go there too; those of whole groups an office speaks to; else where an
    earlier one went that is put right now."""
    if announcement.group_id is not None:
        return await _linked(unit, [announcement.group_id]) if announcement.chats else []
    audience = announcement.audience
    groups = [part.id for part in audience.those if part.kind is PartKind.GROUP]
    whole = await _linked(unit, groups) if groups and not audience.without else []
    found = [row for row in whole if row["office_news"]]
    corrected = [part.id for part in audience.those if part.kind is PartKind.GOT]
    return [*found, *await _that_got(unit, corrected)] if corrected else found


async def _linked(unit: Unit, group_ids: Collection[int]) -> list[Row]:
    wanted = padded(sorted(group_ids))
    return await unit.fetch(_LINKED + "c.group_id IN " + marks(len(wanted)) + " ORDER BY c.id", *wanted)


async def _that_got(unit: Unit, announcement_ids: Sequence[int]) -> list[Row]:
    wanted = padded(sorted(announcement_ids))
    return await unit.fetch(
        _LINKED
        + "a.id IN (SELECT account_id FROM outbox WHERE state IN ('sent', 'uncertain') AND notice_id IN "
        + marks(len(wanted))
        + ") ORDER BY c.id",
        *wanted,
    )
