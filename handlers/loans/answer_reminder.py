"""Cicilan: she has paid already, names a day of her own, or wants to talk; each leads to a person, or to peace."""

from dataclasses import dataclass
from datetime import date, timedelta

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import disputes, loan_reminders, loans, members
from db.loan_reminders import Reminder
from db.loans import Loan
from db.unit import PushButton, Unit
from domain.disputes import NAME_CHARS_MAX, Difference, What
from domain.loan_reminders import PROMISE_DAYS_MAX, Answer, fits
from domain.loan_rules import NOTHING
from domain.loans import State
from domain.money import Rupiah
from domain.refusals import Changed, NotAllowed
from domain.zones import local_date
from handlers.day_questions import Day
from handlers.house import NOT_UNDERSTOOD_ALONE
from handlers.loans.remind import (
    OTHER_DAY_LABEL,
    PAID_LABEL,
    TALK_LABEL,
    month_of,
    name_of_group,
    question,
    tell_keepers,
)
from handlers.names import ATUR_LAGI, CICILAN, MENU, PINJAMAN
from handlers.questions import Amount, Words
from handlers.savings import disputing
from handlers.savings.own import get_mine, list_mine
from handlers.savings.words import gentle

PAID = Choice(Answer.PAID.value, PAID_LABEL, words=("sudah", "lunas", "sudah saya bayar", "benar", "ya"))

