"""Where somebody's answers stood who is gone: only that there was one, so that the figures of the others keep silent.

Without it each figure would move up by one, and two looks, before and after, would tell what she had said
(domain/training_outcomes.py). No row names anybody.
"""

from db.unit import Unit

_LEAVE = (
    "INSERT INTO outcome_gaps (course_id, month, said, at_ms, leaver) SELECT o.course_id, o.month, o.said, o.at_ms, $2"
    " FROM outcomes o WHERE o.person_id = $1 AND o.state = 'answered' AND o.said > 0"
    " AND (CAST($3 AS BIGINT) = 0 OR o.course_id IN (SELECT c.id FROM courses c WHERE c.organisation_id = $3))"
)


def leave(unit: Unit, person_id: int, organisation_id: int = 0) -> None:
    """What she said is about to be deleted; of this office's courses alone, if it is named."""
    unit.write(_LEAVE, person_id, unit.new_id(), organisation_id)
