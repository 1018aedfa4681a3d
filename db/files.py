"""Files she sent: wanted until the program has fetched them, then kept, sealed with her key, beside the database.

A row says where the channel has the file (sealed) and under which random name our copy lies in DATA_DIR/files. Fetching
and sealing is bot/media.py's; what is a file and which may be kept is domain/files.py's.
"""

from collections.abc import Sequence

from db.ids import new_token
from db.unit import Unit
from db.vault import KeyGone, SealBroken, cell
from db.vault import person as owner_of
from domain.files import FileFault, SentFile, Wanted, next_try_s
from domain.records import dataclass

REFERENCE_PLACE = "files.reference"
CONTENT_PLACE = "files.content"

CLEARED = "cleared"

# Nobody fetches for so long: whoever began is gone, and the file is wanted again.
LEASE_MS = 10 * 60_000


@dataclass(frozen=True, kw_only=True, slots=True)
class WantedFile:
    """A file to fetch. name: of our copy. tries: with this one."""

    id: int
    person_id: int
    channel: str
    wants: Wanted
    sent: SentFile
    name: str
    tries: int


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptFile:
    """A file of ours. state: wanted, kept, refused or gone. kind: what it is, "" until it is kept."""

    id: int
    person_id: int
    state: str
    kind: str
    name: str
    size_bytes: int


def want(unit: Unit, sent: SentFile, wanted: Wanted) -> int:
    """The id under which the file will be kept for the one who acts; it is fetched after the commit."""
    file_id, person_id = unit.new_id(), unit.actor.person_id
    unit.write(
        "INSERT INTO files (id, person_id, channel, wants, state, due_ms, reference, name, bytes, made_ms)"
        " VALUES ($1, $2, $3, $4, 'wanted', $5, $6, $7, $8, $5)",
        file_id,
        person_id,
        unit.actor.channel,
        wanted.value,
        unit.now_ms,
        unit.vault.seal(owner_of(person_id), cell(REFERENCE_PLACE, file_id), sent.reference.encode()),
        new_token(),
        sent.size_bytes,
    )
    unit.audit("write", "file", file_id, person_id, wanted.value)
    return file_id


async def claim(unit: Unit, most: int) -> list[WantedFile]:
    """Files that are due, oldest first; for LEASE_MS nobody else gets them. Those of an erased woman are given up."""
    rows = await unit.fetch(
        "SELECT id, person_id, channel, wants, tries, reference, name, bytes FROM files"
        " WHERE state = 'wanted' AND due_ms <= $1 ORDER BY due_ms, id LIMIT $2",
        unit.now_ms,
        most,
    )
    await unit.vault.have([owner_of(row["person_id"]) for row in rows])
    found = []
    for row in rows:
        try:
            place = cell(REFERENCE_PLACE, row["id"])
            reference = unit.vault.unseal(owner_of(row["person_id"]), place, bytes(row["reference"]))
        except (KeyGone, SealBroken):
            give_up(unit, row["id"], FileFault.NOT_FETCHED)
            continue
        unit.write(
            "UPDATE files SET tries = tries + 1, due_ms = $2 WHERE id = $1", row["id"], unit.now_ms + LEASE_MS
        )
        found.append(
            WantedFile(
                id=row["id"],
                person_id=row["person_id"],
                channel=row["channel"],
                wants=Wanted(row["wants"]),
                sent=SentFile(reference=reference.decode(), size_bytes=row["bytes"]),
                name=row["name"],
                tries=row["tries"] + 1,
            )
        )
    return found


async def keep(unit: Unit, file: WantedFile, *, kind: str, size_bytes: int) -> bool:
    """Our copy is complete; False if the file is not wanted any more (she was erased meanwhile)."""
    if not await _is_wanted(unit, file.id):
        return False
    unit.write(
        "UPDATE files SET state = 'kept', kind = $2, bytes = $3, reference = NULL, fault = '' WHERE id = $1",
        file.id,
        kind,
        size_bytes,
    )
    return True


