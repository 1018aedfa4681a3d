"""In which chats do a group's women talk with each other? They get a meeting's sums, no name, no one's money.

An officer asks in her own chat, then puts the bot into theirs within the hour; a chat nobody asked for is left.
"""

from db import people, removals
from db.unit import Unit
from domain.permits import Action, is_allowed

WAITS_MS = 60 * 60_000


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
    unit.write(
        "UPDATE group_chats SET state = 'linked', account_id = $2 WHERE id = $1", row["id"], account_id
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
    """No chat gets anything of this group any more."""
    unit.write("UPDATE group_chats SET state = 'gone' WHERE group_id = $1 AND state <> 'gone'", group_id)


def note_sent(unit: Unit, person_ids: list[int]) -> None:
    """Nobody writes to us there, so the silence of that chat means nothing (domain/contact.py, SILENCE_MS)."""
    unit.write_many(
        "UPDATE accounts SET last_in_ms = $2 WHERE person_id = $1",
        [(each, unit.now_ms) for each in person_ids],
    )
