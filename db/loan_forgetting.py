"""What of loans is forgotten: all words of a woman who is erased, and in time what a loan was for that is long over.

The money and its days stay: they are the group's book. What the officers noted when they let a fine go is as fixed as
that book, and goes with her key.
"""

from datetime import UTC, datetime

from db.loan_moves import matter_of
from db.push_buttons import close_matter
from db.unit import Unit

_LOANS = (
    "UPDATE loans SET state = CASE WHEN state IN ('asked', 'approved') THEN 'withdrawn' ELSE state END, purpose = NULL,"
    " reason = NULL WHERE EXISTS (SELECT 1 FROM members m WHERE m.group_id = loans.group_id AND m.number = loans.member"
    " AND (m.person_id = $1 OR m.linked_id = $1)) RETURNING group_id, number"
)
_REMINDERS = (
    "UPDATE loan_reminders SET next_ms = NULL, promised_day = '' WHERE EXISTS (SELECT 1 FROM loans l JOIN members m"
    " ON m.group_id = l.group_id AND m.number = l.member WHERE l.group_id = loan_reminders.group_id"
    " AND l.number = loan_reminders.loan AND (m.person_id = $1 OR m.linked_id = $1))"
)
_OFFERS = (
    "UPDATE loan_offers SET state = 'withdrawn', settled_ms = $2 WHERE state IN ('asked', 'offered') AND EXISTS"
    " (SELECT 1 FROM loans l JOIN members m ON m.group_id = l.group_id AND m.number = l.member"
    " WHERE l.group_id = loan_offers.group_id AND l.number = loan_offers.loan"
    " AND (m.person_id = $1 OR m.linked_id = $1))"
)
_HOMES = (
    "DELETE FROM households WHERE EXISTS (SELECT 1 FROM members m WHERE m.group_id = households.group_id"
    " AND m.number IN (households.member, households.other) AND (m.person_id = $1 OR m.linked_id = $1))"
)
_LOOKS = (
    "UPDATE year_looks SET note = NULL WHERE EXISTS (SELECT 1 FROM members m WHERE m.group_id = year_looks.group_id"
    " AND m.number = year_looks.member AND (m.person_id = $1 OR m.linked_id = $1))"
)


async def forget_person(unit: Unit, person_id: int) -> None:
    """She is erased: nothing waits for her, nobody asks her, none of her words is left. Before `members.forget`."""
    for row in await unit.fetch(_LOANS, person_id):
        close_matter(unit, matter_of(row["group_id"], row["number"]))
    unit.write(_REMINDERS, person_id)
    unit.write(_OFFERS, person_id, unit.now_ms)
    unit.write(_HOMES, person_id)
    unit.write(_LOOKS, person_id)


async def forget_old(unit: Unit, before_ms: int, most: int) -> int:
    """What loans were for, and why they were not given, that were over before this moment; how many, at most `most`."""
    rows = await unit.fetch(
        "UPDATE loans SET purpose = NULL, reason = NULL WHERE (group_id, number) IN (SELECT group_id, number FROM loans"
        " WHERE (purpose IS NOT NULL OR reason IS NOT NULL) AND ((state = 'settled' AND settled_day < $1)"
        " OR (state IN ('refused', 'withdrawn') AND made_ms < $2 AND decided_ms < $2))"
        " ORDER BY group_id, number LIMIT $3) RETURNING number",
        datetime.fromtimestamp(before_ms / 1000, UTC).date().isoformat(),
        before_ms,
        most,
    )
    return len(rows)
