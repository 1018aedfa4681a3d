"""What joining a course begins beside the course: somebody asks the newcomer how she is, in the first month."""

from db import course_tasks
from db.unit import Unit
from domain.courses import Course


async def plan_company(unit: Unit, course: Course, person_id: int, newcomer: bool) -> None:
    """Called by the step that lets her in, after it wrote her down. Who waits is planned when she moves up."""
    if newcomer:
        await course_tasks.plan_newcomer(unit, course.id, person_id)
