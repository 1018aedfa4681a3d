"""Dana sosial: the group helps one of its women, by decision of its meeting. Two officers.

What it was for stays between her and those who keep the book; the others see how often and how much, never whom.
"""

from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import groups, permits, social
from db.unit import Unit
from domain.accounts import Account
from domain.money import Rupiah, Spelled
from domain.payouts import NOTE_CHARS_MAX, Kind
from domain.permits import Action, holders
from domain.social import Why
from domain.zones import local_date
from handlers.day_questions import Day
from handlers.group.which import choose_group
from handlers.names import SOCIAL_HELP
from handlers.questions import Amount, Words
from handlers.savings.words import short
from handlers.second.agree import ask_second
from handlers.second.back import back_to_meeting
from handlers.second.payout_steps import KIND, body_of, find_cash, list_receivers
from handlers.second.witness import ask_witness

WHY = (
    Choice(Why.SICK.value, _("Sakit"), words=("berobat", "rumah sakit")),
    Choice(Why.BIRTH.value, _("Melahirkan"), words=("lahiran", "bersalin")),
    Choice(Why.DEATH.value, _("Ada yang meninggal"), words=("duka", "meninggal", "kematian")),
    Choice(Why.OTHER.value, _("Yang lain"), words=("lain", "lainnya")),
)


@conversation(
    SOCIAL_HELP,
    title=_("Bantuan dana sosial"),
    words=("santunan", "bantuan dana sosial", "bantuan sosial"),
    roles=holders(Action.WRITE_BOOK),
    resumes=False,
    money=True,
)
async def help_one(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    fund = await chat.look(find_fund, group.id)
    if not fund:
        return await chat.say(_("Dana sosial masih kosong."))
    await chat.say(_("Dana sosial sekarang {fund}.", fund=fund))
    everybody = await chat.look(list_receivers, group.id)
    her = await chat.choose(_("Siapa yang dibantu?"), everybody)
    why = await _ask_why(chat)
    amount = await _ask_amount(chat, fund, await chat.look(find_cash, group.id))
    today = await chat.look(find_today, group.id)
    decided = await chat.ask(_("Rapat tanggal berapa yang memutuskan?"), Day(today=today, context="past"))
    can, witness = await ask_witness(chat, her, everybody, practice=group.practice)
    if not can:
        return None
    what = _in_words(
        {
            "name": her.label,
            "why": why,
            "amount": Spelled(amount),
            "day": min(decided, today),
            "witness": next((each.label for each in everybody if each.number == witness), ""),
        }
    )
    if not await chat.confirm(_("{what}\n\nBenar begitu?", what=what)):
        return await chat.say(_("Baik, tidak ada yang dicatat."))
    body = body_of(
        kind=Kind.WITHDRAWAL,
        account=Account.SOSIAL,
        member=her.number,
        witness=witness,
        amount=amount,
        note=f"{_plain(why)} (rapat {short(min(decided, today))})",
    )
    await ask_second(chat, group, what=what, kind=KIND, subject=0, body=body, about=her.number)
    await back_to_meeting(chat, group.id)
    return None


async def _ask_why(chat: Chat) -> Text | str:
    """What the group helps with."""
    chosen = await chat.choose(_("Bantuan untuk apa?"), WHY)
    if chosen.key != Why.OTHER.value:
        return chosen.label
    return await chat.ask(
        _("Untuk apa? Tulis pendek saja."), Words(chars_max=NOTE_CHARS_MAX // 2, one_line=True)
    )


def _plain(why: Text | str) -> str:
    """As it stands in the book."""
    return why.message if isinstance(why, Text) else why


async def _ask_amount(chat: Chat, fund: Rupiah, cash: Rupiah) -> Rupiah:
    while True:
        amount = await chat.ask(_("Berapa bantuannya?"), Amount())
        if amount > fund:
            await chat.say(_("Dana sosial {fund}. Tidak bisa lebih dari itu.", fund=fund))
        elif amount > cash:
            await chat.say(_("Uang di kas {cash}. Belum cukup.", cash=cash))
        elif amount:
            return amount
        else:
            await chat.say(_("Tulis jumlahnya, ya. Contoh: 25 ribu."))


def _in_words(values: dict[str, object]) -> Text:
    if values["witness"]:
        return _(
            "Bantuan dana sosial untuk {name}, {why}: {amount}.\nDiputuskan rapat {day}. Saksinya {witness}.",
            **values,
        )
    return _("Bantuan dana sosial untuk {name}, {why}: {amount}.\nDiputuskan rapat {day}.", **values)


# -- what is read -----------------------------------------------------------------------------------------------


async def find_fund(unit: Unit, group_id: int) -> Rupiah:
    """What the fund has, beside what is on its way out of it. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    return await social.find_left(unit, group_id)


async def find_today(unit: Unit, group_id: int) -> date:
    """Today where the group is. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    return local_date(unit.now, (await groups.get_open(unit, group_id)).zone)
