"""Do matters keep what was promised: no message lost or counted twice, nothing without a clock, nobody's but one's?

Reads only, and believes nothing: whoever can write the file can put any value into any column. What the tables
themselves forbid (two open matters of one woman in one office, one number twice) is not looked at again.
"""

from collections.abc import Sequence

from db.engine import Engine, Fetch
from domain.matters import Climbed
from domain.permits import Action, holders
from domain.records import dataclass
from domain.roles import Role

# The clock looks every minute; what is due for so long waits for a program that stands.
LOOKED_WITHIN_MS = 30 * 60_000

# Words of matters closed longer ago may be on their way out (domain/keeping.py: 40 days at the least).
WHOLE_MS = 35 * 24 * 3_600_000


def _in_sql(roles: Sequence[Role]) -> str:
    return ", ".join(f"'{role.value}'" for role in roles)


_ANSWERERS = _in_sql(sorted(holders(Action.ANSWER_MATTERS)))
_COMPLAINT_READERS = _in_sql(sorted(holders(Action.READ_COMPLAINTS)))

# Looked for in this order; each gives the first matter it finds.
_FAULTS: tuple[tuple[str, str], ...] = (
    (
        "has a message that belongs to somebody else",
        "SELECT min(m.id) AS id FROM matters m JOIN matter_messages x ON x.matter_id = m.id"
        " WHERE x.person_id <> m.person_id",
    ),
    (
        "has a note, a step or a move about somebody else",
        "SELECT min(b.id) AS id FROM (SELECT m.id FROM matters m JOIN matter_notes x ON x.matter_id = m.id"
        " WHERE x.person_id <> m.person_id UNION ALL SELECT m.id FROM matters m JOIN matter_steps x"
        " ON x.matter_id = m.id WHERE x.person_id <> m.person_id UNION ALL SELECT m.id FROM matters m"
        " JOIN matter_moves x ON x.matter_id = m.id WHERE x.person_id <> m.person_id) b",
    ),
    (
        "is a complaint, and whom it is about has it",
        "SELECT min(m.id) AS id FROM matters m JOIN persons a ON a.id = m.about_id JOIN persons h ON h.id = m.holder_id"
        " WHERE m.complaint = 1 AND (h.id = a.id OR h.same_as = a.id OR a.same_as = h.id"
        " OR (a.same_as > 0 AND a.same_as = h.same_as))",
    ),
    (
        "is answered by the woman who wrote it",
        "SELECT min(m.id) AS id FROM matters m JOIN persons p ON p.id = m.person_id JOIN persons h"
        " ON h.id = m.holder_id WHERE m.state = 'open' AND (h.id = p.id OR h.same_as = p.id OR p.same_as = h.id"
        " OR (p.same_as > 0 AND p.same_as = h.same_as))",
    ),
    (
        "is for a woman, and a man has it",
        "SELECT min(m.id) AS id FROM matters m JOIN persons h ON h.id = m.holder_id WHERE m.state = 'open'"
        " AND m.women_only = 1 AND h.woman = 0",
    ),
    (
        "is open and has no clock, although she waits for an answer",
        "SELECT min(m.id) AS id FROM matters m WHERE m.state = 'open' AND m.waiting_ms > 0 AND m.due_ms = 0"
        f" AND m.climbed < {int(Climbed.SUPERVISOR)}",
    ),
    (
        "has words of hers without an answer, and nobody counts them",
        "SELECT min(m.id) AS id FROM matters m WHERE m.state = 'open' AND m.waiting_ms = 0 AND EXISTS (SELECT 1"
        " FROM matter_messages x WHERE x.matter_id = m.id AND x.side = 'her' AND x.taken_back_ms = 0"
        " AND x.n > m.settled_n AND x.n > (SELECT COALESCE(max(a.covers), 0) FROM matter_messages a"
        " WHERE a.matter_id = m.id AND a.side = 'staff' AND a.taken_back_ms = 0))",
    ),
    (
        "is closed without a result, or with something that still waits",
        "SELECT min(m.id) AS id FROM matters m WHERE m.state = 'closed' AND (m.result = '' OR m.waiting_ms > 0"
        " OR m.due_ms > 0 OR m.closed_ms = 0)",
    ),
    (
        "is closed, and somebody is still asked where it goes",
        "SELECT min(m.id) AS id FROM matters m JOIN matter_moves x ON x.matter_id = m.id WHERE m.state = 'closed'"
        " AND x.state IN ('asked', 'offered')",
    ),
    (
        "was passed on out of order",
        "SELECT min(m.id) AS id FROM matters m JOIN matter_messages x ON x.matter_id = m.id AND x.passed = 0"
        " AND x.taken_back_ms = 0 WHERE m.state = 'open' AND ((x.side = 'staff' AND EXISTS (SELECT 1"
        " FROM matter_messages y WHERE y.matter_id = m.id AND y.side = 'staff' AND y.n > x.n AND y.passed = 1))"
        " OR (x.side = 'her' AND x.n >= m.shown_from AND EXISTS (SELECT 1 FROM matter_messages y"
        " WHERE y.matter_id = m.id AND y.side = 'her' AND y.n > x.n AND y.passed = 1 AND y.taken_back_ms = 0)))",
    ),
    (
        "is named by a copy of a message that it does not have",
        "SELECT min(m.id) AS id FROM matters m JOIN matter_copies c ON c.matter_id = m.id"
        " WHERE c.n > m.messages OR c.first_n > c.n",
    ),
    (
        "is shown in the chat of somebody else than its copy says",
        "SELECT min(c.matter_id) AS id FROM matter_copies c JOIN outbox o ON o.id = c.outbox_id"
        " WHERE o.person_id <> c.receiver_id",
    ),
)

