"""Every query and step of the conversations of staff and officers: what it takes, and on what object it is tried.

`Things` are the objects of one place; the missing ones have numbers that nothing has.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from db.duplicates import Verdict
from domain.permits import Action
from domain.requests import State
from domain.roles import Role
from handlers import calls, confirm_staff, data_desk, duty, invite, people_and_roles, request, sit_beside
from handlers.office import criteria, hours, menu, numbers
from handlers.profile import duplicates, forgotten

SET = "kaltim-uep-2023"
NUMBER = "0541 000000"


@dataclass(frozen=True, kw_only=True)
class Things:
    """The objects of an office and a group. The role numbers are those of a worker and a treasurer."""

    office: int
    group: int
    fresh: int  # requests: answers that wait,
    number: str  # its number, of a woman with a PIN,
    wish: int  # the wish for a person,
    proposed: int  # what has been proposed,
    again: int  # what had been decided and is asked for again
    worker: int
    treasurer: int
    joined: int  # an invitation that waits for a second admin
    staff: int  # the person who is that worker
    call: int  # for help
    pair: int  # two records that may be one woman's
    correction: int  # requests about data: to the office
    copy: int
    correction_of_group: int


MISSING = Things(
    office=1,
    group=1,
    fresh=1,
    number="AAAAAA",
    wish=1,
    proposed=1,
    again=1,
    worker=1,
    treasurer=1,
    joined=1,
    staff=1,
    call=1,
    pair=1,
    correction=1,
    copy=1,
    correction_of_group=1,
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One step, what it takes, and its arguments for the objects of a place.

    and_: what it takes besides. ends: how it ends for one who may, where more than a role is needed.
    """

    step: Callable[..., Awaitable[Any]]
    action: Action
    args: Callable[[Things], tuple[Any, ...]]
    name: str = ""
    and_: tuple[Action, ...] = ()
    ends: str = "done"

    def __str__(self) -> str:
        return self.name or f"{self.step.__module__.removeprefix('handlers.')}.{self.step.__name__}"


def on_request(step: Callable[..., Awaitable[Any]], action: Action) -> Case:
    return Case(step=step, action=action, args=lambda things: (things.fresh,))


def on_office(step: Callable[..., Awaitable[Any]], action: Action, *more: Any) -> Case:
    return Case(step=step, action=action, args=lambda things: (things.office, *more))


def decision(to: State, seen: State, which: str, action: Action, **values: Any) -> Case:
    """A decision on the request of that name in Things."""
    more = (values.get("reason", ""), values.get("number", ""), values.get("day"), seen)
    return Case(
        step=request.write_decision,
        action=action,
        args=lambda things: (getattr(things, which), to, *more),
        name=f"request.write_decision {which} {to}",
    )


