"""Every query and step of what staff do with what women write, beside those of tests/training_steps.py.

Whoever is tried has the matter of her own office (`hold`), whatever her role: holding it is not enough. Whoever adds a
step appends a case to the list of its part.
"""

from collections.abc import Awaitable, Callable
from datetime import time
from typing import Any

from db import canned, matter_messages, matter_moves, matter_notes, matters, organisations, partners
from db import matter_steps as matter_steps_of
from db.matter_moves import Where
from db.matter_steps import Kind
from db.matters import Chosen
from db.unit import Unit
from domain.matters import MessageKind, NoteKind, PartnerKind, Passes, Result, Side, Topic
from domain.permits import Action
from domain.refusals import NotAllowed
from domain.zones import WITA
from handlers.contact import (
    answer_steps,
    close_steps,
    look_steps,
    matter_steps,
    move_steps,
    note_steps,
    offered_steps,
    partner_steps,
    planning_steps,
    quoted,
    supervise_steps,
)
from handlers.contact import canned as canned_answers
from handlers.contact.message_question import Draft
from tests.staff_steps import NUMBER, Case, Things, on_office
from tests.training_steps import CASES as OF_TRAINING
from tests.training_steps import COMING
from tests.training_steps import FOR_EVERYBODY as OF_ALL
from tests.training_steps import OF_HER_OWN as OWN

ANSWER = Draft(kind=MessageKind.TEXT, text="Besok pagi ya, Bu.").packed()
WORDS = "Kantor buka jam delapan pagi, Bu."

# In the matter of `a_matter`: what she wrote, and what whoever has it answered.
HERS, THEIRS = 1, 2


def on_matter(
    step: Callable[..., Awaitable[Any]],
    *more: Any,
    action: Action = Action.ANSWER_MATTERS,
    ends: str = "done",
) -> Case:
    """The step on a matter of the office, which whoever is tried has."""
    return Case(step=step, action=action, args=lambda things: (things.matter, *more), ends=ends)


def on_canned(step: Callable[..., Awaitable[Any]], *more: Any) -> Case:
    """The step on an answer that the office keeps ready, for who keeps them."""
    return Case(
        step=step,
        action=Action.KEEP_CANNED,
        args=lambda things: (things.office, things.canned, *more),
    )


def on_partner(step: Callable[..., Awaitable[Any]], *more: Any) -> Case:
    """The step on somebody to whom the office refers, for who keeps that list."""
    return Case(
        step=step,
        action=Action.KEEP_PARTNERS,
        args=lambda things: (things.office, things.partner, *more),
    )


# pesan_warga, urusan, jawaban_siap
ANSWERING: tuple[Case, ...] = (
    on_matter(matter_steps.open_page, 0),
    on_matter(matter_steps.view_page, (HERS,)),
    on_matter(matter_steps.find_whom),
    on_matter(matter_steps.find_more),
    on_matter(matter_steps.hand_files, 0),
    on_matter(matter_steps.set_topic, Topic.AID.value),
    on_matter(matter_steps.give_back),
    Case(
        step=matter_steps.take_matter,
        action=Action.ANSWER_MATTERS,
        args=lambda things: (things.free_matter,),
    ),
    on_matter(answer_steps.send_answer, ANSWER),
    Case(
        step=answer_steps.send_ready,
        action=Action.ANSWER_MATTERS,
        args=lambda things: (things.matter, things.canned),
    ),
    on_matter(answer_steps.find_sent, THEIRS),
    on_matter(answer_steps.take_back, THEIRS),
    on_matter(answer_steps.list_ready),
    Case(
        step=answer_steps.read_ready,
        action=Action.ANSWER_MATTERS,
        args=lambda things: (things.matter, things.canned),
    ),
    on_matter(quoted.send_quoted, HERS, ANSWER),
    on_matter(close_steps.find_ending),
    on_matter(close_steps.close_matter, Result.HELPED.value, Topic.AID.value, "", True, THEIRS),
    on_office(canned_answers.list_kept, Action.KEEP_CANNED),
    on_office(canned_answers.look_for_room, Action.KEEP_CANNED),
    on_office(canned_answers.keep_one, Action.KEEP_CANNED, "", "Alamat kantor", WORDS),
    on_canned(canned_answers.open_one),
    on_canned(canned_answers.change_one, WORDS),
    on_canned(canned_answers.remove_one),
)

# pantau_pesan
SUPERVISING: tuple[Case, ...] = (
    on_office(supervise_steps.open_load, Action.SUPERVISE_MATTERS),
    on_office(supervise_steps.list_late, Action.SUPERVISE_MATTERS),
    on_office(supervise_steps.count_month, Action.SUPERVISE_MATTERS, 0),
    # It waits for nobody: nothing is given away that does not wait too long.
    on_matter(supervise_steps.list_takers, action=Action.SUPERVISE_MATTERS, ends="changed {}"),
    on_matter(supervise_steps.assign, 1, action=Action.SUPERVISE_MATTERS, ends="changed {}"),
)

