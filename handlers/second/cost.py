"""Biaya: what the group spends, for what, and who got the money. Small sums by one officer, larger ones by two.

What a year's end has set aside for officers and for learning is spent here too, always by two.
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import permits, social
from db.unit import Unit
from domain.accounts import Account
from domain.money import Rupiah, Spelled
from domain.payouts import NOTE_CHARS_MAX, Kind
from domain.permits import Action, holders
from domain.records import dataclass
from handlers.group.which import choose_group
from handlers.names import COST
from handlers.questions import Amount, Words
from handlers.second.agree import ask_second
from handlers.second.back import back_to_meeting
from handlers.second.payout_steps import (
    KIND,
    Receiver,
    body_of,
    find_cash,
    is_for_two,
    list_receivers,
    start_alone,
)
from handlers.second.payout_words import COSTS
from handlers.second.witness import ask_witness

WHAT_FOR = (
    Choice(Account.BIAYA_RAPAT.value, COSTS[Account.BIAYA_RAPAT], words=("rapat", "konsumsi", "makan")),
    Choice(Account.BIAYA_ATK.value, COSTS[Account.BIAYA_ATK], words=("atk", "buku", "tulis")),
    Choice(Account.BIAYA_TRANSPORT.value, COSTS[Account.BIAYA_TRANSPORT], words=("ongkos", "bensin", "ojek")),
    Choice(Account.BIAYA_LAIN.value, COSTS[Account.BIAYA_LAIN], words=("lain", "lainnya")),
)


FUND_CHOICES = {
    Account.DANA_PENGURUS: Choice(
        Account.DANA_PENGURUS.value, COSTS[Account.DANA_PENGURUS], words=("pengurus", "honor")
    ),
    Account.DANA_PENDIDIKAN: Choice(
        Account.DANA_PENDIDIKAN.value, COSTS[Account.DANA_PENDIDIKAN], words=("pendidikan", "belajar")
    ),
}


@conversation(
    COST,
    title=_("Catat biaya"),
    words=("catat biaya", "belanja", "pengeluaran"),
    roles=holders(Action.WRITE_BOOK),
    money=True,
)
async def spend(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    everybody = await chat.look(list_receivers, group.id)
    funds = await chat.look(list_funds, group.id)
    offered = (*WHAT_FOR, *(FUND_CHOICES[each.account] for each in funds))
    account = Account((await chat.choose(_("Biaya untuk apa?"), offered)).key)
    left = next((each.left for each in funds if each.account is account), None)
    asked = _("Dibelikan apa? Tulis pendek saja.")
    if left is not None:
        asked = _("Dipakai untuk apa? Tulis pendek saja.")
    note = await chat.ask(asked, Words(chars_max=NOTE_CHARS_MAX, one_line=True))
    amount = await _ask_amount(chat, await chat.look(find_cash, group.id), left)
    receiver = await chat.choose(_("Siapa yang menerima uangnya?"), everybody)
    can, witness = True, None
    if receiver.number != group.me:
        can, witness = await ask_witness(chat, receiver, everybody, practice=group.practice)
    if not can:
        return None
    named = next((each.label for each in everybody if each.number == witness), "")
    what = _in_words(account, note, amount, receiver, named)
    if not await chat.confirm(_("{what}\n\nBenar begitu?", what=what)):
        return await chat.say(_("Baik, tidak ada yang dicatat."))
    body = body_of(
        kind=Kind.COST, account=account, member=receiver.number, witness=witness, amount=amount, note=note
    )
    if left is not None or await chat.run(is_for_two, group.id, int(amount)):
        await ask_second(chat, group, what=what, kind=KIND, subject=0, body=body, about=receiver.number)
    else:
        await chat.say(await chat.run(start_alone, group.id, body))
    await back_to_meeting(chat, group.id)
    return None


async def _ask_amount(chat: Chat, cash: Rupiah, left: Rupiah | None) -> Rupiah:
    """left: what the fund has, None where it is paid out of none."""
    while True:
        amount = await chat.ask(_("Berapa, Bu?"), Amount())
        if left is not None and amount > left:
            await chat.say(_("Dananya tinggal {left}. Belum cukup.", left=left))
        elif amount > cash:
            await chat.say(_("Uang di kas {cash}. Belum cukup.", cash=cash))
        elif amount:
            return amount
        else:
            await chat.say(_("Tulis jumlahnya, ya. Contoh: 25 ribu."))


def _in_words(account: Account, note: str, amount: Rupiah, receiver: Receiver, witness: str) -> Text:
    values = {
        "what": COSTS[account],
        "note": note,
        "amount": Spelled(amount),
        "name": receiver.label,
        "witness": witness,
    }
    if witness:
        return _("{what}, {note}: {amount}.\nUangnya untuk {name}. Saksinya {witness}.", **values)
    return _("{what}, {note}: {amount}.\nUangnya untuk {name}.", **values)


# -- what is read -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Fund:
    """What was set aside for something. left: beside what is on its way out of it."""

    account: Account
    left: Rupiah


async def list_funds(unit: Unit, group_id: int) -> tuple[Fund, ...]:
    """The funds in which there is something; dana sosial has a talk of its own. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    found = [Fund(account=each, left=await social.find_left(unit, group_id, each)) for each in FUND_CHOICES]
    return tuple(each for each in found if each.left)
