"""Every query and step of the conversations of staff and officers: what it takes, and on what object it is tried.

`Things` are the objects of one place; the missing ones have numbers that nothing has.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from conversation.text import _
from db.duplicates import Verdict
from domain.accounts import Account
from domain.disputes import Reply
from domain.files import SentFile
from domain.meetings import Written
from domain.money import Rupiah
from domain.payouts import Kind
from domain.permits import Action
from domain.requests import State
from domain.roles import Role
from handlers import (
    arisan_steps,
    books,
    calls,
    confirm_staff,
    data_desk,
    duty,
    duty_lines,
    invite,
    people_and_roles,
    request,
    sit_beside,
    social,
)
from handlers.group import admitting, aloud, chats, code, importing, rule_change
from handlers.group import menu as group_menu
from handlers.group import people as group_people
from handlers.loans import letters
from handlers.meeting import (
    asking,
    attendance,
    booking,
    cash,
    check_code,
    closing,
    group_text,
    opening,
    saving,
    scene,
    summary,
)
from handlers.office import criteria, hours, menu, numbers
from handlers.profile import duplicates, forgotten
from handlers.savings import check_disputes, group_money, read_aloud, share_out_steps
from handlers.second import (
    agree,
    answer,
    back,
    correction_steps,
    correction_view,
    cost,
    month_steps,
    on_its_way,
    pay_out,
    payout_steps,
    reopen_steps,
    sign,
)
from handlers.year import check as year_check
from handlers.year import steps as year_steps
from handlers.year import view as year_view

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
    member: int = 1  # in the group's book: a woman without a phone,
    witness: int = 1  # and another one
    joining: int = 1  # somebody waits to come into the book
    sheet: int = 1  # a table an officer has sent
    dispute: int = 1  # of that woman: something is different for her
    saver: int = 1  # a third, who has saved something,
    entry: int = 1  # which is this entry, of today
    approval: int = 1  # what the treasurer has asked the other officers for
    payout: int = 1  # money on its way to her, with the other woman as witness
    leaver: int = 1  # a woman of whom nothing is open
    meeting: int = 1  # of the group, open and not counted yet
    asked_loan: int = 1  # the woman who has saved something wants to borrow
    loan: int = 1  # and the witness has borrowed
    course: int = 1  # a class of the office,
    session: int = 1  # the first of its sessions, which is to come
    group_course: int = 1  # and one of the group
    group_session: int = 1
    task: int = 1  # a woman of the first of these is to be asked how she is,
    group_task: int = 1  # and one of the other
    matter: int = 1  # what a woman wrote to the office, of whoever is tried,
    free_matter: int = 1  # what another wrote, of nobody yet,
    canned: int = 1  # and an answer that is kept ready for such
    partner: int = 1  # to whom the office refers,
    move: int = 1  # where she of the first matter has been asked about,
    offer: int = 1  # what another office wants this one to take over,
    their_matter: int = 1  # and what a colleague has
    note: int = 1  # about her of the first matter,
    step: int = 1  # what is to be done there,
    later: int = 1  # and words for her that go out later
    announced: tuple[int, int, int] = (1, 1, 1)  # one that waits, one to be agreed to, one of the group


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

    and_: what it takes besides, or_: what serves as well. ends: how it ends for one who may, if more is needed.
    """

    step: Callable[..., Awaitable[Any]]
    action: Action
    args: Callable[[Things], tuple[Any, ...]]
    name: str = ""
    and_: tuple[Action, ...] = ()
    or_: tuple[Action, ...] = ()
    ends: str = "done"

    def __str__(self) -> str:
        return self.name or f"{self.step.__module__.removeprefix('handlers.')}.{self.step.__name__}"


def on_request(step: Callable[..., Awaitable[Any]], action: Action) -> Case:
    return Case(step=step, action=action, args=lambda things: (things.fresh,))


def on_office(step: Callable[..., Awaitable[Any]], action: Action, *more: Any) -> Case:
    return Case(step=step, action=action, args=lambda things: (things.office, *more))


def on_group(step: Callable[..., Awaitable[Any]], action: Action, *more: Any, ends: str = "done") -> Case:
    return Case(step=step, action=action, args=lambda things: (things.group, *more), ends=ends)


def on_member(step: Callable[..., Awaitable[Any]], action: Action, *more: Any) -> Case:
    return Case(step=step, action=action, args=lambda things: (things.group, things.member, *more))


def on_meeting(step: Callable[..., Awaitable[Any]], action: Action, *more: Any, ends: str = "done") -> Case:
    return Case(
        step=step, action=action, args=lambda things: (things.group, things.meeting, *more), ends=ends
    )


