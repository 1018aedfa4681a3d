"""What the clock does about company: newcomers are planned, those who follow up hear of it, moods are asked.

Claiming and the message are one transaction, a slice at a time. In a practice nobody is told.
"""

from collections import Counter

from conversation.text import Text, _, n_
from db import board, consents, course_company, course_task_tellings, course_tasks, courses, moods, people
from db.course_task_tellings import PLACES_MAX, Place
from db.course_tasks import PLANTED_MAX
from db.moods import SLICE, ToAsk
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.course_follow_up import FELT, Kind, Task
from domain.moods import may_ask
from domain.purposes import Purpose
from handlers.names import FOLLOW_UP, MOOD
from handlers.training.mood_words import LABELS, question

MATTER = "course_tasks"


async def look_around(unit: Unit) -> bool:
    """Look at what is due; whether there may be more. For the clock, which queues what was told."""
    course_tasks.drop_left(unit)
    planted = await course_tasks.plant(unit)
    places = await course_task_tellings.list_places(unit)
    await _tell_places(unit, places)
    asked = await _ask_moods(unit)
    await board.forget_old(unit)
    return planted == PLANTED_MAX or len(places) == PLACES_MAX or asked == SLICE


# -- those who follow up ----------------------------------------------------------------------------------------


async def _tell_places(unit: Unit, places: list[Place]) -> None:
    """One message to each of them, however many women and places it is about."""
    counts: Counter[int] = Counter()
    for place in places:
        tasks = await course_task_tellings.list_due(unit, place)
        if await course_task_tellings.claim(unit, place, tasks):
            counts.update(await _count(unit, tasks))
    for person_id, count in sorted(counts.items()):
        unit.tell(
            person_id,
            waiting_line(count),
            MessageClass.RELAY.value,
            buttons=(PushButton(label=_("Lihat"), talk=FOLLOW_UP),),
            matter=MATTER,
        )


def waiting_line(count: int) -> Text:
    """What they read: how many, and no name."""
    return n_("{n} peserta kelas menunggu disapa.", "{n} peserta kelas menunggu disapa.", count)  # staff


async def _count(unit: Unit, tasks: list[Task]) -> Counter[int]:
    """How many of these are for whom; nobody hears of herself."""
    counts: Counter[int] = Counter()
    readers: dict[tuple[int, Kind], list[int]] = {}
    for task in tasks:
        key = (task.course_id, task.kind)
        if key not in readers:
            readers[key] = await _list_readers(unit, task)
        counts.update(each for each in readers[key] if each != task.person_id)
    return counts


async def _list_readers(unit: Unit, task: Task) -> list[int]:
    """Whom it is for: how a woman feels is her companion's alone."""
    if task.kind in FELT:
        companions = await course_company.companions_of(unit, task.course_id, task.organisation_id)
        if companions or task.kind is Kind.MOOD:
            return companions
    return await course_company.followers_of(unit, await courses.get(unit, task.course_id))


# -- how she feels ----------------------------------------------------------------------------------------------


async def _ask_moods(unit: Unit) -> int:
    """Who was there is asked once, if she may be; how many were looked at."""
    found = await moods.list_to_ask(unit)
    for each in found:
        before = await moods.list_asked(unit, each.course_id, each.person_id)
        last = await moods.find_last(unit, each.person_id)
        asked = (
            may_ask(before, unit.now, last=last) and await _may_tell(unit, each) and await _tell(unit, each)
        )
        moods.note_asked(unit, each.course_id, each.person_id, each.session_id, asked=asked)
    return len(found)


async def _may_tell(unit: Unit, each: ToAsk) -> bool:
    """Whether she has a phone of her own, agrees to the training, and does not want to be left alone."""
    account = await people.find_account_of(unit, each.person_id)
    if account is None or account["phone"] != "own":
        return False  # on a phone that others read she finds the question on the course's page
    if await consents.is_paused(unit, each.person_id):
        return False
    consent = await consents.find_current(unit, each.person_id, Purpose.TRAINING.value, each.organisation_id)
    return consent is not None and consent.is_given


async def _tell(unit: Unit, each: ToAsk) -> bool:
    """False where nobody but she herself would read it."""
    readers = await course_company.companions_of(unit, each.course_id, each.organisation_id)
    readers = [reader for reader in readers if reader != each.person_id]
    if not readers:
        return False
    name = await course_company.name_of(unit, readers[0]) if len(readers) == 1 else ""
    unit.tell(
        each.person_id,
        question(each.title, name),
        MessageClass.REMINDER.value,
        buttons=tuple(
            PushButton(label=label, talk=MOOD, args=(each.course_id, each.session_id, face))
            for face, label in LABELS
        ),
        matter=moods.matter_of(each.session_id, each.person_id),
    )
    return True
