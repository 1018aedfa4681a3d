"""Every query and step of the conversations about loans and the end of a year, beside those of tests/staff_steps.py."""

from collections.abc import Awaitable, Callable
from typing import Any

from domain.permits import Action
from handlers.loans import (
    decide_steps,
    help_steps,
    household_steps,
    pay_steps,
    replan_steps,
    replan_view,
    waive_steps,
)
from handlers.loans import list as loan_list
from handlers.loans import page as loan_page
from handlers.meeting import instalments
from handlers.year import check as year_check
from handlers.year import steps as year_steps
from handlers.year import view as year_view
from tests.staff_steps import CASES as OF_STAFF
from tests.staff_steps import Case, on_group, on_member

BORROWING: tuple[Case, ...] = (
    on_group(loan_page.look_at_loans, Action.SEE_TOTALS),
    on_group(decide_steps.list_requests, Action.AGREE),
    Case(
        step=decide_steps.open_request,
        action=Action.AGREE,
        args=lambda things: (things.group, things.asked_loan),
    ),
    Case(
        step=decide_steps.say_no,
        action=Action.AGREE,
        args=lambda things: (things.group, things.asked_loan, "cash", ""),
    ),
    on_group(household_steps.list_named, Action.KEEP_MEMBERS),
    on_member(household_steps.find_home, Action.KEEP_MEMBERS),
    Case(
        step=household_steps.live_together,
        action=Action.KEEP_MEMBERS,
        args=lambda things: (things.group, things.member, things.witness),
    ),
)

# tutup tahun, periksa tahun, akhir tahun
YEAR: tuple[Case, ...] = (
    on_group(year_steps.open_year, Action.WRITE_BOOK),
    on_group(year_steps.list_parts, Action.WRITE_BOOK, 2025),
    on_group(year_check.open_year, Action.CHECK_YEAR),
    Case(
        step=year_check.say_look,
        action=Action.CHECK_YEAR,
        args=lambda things: (things.group, 2025, True, "", things.entry),
    ),
    on_group(year_view.read_year, Action.SEE_TOTALS, 2025),
)

PAYING: tuple[Case, ...] = (
    on_group(instalments.note_reading, Action.WRITE_BOOK, []),
    on_group(pay_steps.list_running, Action.WRITE_BOOK),
    Case(
        step=pay_steps.look_into,
        action=Action.WRITE_BOOK,
        args=lambda things: (things.group, things.loan),
    ),
    Case(
        step=pay_steps.post_instalment,
        action=Action.WRITE_BOOK,
        args=lambda things: (things.group, things.loan, 10_000, False, 0, "key"),
    ),
    on_group(loan_list.look_over, Action.READ_BOOK),
    Case(
        step=loan_list.open_one,
        action=Action.READ_BOOK,
        args=lambda things: (things.group, things.loan),
    ),
    Case(
        step=loan_list.send_card,
        action=Action.READ_BOOK,
        args=lambda things: (things.group, things.loan),
    ),
)

# atur lagi, ringankan, talangan


def on_loan(step: Callable[..., Awaitable[Any]], *more: Any, ends: str = "done") -> Case:
    return Case(
        step=step,
        action=Action.WRITE_BOOK,
        args=lambda things: (things.group, things.loan, *more),
        ends=ends,
    )


AGREEING: tuple[Case, ...] = (
    on_loan(replan_view.open_one),
    on_loan(replan_view.preview, 6, 1),
    on_loan(replan_steps.say_not_yet, 1, "talk", "", ends="not_allowed {}"),  # nobody has asked for a plan
    on_loan(replan_steps.withdraw_offer, 1, ends="not_allowed {}"),
    on_group(waive_steps.list_rows, Action.WRITE_BOOK),
    on_loan(waive_steps.open_one),
    on_group(help_steps.list_joint, Action.WRITE_BOOK),
    on_group(help_steps.list_helpers, Action.WRITE_BOOK, 1),
    on_group(help_steps.list_open, Action.READ_BOOK),
    on_loan(help_steps.write_help, 1, 1_000, "key", ends="changed {}"),  # the group has not decided so
)

CASES: tuple[Case, ...] = (*OF_STAFF, *BORROWING, *YEAR, *PAYING, *AGREEING)
