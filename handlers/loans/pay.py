"""Cicil: an officer writes down what a woman pays on her loan, in a meeting or between two. She gets a receipt."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.loan_rules import Method
from domain.money import Rupiah, Spelled
from domain.permits import Action, holders
from handlers.group.which import choose_group
from handlers.loans.over import Rest, ask_over
from handlers.loans.pay_steps import Paying, Row, list_running, look_into, post_instalment
from handlers.meeting.questions import UsualAmount
from handlers.names import CICIL
from handlers.second.back import back_to_meeting

PAY_OFF, NOT_NOW = "pay_off", "not_now"
NO_INFAK = Choice("none", _("Tidak ada"), words=("tidak", "belum", "ga ada"))


@conversation(
    CICIL,
    title=_("Catat cicilan"),
    words=("catat cicilan", "catat angsuran"),
    roles=holders(Action.WRITE_BOOK),
    money=True,
)
async def record_instalment(chat: Chat, group_id: int = 0, loan: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    row = await choose_loan(chat, await chat.look(list_running, group.id), loan)
    if row is None:
        return None
    paying = await chat.run(look_into, group.id, row.number)
    for text in paying.lines:
        await chat.say(text)
    asked = await ask_amount(chat, paying)
    if asked is None:
        return await chat.say(_("Baik, tidak ada yang dicatat."))
    amount, rest = asked
    infak = await ask_infak(chat, paying) if paying.method is Method.INFAK else Rupiah(0)
    if not await chat.confirm(question(paying, amount, rest, infak)):
        return await chat.say(_("Baik, tidak dicatat."))
    moment = await chat.now()
    key = f"{group.me}/{int(moment.timestamp() * 1000)}"
    to_savings, payoff = rest is Rest.SAVED, int(paying.payoff)
    receipt = await chat.run(
        post_instalment, group.id, row.number, int(amount), to_savings, int(infak), key, payoff
    )
    await chat.say(_("Sudah dicatat. No. {number}.", number=f"{receipt.number:04d}"))
    for text in receipt.lines:
        await chat.say(text)
    await back_to_meeting(chat, group.id)
    return None


async def choose_loan(chat: Chat, rows: tuple[Row, ...], loan: int) -> Row | None:
    """Whose loan; None where none runs, or not the one that was meant."""
    if loan:
        found = next((each for each in rows if each.number == loan), None)
        if found is None:
            await chat.say(_("Pinjaman itu tidak berjalan lagi."))
        return found
    if not rows:
        await chat.say(_("Belum ada pinjaman yang berjalan."))
        return None
    return await chat.choose(_("Siapa yang membayar cicilan?"), rows)


async def ask_amount(chat: Chat, paying: Paying) -> tuple[Rupiah, Rest] | None:
    """What she pays and what becomes of what is too much; None for nothing after all."""
    choices = [Choice(NOT_NOW, _("Tidak jadi"), words=("batal", "belum"))]
    if paying.payoff != paying.usual:
        label = _("Lunas {amount}", amount=paying.payoff)
        choices.insert(0, Choice(PAY_OFF, label, words=("lunas", "lunasi", "dilunasi", "semua")))
    question = UsualAmount(usual=paying.usual, of=choices, said_back=True)
    while True:
        amount = await chat.ask(_("{name}, cicilan: berapa?", name=paying.name), question)
        if isinstance(amount, Choice):
            return None if amount.key == NOT_NOW else (paying.payoff, Rest.GIVEN_BACK)
        if amount <= paying.payoff:
            return amount, Rest.GIVEN_BACK
        rest = await ask_over(chat, paying.name, amount, paying.payoff)
        if rest is not Rest.SLIP:
            return (amount, rest) if rest is Rest.SAVED else (paying.payoff, rest)


async def ask_infak(chat: Chat, paying: Paying) -> Rupiah:
    """What she gives to the social fund of her own will, where the group lends without jasa."""
    asked = _("Ada infak dari {name}? Tidak ada juga boleh.", name=paying.name)
    amount = await chat.ask(asked, UsualAmount(usual=None, of=(NO_INFAK,), said_back=True))
    return Rupiah(0) if isinstance(amount, Choice) else amount


def question(paying: Paying, amount: Rupiah, rest: Rest, infak: Rupiah) -> Text:
    """All that is written, in words."""
    values = {"name": paying.name, "amount": Spelled(amount)}
    if rest is Rest.SAVED:
        over = Rupiah(amount - paying.payoff)
        return _(
            "{name} membayar {amount}. Lunas. Lebihnya {over} jadi simpanan sukarela. Benar?",
            over=over,
            **values,
        )
    lunas = amount == paying.payoff
    if infak and lunas:
        return _("{name}, cicilan {amount}, lunas. Infak {infak}. Benar?", infak=Spelled(infak), **values)
    if infak:
        return _("{name}, cicilan {amount}. Infak {infak}. Benar?", infak=Spelled(infak), **values)
    if lunas:
        return _("{name}, cicilan {amount}. Pinjamannya lunas. Benar?", **values)
    return _("{name}, cicilan {amount}. Benar?", **values)