def on_joining(step: Callable[..., Awaitable[Any]], action: Action) -> Case:
    return Case(step=step, action=action, args=lambda things: (things.joining,))


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
    Case(step=calls.take_over, action=Action.ANSWER_CALL, args=lambda things: (things.call,)),
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
    on_office(duty_lines.note_roster, Action.SEE_OFFICE),
    on_office(duty.list_workers, Action.SEE_OFFICE),
    on_office(duty_lines.list_lines, Action.SEE_OFFICE),
    Case(
        step=duty.add_watches,
        action=Action.KEEP_DUTY,
        args=lambda things: (things.office, things.staff, 0, 3, time(8), time(15)),
    ),
    Case(
        step=duty.remove_watches, action=Action.KEEP_DUTY, args=lambda things: (things.office, things.staff)
    ),
    Case(
        step=duty.remove_line,
        action=Action.KEEP_DUTY,
        args=lambda things: (things.office, things.staff, "w0-0-0"),
        ends="changed {}",  # nothing of the kind is planned
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
    # kelompok, aturan kelompok, anggota, kode rapat, terima anggota
    on_group(group_menu.look_around, Action.SEE_TOTALS),
    on_group(group_menu.make_second_code, Action.KEEP_MEMBERS, ends="changed {}"),  # its books are open
    on_group(rule_change.find_rules, Action.SEE_TOTALS),
    on_group(group_people.list_lines, Action.KEEP_MEMBERS),
    on_group(group_people.add_member, Action.KEEP_MEMBERS, "Neneng", ""),
    on_member(group_people.rename_member, Action.KEEP_MEMBERS, "Neneng", ""),
    Case(
        step=group_people.let_leave,
        action=Action.KEEP_MEMBERS,
        args=lambda things: (things.group, things.leaver),
    ),
    on_group(aloud.list_unasked, Action.KEEP_MEMBERS),
    on_group(aloud.list_witnesses, Action.KEEP_MEMBERS),
    Case(
        step=aloud.keep_yes,
        action=Action.KEEP_MEMBERS,
        args=lambda things: (things.group, things.member, things.witness),
    ),
    on_group(code.make_code, Action.KEEP_MEMBERS),
    on_group(admitting.list_waiting, Action.KEEP_MEMBERS),
    on_joining(admitting.view, Action.KEEP_MEMBERS),
    on_joining(admitting.accept, Action.KEEP_MEMBERS),
    on_joining(admitting.refuse, Action.KEEP_MEMBERS),
    # buku, grup chat
    on_group(books.look_at_desk, Action.READ_BOOK),
    on_group(books.send_book, Action.READ_BOOK, "cash", "pdf", 2026, 0),
    on_group(books.send_report, Action.READ_BOOK, "pdf", 2026, True),
    on_group(letters.list_paid, Action.READ_BOOK),
    Case(
        step=letters.send_letter,
        action=Action.READ_BOOK,
        args=lambda things: (things.group, things.asked_loan),
        ends="changed {}",  # nothing is paid on it
    ),
    on_group(books.send_outside, Action.GIVE_OUT_FIGURES, date(2026, 2, 1)),
    on_group(chats.count_chats, Action.WRITE_BOOK),
    on_group(chats.wait_for, Action.WRITE_BOOK),
    on_group(chats.find_news, Action.WRITE_BOOK),
    on_group(chats.keep_news, Action.WRITE_BOOK, True),
    on_group(chats.stop, Action.WRITE_BOOK),
    # bacakan
    on_group(read_aloud.find_lines, Action.WRITE_BOOK),
    on_group(read_aloud.ask_witness, Action.WRITE_BOOK, 1, 1, ends="changed {}"),  # no meeting was closed
    on_group(read_aloud.print_slips, Action.WRITE_BOOK, 1),
    # cek beda, uang kelompok
    on_group(check_disputes.list_rows, Action.ANSWER_DISPUTE),
    Case(
        step=check_disputes.open_one,
        action=Action.ANSWER_DISPUTE,
        args=lambda things: (things.group, things.dispute),
    ),
    Case(
        step=check_disputes.list_newest,
        action=Action.ANSWER_DISPUTE,
        args=lambda things: (things.group, things.dispute),
    ),
    Case(
        step=check_disputes.answer_one,
        action=Action.ANSWER_DISPUTE,
        args=lambda things: (things.group, things.dispute, Reply.SAME, 0, "Sudah dicek bersama."),
    ),
    on_group(group_money.read_totals, Action.SEE_TOTALS),
    # rapat, setor, catat, angka cek
    on_group(scene.find_scene, Action.WRITE_BOOK),
    on_group(opening.find_last_day, Action.WRITE_BOOK),
    on_group(opening.open_one, Action.WRITE_BOOK, date(2026, 2, 3), ends="meeting_open {}"),
    on_meeting(asking.move_on, Action.WRITE_BOOK, "attendance", "savings"),
    on_group(asking.keep_page, Action.WRITE_BOOK, "foto", 1000),
    on_meeting(attendance.mark, Action.WRITE_BOOK, {}),
    Case(
        step=booking.write_lines,
        action=Action.WRITE_BOOK,
        args=lambda things: (
            things.group,
            things.meeting,
            (Written(member=things.member, kind="wajib", amount=Rupiah(10_000)),),
            (),
            {},
            "key",
        ),
    ),
    on_group(cash.find_cash, Action.WRITE_BOOK),
    on_meeting(cash.keep_count, Action.WRITE_BOOK, 98_000, 98_000, "", "key"),
    on_meeting(summary.find_summary, Action.WRITE_BOOK),
    on_meeting(closing.close, Action.WRITE_BOOK, ends="cash_not_counted {}"),
    on_group(group_text.find_closed, Action.WRITE_BOOK),
    on_member(saving.post_saving, Action.WRITE_BOOK, "wajib", 10_000, "key"),
    on_group(check_code.find_newest, Action.SEE_TOTALS),
    on_group(check_code.find_published, Action.SEE_TOTALS, "48210937"),
    on_group(importing.find_here, Action.WRITE_BOOK),
    on_group(importing.want_sheet, Action.WRITE_BOOK, SentFile(reference="demo", size_bytes=10)),
    Case(
        step=importing.read_sheet, action=Action.WRITE_BOOK, args=lambda things: (things.group, things.sheet)
    ),
    # dampingi
    Case(
        step=sit_beside.send_for_her,
        action=Action.SIT_BESIDE,
        args=lambda things: ("Sulastri", things.office, "samarinda", (SET,), (SET,), {}, "Boleh?"),
    ),
)

