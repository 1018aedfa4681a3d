"""Tarik: a member takes out of her savings. Two officers decide, and it counts when she says that she has it."""

from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import group_rules, groups, leaving, permits
from db.unit import Unit
from domain.accounts import SavingKind, account_of
from domain.dated import days_left
from domain.money import Rupiah, Spelled
from domain.payouts import Kind
from domain.permits import Action, holders
from domain.zones import local_date
from handlers.group.which import GroupHere, choose_group
from handlers.meeting.kinds import NAMES
from handlers.names import PAY_OUT
from handlers.questions import Amount
from handlers.second.agree import ask_second
from handlers.second.back import back_to_meeting
from handlers.second.payout_steps import (
    KIND,
    Purse,
    Receiver,
    body_of,
    list_receivers,
    look_into_purse,
)
from handlers.second.witness import ask_witness

ALL = Choice("all", _("Semua, karena keluar"), words=("semua", "keluar"))
NOTHING = Choice("nothing", _("Tidak jadi"), words=("batal", "nanti", "tidak"))


@conversation(
    PAY_OUT,
    title=_("Tarik simpanan"),
    words=("tarik simpanan", "ambil simpanan", "tarik uang"),
    roles=holders(Action.WRITE_BOOK),
    money=True,
)
async def pay_out(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    everybody = await chat.look(list_receivers, group.id)
    member = await chat.choose(_("Siapa yang mau mengambil simpanan?"), everybody)
    purse = await chat.run(look_into_purse, group.id, member.number)
    if not purse.all and not purse.savings:
        return await chat.say(_("{name} tidak punya simpanan yang bisa diambil sekarang.", name=member.label))
    chosen = await _choose_kind(chat, member, purse)
    if chosen.key == NOTHING.key:
        return await chat.say(_("Baik, tidak ada yang diambil."))
    kind = None if chosen.key == ALL.key else SavingKind(chosen.key)
    if kind is None:
        if await chat.look(check_leaving, group.id, member.number):
            await chat.say(_("Hasil tahun ini nanti dibagi untuk yang masih anggota."))
        amount = purse.all
        if amount > purse.cash:
            return await chat.say(_("Uang di kas {cash}. Belum cukup.", cash=purse.cash))
    else:
        if kind is SavingKind.KHUSUS and not await _takes_early(chat, group.id):
            return await chat.say(_("Baik, tidak ada yang diambil."))
        amount = await _ask_amount(chat, member, dict(purse.savings)[kind.value], purse.cash)
    can, witness = await ask_witness(chat, member, everybody, practice=group.practice)
    if not can:
        return None
    what = _in_words(
        member, kind, amount, next((each.label for each in everybody if each.number == witness), "")
    )
    if not await chat.confirm(_("{what}\n\nBenar begitu?", what=what)):
        return await chat.say(_("Baik, tidak ada yang diambil."))
    await _ask_second(chat, group, member, kind, amount, witness, what)
    await back_to_meeting(chat, group.id)
    return None


async def _choose_kind(chat: Chat, member: Receiver, purse: Purse) -> Choice:
    """Which savings, all of them on leaving, or nothing after all."""
    choices = [
        Choice(kind, _("{kind}", kind=NAMES[SavingKind(kind)]), hint=_("Ada {amount}", amount=amount))
        for kind, amount in purse.savings
    ]
    for kind, amount in purse.savings:
        await chat.say(
            _("{kind} {name}: {amount}.", kind=NAMES[SavingKind(kind)], name=member.label, amount=amount)
        )
    if purse.all:
        choices.append(ALL)
    await chat.say(_("Pokok dan wajib hanya diambil kalau keluar."))
    return await chat.choose(_("Simpanan {name} yang mana?", name=member.label), (*choices, NOTHING))


async def _takes_early(chat: Chat, group_id: int) -> bool:
    """Whether she wants it although its day has not come: nobody keeps her money from her, and two look at it."""
    day, left = await chat.look(find_day, group_id)
    if day is None or not left:
        return True
    asked = n_(
        "Simpanan ini untuk {day}, {n} hari lagi. Tetap diambil sekarang?",
        "Simpanan ini untuk {day}, {n} hari lagi. Tetap diambil sekarang?",
        left,
        day=day,
    )
    return await chat.confirm(asked, weighty=False)


async def _ask_amount(chat: Chat, member: Receiver, have: Rupiah, cash: Rupiah) -> Rupiah:
    while True:
        amount = await chat.ask(_("Berapa yang diambil {name}?", name=member.label), Amount())
        if amount > have:
            await chat.say(_("Simpanannya {amount}. Tidak bisa lebih dari itu.", amount=have))
        elif amount > cash:
            await chat.say(_("Uang di kas {cash}. Belum cukup.", cash=cash))
        elif amount:
            return amount
        else:
            await chat.say(_("Tulis jumlahnya, ya. Contoh: 25 ribu."))


def _in_words(member: Receiver, kind: SavingKind | None, amount: Rupiah, witness: str) -> Text:
    values = {"name": member.label, "amount": Spelled(amount), "witness": witness}
    if kind is None:
        if witness:
            return _("{name} keluar dan mengambil semua simpanan: {amount}.\nSaksinya {witness}.", **values)
        return _("{name} keluar dan mengambil semua simpanan: {amount}.", **values)
    if witness:
        return _("{name} mengambil {kind}: {amount}.\nSaksinya {witness}.", kind=NAMES[kind], **values)
    return _("{name} mengambil {kind}: {amount}.", kind=NAMES[kind], **values)


async def _ask_second(
    chat: Chat,
    group: GroupHere,
    member: Receiver,
    kind: SavingKind | None,
    amount: Rupiah,
    witness: int | None,
    what: Text,
) -> None:
    body = body_of(
        kind=Kind.WITHDRAWAL,
        account=account_of(kind) if kind is not None else None,
        member=member.number,
        witness=witness,
        amount=amount,
        note="",
    )
    await ask_second(chat, group, what=what, kind=KIND, subject=0, body=body, about=member.number)


# -- what is read -----------------------------------------------------------------------------------------------


async def find_day(unit: Unit, group_id: int) -> tuple[date | None, int]:
    """The day for which simpanan khusus is saved, None without one; how many days that is. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    today = local_date(unit.now, (await groups.get_open(unit, group_id)).zone)
    rule = (await group_rules.rules_on(unit, group_id, today)).find(SavingKind.KHUSUS)
    day = rule.until if rule is not None else None
    return day, days_left(day, today) if day is not None else 0


async def check_leaving(unit: Unit, group_id: int, number: int) -> bool:
    """Whether the group shares what its year brings, among those who are members then: she should know before she goes.

    Raises what keeps her from leaving with all her savings (db/leaving.py), and NotAllowed.
    """
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    await leaving.check_settled(unit, group_id, number)
    today = local_date(unit.now, (await groups.get_open(unit, group_id)).zone)
    return (await group_rules.rules_on(unit, group_id, today)).year is not None