# serahkan_urusan, rujuk, urusan_ditawarkan, buka_urusan, mitra
MOVING: tuple[Case, ...] = (
    on_matter(move_steps.find_standing),
    on_matter(move_steps.list_colleagues),
    on_matter(move_steps.list_partners),
    Case(
        step=move_steps.show_question,
        action=Action.ANSWER_MATTERS,
        args=lambda things: (things.matter, f"r{things.partner}", "Di sana dekat.", "Ibu mau tanya."),
    ),
    Case(
        step=move_steps.ask_her,
        action=Action.ANSWER_MATTERS,
        args=lambda things: (things.matter, f"r{things.partner}", "Di sana dekat.", "Ibu mau tanya."),
    ),
    Case(
        step=move_steps.take_back,
        action=Action.ANSWER_MATTERS,
        args=lambda things: (things.matter, things.move),
    ),
    Case(
        step=move_steps.note_outside,
        action=Action.ANSWER_MATTERS,
        args=lambda things: (things.matter, things.move, "accepted"),
        ends="move_over {}",
    ),
    *(
        Case(step=step, action=Action.ANSWER_MATTERS, args=lambda things: (things.offer,))
        for step in (offered_steps.open_offer, offered_steps.accept)
    ),
    Case(
        step=offered_steps.refuse,
        action=Action.ANSWER_MATTERS,
        args=lambda things: (things.offer, "Antrean penuh"),
    ),
    Case(
        step=look_steps.find_closed_door,
        action=Action.LOOK_ANYWAY,
        args=lambda things: (things.their_matter,),
    ),
    Case(
        step=look_steps.open_look,
        action=Action.LOOK_ANYWAY,
        args=lambda things: (things.their_matter, "Petugasnya sakit hari ini"),
    ),
    Case(
        step=look_steps.list_looks,
        action=Action.SUPERVISE_MATTERS,
        args=lambda things: (things.their_matter,),
    ),
    on_office(partner_steps.list_partners, Action.KEEP_PARTNERS),
    on_office(partner_steps.list_offices_here, Action.KEEP_PARTNERS),
    on_office(partner_steps.add_partner, Action.KEEP_PARTNERS, "lk3", "LK3 Contoh", 0),
    on_partner(partner_steps.find_partner),
    on_partner(partner_steps.set_phone, NUMBER),
    on_partner(partner_steps.mark_checked),
    on_partner(partner_steps.remove_partner),
)


def on_step(step: Callable[..., Awaitable[Any]], *more: Any) -> Case:
    """The step on what is to be done next in the matter."""
    return Case(step=step, action=Action.ANSWER_MATTERS, args=lambda things: (things.step, *more))


# catatan_urusan, langkah, tugas_saya, pesan_nanti
PLANNING: tuple[Case, ...] = (
    on_matter(note_steps.find_notes, 0),
    on_matter(note_steps.write_note, NoteKind.VISIT.value, "Rumahnya dekat balai."),
    *(
        Case(step=step, action=Action.ANSWER_MATTERS, args=lambda things: (things.matter, things.note))
        for step in (note_steps.note_reading, note_steps.find_note)
    ),
    on_matter(planning_steps.find_whose),
    on_matter(planning_steps.find_reminder, COMING),
    on_matter(planning_steps.keep_step, "Telepon", COMING, "Besok saya telepon, Bu."),
    on_matter(planning_steps.keep_later, "Sampai besok, Bu.", COMING, time(9)),
    on_matter(planning_steps.list_waiting),
    on_step(planning_steps.find_task),
    on_step(planning_steps.note_read),
    on_step(planning_steps.find_today),
    on_step(planning_steps.finish),
    on_step(planning_steps.put_off, COMING),
    Case(
        step=planning_steps.take_back,
        action=Action.ANSWER_MATTERS,
        args=lambda things: (things.later,),
    ),
)

CASES: tuple[Case, ...] = (*OF_TRAINING, *ANSWERING, *MOVING, *SUPERVISING, *PLANNING)

