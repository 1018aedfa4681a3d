"""Bagikan: what everybody saved for a day goes out to all of them at once, on its day. Two officers decide."""

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import Text, _, n_
from domain.money import Spelled
from domain.permits import Action, holders
from handlers.group.which import GroupHere, choose_group
from handlers.names import SHARE_OUT
from handlers.parts import say_in_parts
from handlers.savings.share_out_steps import KIND, Sharing, body_of, find_sharing
from handlers.second.agree import ask_second
from handlers.second.back import back_to_meeting
from handlers.second.payout_steps import list_receivers


@conversation(
    SHARE_OUT,
    title=_("Bagikan simpanan"),
    words=("bagikan simpanan", "bagi simpanan", "bagikan lebaran"),
    roles=holders(Action.WRITE_BOOK),
    resumes=False,
    money=True,
)
async def share_out(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    sharing = await chat.run(find_sharing, group.id)
    if not sharing.portions:
        return await chat.say(_("Tidak ada {kind} yang bisa dibagikan sekarang.", kind=sharing.kind))
    if not await _is_time(chat, sharing):
        return await chat.say(_("Baik, belum dibagikan."))
    if sharing.total > sharing.cash:
        await chat.say(
            _("Yang dibagikan {total}. Uang di kas {cash}.", total=sharing.total, cash=sharing.cash)
        )
        return await chat.say(_("Belum cukup untuk semua. Bisa satu per satu, ketik TARIK."))
    await say_in_parts(
        chat, [_("{name}: {amount}.", name=each.name, amount=each.amount) for each in sharing.portions]
    )
    if sharing.more:
        await chat.say(n_("{n} orang lagi sesudah ini.", "{n} orang lagi sesudah ini.", sharing.more))
    can, witness, named = await _ask_witness(chat, group, sharing)
    if not can:
        return None
    what = _in_words(sharing, named)
    if not await chat.confirm(_("{what}\n\nBenar begitu?", what=what)):
        return await chat.say(_("Baik, belum dibagikan."))
    body = body_of(sharing.portions, witness)
    await ask_second(chat, group, what=what, kind=KIND, subject=0, body=body)
    await back_to_meeting(chat, group.id)
    return None


async def _is_time(chat: Chat, sharing: Sharing) -> bool:
    """Whether the day has come, or they want it before."""
    if sharing.day is None or not sharing.left:
        return True
    asked = n_(
        "Simpanan ini untuk {day}, {n} hari lagi. Tetap dibagikan sekarang?",
        "Simpanan ini untuk {day}, {n} hari lagi. Tetap dibagikan sekarang?",
        sharing.left,
        day=sharing.day,
    )
    return await chat.confirm(asked, weighty=False)


async def _ask_witness(chat: Chat, group: GroupHere, sharing: Sharing) -> tuple[bool, int | None, str]:
    """One witness for all who have no phone: no officer, and none of them; her number and name."""
    without = {each.member for each in sharing.portions if not each.has_phone}
    if not without:
        return True, None, ""
    others = [
        each
        for each in await chat.look(list_receivers, group.id)
        if each.outsider and each.has_phone and each.number not in without
    ]
    if group.practice:  # the women there are invented, and none has a phone
        return True, next(iter(sorted(without))), ""
    if not others:
        await chat.say(_("Yang tidak punya HP perlu saksi yang bukan pengurus."))
        await chat.say(_("Belum ada anggota lain yang bisa jadi saksi."))
        return False, None, ""
    asked = n_(
        "{n} orang tidak punya HP. Siapa saksinya? Yang bukan pengurus.",
        "{n} orang tidak punya HP. Siapa saksinya? Yang bukan pengurus.",
        len(without),
    )
    chosen = await chat.choose(asked, others)
    return True, chosen.number, chosen.label


def _in_words(sharing: Sharing, witness: str) -> Text:
    values = {"kind": sharing.kind, "total": Spelled(sharing.total), "witness": witness}
    if witness:
        return n_(
            "{kind} dibagikan ke {n} orang: {total}.\nSaksinya {witness}.",
            "{kind} dibagikan ke {n} orang: {total}.\nSaksinya {witness}.",
            len(sharing.portions),
            **values,
        )
    return n_(
        "{kind} dibagikan ke {n} orang: {total}.",
        "{kind} dibagikan ke {n} orang: {total}.",
        len(sharing.portions),
        **values,
    )
