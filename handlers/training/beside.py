"""A helper (kader) sits beside a woman who cannot type: consent is read aloud, her spoken yes is kept.

The law: she comes in by the same rule as everybody; what a course may ask of an office's own records it cannot know of
somebody new, so for such a course she is led to the office.
"""

from conversation.chat import Chat
from conversation.text import _
from db import consents, course_places, organisations, people, permits
from db.unit import Unit
from db.vault import person as owner_of
from domain.course_fit import Standing, judge
from domain.course_refusals import NotForHer
from domain.courses import Course, Part
from domain.permits import Action
from domain.purposes import Purpose
from handlers.name_question import PersonName
from handlers.purpose_words import VERSIONS, question_text
from handlers.screening_steps import ask_area
from handlers.training.company_steps import plan_company
from handlers.training.join import KNOWS, NOBODY, SKIP, ask_consent
from handlers.training.join_steps import OBJECT, Joined
from handlers.training.sight import Sight, controller_of, get_course

NAME_CHARS_MAX = 60


async def join_for_her(chat: Chat, here: Sight) -> None:
    """The questions read aloud; the answer says what she takes home on paper."""
    await chat.say(_("Bacakan tiap pertanyaan. Ketik jawaban Ibu itu."))  # staff
    name = await chat.ask(
        _("Siapa nama panggilan Ibu yang didampingi?"), PersonName(chars_max=NAME_CHARS_MAX, sensitive=True)
    )
    area = (await ask_area(chat)).key
    if not await chat.look(is_for_somebody_new, here.id, area):
        return await chat.say(_("Untuk kelas ini, antar Ibu itu ke petugas, ya. Tidak ada yang dicatat."))
    await chat.say(_("Bacakan ini dengan suara, lalu ketik jawaban lisannya:"))  # staff
    if not await ask_consent(chat, here):
        return await chat.say(_("Baik. Tidak ada yang dicatat."))
    knows = await chat.choose_or_skip(
        _("Sudah kenal yang lain di kelas ini?"), (KNOWS, NOBODY), skip=SKIP, sensitive=True
    )
    newcomer = knows is not None and knows.key == NOBODY.key
    joined = await chat.run(write_her_down, here.id, name, area, newcomer)
    if joined.part is Part.WAITING:
        await chat.say(_("Ibu {name} nomor {n} di daftar tunggu.", name=name, n=joined.waits_at))
    else:
        await chat.say(_("Ibu {name} sudah terdaftar di {title}.", name=name, title=here.title))
    if here.next is not None:
        await chat.say(
            _(
                "Tulis di kertas untuk Ibu itu: {when}, di {place}. Ibu itu tidak bisa saya ingatkan lewat HP.",
                when=here.next,
                place=here.place,
            )
        )


async def is_for_somebody_new(unit: Unit, course_id: int, area: str) -> bool:
    """Whether a woman of whom nothing is known but where she lives may join. Raises NotAllowed, Practising."""
    return await _is_for_her(unit, await get_course(unit, course_id), area)


async def _is_for_her(unit: Unit, course: Course, area: str) -> bool:
    office = await organisations.find(unit, course.organisation_id or 0)
    serves = office is not None and area in office.areas
    standing = Standing(area=area, offices=frozenset({office.row_id} if office and serves else ()))
    return judge(course, standing).ok


async def write_her_down(unit: Unit, course_id: int, name: str, area: str, newcomer: bool) -> Joined:
    """A person of her own with her spoken consent, in the course. Raises NotAllowed, NotForHer, CourseClosed."""
    course = await get_course(unit, course_id)
    await permits.require(unit, Action.SIT_BESIDE, organisation_id=course.organisation_id)
    if not await _is_for_her(unit, course, area):
        raise NotForHer
    person_id = unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    people.add_person(unit, person_id, unit.now_ms, demo=unit.facts.demo)
    await people.set_details(unit, person_id, name=name)
    found = unit.facts.find_area(area)
    if found is not None:
        people.set_area(unit, person_id, area, found.zone)
    controller = await controller_of(unit, course)
    consents.record(
        unit,
        person_id=person_id,
        organisation_id=controller.organisation_id,
        purpose=Purpose.TRAINING.value,
        version=VERSIONS[Purpose.TRAINING],
        text=question_text(Purpose.TRAINING, controller),
        answer=consents.YES,
        manner=consents.SPOKEN,
        helper_id=unit.actor.person_id,
    )
    participant = await course_places.join(unit, course, person_id, newcomer=newcomer)
    unit.audit("write", OBJECT, course.id, person_id, participant.part.value)
    await plan_company(unit, course, person_id, newcomer)
    return Joined(part=participant.part, waits_at=await course_places.waits_at(unit, participant))