OF_HER_OWN = OWN | {
    "contact.matters.note_look": "that she has looked, and nothing else",
    "contact.matters.look_at_list": "what she has in the offices of her roles; tests/db/test_matter_lists.py",
    "contact.matters.look_at_all": "the same, more of it",
    "contact.matters.look_at_pool": "what nobody has in the offices of her roles; tests/db/test_matter_lists.py",
    "contact.matters.list_doors": "a yes or no about her own roles",
    "contact.matters.find_by_code": "0 for a foreign and for a missing code; tests/handlers/contact/test_matters.py",
    "contact.answer_steps.may_be_for_another": "what came onto her own screen; tests/db/test_matter_mixups.py",
    "contact.canned.list_offices": "only those in her roles",
    "contact.supervise_steps.list_offices": "only those in her roles",
    "contact.offered_steps.list_offers": "only what is offered to her or her offices; tests/db/test_matter_moves.py",
    "contact.offered_steps.list_answers": "what she has asked for herself",
    "contact.look_steps.find_by_code": "nothing for a foreign and a missing code; tests/handlers/contact/test_look_anyway.py",
    "contact.partner_steps.list_own_offices": "only those in her roles",
    "contact.planning_steps.list_tasks": "what is to be done in what she has; tests/db/test_matter_steps.py",
    "contact.planning_steps.note_listed": "that she has looked at these",
    "contact.suggest_steps.list_areas": "only of her own offices and groups; tests/handlers/contact/test_suggest.py",
    "contact.suggest_steps.make_card": "the same",
    "contact.own_notices.hears_at_once": "how she herself hears of messages",
    "contact.own_notices.choose_notices": "the same",
}
FOR_EVERYBODY = OF_ALL


# -- what test_permitted_steps.py furnishes a place with ----------------------------------------------------------


async def a_matter(unit: Unit, office: int) -> int:
    """What whoever acts writes to that office, whoever takes it; its id."""
    written = await matters.write(
        unit,
        person_id=unit.actor.person_id,
        organisation_id=office,
        chosen=Chosen(),
        kind=MessageKind.TEXT,
        text="Bu, kapan kantornya buka?",
    )
    return written.matter.id


async def a_matter_of(unit: Unit, office: int, holder_id: int) -> int:
    """The same, and somebody there has it."""
    matter_id = await a_matter(unit, office)
    unit.write("UPDATE matters SET holder_id = $2 WHERE id = $1", matter_id, holder_id)
    return matter_id


async def a_partner(unit: Unit, office: int) -> int:
    """To whom the office refers; its id."""
    partner_id = await partners.add(unit, office, kind=PartnerKind.LK3, name="LK3 Contoh")
    partners.set_phone(unit, partner_id, NUMBER)
    return partner_id


async def a_move(unit: Unit, matter_id: int, partner_id: int) -> int:
    """She whose matter that is has been asked whether she wants to go there."""
    matter = await matters.find(unit, matter_id)
    assert matter is not None
    where = Where(partner_id=partner_id)
    return (await matter_moves.ask(unit, matter, where, words="Ibu mau tanya.", why="Di sana dekat.")).id


async def an_offer(unit: Unit, office: int) -> int:
    """What whoever acts wrote to another office, and allows that office to give to this one."""
    elsewhere = organisations.add(unit, name="Kantor ketiga", zone=WITA, areas=())
    matter = await matters.find(unit, await a_matter(unit, elsewhere))
    assert matter is not None
    where = Where(to_organisation=office)
    move = await matter_moves.ask(unit, matter, where, words="Ibu mau tanya.", why="Di sana dekat.")
    return (await matter_moves.answer(unit, move, Passes.WORDS)).id


async def a_canned(unit: Unit, office: int) -> int:
    """An answer that the office keeps ready; its id."""
    added = await canned.add(unit, organisation_id=office, topic="", title="Jam buka", body=WORDS)
    return added.id


async def plans(unit: Unit, matter_id: int) -> dict[str, int]:
    """Whoever acts, and has the matter for a moment, has noted something, and planned a step and words for later."""
    unit.write("UPDATE matters SET holder_id = $2 WHERE id = $1", matter_id, unit.actor.person_id)
    matter = await matters.find(unit, matter_id)
    assert matter is not None
    due_ms = unit.now_ms + 60_000
    made = {
        "note": await matter_notes.add(unit, matter_id, NoteKind.VISIT, "Rumahnya dekat balai."),
        "step": await matter_steps_of.add(unit, matter, Kind.STEP, "Telepon", due_ms),
        "later": await matter_steps_of.add(unit, matter, Kind.LATER, "Sampai besok, Bu.", due_ms),
    }
    unit.write("UPDATE matters SET holder_id = 0 WHERE id = $1", matter_id)
    return made


async def hold(unit: Unit, things: Things, person_id: int) -> None:
    """The matter is this person's, who acts, and has answered in it where her role lets her."""
    unit.write("UPDATE matters SET holder_id = $2 WHERE id = $1", things.matter, person_id)
    unit.write("UPDATE matter_steps SET by_person = $2 WHERE matter_id = $1", things.matter, person_id)
    matter = await matters.find(unit, things.matter)
    assert matter is not None
    try:
        await matter_messages.add(unit, matter, Side.STAFF, MessageKind.TEXT, "Jam delapan, Bu.")
    except NotAllowed:
        pass  # she has it, and may do nothing with it
