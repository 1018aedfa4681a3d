"""How messages of matters stand in their rows, and how one is looked up: nothing here asks who may read it."""

from db.engine import Row
from db.screenings import open_inside
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.matters import Message, MessageKind, Side

BODY_PLACE = "matter_messages.body"

COLUMNS = (
    "SELECT x.id, x.matter_id, x.person_id, x.n, x.side, x.by_person, x.kind, x.body, x.file_id, x.ready, x.sure,"
    " x.answers_n, x.edited_ms, x.taken_back_ms, x.made_ms FROM matter_messages x "
)
ONE = COLUMNS + "WHERE x.matter_id = $1 AND x.n = $2"
_FOUND = (
    COLUMNS
    + "WHERE x.account_id = $1 AND x.message_ref = $2 AND x.message_ref <> '' ORDER BY x.id DESC LIMIT 1"
)


def open_message(unit: Unit, row: Row) -> Message:
    """The message in a row; her key must be at hand."""
    inside = open_inside(unit, row["person_id"], cell(BODY_PLACE, row["id"]), row["body"])
    return Message(
        id=row["id"],
        matter_id=row["matter_id"],
        n=row["n"],
        side=Side(row["side"]),
        by_person=row["by_person"],
        kind=MessageKind(row["kind"]),
        text=inside.get("text", ""),
        file_id=row["file_id"],
        ready=bool(row["ready"]),
        sure=bool(row["sure"]),
        answers_n=row["answers_n"],
        edited=row["edited_ms"] > 0,
        taken_back=row["taken_back_ms"] > 0,
        made_ms=row["made_ms"],
    )


async def find_one(unit: Unit, matter_id: int, n: int) -> Message | None:
    """That message, whoever asks: for the program itself, to pass it on. None where there is none to be opened."""
    return await find_opened(unit, await unit.fetch_one(ONE, matter_id, n))


async def find_by_ref(unit: Unit, account_id: int, message_ref: str) -> Message | None:
    """The message whose sender's own stands there in that chat, whoever asks; None if none of ours does."""
    return await find_opened(unit, await unit.fetch_one(_FOUND, account_id, message_ref))


async def find_opened(unit: Unit, row: Row | None) -> Message | None:
    if row is None:
        return None
    await unit.vault.have([owner_of(row["person_id"])])
    return open_message(unit, row) if unit.vault.knows(owner_of(row["person_id"])) else None
