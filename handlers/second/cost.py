"""Biaya: what the group spends, for what, and who got the money. Small sums by one officer, larger ones by two."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.accounts import Account
from domain.money import Rupiah, Spelled
from domain.payouts import NOTE_CHARS_MAX, Kind
from domain.permits import Action, holders
from handlers.group.which import choose_group
from handlers.names import COST
from handlers.questions import Amount, Words
from handlers.second.agree import ask_second
from handlers.second.back import back_to_meeting
from handlers.second.payout_steps import (
    COSTS,
    KIND,
    Receiver,
    body_of,
    find_cash,
    is_for_two,
    list_receivers,
    start_alone,
)
from handlers.second.witness import ask_witness

WHAT_FOR = (
    Choice(Account.BIAYA_RAPAT.value, COSTS[Account.BIAYA_RAPAT], words=("rapat", "konsumsi", "makan")),
    Choice(Account.BIAYA_ATK.value, COSTS[Account.BIAYA_ATK], words=("atk", "buku", "tulis")),
    Choice(Account.BIAYA_TRANSPORT.value, COSTS[Account.BIAYA_TRANSPORT], words=("ongkos", "bensin", "ojek")),
    Choice(Account.BIAYA_LAIN.value, COSTS[Account.BIAYA_LAIN], words=("lain", "lainnya")),
)


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
    account = Account((await chat.choose(_("Biaya untuk apa?"), WHAT_FOR)).key)
    note = await chat.ask(
        _("Dibelikan apa? Tulis pendek saja."), Words(chars_max=NOTE_CHARS_MAX, one_line=True)
    )
    amount = await _ask_amount(chat, await chat.look(find_cash, group.id))
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
    if await chat.run(is_for_two, group.id, int(amount)):
        await ask_second(chat, group, what=what, kind=KIND, subject=0, body=body, about=receiver.number)
    else:
        await chat.say(await chat.run(start_alone, group.id, body))
    await back_to_meeting(chat, group.id)
    return None


async def _ask_amount(chat: Chat, cash: Rupiah) -> Rupiah:
    while True:
        amount = await chat.ask(_("Berapa, Bu?"), Amount())
        if amount > cash:
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
