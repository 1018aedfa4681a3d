"""What she is told of who has read what of hers (db/readings.py), and which records are hers.

The safety store is left out of this list: whoever else holds her phone must not learn of it from here. So only objects
that are named here are shown; a test looks that every other object that is read is left out on purpose.
"""

from db.unit import Unit
from domain.records import dataclass

# What is shown to her, by the audit's name for it.
SHOWN = (
    "request",
    "screening",
    "message",
    "person",
    "account",
    "consent",
    "role",
    "data_request",
    "copy",
    "book",
    "member",
    "approval",
    "payout",
    "dispute",
    "joining",
    "loan",
    "course",
    "attendance",
    "course_task",
    "mood",
    "board",
    "certificate",
    "matter",
    "matter_note",
    "matter_look",
    "matter_move",
    "matter_step",
    "announcement",
)

# These are of a group: who read them did so with a role there, whatever else she is.
OF_GROUPS = frozenset({"book", "member", "approval", "payout", "dispute", "joining", "loan"})


# Whoever runs the program; no account, no role.
OPERATOR = "operator"


async def list_selves(unit: Unit, person_id: int) -> list[int]:
    """Her own record first, then others that she has said, on both accounts, are hers too."""
    row = await unit.fetch_one("SELECT same_as FROM persons WHERE id = $1", person_id)
    first = row["same_as"] if row is not None and row["same_as"] else person_id
    others = await unit.fetch("SELECT id FROM persons WHERE same_as = $1 AND same_as <> 0 ORDER BY id", first)
    return list(dict.fromkeys([person_id, first, *[each["id"] for each in others]]))


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """Somebody's looks at one kind of thing. what: of SHOWN, or "queue" for a line without name or answers.

    role: what the reader was, "" for somebody who holds no role any more, OPERATOR for a command on the server.
    place: office or group. last_ms: UTC.
    """

    what: str
    role: str
    place: str
    times: int
    last_ms: int
