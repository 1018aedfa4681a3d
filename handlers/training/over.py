"""A course that everybody forgot to end is over by itself, and who keeps it hears so, with the way to its certificates.

Two places that are one woman's become one in the same look. In a practice nobody is told.
"""

from conversation.text import Text, _
from db import course_places, course_upkeep
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.courses import Course, Part
from handlers.names import CERTIFICATE
from handlers.training.attendance_steps import is_practice
from handlers.training.who_leads import list_keepers


async def look_around(unit: Unit) -> bool:
    """End what is long over; whether there may be more. For the clock, which queues what was told."""
    ended = await course_upkeep.end_left_open(unit)
    for course in ended:
        await _tell(unit, course)
    united = await course_upkeep.unite(unit)
    return max(len(ended), united) == course_upkeep.LOOKED_MAX


async def _tell(unit: Unit, course: Course) -> None:
    """Nobody is told of a course in which nobody was: there is nothing left to do."""
    if await is_practice(unit, course) or not await course_places.participants(unit, course.id, Part.DONE):
        return
    for keeper in await list_keepers(unit, course):
        unit.tell(
            keeper,
            over_by_itself(course.title),
            MessageClass.RELAY.value,
            buttons=(PushButton(label=_("Beri sertifikat"), talk=CERTIFICATE, args=(course.id,)),),
            matter=course.matter,
        )


def over_by_itself(title: str) -> Text:
    """What whoever keeps it reads."""
    # staff
    return _(
        "Pertemuan terakhir {title} sudah dua minggu lewat. Kelasnya saya catat selesai.\n"
        "Sertifikat bisa diberikan.",
        title=title,
    )