async def refuse(unit: Unit, file: WantedFile, fault: FileFault) -> bool:
    """It will never be kept; False if it is not wanted any more."""
    wanted = await _is_wanted(unit, file.id)
    if wanted:
        unit.write(
            "UPDATE files SET state = 'refused', fault = $2, reference = NULL WHERE id = $1",
            file.id,
            fault.value,
        )
    return wanted


async def fail(unit: Unit, file: WantedFile, fault: str, *, for_ever: bool) -> bool:
    """It could not be fetched. Whether it is tried again; False: it was given up."""
    wait_s = None if for_ever else next_try_s(file.tries)
    if wait_s is None:
        give_up(unit, file.id, FileFault.NOT_FETCHED)
        return False
    unit.write(
        "UPDATE files SET due_ms = $2, fault = CASE WHEN fault = 'cleared' THEN fault ELSE $3 END"
        " WHERE id = $1 AND state = 'wanted'",
        file.id,
        unit.now_ms + wait_s * 1000,
        fault[:80],
    )
    return True


def note_cleared(unit: Unit, person_id: int) -> None:
    """She has cleared her chat: nothing is said there by itself of files that are still on their way."""
    unit.write("UPDATE files SET fault = $2 WHERE person_id = $1 AND state = 'wanted'", person_id, CLEARED)


async def is_cleared(unit: Unit, file_id: int) -> bool:
    """Whether she has cleared her chat since she sent it."""
    row = await unit.fetch_one("SELECT fault FROM files WHERE id = $1", file_id)
    return row is not None and row["fault"] == CLEARED


def give_up(unit: Unit, file_id: int, fault: FileFault) -> None:
    """Nobody fetches it any more."""
    unit.write(
        "UPDATE files SET state = 'gone', fault = $2, reference = NULL WHERE id = $1", file_id, fault.value
    )


def drop(unit: Unit, file_id: int) -> None:
    """It was read and is of no use any more; the clock takes the copy away."""
    unit.write("UPDATE files SET state = 'gone', reference = NULL WHERE id = $1", file_id)


def drop_all(unit: Unit, person_id: int) -> None:
    """None of her files is kept or wanted any more; the clock takes the copies away."""
    unit.write("UPDATE files SET state = 'gone', reference = NULL WHERE person_id = $1", person_id)


async def find(unit: Unit, file_id: int) -> KeptFile | None:
    """The file, whatever became of it."""
    row = await unit.fetch_one(
        "SELECT id, person_id, state, kind, name, bytes FROM files WHERE id = $1", file_id
    )
    if row is None:
        return None
    return KeptFile(
        id=row["id"],
        person_id=row["person_id"],
        state=row["state"],
        kind=row["kind"],
        name=row["name"],
        size_bytes=row["bytes"],
    )


async def list_leftovers(unit: Unit, most: int) -> list[tuple[int, str]]:
    """Ids and names of copies that nobody may keep."""
    rows = await unit.fetch(
        "SELECT id, name FROM files WHERE state IN ('refused', 'gone') AND name <> '' ORDER BY id LIMIT $1",
        most,
    )
    return [(row["id"], row["name"]) for row in rows]


def forget_copies(unit: Unit, file_ids: Sequence[int]) -> None:
    """These copies are gone from the disk."""
    unit.write_many("UPDATE files SET name = '' WHERE id = $1", [(file_id,) for file_id in file_ids])


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """When the next file is to be fetched, after that moment."""
    row = await unit.fetch_one(
        "SELECT min(due_ms) AS due_ms FROM files WHERE state = 'wanted' AND due_ms > $1", after_ms
    )
    return row["due_ms"] if row is not None else None


async def _is_wanted(unit: Unit, file_id: int) -> bool:
    row = await unit.fetch_one("SELECT state FROM files WHERE id = $1", file_id)
    return row is not None and row["state"] == "wanted"
