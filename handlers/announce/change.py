"""Ubah: one thing of an announcement that is being written, whatever it is; then it is looked at again."""

# staff: who announces reads this file's sentences

from collections.abc import Awaitable, Callable
from dataclasses import replace

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from domain.announcement_drafts import LANGUAGES, Draft
from domain.announcements import TEXT_CHARS_MAX
from domain.placeholders import DAY, find
from handlers.announce.audience_question import change_audience
from handlers.announce.news_question import ask_news
from handlers.announce.owner import Owner
from handlers.announce.text_question import ForMany
from handlers.announce.warnings import ask_about
from handlers.announce.wording import ask_day, ask_fit_answers, ask_words, with_day, with_file
from handlers.announce.write_steps import Sight, drop_file

TEXT = Choice("text", _("Tulisan"), words=("kabar", "teks", "isi"))
FILE = Choice("file", _("Foto atau PDF"), words=("foto", "gambar", "pdf", "file"))
ANSWERS = Choice("answers", _("Tombol jawaban"), words=("jawaban", "tombol", "pertanyaan"))
AUDIENCE = Choice("audience", _("Penerima"), words=("siapa", "untuk siapa"))
NEWS = Choice("news", _("Jenis kabar"), words=("jenis", "tentang apa"))
DATE = Choice("date", _("Tanggal"), words=("hari", "tgl"))
LANGUAGE = Choice("language", _("Bahasa lain"), words=("bahasa", "sunda", "jawa"))
CHATS_ON = Choice("chats_on", _("Juga ke grup chat"), words=("grup", "telegram"))
CHATS_OFF = Choice("chats_off", _("Jangan ke grup"), words=("grup", "telegram"))
BACK = Choice("back", _("Kembali"), words=("sudah", "selesai", "kirim", "tidak jadi"))
DROP_IT = Choice("without", _("Tanpa foto atau PDF"), words=("tanpa", "hapus", "buang"))
NEW_FILE = Choice("new", _("Kirim yang lain"), words=("ganti", "lain", "baru"))
SPOKEN: dict[str, Choice] = {
    "su": Choice("su", _("Bahasa Sunda"), words=("sunda",)),
    "jv": Choice("jv", _("Bahasa Jawa"), words=("jawa",)),
}

# Below the words, with an empty line between.
QUESTION_CHARS_MAX = 100

Changing = Callable[[Chat, Owner, Draft], Awaitable[Draft]]


async def change(chat: Chat, owner: Owner, draft: Draft, sight: Sight) -> Draft:
    """The draft with one thing changed, or as it was."""
    chosen = await chat.choose(_("Apa yang diubah?"), offered(owner, draft, sight))
    if chosen.key in (CHATS_ON.key, CHATS_OFF.key):
        return replace(draft, chats=chosen.key == CHATS_ON.key)
    changing = HOW.get(chosen.key)
    return draft if changing is None else await changing(chat, owner, draft)


def offered(owner: Owner, draft: Draft, sight: Sight) -> list[Choice]:
    """What there is to change; as many as one page has."""
    found = [TEXT, FILE, ANSWERS, AUDIENCE]
    if not owner.is_group:
        found.append(NEWS)
    if any(DAY in find(text) for _language, text in draft.texts):
        found.append(DATE)
    found.append(LANGUAGE)
    if owner.is_group and sight.chats:
        found.append(CHATS_OFF if draft.chats else CHATS_ON)
    return [*found, BACK]


async def _text(chat: Chat, owner: Owner, draft: Draft) -> Draft:
    written = await ask_words(chat, owner, _("Tulis kabarnya."))
    newly_asks = "?" in written.text and "?" not in draft.text and not draft.choices
    draft = await with_day(chat, owner, draft.with_text("id", written.text))
    if newly_asks:
        draft = replace(draft, choices=await ask_fit_answers(chat, owner, draft.text))
    return await with_file(chat, draft, written)


async def _file(chat: Chat, owner: Owner, draft: Draft) -> Draft:
    if draft.file_id:
        chosen = await chat.choose(_("Foto atau PDF-nya?"), (NEW_FILE, DROP_IT, BACK))
        if chosen.key == BACK.key:
            return draft
        if chosen.key == DROP_IT.key:
            await chat.run(drop_file, draft.file_id)
            return replace(draft, file_id=0)
    written = await chat.ask_or_skip(
        _("Kirim foto atau PDF-nya di sini."), ForMany(wants_file=True, skip=_("Tidak jadi"))
    )
    return draft if written is None else await with_file(chat, draft, replace(written, text=""))


async def _answers(chat: Chat, owner: Owner, draft: Draft) -> Draft:
    choices = await ask_fit_answers(chat, owner, draft.text)
    if not choices or "?" in draft.text:
        return replace(draft, choices=choices)
    room = min(QUESTION_CHARS_MAX, TEXT_CHARS_MAX - len(draft.text) - 2)
    if room < QUESTION_CHARS_MAX:
        await chat.say(_("Tulisannya sudah panjang. Tambahkan pertanyaannya lewat Ubah, Tulisan."))
        return draft
    asked = await chat.ask(
        _("Apa pertanyaannya? Contoh: Bisa datang?"), ForMany(takes_file=False, chars_max=room)
    )
    if not await ask_about(chat, owner, f"{draft.text}\n\n{asked.text}"):
        return draft
    return replace(draft.with_text("id", f"{draft.text}\n\n{asked.text}"), choices=choices)


async def _audience(chat: Chat, owner: Owner, draft: Draft) -> Draft:
    return replace(draft, audience=await change_audience(chat, owner, draft.audience))


async def _news(chat: Chat, owner: Owner, draft: Draft) -> Draft:
    return replace(draft, news=await ask_news(chat))


async def _date(chat: Chat, owner: Owner, draft: Draft) -> Draft:
    return replace(draft, day=await ask_day(chat, owner))


async def _language(chat: Chat, owner: Owner, draft: Draft) -> Draft:
    """The same in her own language, for those who use the program in it; the others read Indonesian."""
    chosen = await chat.choose(_("Bahasa apa?"), (*(SPOKEN[each] for each in LANGUAGES), BACK))
    if chosen.key == BACK.key:
        return draft
    written = await chat.ask_or_skip(
        _("Tulis kabarnya dalam bahasa itu."), ForMany(takes_file=False, skip=_("Tanpa bahasa itu"))
    )
    if written is None:
        return draft.with_text(chosen.key, "")
    if not await ask_about(chat, owner, written.text):
        return draft
    return await with_day(chat, owner, draft.with_text(chosen.key, written.text))


HOW: dict[str, Changing] = {
    TEXT.key: _text,
    FILE.key: _file,
    ANSWERS.key: _answers,
    AUDIENCE.key: _audience,
    NEWS.key: _news,
    DATE.key: _date,
    LANGUAGE.key: _language,
}
