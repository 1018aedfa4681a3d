"""Every query and step of writing, sending and answering announcements, beside those of tests/contact_steps.py.

Whoever adds a step appends a case to the list of its part.
"""

from datetime import UTC, datetime
from functools import partial
from typing import Any

from db import announcements
from db.people import Actor
from db.unit import Unit
from domain.announcement_drafts import Draft
from domain.announcements import Audience, Content, NewsKind, Part, PartKind
from domain.permits import Action
from domain.roles import Place, Role
from handlers import message_costs
from handlers.announce import (
    agree_steps,
    answers,
    audience_question,
    group_text,
    page_steps,
    settings,
    take_back,
    warnings,
    write_steps,
)
from tests.contact_steps import CASES as OF_CONTACT
from tests.contact_steps import FOR_EVERYBODY as OF_ALL
from tests.contact_steps import OF_HER_OWN as OWN
from tests.db.office_world import World
from tests.staff_steps import Case, Things

WORDS = "Besok libur."
DUE = datetime(2030, 1, 7, 2, 0, tzinfo=UTC)
COLLEAGUES = Part(kind=PartKind.ROLE, value=Role.WORKER.value)


def office_draft(things: Things) -> Draft:
    """To the office's own workers, who need no consent."""
    return Draft(
        place=Place(organisation_id=things.office).key,
        sender="Kantor",
        audience=Audience(those=(COLLEAGUES,)),
        news=NewsKind.OTHER,
        texts=(("id", WORDS),),
    )


def group_draft(things: Things) -> Draft:
    """To the whole group."""
    return Draft(
        place=Place(group_id=things.group).key,
        sender="Kelompok",
        audience=Audience(those=(Part(kind=PartKind.GROUP, id=things.group),)),
        news=NewsKind.GROUP,
        texts=(("id", WORDS),),
    )


def of_office(step: Any, *more: Any) -> Case:
    """The step with the office's key."""
    return Case(
        step=step,
        action=Action.ANNOUNCE,
        args=lambda things: (Place(organisation_id=things.office).key, *more),
    )


def of_group(step: Any, *more: Any) -> Case:
    """The step with the group's key."""
    return Case(
        step=step,
        action=Action.ANNOUNCE_TO_GROUP,
        args=lambda things: (Place(group_id=things.group).key, *more),
        name=f"{step.__name__} of a group",
    )


def drafted(step: Any, *more: Any) -> tuple[Case, Case]:
    """The step on what is written for the office, and for the group."""
    return (
        Case(step=step, action=Action.ANNOUNCE, args=lambda things: (office_draft(things), *more)),
        Case(
            step=step,
            action=Action.ANNOUNCE_TO_GROUP,
            args=lambda things: (group_draft(things), *more),
            name=f"{step.__name__} of a group",
        ),
    )


def seen(step: Any, *more: Any) -> tuple[Case, Case]:
    """The step on one that waits, for all who see it, and on one of the group."""
    return (
        Case(
            step=step,
            action=Action.ANNOUNCE,
            or_=(Action.AGREE_TO_ANNOUNCEMENT,),
            args=lambda things: (things.announced[0], *more),
        ),
        Case(
            step=step,
            action=Action.ANNOUNCE_TO_GROUP,
            args=lambda things: (things.announced[2], *more),
            name=f"{step.__name__} of a group",
        ),
    )


def to_agree(step: Any, *more: Any) -> Case:
    """The step on one that waits for a second person."""
    return Case(
        step=step, action=Action.AGREE_TO_ANNOUNCEMENT, args=lambda things: (things.announced[1], *more)
    )


