"""What makes the clock look again at messages that wait: when it looks then, it reckons anew (db/matter_clock.py)."""

from db.unit import Unit


def look_again(unit: Unit, organisation_id: int) -> None:
    """The office's hours or days have changed: every unanswered matter of it is due now."""
    unit.write(
        "UPDATE matters SET due_ms = $2 WHERE organisation_id = $1 AND state = 'open' AND waiting_ms > 0"
        " AND due_ms > $2",
        organisation_id,
        unit.now_ms,
    )


def look_again_of(unit: Unit, organisation_id: int, holder_id: int) -> None:
    """Somebody of the office is away, or is there after all: every unanswered matter of hers is due now."""
    unit.write(
        "UPDATE matters SET due_ms = $3 WHERE organisation_id = $1 AND holder_id = $2 AND state = 'open'"
        " AND waiting_ms > 0 AND due_ms > $3",
        organisation_id,
        holder_id,
        unit.now_ms,
    )
