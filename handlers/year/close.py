"""Tutup tahun: what is open is shown first, then what the year brought and who gets what; two officers close it."""
# staff: officers read the sentences of this file

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _, n_
from domain.permits import Action, holders
from handlers.group.which import choose_group
from handlers.names import ATURAN_SHU, DISPUTES, TUTUP_TAHUN
from handlers.parts import say_in_parts
from handlers.second.agree import ask_second
from handlers.year.steps import KIND, Sight, list_parts, open_year

SEE = Choice("see", _("Lihat yang beda"), words=("lihat", "cek", "beda", "ya"))
GO_ON = Choice("on", _("Lanjut saja"), words=("lanjut", "terus"))
LATER = Choice("later", _("Nanti saja"), words=("nanti", "tunggu", "tidak", "belum"))
DECIDE = Choice("decide", _("Isi keputusan rapat"), words=("isi", "putuskan", "aturan", "ya"))
PARTS = Choice("parts", _("Lihat tiap anggota"), words=("anggota", "lihat", "ya", "mau"))
FINAL = _("Sesudah itu catatannya tidak bisa diubah lagi.")
ENOUGH = Choice("enough", _("Tidak usah"), words=("tidak", "cukup", "nanti"))


@conversation(
    TUTUP_TAHUN,
    title=_("Tutup tahun"),
    words=("tutup tahun", "tutup buku"),
    roles=holders(Action.WRITE_BOOK),
    resumes=False,
    money=True,
)
async def close_year(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    sight = await chat.run(open_year, group.id)
    if not sight.year:
        return await chat.say(_("Buku ini masih kosong. Belum ada tahun untuk ditutup."))
    if not sight.over:
        return await chat.say(
            _("Tahun {year} belum selesai. Ditutup setelah tahunnya berganti.", year=sight.year)
        )
    if sight.meeting_open:
        return await chat.say(_("Masih ada rapat terbuka di tahun {year}. Tutup dulu, ya.", year=sight.year))
    if sight.disputes and not await _goes_on(chat, group.id, sight):
        return await chat.say(_("Baik. Tahunnya ditutup nanti, ya."))
    if sight.lacks_rules:
        return await _ask_to_decide(chat, group.id, sight)
    assert sight.what is not None, "a year that is over ends in some way"
    question = _("{what}\n\n{final}\n\nJadi ditutup?", what=sight.what, final=FINAL)
    shown = (*sight.open, *sight.figures, *sight.shares)
    await say_in_parts(chat, shown, then=None if sight.has_parts else question)
    if sight.has_parts and await _wants_parts(chat):
        await say_in_parts(chat, await chat.run(list_parts, group.id, sight.year), then=question)
    if not await chat.confirm(question):
        return await chat.say(_("Baik, tahunnya tetap terbuka."))
    await ask_second(chat, group, what=sight.what, kind=KIND, subject=sight.year, body=sight.body)
    return None


async def _ask_to_decide(chat: Chat, group_id: int, sight: Sight) -> None:
    """There is something to share, and the meeting has not said how."""
    await say_in_parts(chat, (*sight.open, *sight.figures))
    chosen = await chat.choose(_("Rapat belum memutuskan cara berbagi hasil."), (DECIDE, LATER))
    if chosen.key == DECIDE.key:
        await chat.go(ATURAN_SHU, group_id)
    await chat.say(_("Baik. Putuskan dulu di rapat, ya."))


async def _goes_on(chat: Chat, group_id: int, sight: Sight) -> bool:
    """What members say differs comes first: a year that is shared does not come back."""
    asked = n_(
        "{n} catatan masih dicek bersama. Sebaiknya dibereskan dulu.",
        "{n} catatan masih dicek bersama. Sebaiknya dibereskan dulu.",
        sight.disputes,
    )
    chosen = await chat.choose(asked, (SEE, GO_ON, LATER))
    if chosen.key == SEE.key:
        await chat.go(DISPUTES, group_id)
    return chosen.key == GO_ON.key


async def _wants_parts(chat: Chat) -> bool:
    return (await chat.choose(_("Mau lihat bagian tiap anggota?"), (PARTS, ENOUGH))).key == PARTS.key
