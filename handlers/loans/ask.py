"""Pinjam: she asks her group for a loan. She knows how much she may borrow before she types an amount, and sees both
ways to pay, and every rupiah of it, before she says yes. Nobody's husband is asked for anything.
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from domain.loan_limits import Limit
from domain.loan_rules import LoanRules, Terms
from domain.loans import Instalment, schedule
from domain.money import Rupiah
from domain.reading.answers import Answer, read_answer
from handlers.loans.ask_steps import (
    Desk,
    Open,
    Wish,
    list_without_phone,
    look_at_own,
    look_for_her,
    send,
    withdraw,
)
from handlers.loans.ask_words import limit_line, nothing_line
from handlers.loans.cost_words import (
    ANY_DAY,
    JASA_IS,
    cheaper_line,
    method_choices,
    method_line,
    month_lines,
    one_way,
    terms_lines,
    whole_cost,
)
from handlers.names import PINJAM, PINJAMAN
from handlers.parts import say_in_parts
from handlers.questions import Amount, WholeNumber, Words
from handlers.savings.own import Mine, choose_own
from handlers.second.payout_steps import Receiver

PURPOSE_CHARS_MAX = 60

MYSELF = Choice("myself", _("Saya sendiri"), words=("saya", "sendiri", "aku"))
FOR_HER = Choice("for-her", _("Anggota tanpa HP"), words=("anggota", "orang lain", "tanpa hp"))

WAIT = Choice("wait", _("Tunggu saja"), words=("tunggu", "biarkan"))
TAKE_BACK = Choice("back", _("Tidak jadi pinjam"), words=("tidak jadi", "batal", "batalkan"))

# Months that are not alike are shown one by one; up to so many different amounts one line says it all.
ALIKE_MAX = 2


@conversation(
    PINJAM,
    title=_("Minta pinjaman"),
    words=("minta pinjaman", "pinjam uang", "mau pinjam", "mau pinjam uang"),
    sensitive=True,
    resumes=False,
    money=True,
)
async def ask_loan(chat: Chat, group_id: int = 0, number: int = 0) -> None:
    mine = await choose_own(chat, group_id, number)
    if mine is None:
        return None
    other = await choose_other(chat, mine)
    borrower = mine.number if other is None else other.number
    if other is None:
        desk = await chat.look(look_at_own, mine.group_id, borrower)
    else:
        desk = await chat.run(look_for_her, mine.group_id, borrower)
        await chat.say(_("Bacakan ke {name}, ya. Tulis jawaban {name}.", name=other.label))
    if desk.open is not None:
        return await look_at_open(chat, mine, borrower, desk.open)
    no = why_not(desk)
    if no is not None:
        return await chat.say(no)
    assert desk.rules is not None, "why_not has said so"
    assert desk.limit is not None, "with rules there is a limit"
    wish = await ask_wish(chat, desk.rules, desk.limit)
    if wish is None:
        return await chat.say(_("Baik, tidak jadi. Tidak ada yang dikirim."))
    await chat.run(send, mine.group_id, borrower, wish)
    await chat.say(_("Permintaannya sudah sampai ke pengurus. Dua pengurus yang memutuskan."))
    if mine.practice:
        return await chat.say(_("Sekarang coba ketik: putuskan pinjaman."))
    if other is not None:
        return await chat.say(_("Hasilnya nanti disampaikan ke {name}.", name=other.label))
    return await chat.say(_("Hasilnya saya kabari, Bu. Tidak jadi? Ketik: pinjam."))


async def choose_other(chat: Chat, mine: Mine) -> Receiver | None:
    """The woman without a phone for whom an officer types; None where she asks for herself."""
    others = tuple(
        each for each in await chat.look(list_without_phone, mine.group_id) if each.number != mine.number
    )
    if not others:
        return None
    if (await chat.choose(_("Pinjaman untuk siapa?"), (MYSELF, FOR_HER))).key == MYSELF.key:
        return None
    return await chat.choose(_("Siapa yang mau pinjam?"), others)


def why_not(desk: Desk) -> Text | None:
    """What holds her up before anything is asked; None for nothing."""
    if desk.rules is None or desk.limit is None:
        return _("Rapat kelompok belum memutuskan soal pinjaman. Boleh diusulkan di rapat, Bu.")
    if not desk.deciders:
        return _("Pinjaman ini perlu dua pengurus lain. Minta ketua menambah satu pengurus, ya.")
    return None if desk.limit.amount else nothing_line(desk.limit)


async def look_at_open(chat: Chat, mine: Mine, borrower: int, found: Open) -> None:
    """One loan at a time: the open one is shown, and taken back as long as no money was handed over."""
    if found.running:
        if borrower == mine.number:
            await chat.go(PINJAMAN, mine.group_id, borrower)
        return await chat.say(found.text)
    chosen = await chat.choose(found.text, (WAIT, TAKE_BACK))
    if chosen.key == WAIT.key:
        return await chat.say(_("Baik, kita tunggu."))
    await chat.run(withdraw, mine.group_id, borrower, found.number)
    return await chat.say(_("Baik, permintaannya sudah ditarik. Tidak ada yang dipinjam."))


# -- what she wishes --------------------------------------------------------------------------------------------


async def ask_wish(chat: Chat, rules: LoanRules, limit: Limit) -> Wish | None:
    """What for, how much, how long, which way; None unless she says yes to all it costs."""
    purpose = await chat.ask_or_skip(
        _("Uangnya untuk apa, Bu? Contoh: tepung dan wajan. Hanya pengurus yang membaca."),
        Words(chars_max=PURPOSE_CHARS_MAX, one_line=True, skip=_("Tidak usah ditulis")),
    )
    await chat.say(limit_line(limit, rules))
    amount = await ask_amount(chat, limit.amount)
    months = await ask_months(chat, min(rules.months_max, amount))
    plans = {
        each: schedule(amount=amount, months=months, terms=rules.terms(each), start=ANY_DAY)
        for each in rules.methods
    }
    method = rules.methods[0]
    if any(rules.terms(each).rate for each in rules.methods):
        await chat.say(JASA_IS)
    if len(plans) > 1:
        for each, instalments in plans.items():
            await chat.say(one_way(each, instalments))
        cheaper = cheaper_line(plans)
        if cheaper is not None:
            await chat.say(cheaper)
        chosen = await chat.choose(_("Mau cara yang mana, Bu?"), method_choices(rules.methods))
        method = next(each for each in rules.methods if each.value == chosen.key)
    terms = rules.terms(method)
    if not await agrees(chat, amount, months, terms, plans[method]):
        return None
    return Wish(amount=amount, months=months, terms=terms, purpose=purpose_of(purpose))


def purpose_of(typed: str | None) -> str:
    """What officers read as her purpose; "tidak usah" and "tidak" are none."""
    if typed is None or typed.casefold() == "tidak usah" or read_answer(typed) is Answer.TIDAK:
        return ""
    return typed


async def ask_amount(chat: Chat, most: Rupiah) -> Rupiah:
    """Never more than the most; asked again in the same plain words."""
    text = _("Ibu mau pinjam berapa?")
    while not 0 < (amount := await chat.ask(text, Amount())) <= most:
        text = _("Paling banyak {most}, Bu. Mau pinjam berapa?", most=most)
    return amount


async def ask_months(chat: Chat, most: int) -> int:
    """How long; not asked where the group lends for a month only."""
    if most == 1:
        return 1
    text = n_(
        "Mau dicicil berapa bulan? Paling lama {n} bulan.",
        "Mau dicicil berapa bulan? Paling lama {n} bulan.",
        most,
    )
    return await chat.ask(text, WholeNumber(least=1, most=most))


async def agrees(
    chat: Chat, amount: Rupiah, months: int, terms: Terms, instalments: tuple[Instalment, ...]
) -> bool:
    """Whether she says yes to every rupiah of it."""
    await chat.say(method_line(terms.method, terms.rate))
    for line in terms_lines(terms):
        await chat.say(line)
    if len({each.amount for each in instalments}) > ALIKE_MAX:
        await say_in_parts(chat, month_lines(instalments))
        if not await chat.confirm(_("Itu bayaran tiap bulan. Lanjut, Bu?"), weighty=False):
            return False
    return await chat.confirm(_("{cost}\n\nBenar?", cost=whole_cost(amount, months, instalments)))
