"""May this person have the picture or paper of an announcement: is it hers, was it sent to her, may she agree to it?"""

from db import people
from db.files import KeptFile
from db.unit import Unit
from domain.announcements import State
from domain.permits import Action, is_allowed

_OF_FILE = "SELECT id, organisation_id, group_id, state FROM announcements WHERE file_id = $1 AND file_id > 0"
_RECEIVES = (
    "SELECT 1 AS one FROM announcement_receivers WHERE announcement_id = $1 AND state <> 'left_out' AND person_id IN"
    " (SELECT id FROM persons WHERE id = $2 UNION SELECT same_as FROM persons WHERE id = $2 AND same_as <> 0"
    " UNION SELECT id FROM persons WHERE same_as = $2 AND same_as <> 0)"
)
_IN_CHAT = (
    "SELECT 1 AS one FROM outbox WHERE notice_id = $1 AND account_id = $2 AND person_id IN"
    " (SELECT a.person_id FROM accounts a JOIN group_chats c ON c.account_id = a.id WHERE c.state = 'linked')"
)


async def is_announced(unit: Unit, file_id: int) -> bool:
    """Whether an announcement was written with this file."""
    return bool(file_id) and bool(await unit.fetch(_OF_FILE, file_id))


async def may_see_file(unit: Unit, file: KeptFile, *, account_id: int, person_id: int) -> bool:
    """Whether whoever uses this account may have the file now."""
    if file.person_id == person_id:
        return True
    grants = await people.list_roles(unit, person_id)
    for row in await unit.fetch(_OF_FILE, file.id):
        if await unit.fetch_one(_RECEIVES, row["id"], person_id) is not None:
            return True
        if await unit.fetch_one(_IN_CHAT, row["id"], account_id) is not None:
            return True
        of_office = row["organisation_id"] is not None
        writes = is_allowed(
            grants,
            Action.ANNOUNCE if of_office else Action.ANNOUNCE_TO_GROUP,
            organisation_id=row["organisation_id"],
            group_id=row["group_id"],
        )
        if writes:  # whoever announces there reads the words too, and may pass both on to a group
            return True
        agrees = is_allowed(
            grants,
            Action.AGREE_TO_ANNOUNCEMENT,
            organisation_id=row["organisation_id"],
            group_id=row["group_id"],
        )
        if agrees and row["state"] == State.APPROVAL.value:
            return True
    return False
