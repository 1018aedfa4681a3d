"""No turn about a loan is longer than a small screen, with the longest name and with sums that take many words."""

from typing import cast

import pytest

from bot.compose import REPLY_CHARS_MAX, join
from bot.render import render
from conversation.text import Text, _
from db.approvals import Approval
from db.loan_rows import Loan
from domain.loan_classes import LoanClass
from domain.loan_rules import Method
from domain.loan_schedule import schedule
from domain.loans import State
from domain.money import Rupiah
from handlers.loans import decide_words
from handlers.loans.ask import PURPOSE_CHARS_MAX
from handlers.loans.cost_words import (
    ANY_DAY,
    JASA_IS,
    cheaper_line,
    method_line,
    month_lines,
    one_way,
    whole_cost,
)
from tests.handlers.loans.asking import LENDING

NAME = "Siti Rohmah binti Kosasih"[:24]
AMOUNT = Rupiah(1_775_000)
MONTHS = 24


def loan(method: Method) -> Loan:
    return Loan(
        group_id=1,
        number=1,
        code="ABCDEF",
        member=3,
        asked_by=3,
        amount=AMOUNT,
        months=MONTHS,
        terms=LENDING.terms(method),
        purpose="tepung, minyak, wajan besar dan tempat untuk menjemur keripik di halaman rumah"[
            :PURPOSE_CHARS_MAX
        ],
        reason="",
        state=State.ASKED,
        by=None,
        second=None,
        made_ms=0,
        decided_ms=0,
        entry=None,
        settled_day=None,
        person_id=1,
        told_id=1,
    )


BODY = {
    "name": NAME,
    "cash": 12_345_000,
    "savings": 1_234_500,
    "received": 3,
    "last": 1_500_000,
    "worst": int(LoanClass.PERHATIAN),
}


class Shown:
    """What of an approval its details are made of."""

    body = BODY


def length(*parts: Text) -> int:
    return len(join([render(each) for each in parts]))


@pytest.mark.parametrize("method", [Method.FLAT, Method.DECLINING])
def test_both_officers_read_it_in_one_turn(method: Method) -> None:
    what = decide_words.what_of(loan(method), NAME)
    first = decide_words.lines_of(loan(method), BODY)
    over = _("Jumlah ini sekarang di atas batas, atau kasnya belum cukup.")
    assert length(*first, over, _("Bagaimana, Bu?")) <= REPLY_CHARS_MAX
    asked = _("Permintaan {name}:\n\n{words}\n\nIbu setuju?", name=NAME, words=what)
    assert length(asked) <= REPLY_CHARS_MAX
    assert length(*decide_words.details(cast(Approval, Shown())), asked) <= REPLY_CHARS_MAX


@pytest.mark.parametrize("method", [Method.FLAT, Method.DECLINING])
def test_she_reads_each_step_in_one_turn(method: Method) -> None:
    plans = {
        each: schedule(amount=AMOUNT, months=MONTHS, terms=LENDING.terms(each), start=ANY_DAY)
        for each in LENDING.methods
    }
    cheaper = cheaper_line(plans)
    assert cheaper is not None
    beside = [one_way(each, instalments) for each, instalments in plans.items()]
    assert length(JASA_IS, *beside, cheaper, _("Mau cara yang mana, Bu?")) <= REPLY_CHARS_MAX
    assert length(_("{cost}\n\nBenar?", cost=whole_cost(AMOUNT, MONTHS, plans[method]))) <= REPLY_CHARS_MAX
    line = method_line(method, LENDING.rate)
    for part in month_lines(plans[method]):
        assert length(line, part, _("Masih ada 1 lagi. Mau lihat?")) <= REPLY_CHARS_MAX
