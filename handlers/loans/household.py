"""Serumah: who lives under one roof. It decides one thing only: they do not decide on each other's loans.

One officer may write it down, since it only forbids; to take it back needs two, and none of those who live there.
"""

# staff: officers of a group read this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.permits import Action, holders
from handlers.group.which import GroupHere, choose_group
from handlers.loans.household_steps import (
    KIND,
    Home,
    Named,
    apart_body,
    find_home,
    list_named,
    live_together,
)
from handlers.names import SERUMAH
from handlers.second.agree import ask_second

ADD = Choice("add", _("Tambah"), words=("tambah", "catat"))
APART = Choice("apart", _("Tidak serumah lagi"), words=("pisah", "tidak serumah"))
DONE = Choice("done", _("Selesai"), words=("sudah", "tutup", "tidak", "nanti"))


@conversation(
    SERUMAH,
    title=_("Anggota serumah"),
    words=("anggota serumah",),
    roles=holders(Action.KEEP_MEMBERS),
    sensitive=True,
    resumes=False,
    money=True,
)
async def keep_households(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.KEEP_MEMBERS, group_id)
    if group is None:
        return None
    await chat.say(_("Yang serumah tidak memutuskan pinjaman satu sama lain."))
    everybody = await chat.look(list_named, group.id)
    member = await chat.choose(_("Siapa yang mau dilihat?"), everybody)
    home = await chat.run(find_home, group.id, member.number)
    ways = (ADD, APART, DONE) if home.others else (ADD, DONE)
    chosen = await chat.choose(_("{home}\n\nMau apa?", home=home_line(member, home)), ways)
    if chosen.key == DONE.key:
        return await chat.say(_("Baik, sudah selesai."))
    if chosen.key == APART.key:
        return await take_apart(chat, group, member, home)
    here = {member.number, *(each.number for each in home.others)}
    others = [each for each in everybody if each.number not in here]
    if not others:
        return await chat.say(_("Semua anggota sudah dicatat serumah dengan {name}.", name=member.label))
    other = await chat.choose(_("Siapa yang serumah dengan {name}?", name=member.label), others)
    asked = _("{name} dan {other} serumah. Keduanya sudah ditanya?", name=member.label, other=other.label)
    if not await chat.confirm(asked, weighty=False):
        return await chat.say(_("Baik, tidak ada yang diubah."))
    await chat.run(live_together, group.id, member.number, other.number)
    return await chat.say(_("Sudah dicatat. Keduanya dikabari, kalau punya HP."))


def home_line(member: Named, home: Home) -> Text:
    """Who lives with her."""
    if not home.others:
        return _("{name} belum dicatat serumah dengan siapa pun.", name=member.label)
    names = ", ".join(each.label for each in home.others)
    return _("{name} serumah dengan {names}.", name=member.label, names=names)


async def take_apart(chat: Chat, group: GroupHere, member: Named, home: Home) -> None:
    """She lives with none of them any more: two officers agree, and neither of them lives there."""
    if home.me and not group.practice:
        return await chat.say(_("Ini tentang rumah Ibu sendiri. Pengurus lain yang mengubah."))
    what = _("{home} Mulai sekarang tidak lagi.", home=home_line(member, home))
    if not await chat.confirm(_("{what}\n\nBenar begitu?", what=what), weighty=False):
        return await chat.say(_("Baik, tidak ada yang diubah."))
    body = apart_body(member.number, home)
    await ask_second(
        chat,
        group,
        what=what,
        kind=KIND,
        subject=member.number,
        body=body,
        about=member.number,
        never=() if group.practice else (member.number, *body["others"]),
    )
    return None