CASES: tuple[Case, ...] = (
    # antrean and permintaan
    on_request(request.open_one, Action.OPEN_REQUEST),
    on_request(request.view_one, Action.OPEN_REQUEST),
    on_request(request.find_names, Action.OPEN_REQUEST),
    on_request(request.list_sources, Action.OPEN_REQUEST),
    on_request(request.note_reading, Action.READ_ANSWERS),
    on_request(request.list_lines, Action.READ_ANSWERS),
    decision(State.DIPERIKSA, State.MENUNGGU, "fresh", Action.CHECK),
    decision(State.DIUSULKAN, State.MENUNGGU, "fresh", Action.CHECK),
    decision(State.MENUNGGU_ANGGARAN, State.MENUNGGU, "fresh", Action.CHECK),
    decision(
        State.BELUM_BISA, State.MENUNGGU, "fresh", Action.CHECK, reason="Bantuan ini untuk warga Samarinda."
    ),
    decision(State.DIPERIKSA, State.MENUNGGU, "wish", Action.TALK),
    decision(
        State.DITETAPKAN,
        State.DIUSULKAN,
        "proposed",
        Action.SET_DOWN,
        number="40.9/33/2026",
        day=date(2026, 2, 2),
    ),
    decision(State.MENUNGGU_ANGGARAN, State.DIUSULKAN, "proposed", Action.SET_DOWN),
    Case(step=request.keep, action=Action.CHECK, args=lambda things: (things.again, State.MENUNGGU)),
    Case(
        step=request.send_words,
        action=Action.WRITE_TO_HER,
        args=lambda things: (things.wish, "Ibu bisa datang hari Senin."),
    ),
    # kantor
    on_office(menu.find_name, Action.SEE_OFFICE),
    on_office(criteria.list_sets, Action.SEE_OFFICE),
    on_office(criteria.find_today, Action.SEE_OFFICE),
    on_office(criteria.confirm_set, Action.CONFIRM_CRITERIA, SET, "1"),
    on_office(criteria.open_registration, Action.SET_REGISTRATION, SET, date(2026, 2, 3), None),
    on_office(criteria.close_registration, Action.SET_REGISTRATION, SET),
    on_office(numbers.list_numbers, Action.SEE_OFFICE),
    on_office(numbers.add_number, Action.KEEP_NUMBERS, "Kantor", "0541 111111"),
    on_office(numbers.mark_checked, Action.KEEP_NUMBERS, NUMBER),
    on_office(numbers.hide_number, Action.KEEP_NUMBERS, NUMBER),
    on_office(hours.find_week, Action.SEE_OFFICE),
    on_office(
        hours.change_hours,
        Action.SET_HOURS,
        (hours.Stretch(first=0, last=3, opens=time(8), closes=time(15)),),
    ),
    on_office(hours.find_holidays, Action.SEE_OFFICE),
    on_office(hours.add_holiday, Action.SET_HOURS, date(2026, 2, 4)),
    on_office(hours.remove_holiday, Action.SET_HOURS, date(2026, 2, 4)),
    # undang, peran, persetujuan: in an office
    Case(step=invite.has_second, action=Action.INVITE_STAFF, args=lambda things: (f"o{things.office}",)),
    Case(
        step=invite.make_code,
        action=Action.INVITE_STAFF,
        args=lambda things: (f"o{things.office}", Role.WORKER),
    ),
    Case(
        step=people_and_roles.list_lines, action=Action.LIST_STAFF, args=lambda things: (f"o{things.office}",)
    ),
    Case(step=people_and_roles.end_role, action=Action.END_STAFF_ROLE, args=lambda things: (things.worker,)),
    Case(
        step=people_and_roles.make_successor_code,
        action=Action.HAND_OVER_STAFF,
        args=lambda things: (things.worker,),
    ),
    Case(step=confirm_staff.approve, action=Action.CONFIRM_STAFF, args=lambda things: (things.joined,)),
    Case(step=confirm_staff.refuse, action=Action.CONFIRM_STAFF, args=lambda things: (things.joined,)),
    # ... and in a group
    Case(
        step=invite.has_second,
        action=Action.INVITE_TO_GROUP,
        args=lambda things: (f"g{things.group}",),
        name="invite.has_second in a group",
    ),
    Case(
        step=invite.make_code,
        action=Action.INVITE_TO_GROUP,
        args=lambda things: (f"g{things.group}", Role.TREASURER),
        name="invite.make_code in a group",
    ),
    Case(
        step=people_and_roles.list_lines,
        action=Action.LIST_GROUP,
        args=lambda things: (f"g{things.group}",),
        name="people_and_roles.list_lines in a group",
    ),
    Case(
        step=people_and_roles.end_role,
        action=Action.END_GROUP_ROLE,
        args=lambda things: (things.treasurer,),
        name="people_and_roles.end_role in a group",
    ),
    Case(
        step=people_and_roles.make_successor_code,
        action=Action.HAND_OVER_GROUP,
        args=lambda things: (things.treasurer,),
        name="people_and_roles.make_successor_code in a group",
    ),
    # jaga, jadwal jaga
    Case(step=calls.open_call, action=Action.ANSWER_CALL, args=lambda things: (things.call,)),
    Case(step=calls.take, action=Action.ANSWER_CALL, args=lambda things: (things.call,)),
    Case(
        step=calls.send_words,
        action=Action.ANSWER_CALL,
        args=lambda things: (things.call, "Saya dari kantor, Ibu."),
        ends="changed {}",  # who has not taken it does not write to her
    ),
    Case(step=calls.close, action=Action.ANSWER_CALL, args=lambda things: (things.call,), ends="changed {}"),
    Case(
        step=calls.keep_note,
        action=Action.ANSWER_CALL,
        args=lambda things: (things.call, "Catatan"),
        ends="not_allowed {}",  # the safety store has readers of its own
    ),
    Case(
        step=calls.list_shown,
        action=Action.ANSWER_CALL,
        args=lambda things: (things.call,),
        ends="not_allowed {}",
    ),
    on_office(duty.find_today, Action.SEE_OFFICE),
    on_office(duty.note_workers, Action.SEE_OFFICE),
    on_office(duty.note_week, Action.SEE_OFFICE),
    on_office(duty.list_workers, Action.SEE_OFFICE),
    on_office(duty.list_lines, Action.SEE_OFFICE),
    Case(
        step=duty.add_watches,
        action=Action.KEEP_DUTY,
        args=lambda things: (things.office, things.staff, 0, 3, time(8), time(15)),
    ),
    Case(
        step=duty.remove_watches, action=Action.KEEP_DUTY, args=lambda things: (things.office, things.staff)
    ),
    Case(
        step=duty.add_leave,
        action=Action.KEEP_DUTY,
        args=lambda things: (things.office, things.staff, date(2026, 2, 4), date(2026, 2, 5)),
    ),
    Case(
        step=duty.set_reader,
        action=Action.NAME_NOTE_READERS,
        args=lambda things: (things.office, things.staff, True),
    ),
    # data ganda
    Case(
        step=duplicates.settle_pair,
        action=Action.READ_ANSWERS,
        args=lambda things: (things.pair, Verdict.DIFFERENT),
    ),
    # lupa nomor
    Case(step=forgotten.is_locked, action=Action.NEW_NUMBER, args=lambda things: (things.number,)),
    Case(step=forgotten.make_code, action=Action.NEW_NUMBER, args=lambda things: (things.number, False)),
    # permintaan data
    Case(step=data_desk.note_opened, action=Action.HANDLE_DATA, args=lambda things: (things.correction,)),
    Case(step=data_desk.view_one, action=Action.HANDLE_DATA, args=lambda things: (things.correction,)),
    Case(
        step=data_desk.close,
        action=Action.HANDLE_DATA,
        args=lambda things: (things.correction, True, "", "Sudah kami perbaiki, Ibu."),
    ),
    Case(
        step=data_desk.take_copy,
        action=Action.HANDLE_DATA,
        and_=(Action.READ_ANSWERS,),
        args=lambda things: (things.copy,),
    ),
    Case(
        step=data_desk.note_opened,
        action=Action.HANDLE_GROUP_DATA,
        args=lambda things: (things.correction_of_group,),
        name="data_desk.note_opened in a group",
    ),
    Case(
        step=data_desk.view_one,
        action=Action.HANDLE_GROUP_DATA,
        args=lambda things: (things.correction_of_group,),
        name="data_desk.view_one in a group",
    ),
    Case(
        step=data_desk.close,
        action=Action.HANDLE_GROUP_DATA,
        args=lambda things: (things.correction_of_group, True, "", "Sudah kami perbaiki, Ibu."),
        name="data_desk.close in a group",
    ),
    # dampingi
    Case(
        step=sit_beside.send_for_her,
        action=Action.SIT_BESIDE,
        args=lambda things: ("Sulastri", things.office, "samarinda", (SET,), (SET,), {}, "Boleh?"),
    ),
)

# These take no object: they show what is the actor's own, and nothing where she has nothing.
OF_HER_OWN = {
    "queue.look_at_queue": "the offices come from her roles, and are asked again; tests/db/test_queue.py",
    "office.menu.list_own_offices": "only those in her roles",
    "duty.find_own": "only those in her roles",
    "calls.look_at_calls": "the calls of the offices in her roles as they are now; tests/handlers/test_calls.py",
    "data_desk.list_rows": "the requests of the places in her roles as they are now; tests/db/test_data_desk.py",
    "profile.duplicates.take_pairs": "the pairs of the offices in her roles as they are now",
    "own_places.list_own_places": "only those in her roles",
    "confirm_staff.list_candidates": "only of offices in her roles, asked again; tests/db/test_enrolment.py",
    "sit_beside.may_sit_beside": "a yes or no about her own roles: no for a foreign and for a missing office",
}

# What women themselves look at in the same words, with no role: nothing here is anybody's.
FOR_EVERYBODY = {
    "screening_facts.find_office",
    "screening_facts.find_outcomes",
    "screening_facts.find_question",
    "screening_facts.list_areas",
}
