"""Obrolan: she and who answers her write to each other. The program is silent, but for help, commands and her way out.

What she types goes on while it is surely meant for that one; later she is asked first. A sign of danger is the door's
as everywhere (handlers/door.py): that sentence is neither kept nor passed on.
"""

from datetime import datetime
from typing import NoReturn

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.matter_refusals import NothingToTakeBack
from handlers import house
from handlers.contact import state_words as words
from handlers.contact.line_steps import (
    Meant,
    Passed,
    Seen,
    find_line,
    heed,
    opens_phone,
    say_on,
    take_back_last,
)
from handlers.contact.message_question import Draft, ForOthers, unpacked_draft
from handlers.contact.write_or_choose import leads_to, words_of
from handlers.names import LINE, MENU, PERSON_TALK
from handlers.when_answered import say_when_answered

# How it was begun: anew after each message, so that no word of hers stays in its journal; or with words that are
# certainly for this one.
AGAIN, MEANT = "again", "meant"

SEND = Choice("send", _("Kirim"), words=("kirim", "ya", "iya", "betul", "boleh"))
NOT = Choice("not", _("Bukan"), words=("bukan", "tidak", "jangan", "salah"))
ENDS = _("Selesai")
PROMPT = _("Tulis saja di sini. Kalau sudah, pilih Selesai.")

ENDING = frozenset({"selesai bu", "selesai ya", "selesai dulu", "sudah selesai menulis"})
TAKING_BACK = frozenset(
    {"tarik", "tarik pesan", "tarik pesan tadi", "tarik lagi", "hapus pesan tadi", "batal kirim"}
)


@conversation(LINE, title=_("Obrolan dengan petugas"), sensitive=True, resumes=False, for_strangers=True)
async def converse(chat: Chat, matter_id: int = 0, said: str = "", how: str = "") -> None:
    seen = await chat.look(find_line, matter_id)
    if seen is None:
        await chat.go(PERSON_TALK)
    draft, began = (unpacked_draft(said), None) if said else await ask_words(chat, seen, how)
    if draft is None or words_of(draft) in ENDING:
        return await leave(chat, seen)
    if leads_to(draft, shared=seen.shared):
        await chat.go(leads_to(draft, shared=seen.shared))
    if words_of(draft) in TAKING_BACK:
        await take_back(chat, matter_id)
    if how != MEANT and not draft.answers_ref:
        await be_sure(chat, matter_id, seen, began)
    if await chat.look(opens_phone, words_of(draft)):
        await ask_meant(chat, seen)
    passed = await chat.run(say_on, matter_id, draft)
    if passed.first or said:  # who had no line open is told where it went
        await acknowledge(chat, passed)
    await chat.go(LINE, passed.sent.matter_id, "", AGAIN)


async def ask_words(chat: Chat, seen: Seen, how: str) -> tuple[Draft | None, datetime]:
    """What she writes, and since when she knows to whom; None if she has ended it."""
    began = await chat.now()
    if how != AGAIN:
        if not seen.open:
            await chat.say(_("Pesan itu sudah selesai. Kalau Ibu menulis lagi, pesan itu dibuka lagi."))
        if seen.name:
            await chat.say(_("Yang membaca: {name}, {office}.", name=seen.name, office=seen.office))
        else:
            await chat.say(_("Yang membaca: satu petugas {office}.", office=seen.office))
    question = ForOthers(ends=ENDS, is_line=True, sensitive=seen.shared)
    return await chat.ask(PROMPT, question), began


async def be_sure(chat: Chat, matter_id: int, seen: Seen, began: datetime | None) -> None:
    """It is long since either of them wrote: what she typed may have been for something else, or is not hers."""
    began_ms = 0 if began is None else round(began.timestamp() * 1000)
    meant = await chat.run(heed, matter_id, began_ms)
    if meant == Meant.STALE:
        await chat.say(house.NOT_UNDERSTOOD_ALONE)  # whoever it is learns nothing
        await chat.go(MENU)
    if meant == Meant.UNSURE:
        await ask_meant(chat, seen)


async def ask_meant(chat: Chat, seen: Seen) -> None:
    """It goes only with her yes."""
    asked = _("Ini untuk {name}?", name=seen.name or _("petugas"))
    if (await chat.choose(asked, (SEND, NOT))).key == NOT.key:
        await chat.say(_("Baik, Bu. Tidak saya kirim."))
        await chat.go(MENU)


async def acknowledge(chat: Chat, passed: Passed) -> None:
    """The first of a stretch: that it went, and what is true of the answer. Then the program is silent.

    Who is being answered just now reads nothing of others before her, nor of office hours.
    """
    sent = passed.sent
    if sent.name:
        await chat.say(_("Terkirim ke {name}.", name=sent.name))
    else:
        await chat.say(_("Terkirim ke petugas {office}.", office=sent.office))
    if passed.live:
        return
    if sent.before:
        await chat.say(words.others_before(sent.before))
    if passed.shut:
        await say_when_answered(chat, sent.organisation_id)
        await chat.say(words.danger())


async def take_back(chat: Chat, matter_id: int) -> NoReturn:
    """What she wrote last goes, as far as it can; then she may write on."""
    try:
        await chat.run(take_back_last, matter_id)
    except NothingToTakeBack:
        await chat.say(_("Pesan itu sudah tidak bisa ditarik, Bu."))
    else:
        await chat.say(_("Pesan terakhir sudah ditarik. Mungkin sudah sempat terbaca."))
    await chat.go(LINE, matter_id, "", AGAIN)


async def leave(chat: Chat, seen: Seen) -> None:
    """She has ended it; what she wrote stays, and is answered."""
    if seen.shared:
        await chat.say(_("Baik, Bu. Kalau ada kabar, saya beri tahu."))
        return
    await chat.say(_("Baik, Bu. Kalau ada jawaban, Ibu saya kabari."))
    await chat.say(_("Mau menulis lagi? Ketik PETUGAS."))
