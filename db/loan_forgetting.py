"""What of loans is forgotten: all words of a woman who is erased, and in time what a loan was for that is long over.

The money and its days stay: they are the group's book. What the officers noted when they let a fine go is as fixed as
that book, and goes with her key.
"""

from datetime import UTC, datetime

from db.loan_moves import matter_of
from db.push_buttons import close_matter
from db.unit import Unit

_HERS = (
    "EXISTS (SELECT 1 FROM members m WHERE m.group_id = {table}.group_id AND m.number = {member}"
    " AND (m.person_id = $1 OR m.linked_id = $1))"
)
_OF_HER_LOAN = (
    "EXISTS (SELECT 1 FROM loans l JOIN members m ON m.group_id = l.group_id AND m.number = l.member"
    " WHERE l.group_id = {table}.group_id AND l.number = {table}.loan AND (m.person_id = $1 OR m.linked_id = $1))"
)


async def forget_person(unit: Unit, person_id: int) -> None:
    """She is erased: nothing waits for her, nobody asks her, none of her words is left. Before `members.forget`."""
    hers = _HERS.format(table="loans", member="loans.member")
    rows = await unit.fetch(
        f"UPDATE loans SET state = CASE WHEN state IN ('asked', 'approved') THEN 'withdrawn' ELSE state END,"
        f" purpose = NULL, reason = NULL WHERE {hers} RETURNING group_id, number",
        person_id,
    )
    for row in rows:
        close_matter(unit, matter_of(row["group_id"], row["number"]))
    unit.write(
        "UPDATE loan_reminders SET next_ms = NULL, promised_day = '' WHERE "
        + _OF_HER_LOAN.format(table="loan_reminders"),
        person_id,
    )
    unit.write(
        "UPDATE loan_offers SET state = 'withdrawn', settled_ms = $2 WHERE state IN ('asked', 'offered') AND "
        + _OF_HER_LOAN.format(table="loan_offers"),
        person_id,
        unit.now_ms,
    )
    for column in ("member", "other"):
        unit.write(
            "DELETE FROM households WHERE " + _HERS.format(table="households", member=f"households.{column}"),
            person_id,
        )
    unit.write(
        "UPDATE year_looks SET note = NULL WHERE "
        + _HERS.format(table="year_looks", member="year_looks.member"),
        person_id,
    )


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
