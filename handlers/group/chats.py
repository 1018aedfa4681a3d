"""Grup chat: after a meeting its sums and digits go to the chat in which the women talk; no name, no one's money.

Whether an office's announcements go there too is the group's to say: the other officers hear of it, and so does the
chat.
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import group_chats, groups, members, officers, permits
from db.unit import Unit
from domain.contact import MessageClass
from domain.permits import Action, holders
from handlers.group.which import choose_group
from handlers.names import GROUP_CHAT
from handlers.second.telling import name_of, tell

MORE = Choice("more", _("Tambah grup"), words=("tambah", "sambung", "grup lain"))
NEWS_ON = Choice("news_on", _("Tambah kabar kantor"), words=("kabar kantor", "kabar"))
NEWS_OFF = Choice("news_off", _("Tanpa kabar kantor"), words=("kabar kantor", "kabar", "stop kabar kantor"))
STOP = Choice("stop", _("Berhenti kirim"), words=("berhenti", "putus", "putuskan"))
KEEP = Choice("keep", _("Tetap begini"), words=("tetap", "sudah"))


@conversation(
    GROUP_CHAT,
    title=_("Grup chat"),
    words=("sambung grup", "grup telegram", "hubungkan grup"),
    roles=holders(Action.WRITE_BOOK),
    resumes=False,
)
async def link_chat(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    if group.practice:
        return await chat.say(_("Ini kelompok latihan. Tidak ada yang dikirim ke luar."))
    if await chat.look(count_chats, group.id):
        wanted = await chat.look(find_news, group.id)
        chosen = await chat.choose(
            WITH_NEWS if wanted else WITHOUT_NEWS, (MORE, NEWS_OFF if wanted else NEWS_ON, STOP, KEEP)
        )
        if chosen.key in (NEWS_ON.key, NEWS_OFF.key):
            return await change_news(chat, group.id, group.name, wanted=chosen.key == NEWS_ON.key)
        if chosen.key == STOP.key:
            await chat.run(stop, group.id)
            await chat.say(_("Baik. Ringkasan tidak dikirim ke grup lagi."))
            return await chat.say(_("Saya boleh dikeluarkan dari grup itu."))
        if chosen.key == KEEP.key:
            return await chat.say(_("Baik. Ringkasan tetap dikirim ke grup."))
    await chat.say(_("Sesudah rapat, saya kirim jumlah uang dan angka cek ke grup. Tanpa nama."))
    if not await chat.confirm(
        _("Sambungkan grup Telegram kelompok {group}?", group=group.name), weighty=False
    ):
        return await chat.say(_("Baik, tidak disambungkan."))
    await chat.run(wait_for, group.id)
    await chat.say(_("Sekarang masukkan saya ke grup itu, dalam 1 jam."))
    await chat.say(_("Ibu sendiri yang memasukkan, dari HP ini."))
    return None


WITHOUT_NEWS = _("Ringkasan rapat sudah dikirim ke grup chat. Mau apa?")
WITH_NEWS = _("Ringkasan rapat dan kabar kantor dikirim ke grup chat. Mau apa?")


async def change_news(chat: Chat, group_id: int, name: str, *, wanted: bool) -> None:
    """Whether what an office announces to this group stands in its chat too."""
    if not wanted:
        await chat.run(keep_news, group_id, False)
        return await chat.say(_("Baik. Kabar kantor tidak dikirim ke grup lagi."))
    await chat.say(
        _("Kabar kantor untuk kelompok {group} juga masuk ke grup. Tanpa nama anggota.", group=name)
    )
    if not await chat.confirm(_("Semua yang ada di grup bisa membacanya. Setuju?"), weighty=False):
        return await chat.say(_("Baik, tidak ada yang berubah."))
    await chat.run(keep_news, group_id, True)
    await chat.say(_("Baik. Kabar kantor dikirim ke grup juga."))


async def count_chats(unit: Unit, group_id: int) -> int:
    """How many chats get the sums now."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    return len(await group_chats.list_linked(unit, group_id))


async def wait_for(unit: Unit, group_id: int) -> None:
    """The chat into which she puts the bot next is the group's."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    await groups.get_open(unit, group_id)
    group_chats.ask(unit, group_id)
    unit.audit("write", "group_chat", group_id, unit.actor.person_id, "link")
    await _tell_officers(unit, group_id)


async def _tell_officers(unit: Unit, group_id: int) -> None:
    """Nobody sends the group's sums to a chat of her choice unseen by the others who keep the book."""
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    name = await name_of(unit, group_id, me)
    text = _(
        "{name} menyambungkan grup chat. Ringkasan rapat dikirim ke sana. Kalau keliru, ketik: sambung grup.",
        name=name,
    )
    await tell(unit, group_id, [(each.number, text) for each in await officers.list_officers(unit, group_id)])


async def find_news(unit: Unit, group_id: int) -> bool:
    """Whether the chats get offices' announcements now."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    return await group_chats.wants_news(unit, group_id)


async def keep_news(unit: Unit, group_id: int, wanted: bool) -> None:
    """Whether they do from now on; with a yes everybody whom it concerns hears of it."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    await groups.get_open(unit, group_id)
    group_chats.set_news(unit, group_id, wanted)
    unit.audit(
        "write", "group_chat", group_id, unit.actor.person_id, "office news" if wanted else "no office news"
    )
    if not wanted:
        return
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    name = await name_of(unit, group_id, me)
    text = _(
        "{name}: kabar kantor juga dikirim ke grup chat. Kalau keliru, ketik: sambung grup.",
        name=name,
    )
    await tell(unit, group_id, [(each.number, text) for each in await officers.list_officers(unit, group_id)])
    await tell_chats(unit, group_id, _("Ibu-ibu, kabar dari kantor sekarang juga masuk ke grup ini."))


async def stop(unit: Unit, group_id: int) -> None:
    """Nothing goes to the group's chats any more."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    group_chats.unlink_all(unit, group_id)
    unit.audit("write", "group_chat", group_id, unit.actor.person_id, "unlink")


async def tell_chats(unit: Unit, group_id: int, text: Text) -> None:
    """Say this in every chat of the group; the caller sees to it that it names nobody."""
    if (await groups.get(unit, group_id)).practice_of:
        return
    linked = await group_chats.list_linked(unit, group_id)
    group_chats.note_sent(unit, linked)
    for person_id in linked:
        unit.tell(person_id, text, MessageClass.RECEIPT.value)
