"""Ringankan: a fine, or a part of it, need not be paid. Two officers say so, with a reason that she reads."""

# staff: officers of a group read this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.money import Rupiah, Spelled
from domain.permits import Action, holders
from handlers.group.which import choose_group
from handlers.loans.reasons import ask_reason, reason_text
from handlers.loans.waive_steps import KIND, REASONS, Fined, body_of, in_words, list_rows, open_one
from handlers.names import AGREE, RINGANKAN
from handlers.questions import Amount
from handlers.second.agree import ask_second
from handlers.second.back import back_to_meeting

WHY = (
    Choice("sick", _("Sakit"), words=("sakit",)),
    Choice("trouble", _("Ada musibah"), words=("musibah", "bencana", "duka")),
    Choice("season", _("Sepi usaha"), words=("sepi", "gagal panen")),
    Choice("mistake", _("Salah catat"), words=("salah", "keliru")),
)


@conversation(
    RINGANKAN,
    title=_("Ringankan denda"),
    words=("ringankan denda", "hapus denda", "bebas denda"),
    roles=holders(Action.WRITE_BOOK),
    sensitive=True,
    resumes=False,
    money=True,
)
async def waive(chat: Chat, group_id: int = 0, loan: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    if not loan:
        rows = await chat.look(list_rows, group.id)
        if not rows:
            return await chat.say(_("Tidak ada denda yang terbuka."))
        row = rows[0] if len(rows) == 1 else await chat.choose(_("Denda siapa?"), rows)
        loan = row.loan
    fined = await chat.run(open_one, group.id, loan)
    if fined.approval:
        await chat.go(AGREE, fined.approval)
    if not fined.fine:
        return await chat.say(
            _("{name} tidak punya denda. Tidak ada yang perlu diringankan.", name=fined.name)
        )
    amount = await ask_amount(chat, fined)
    why, words = await ask_reason(chat, _("Apa sebabnya? Ini dibaca {name}.", name=fined.name), WHY)
    reason = reason_text(REASONS, why, words)
    asked = _(
        "Denda {name} diringankan {amount}.\n{reason}\n\nBenar begitu?",
        name=fined.name,
        amount=Spelled(amount),
        reason=reason,
    )
    if not await chat.confirm(asked):
        return await chat.say(_("Baik, dendanya tetap."))
    await ask_second(
        chat,
        group,
        what=in_words(fined.name, amount, reason),
        kind=KIND,
        subject=loan,
        body=body_of(loan=loan, amount=amount, why=why, words=words),
        about=fined.member,
        never=fined.never,
    )
    await back_to_meeting(chat, group.id)
    return None


async def ask_amount(chat: Chat, fined: Fined) -> Rupiah:
    """How much of it, at most all."""
    while True:
        asked = _("Denda {name} {fine}. Diringankan berapa?", name=fined.name, fine=fined.fine)
        amount = await chat.ask(asked, Amount(usual=fined.fine))
        if 0 < amount <= fined.fine:
            return amount
        await chat.say(_("Dendanya {fine}. Tulis jumlah sampai segitu, ya.", fine=fined.fine))
