"""Who says that the money has arrived: she herself, or for a woman without a phone a member who is no officer."""

from collections.abc import Sequence

from conversation.chat import Chat
from conversation.text import _
from handlers.second.payout_steps import Receiver


async def ask_witness(
    chat: Chat, receiver: Receiver, everybody: Sequence[Receiver], *, practice: bool
) -> tuple[bool, int | None]:
    """Whether the money can be handed over, and the number of the witness; None where she says so herself.

    practice: the women are invented, and none of them has a phone.
    """
    if receiver.has_phone:
        return True, None
    others = [
        each
        for each in everybody
        if each.outsider and (each.has_phone or practice) and each.number != receiver.number
    ]
    if not others:
        await chat.say(_("{name} tidak punya HP. Perlu saksi yang bukan pengurus.", name=receiver.label))
        await chat.say(_("Belum ada anggota lain yang bisa jadi saksi."))
        return False, None
    asked = _("{name} tidak punya HP. Siapa saksinya? Yang bukan pengurus.", name=receiver.label)
    return True, (await chat.choose(asked, others)).number