# "Belum", or that there is no money, is not yet a wish that the treasurer hears of: she is asked which of the two.
_NOT_YET = ("belum", "tidak", "belum ada uang", "tidak ada uang", "tidak punya uang")
OTHER_DAY = Choice(
    Answer.OTHER_DAY.value,
    OTHER_DAY_LABEL,
    words=("tanggal", "nanti", "besok", "minggu depan", "bayar tanggal lain", *_NOT_YET),
)
TALK = Choice(
    Answer.TALK.value,
    TALK_LABEL,
    words=("bicara", "bicara dengan bendahara", "bendahara", "berat", *_NOT_YET),
)
MYSELF = Choice("myself", _("Saya sendiri"), words=("sendiri", "langsung"))
THROUGH = Choice("through", _("Titip orang lain"), words=("titip", "orang lain"))
SEND = Choice("send", _("Kirim"), words=("ya", "boleh"))
DO_NOT = Choice("not", _("Tidak"), words=("jangan", "batal"))
REPLAN = Choice("replan", _("Atur lagi"), words=("atur", "atur lagi", "ya", "mau"))
ENOUGH = Choice("enough", _("Cukup dulu"), words=("cukup", "nanti", "tidak"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Here:
    """The instalment she is asked about. text: as her message has it. booked: in the book by now, or agreed on anew.

    code: of the matter that an officer has to answer, "" for none.
    """

    group_id: int
    loan: int
    revision: int
    n: int
    name: str
    month: Text
    amount: Rupiah
    text: Text
    today: date
    booked: bool
    replanned: bool
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """The number of the matter and until when it is answered."""

    code: str
    answer_by: date


@conversation(CICILAN, title=_("Cicilan"), sensitive=True, resumes=False, money=True)
async def answer_reminder(
    chat: Chat, group_id: int = 0, loan: int = 0, revision: int = 0, n: int = 0, said: str = ""
) -> None:
    if group_id:
        here = await chat.look(find_one, group_id, loan, revision, n)
    else:
        newest = await chat.look(find_newest)
        if newest is None and said:
            await chat.say(NOT_UNDERSTOOD_ALONE)
            await chat.go(MENU)
        if newest is None:
            await chat.go(PINJAMAN)
        here = newest
    if here.replanned:
        return await chat.say(_("Cicilannya sudah diatur lagi, Bu. Mau lihat? Ketik: pinjaman."))
    if here.booked:
        return await chat.say(_("Cicilan bulan {month} sudah tercatat, Bu. Terima kasih.", month=here.month))
    if not said:
        said = (await chat.choose(here.text, (PAID, OTHER_DAY, TALK))).key
    if said == Answer.PAID.value:
        await tell_paid(chat, here)
    elif said == Answer.OTHER_DAY.value:
        await name_day(chat, here)
    else:
        await want_to_talk(chat, here)


async def tell_paid(chat: Chat, here: Here) -> None:
    """She has paid: the officers look for it, with a day for their answer."""
    if here.code:
        await chat.say(_("Sudah saya sampaikan, Bu. Nomornya {code}. Kita tunggu, ya.", code=here.code))
        return
    amount = await ask_amount(chat, here.amount)
    through = await ask_through(chat)
    await chat.say(_("Saya sampaikan begini:"))
    await chat.say(gentle(here.name, _difference(amount, through), NOTHING, meeting=False))
    if (await chat.choose(_("Kirim ke bendahara dan ketua?"), (SEND, DO_NOT))).key == DO_NOT.key:
        return await chat.say(_("Baik, Bu. Tidak ada yang dikirim."))
    sent = await chat.run(say_paid, here.group_id, here.loan, here.revision, here.n, amount, through)
    await chat.say(_("Terkirim, Bu. Nomornya {code}.", code=sent.code))
    await chat.say(_("Jawabannya paling lambat {day}. Sebelum itu saya tidak bertanya.", day=sent.answer_by))


def _difference(amount: int, through: str) -> Difference:
    return Difference(what=What.REPAID, amount=Rupiah(amount), through=through)


async def ask_amount(chat: Chat, usual: Rupiah) -> Rupiah:
    """What she has paid; part of an instalment is welcome too."""
    while True:
        amount = await chat.ask(_("Ibu bayar berapa?"), Amount(usual=usual))
        if amount:
            return amount
        await chat.say(_("Tulis jumlahnya, ya. Contoh: 25 ribu."))


async def ask_through(chat: Chat) -> str:
    """Who brought the money; "" for herself."""
    if (await chat.choose(_("Siapa yang membawa uangnya?"), (MYSELF, THROUGH))).key == MYSELF.key:
        return ""
    return await chat.ask(_("Titip ke siapa, Bu?"), Words(chars_max=NAME_CHARS_MAX, one_line=True))


async def name_day(chat: Chat, here: Here) -> None:
    """Her own day is kept; a later one than a month is another plan."""
    while True:
        day = await chat.ask(_("Ibu bisa bayar tanggal berapa?"), Day(today=here.today, context="future"))
        if fits(day, here.today):
            break
        if day < here.today:
            await chat.say(_("Tanggal itu sudah lewat. Pilih hari ini, atau nanti."))
            continue
        await chat.say(_("Paling jauh {day}, ya.", day=here.today + timedelta(PROMISE_DAYS_MAX)))
        asked = _("Kalau perlu lebih lama, cicilannya bisa diatur lagi.")
        if (await chat.choose(asked, (OTHER_DAY, REPLAN))).key == REPLAN.key:
            await chat.go(ATUR_LAGI, here.group_id, here.loan)
    await chat.run(keep_day, here.group_id, here.loan, here.revision, here.n, day)
    await chat.say(_("Baik, Bu. Saya catat: {day}.", day=day))
    await chat.say(_("Sebelum itu saya tidak bertanya lagi. Terima kasih sudah memberi kabar."))


async def want_to_talk(chat: Chat, here: Here) -> None:
    """A person takes it up; the program asks nothing more for a while."""
    await chat.run(say_talk, here.group_id, here.loan, here.revision, here.n)
    await chat.say(_("Baik, Bu. Bendahara saya kabari. Kita cari jalan bersama."))
    asked = _("Mau sekalian minta cicilannya diatur lagi?")
    if (await chat.choose(asked, (REPLAN, ENOUGH))).key == REPLAN.key:
        await chat.go(ATUR_LAGI, here.group_id, here.loan)
    await chat.say(_("Baik, Bu. Terima kasih sudah memberi kabar."))


# -- what is read and written -----------------------------------------------------------------------------------


async def find_newest(unit: Unit) -> Here | None:
    """What she was asked about last, if it is still open; None if there is nothing."""
    asked = [
        found
        for mine in await list_mine(unit)
        if (found := await loan_reminders.find_newest(unit, mine.group_id, mine.number)) is not None
    ]
    for each in sorted(asked, key=lambda one: -one.told_ms):
        here = await find_one(unit, each.group_id, each.loan, each.revision, each.n)
        if not here.booked and not here.replanned:
            return here
    return None


async def find_one(unit: Unit, group_id: int, loan: int, revision: int, n: int) -> Here:
    """That instalment of hers. Raises NotAllowed, Practising."""
    found, reminder = await _get(unit, group_id, loan, revision, n)
    mine = await get_mine(unit, group_id, found.member)
    today = local_date(unit.now, mine.zone)
    member = await members.get_member(unit, group_id, found.member)
    if found.state is not State.RUNNING:
        return _here(reminder, member.shown, today, booked=True)
    plan = await loans.plan_of(unit, found)
    if plan.revision != revision:
        return _here(reminder, member.shown, today, replanned=True)
    standing = await loans.standing(unit, found, today)
    open_now = next((each for each in standing.open if each.n == n), None)
    if open_now is None:
        return _here(reminder, member.shown, today, booked=True)
    code = ""
    if await loan_reminders.is_looked_for(unit, reminder):
        code = (await disputes.get(unit, reminder.dispute)).code
    whole = plan.instalments[n - 1].amount
    text = question(member.shown, open_now, whole, await name_of_group(unit, member, group_id))
    return _here(reminder, member.shown, today, amount=open_now.amount, text=text, code=code)


def _here(
    reminder: Reminder,
    name: str,
    today: date,
    *,
    amount: Rupiah = NOTHING,
    text: Text | None = None,
    code: str = "",
    booked: bool = False,
    replanned: bool = False,
) -> Here:
    return Here(
        group_id=reminder.group_id,
        loan=reminder.loan,
        revision=reminder.revision,
        n=reminder.n,
        name=name,
        month=month_of(reminder.due),
        amount=amount,
        text=text if text is not None else Text(""),
        today=today,
        booked=booked,
        replanned=replanned,
        code=code,
    )


async def _get(unit: Unit, group_id: int, loan: int, revision: int, n: int) -> tuple[Loan, Reminder]:
    """Her loan and what was asked about it. Raises NotAllowed, Practising."""
    found = await loans.get(unit, group_id, loan)
    await get_mine(unit, group_id, found.member)
    return found, await loan_reminders.get(unit, group_id, loan, revision, n)


async def _get_open(unit: Unit, group_id: int, loan: int, revision: int, n: int) -> tuple[Loan, Reminder]:
    """The same of what is still open. Raises NotAllowed; Changed where it is in the book, or agreed on anew, by now."""
    here = await find_one(unit, group_id, loan, revision, n)
    if here.booked or here.replanned:
        raise Changed
    return await _get(unit, group_id, loan, revision, n)


async def say_paid(
    unit: Unit, group_id: int, loan: int, revision: int, n: int, amount: int, through: str
) -> Sent:
    """It has a number and a day; treasurer and chair look for it. Raises NotAllowed, Changed, TooManyDisputes."""
    found, reminder = await _get_open(unit, group_id, loan, revision, n)
    if await loan_reminders.is_looked_for(unit, reminder):
        raise Changed
    dispute = await disputes.add(unit, group_id, found.member, _difference(amount, through))
    await loan_reminders.answer(unit, reminder, Answer.PAID, dispute=dispute.id)
    unit.audit("write", "dispute", dispute.id, dispute.told_id, "raised")
    await disputing.tell_raised(unit, dispute)
    return Sent(code=dispute.code, answer_by=dispute.answer_by)


async def keep_day(unit: Unit, group_id: int, loan: int, revision: int, n: int, day: date) -> None:
    """Her own day; the treasurer hears it, so that nobody else asks before. Raises NotAllowed, Changed."""
    found, reminder = await _get_open(unit, group_id, loan, revision, n)
    if not fits(day, local_date(unit.now, reminder.zone)):
        raise NotAllowed
    await loan_reminders.answer(unit, reminder, Answer.OTHER_DAY, promised=day)
    text = _(
        "Kabar dari {name}: cicilan bulan {month} dibayar {day}.",
        name=await _name(unit, found),
        month=month_of(reminder.due),
        day=day,
    )
    await tell_keepers(unit, found, text)


async def say_talk(unit: Unit, group_id: int, loan: int, revision: int, n: int) -> None:
    """She wants to talk; the treasurer hears it, with a way to another plan. Raises NotAllowed, Changed."""
    found, reminder = await _get_open(unit, group_id, loan, revision, n)
    await loan_reminders.answer(unit, reminder, Answer.TALK)
    text = _(
        "{name} ingin bicara soal cicilan bulan {month}. Mari dicari jalan bersama. Tolong disapa, ya.",
        name=await _name(unit, found),
        month=month_of(reminder.due),
    )
    button = PushButton(label=_("Atur lagi"), talk=ATUR_LAGI, args=(group_id, loan))
    await tell_keepers(unit, found, text, (button,))


async def _name(unit: Unit, loan: Loan) -> str:
    return (await members.get_member(unit, loan.group_id, loan.member)).shown
