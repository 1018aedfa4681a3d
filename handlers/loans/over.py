"""More is paid than the loan takes: kept as her saving, given back, or a slip of the pen. Nothing of it is lost."""

from enum import StrEnum

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from domain.money import Rupiah


class Rest(StrEnum):
    """What becomes of what is left over."""

    SAVED = "saved"
    GIVEN_BACK = "given_back"
    SLIP = "slip"


SAVED = Choice(Rest.SAVED.value, _("Jadi simpanan"), words=("simpanan", "simpan", "tabungan", "sukarela"))
GIVEN_BACK = Choice(Rest.GIVEN_BACK.value, _("Dikembalikan"), words=("kembali", "kembalikan", "kembalian"))
SLIP = Choice(Rest.SLIP.value, _("Salah tulis"), words=("salah", "salah ketik"))


async def ask_over(chat: Chat, name: str, amount: int, payoff: int) -> Rest:
    """What she wants, asked of whoever writes it down. payoff: what ends the loan that day."""
    text = _(
        "{name} membayar {amount}. Yang perlu dibayar tinggal {payoff}. Lebihnya {rest} mau diapakan?",
        name=name,
        amount=Rupiah(amount),
        payoff=Rupiah(payoff),
        rest=Rupiah(amount - payoff),
    )
    return Rest((await chat.choose(text, (SAVED, GIVEN_BACK, SLIP))).key)