# $1: how long it may have been closed for its words to be all there.
_GAPS = (
    "SELECT min(m.id) AS id FROM matters m WHERE (m.state = 'open' OR m.closed_ms > $1) AND m.messages <>"
    " (SELECT count(*) FROM matter_messages x WHERE x.matter_id = m.id)"
)
_LAST = (
    "SELECT min(m.id) AS id FROM matters m WHERE (m.state = 'open' OR m.closed_ms > $1) AND m.messages <>"
    " (SELECT COALESCE(max(x.n), 0) FROM matter_messages x WHERE x.matter_id = m.id)"
)
# $1: since when the clock has had its time.
_NO_ROLE = (
    "SELECT min(m.id) AS id FROM matters m WHERE m.state = 'open' AND m.holder_id > 0 AND m.held_ms < $1 AND NOT EXISTS"
    " (SELECT 1 FROM roles r WHERE r.person_id = m.holder_id AND r.organisation_id = m.organisation_id"
    " AND (r.until_ms IS NULL OR r.until_ms > $1) AND ((m.complaint = 0 AND r.role IN ("
    + _ANSWERERS
    + ")) OR (m.complaint = 1 AND r.role IN ("
    + _COMPLAINT_READERS
    + "))))"
)
_HELD_UP = (
    "SELECT min(x.matter_id) AS id FROM matter_messages x LEFT JOIN files f ON f.id = x.file_id"
    " WHERE x.ready = 0 AND x.made_ms < $1 AND (f.id IS NULL OR f.state <> 'wanted')"
)
_LEFT = "SELECT count(*) AS n FROM matters WHERE due_ms > 0 AND due_ms < $1"
_COUNTS = (
    "SELECT (SELECT count(*) FROM matters WHERE state = 'open') AS open,"
    " (SELECT count(*) FROM matters WHERE state = 'open' AND waiting_ms > 0) AS unanswered,"
    " (SELECT count(*) FROM matters WHERE state = 'open' AND holder_id = 0) AS unheld,"
    " (SELECT count(*) FROM matter_messages) AS messages"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What was looked at, and the first fault. matter: its row id, 0 for none. unheld: nobody has them yet.

    left: unanswered ones the clock should have looked at by now.
    """

    open: int
    unanswered: int
    unheld: int
    messages: int
    left: int = 0
    matter: int = 0
    fault: str = ""


async def verify_all(engine: Engine, now_ms: int) -> Verdict:
    """All matters, up to the first fault."""
    counts, left = await _read(engine, [Fetch(_COUNTS), Fetch(_LEFT, (now_ms - LOOKED_WITHIN_MS,))])
    matter, fault = await _find_fault(engine, now_ms)
    return Verdict(
        open=counts["open"],
        unanswered=counts["unanswered"],
        unheld=counts["unheld"],
        messages=counts["messages"],
        left=left["n"],
        matter=matter,
        fault=fault,
    )


async def _find_fault(engine: Engine, now_ms: int) -> tuple[int, str]:
    whole, looked = (now_ms - WHOLE_MS,), (now_ms - LOOKED_WITHIN_MS,)
    looks = [
        ("has lost a message, or has one too many", Fetch(_GAPS, whole)),
        ("has left a number out", Fetch(_LAST, whole)),
        ("is held by somebody who does not answer there", Fetch(_NO_ROLE, looked)),
        ("waits for a file that is not coming", Fetch(_HELD_UP, looked)),
        *[(fault, Fetch(sql)) for fault, sql in _FAULTS],
    ]
    for fault, look in looks:
        (row,) = await _read(engine, [look])
        if row["id"] is not None:
            return row["id"], fault
    return 0, ""


async def _read(engine: Engine, wanted: Sequence[Fetch]) -> list[dict[str, int]]:
    """The one row of each."""
    return [dict(rows[0]) for rows in await engine.perform(list(wanted))]