# buat pengumuman
WRITING: tuple[Case, ...] = (
    of_office(audience_question.list_kinds),
    of_group(audience_question.list_kinds),
    of_office(audience_question.list_parts, PartKind.AREA.value),
    of_group(audience_question.list_parts, PartKind.COURSE.value),
    of_office(audience_question.find_group, "Mentari"),
    of_office(audience_question.tells_members, Audience(those=(COLLEAGUES,)).pack()),
    of_office(audience_question.list_earlier),
    of_group(audience_question.list_earlier),
    of_office(warnings.find_doubts, WORDS),
    of_group(warnings.find_doubts, "Bu Siti belum bayar."),
    *drafted(write_steps.look_over),
    *drafted(write_steps.find_session_day),
    *seen(write_steps.find_followed),
    *seen(audience_question.may_remind),
    of_office(write_steps.keep_file, "demo", 10),
    of_group(write_steps.keep_file, "demo", 10),
    *drafted(write_steps.show_preview, "id"),
    *drafted(write_steps.send, None),
    *drafted(write_steps.send, DUE),
    *seen(group_text.make_text),
    *seen(take_back.find_own),
    *seen(take_back.take_back),
    *seen(take_back.stop_now),
    to_agree(agree_steps.look_closer),
    to_agree(agree_steps.show_again),
    to_agree(agree_steps.say_yes),
    to_agree(agree_steps.say_no, "Terlalu banyak."),
    Case(
        step=settings.set_over,
        action=Action.SET_ANNOUNCING,
        args=lambda things: (things.office, 50),
    ),
    Case(
        step=message_costs.set_price,
        action=Action.SET_ANNOUNCING,
        args=lambda things: (things.office, "utility", 35_665),
    ),
    Case(
        step=message_costs.set_cap,
        action=Action.SET_ANNOUNCING,
        args=lambda things: (things.office, 500_000),
    ),
)

# isi pengumuman, jawaban pengumuman: whoever sees it, but only whoever announces sends it again
KNOWING: tuple[Case, ...] = (
    *seen(page_steps.open_page),
    *seen(page_steps.find_page),
    *seen(page_steps.read_words),
    *seen(page_steps.note_people, "got", 0),
    *seen(page_steps.name_people, (), "got"),
    *seen(page_steps.count_uncertain),
    *seen(page_steps.count_rest),
    Case(
        step=page_steps.go_on,
        action=Action.ANNOUNCE,
        args=lambda things: (things.announced[0],),
        ends="announcement_gone {}",  # nobody has stopped it
    ),
    Case(
        step=write_steps.written_again,
        action=Action.ANNOUNCE,
        args=lambda things: (things.announced[0],),
    ),
    Case(
        step=write_steps.written_again,
        action=Action.ANNOUNCE_TO_GROUP,
        args=lambda things: (things.announced[2],),
        name="written_again of a group",
    ),
    *seen(page_steps.may_have_papers),
    *seen(page_steps.send_paper, "xlsx"),
    Case(
        step=page_steps.send_again,
        action=Action.ANNOUNCE,
        args=lambda things: (things.announced[0], False),
        ends="announcement_gone {}",  # it has not begun yet
    ),
    *seen(answers.find_answers),
    *seen(answers.note_names, 0, 0),
    *seen(answers.name_them, (), 0),
)

CASES = OF_CONTACT + WRITING + KNOWING

OF_HER_OWN = {
    **OWN,
    "announce.group_text.list_items": "only those of her roles",
    "announce.list.list_announcements": "only those of her roles",
    "announce.list.find_by_code": "only one that she may see; tests/handlers/announce/test_list.py",
    "announce.owner.list_owners": "only those in her roles",
    "announce.agree_steps.list_waiting": "of the offices in her roles as they are now",
    "announce.take_back.list_of_others": "only those that she may see; tests/handlers/announce/test_take_back.py",
    "announce.settings.list_offices": "only those in her roles",
    "message_costs.see_costs": "only with the role; the sums are of the number, nobody's; tests/handlers/test_message_costs.py",
    "message_costs.see_month": "the same of a month before",
    "announce.write_steps.drop_file": "a file she has sent herself, nobody else's",
}
FOR_EVERYBODY = OF_ALL


# -- in the place of Things -------------------------------------------------------------------------------------


async def some_announcements(
    world: World, worker: Actor, treasurer: Actor, office: int, group: int
) -> tuple[int, int, int]:
    """One of the office that waits for its minute, one that is to be agreed to, one of the group."""
    waiting = partial(_announce, organisation_id=office, group_id=None, part=COLLEAGUES)
    members = Part(kind=PartKind.GROUP, id=group)
    return (
        await world.run(waiting, by=worker),
        await world.run(partial(waiting, needs_second=True), by=worker),
        await world.run(partial(_announce, organisation_id=None, group_id=group, part=members), by=treasurer),
    )


async def _announce(unit: Unit, *, part: Part, needs_second: bool = False, **place: int | None) -> int:
    content = Content(texts={"id": WORDS}, choices=("Ya", "Tidak"), sender="", news=NewsKind.OTHER, code="")
    made = await announcements.add(
        unit,
        content=content,
        audience=Audience(those=(part,)),
        organisation_id=place["organisation_id"],
        group_id=place["group_id"],
        size=3,
        due_ms=0,
        needs_second=needs_second,
    )
    return made.id
