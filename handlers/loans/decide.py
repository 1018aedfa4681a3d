"""Putuskan: an officer looks at who wants to borrow. A yes needs a second officer; a no needs a kind reason."""

# staff: officers of a group read this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.permits import Action, holders
from handlers.group.which import GroupHere, choose_group
from handlers.loans.ask_steps import KIND
from handlers.loans.decide_steps import Seen, list_requests, open_request, say_no
from handlers.loans.decide_words import OTHER, REASONS
from handlers.loans.reasons import ask_own_words
from handlers.names import AGREE, PUTUSKAN
from handlers.second.agree import ask_second
from handlers.second.back import back_to_meeting
from handlers.second.payout_steps import list_receivers
from handlers.second.witness import ask_witness

YES = Choice("yes", _("Setuju"), words=("ya", "boleh", "bisa"))
NO = Choice("no", _("Belum bisa"), words=("tidak", "belum", "tidak bisa"))
LATER = Choice("later", _("Nanti saja"), words=("nanti",))

WHY = (
    Choice("cash", _("Kas belum cukup"), words=("kas", "uang")),
    Choice("turn", _("Tunggu giliran"), words=("giliran", "tunggu")),
    Choice("less", _("Minta lebih kecil"), words=("kecil", "kurangi")),
    Choice("talk", _("Bicara dulu"), words=("bicara",)),
    Choice(OTHER, _("Tulis sendiri"), words=("tulis", "lain")),
)


@conversation(
    PUTUSKAN,
    title=_("Putuskan pinjaman"),
    words=("putuskan pinjaman", "permintaan pinjaman"),
    roles=holders(Action.AGREE),
    sensitive=True,
    resumes=False,
    money=True,
)
async def decide(chat: Chat, group_id: int = 0, number: int = 0) -> None:
    group = await choose_group(chat, Action.AGREE, group_id)
    if group is None:
        return None
    if not number:
        rows = await chat.look(list_requests, group.id)
        if not rows:
            return await chat.say(_("Tidak ada permintaan pinjaman yang menunggu."))
        row = rows[0] if len(rows) == 1 else await chat.choose(_("Permintaan siapa?"), rows)
        number = row.number
    seen = await chat.run(open_request, group.id, number)
    if seen.waiting:
        await chat.go(AGREE, seen.waiting)
    for line in seen.lines:
        await chat.say(line)
    if seen.over:
        await chat.say(_("Jumlah ini sekarang di atas batas, atau kasnya belum cukup."))
    ways = (NO, LATER) if seen.over else (YES, NO, LATER)
    chosen = await chat.choose(_("Bagaimana, Bu?"), ways)
    if chosen.key == LATER.key:
        return await chat.say(_("Baik. Permintaan ini tetap menunggu."))
    if chosen.key == NO.key:
        await say_why_not(chat, group, number, seen)
    else:
        await say_yes(chat, group, number, seen)
    return await back_to_meeting(chat, group.id)  # most groups decide on loans while they sit together


async def say_yes(chat: Chat, group: GroupHere, number: int, seen: Seen) -> None:
    """For a woman without a phone with a witness; then the second officer is asked."""
    everybody = await chat.look(list_receivers, group.id)
    can, witness = await ask_witness(chat, seen.receiver, everybody, practice=group.practice)
    if not can:
        return
    what = seen.what
    if witness is not None:
        name = next(each.label for each in everybody if each.number == witness)
        what = _("{what}\nSaksinya {witness}.", what=what, witness=name)
    if not await chat.confirm(_("{what}\n\nIbu setuju?", what=what)):
        return await chat.say(_("Baik. Permintaan ini tetap menunggu."))
    await ask_second(
        chat,
        group,
        what=what,
        kind=KIND,
        subject=number,
        body={**seen.body, "witness": witness},
        about=seen.receiver.number,
        never=seen.never,
    )


async def say_why_not(chat: Chat, group: GroupHere, number: int, seen: Seen) -> None:
    """She reads the reason; one without a phone hears it from the officer."""
    why = await chat.choose(_("Apa sebabnya? Ini dibaca {name}.", name=seen.receiver.label), WHY)
    words = await ask_own_words(chat) if why.key == OTHER else ""
    shown = words if why.key == OTHER else REASONS[why.key]
    if not await chat.confirm(_("Jawabannya: belum bisa.\n{reason}\n\nKirim?", reason=shown), weighty=False):
        return await chat.say(_("Baik. Permintaan ini tetap menunggu."))
    if await chat.run(say_no, group.id, number, why.key, words):
        return await chat.say(_("Sudah saya sampaikan dengan baik."))
    return await chat.say(
        _("Sudah dicatat. Sampaikan ke {name} berdua saja, dengan baik, ya.", name=seen.receiver.label)
    )