# What waits for a second officer, corrections, and money that goes out.
WORDS = _("Contoh.")


def on_book(step: Callable[..., Awaitable[Any]], *more: Any) -> Case:
    return Case(step=step, action=Action.WRITE_BOOK, args=lambda things: (things.group, *more))


def taken_back(things: Things) -> dict[str, Any]:
    """Her entry should not be there."""
    return correction_steps.body_of(
        entry=things.entry, right=None, reason="salah tulis", meeting=0, day=date(2026, 2, 3)
    )


def spent(things: Things) -> dict[str, Any]:
    """A small cost, paid to a woman without a phone."""
    return payout_steps.body_of(
        kind=Kind.COST,
        account=Account.BIAYA_ATK,
        member=things.saver,
        witness=things.witness,
        amount=1_000,
        note="biro",
    )


SECOND: tuple[Case, ...] = (
    on_book(agree.list_seconds, None),
    Case(
        step=agree.ask_here,
        action=Action.WRITE_BOOK,
        args=lambda things: (
            things.group,
            correction_steps.KIND,
            things.entry,
            WORDS,
            taken_back(things),
            None,
        ),
    ),
    Case(
        step=agree.ask_there,
        action=Action.WRITE_BOOK,
        args=lambda things: (
            things.group,
            correction_steps.KIND,
            things.entry,
            WORDS,
            taken_back(things),
            None,
        ),
    ),
    Case(
        step=agree.practise,
        action=Action.WRITE_BOOK,
        args=lambda things: (things.group, correction_steps.KIND, things.entry, WORDS, taken_back(things)),
        ends="not_allowed {}",  # this group is real
    ),
    Case(step=answer.open_one, action=Action.AGREE, args=lambda things: (things.approval,)),
    Case(
        step=answer.agree,
        action=Action.AGREE,
        args=lambda things: (things.approval, "00"),
        ends="changed {}",  # that is not what she was shown
    ),
    Case(step=answer.refuse, action=Action.AGREE, args=lambda things: (things.approval,)),
    Case(
        step=answer.take_back,
        action=Action.AGREE,
        args=lambda things: (things.approval,),
        ends="not_allowed {}",  # another officer has asked for it
    ),
    Case(
        step=sign.find_question,
        action=Action.WRITE_BOOK,
        args=lambda things: (agree.APPROVAL, things.approval, things.saver),
    ),
    Case(
        step=sign.find_question,
        action=Action.WRITE_BOOK,
        args=lambda things: (on_its_way.PAYOUT, things.payout, things.witness),
        name="second.sign.find_question of a payout",
    ),
    Case(
        step=sign.try_number,
        action=Action.WRITE_BOOK,
        args=lambda things: (agree.APPROVAL, things.approval, things.saver, "00", "804172"),
        ends="not_allowed {}",  # it was asked for on another phone
    ),
    Case(
        step=sign.let_be,
        action=Action.WRITE_BOOK,
        args=lambda things: (agree.APPROVAL, things.approval),
        ends="not_allowed {}",
    ),
    Case(
        step=sign.ask_on_hers,
        action=Action.WRITE_BOOK,
        args=lambda things: (things.approval,),
        ends="not_allowed {}",
    ),
    on_book(back.has_open_meeting),
    on_book(correction_view.find_table),
    Case(
        step=correction_view.list_latest,
        action=Action.WRITE_BOOK,
        args=lambda things: (things.group, things.saver),
    ),
    Case(
        step=correction_view.find_written,
        action=Action.WRITE_BOOK,
        args=lambda things: (things.group, things.entry),
    ),
    Case(
        step=correction_steps.correct_alone,
        action=Action.WRITE_BOOK,
        args=lambda things: (things.group, taken_back(things), "1"),
    ),
    on_book(reopen_steps.find_last),
    on_book(month_steps.find_oldest),
    on_book(payout_steps.list_receivers),
    on_book(payout_steps.find_cash),
    Case(
        step=payout_steps.is_for_two,
        action=Action.WRITE_BOOK,
        args=lambda things: (things.group, 5_000),
    ),
    Case(
        step=payout_steps.look_into_purse,
        action=Action.WRITE_BOOK,
        args=lambda things: (things.group, things.saver),
    ),
    Case(
        step=payout_steps.start_alone,
        action=Action.WRITE_BOOK,
        args=lambda things: (things.group, spent(things)),
    ),
    on_book(on_its_way.list_rows),
    Case(step=on_its_way.remind, action=Action.WRITE_BOOK, args=lambda things: (things.payout,)),
    Case(step=on_its_way.cancel, action=Action.WRITE_BOOK, args=lambda things: (things.payout,)),
    on_group(arisan_steps.find_sight, Action.SEE_TOTALS),
    Case(
        step=arisan_steps.begin,
        action=Action.WRITE_BOOK,
        args=lambda things: (things.group, 10_000, [things.member, things.witness]),
    ),
    on_book(social.find_fund),
    on_book(social.find_today),
    on_book(pay_out.find_day),
    on_book(share_out_steps.find_sharing),
    Case(
        step=pay_out.check_leaving,
        action=Action.WRITE_BOOK,
        args=lambda things: (things.group, things.leaver),
    ),
)
CASES += SECOND

