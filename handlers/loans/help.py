"""Talangan: one member pays for another when a month is hard, where the group's meeting has decided so. What is between
the two is seen by them and the officers alone, and only the helper says that it is settled.
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db.loan_people import FORGIVEN, RETURNED
from domain.money import Spelled
from domain.permits import Action
from handlers.group.which import GroupHere, list_groups
from handlers.loans.help_steps import (
    Own,
    list_helpers,
    list_joint,
    list_open,
    list_own,
    settle,
    write_help,
)
from handlers.names import TALANGAN
from handlers.parts import say_in_parts
from handlers.questions import Amount
from handlers.second.back import back_to_meeting

BACK = Choice(RETURNED, _("Sudah dikembalikan"), words=("sudah", "kembali", "lunas"))
LET_BE = Choice(FORGIVEN, _("Tidak usah kembali"), words=("ikhlas", "tidak usah", "relakan"))
LATER = Choice("later", _("Nanti saja"), words=("nanti", "belum"))
WRITE = Choice("write", _("Catat talangan"), words=("catat",))
LIST = Choice("list", _("Daftar talangan"), words=("daftar",))
MINE = Choice("mine", _("Talangan saya"), words=("saya",))
NOT_DECIDED = _("Belum ada talangan di sini. Saling menalangi itu diputuskan di rapat.")
DONE = Choice("done", _("Selesai"), words=("sudah", "cukup", "tidak", "nanti"))


@conversation(
    TALANGAN,
    title=_("Talangan cicilan"),
    words=("talangan saya", "catat talangan", "nalangin"),
    sensitive=True,
    resumes=False,
    money=True,
)
async def stand_in(chat: Chat, group_id: int = 0) -> None:
    own = await chat.look(list_own)
    kept = await chat.look(list_groups, Action.WRITE_BOOK)
    if group_id:
        kept = tuple(each for each in kept if each.id == group_id)
    if not kept:
        return await look_at_own(chat, own)
    group = kept[0] if len(kept) == 1 else await chat.choose(_("Untuk kelompok yang mana?"), kept)
    rows = await chat.look(list_joint, group.id)
    if not rows and not own:
        lines = await chat.run(list_open, group.id)
        return await say_in_parts(chat, lines or (NOT_DECIDED,))
    ways = (*((WRITE,) if rows else ()), LIST, *((MINE,) if own else ()), DONE)
    chosen = await chat.choose(_("Soal talangan, mau apa?"), ways)
    if chosen.key == MINE.key:
        return await look_at_own(chat, own)
    if chosen.key == WRITE.key:
        return await write_one(chat, group)
    if chosen.key == DONE.key:
        return await chat.say(_("Baik."))
    lines = await chat.run(list_open, group.id)
    return await say_in_parts(chat, lines or (_("Tidak ada talangan yang terbuka."),))


async def look_at_own(chat: Chat, own: tuple[Own, ...]) -> None:
    """What is open between her and another; only who helped says that it is settled."""
    if not own:
        return await chat.say(_("Tidak ada talangan untuk Ibu."))
    each = own[0] if len(own) == 1 else await chat.choose(_("Talangan yang mana, Bu?"), own)
    if not each.helped:
        return await chat.say(each.text)
    chosen = await chat.choose(_("{text}\n\nBagaimana sekarang?", text=each.text), (BACK, LET_BE, LATER))
    if chosen.key == LATER.key:
        return await chat.say(_("Baik, Bu."))
    await chat.run(settle, each.group_id, each.number, chosen.key)
    return await chat.say(_("Sudah dicatat, Bu. Terima kasih sudah membantu."))


async def write_one(chat: Chat, group: GroupHere) -> None:
    """An officer writes down who paid for whom."""
    rows = await chat.look(list_joint, group.id)
    if not rows:
        return await chat.say(NOT_DECIDED)
    row = rows[0] if len(rows) == 1 else await chat.choose(_("Cicilan siapa yang ditalangi?"), rows)
    helper = await chat.choose(
        _("Siapa yang menalangi {name}?", name=row.name),
        await chat.look(list_helpers, group.id, row.member),
    )
    while True:
        amount = await chat.ask(_("Berapa yang ditalangi?"), Amount(usual=row.amount))
        if 0 < amount <= row.amount:
            break
        await chat.say(_("Sampai {amount}, ya.", amount=row.amount))
    asked = _(
        "{helper} menalangi cicilan {name}: {amount}.\nUangnya sudah masuk kas?",
        helper=helper.label,
        name=row.name,
        amount=Spelled(amount),
    )
    if not await chat.confirm(asked):
        return await chat.say(_("Baik, tidak dicatat."))
    moment = await chat.now()
    key = f"{group.me}/{int(moment.timestamp() * 1000)}"
    number = await chat.run(write_help, group.id, row.loan, helper.number, int(amount), key)
    await chat.say(_("Sudah dicatat. No. {number}.", number=f"{number:04d}"))
    await chat.say(_("Keduanya dikabari. Anggota lain tidak melihat ini."))
    return await back_to_meeting(chat, group.id)
