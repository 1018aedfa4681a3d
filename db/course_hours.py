"""A woman has other hours, or another zone: what waits to remind her follows them."""

from db.unit import Unit


def look_again(unit: Unit, person_id: int) -> None:
    """The clock works out anew when each of her sessions is due (db/course_reminders.py)."""
    unit.write(
        "UPDATE course_reminders SET due_ms = $2 WHERE person_id = $1 AND state = 'waiting' AND due_ms > $2",
        person_id,
        unit.now_ms,
    )