CASES += (
    on_group(year_steps.open_year, Action.WRITE_BOOK),
    on_group(year_steps.list_parts, Action.WRITE_BOOK, 2025),
    on_group(year_check.open_year, Action.CHECK_YEAR),
    Case(
        step=year_check.say_look,
        action=Action.CHECK_YEAR,
        args=lambda things: (things.group, 2025, True, "", things.entry),
    ),
    on_group(year_view.read_year, Action.SEE_TOTALS, 2025),
    on_group(cost.list_funds, Action.WRITE_BOOK),
)

# These take no object: they show what is the actor's own, and nothing where she has nothing.
OF_HER_OWN = {
    "second.month_steps.find_due": "of the groups in her roles as they are now",
    "second.answer.list_rows": "what waits in the groups in her roles as they are now",
    "queue.look_at_queue": "the offices come from her roles, and are asked again; tests/db/test_queue.py",
    "office.menu.list_own_offices": "only those in her roles",
    "duty.list_own": "only those in her roles",
    "calls.look_at_calls": "the calls of the offices in her roles as they are now; tests/handlers/test_calls.py",
    "data_desk.list_rows": "the requests of the places in her roles as they are now; tests/db/test_data_desk.py",
    "profile.duplicates.take_pairs": "the pairs of the offices in her roles as they are now",
    "group.which.list_groups": "only those in her roles; tests/handlers/group/test_which.py",
    "profile.forgotten.make_fresh_code": "it opens nothing of anybody's; only with the role, tests/db/test_number_codes.py",
    "own_places.list_own_places": "only those in her roles",
    "savings.read_aloud.keep_heard": "only what she was asked as the witness; tests/db/test_slips.py",
    "savings.own.list_mine": "her own records in the books; tests/handlers/savings/test_own.py",
    "confirm_staff.list_candidates": "only of offices in her roles, asked again; tests/db/test_enrolment.py",
    "sit_beside.may_sit_beside": "a yes or no about her own roles: no for a foreign and for a missing office",
}

# What women themselves look at in the same words, with no role: nothing here is anybody's.
FOR_EVERYBODY = {
    "loans.rules.list_profiles",
    "profile.questions.is_free",
    "screening_facts.find_office",
    "screening_facts.find_outcomes",
    "screening_facts.find_question",
    "screening_facts.list_areas",
}
