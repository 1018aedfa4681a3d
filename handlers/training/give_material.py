"""Kirim bahan: a photo, a text, a voice note or a recipe of a session, for those who took part."""

# staff: who leads classes (office people, leaders of a group) reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.course_materials import (
    CAPTION_CHARS_MAX,
    NAME_CHARS_MAX,
    TEXT_CHARS_MAX,
    Form,
    Recipe,
    WordsNotKind,
    check_shared,
    packed,
)
from domain.files import SentFile
from domain.permits import Action, holders
from handlers.file_questions import photo, voice
from handlers.names import GIVE_MATERIAL
from handlers.questions import Words
from handlers.training.give_material_steps import give_file, give_words, list_given, take_away
from handlers.training.material_words import FORMS
from handlers.training.which_session import choose_session, heading, look_at

WHAT = (
    Choice(Form.PHOTO.value, FORMS[Form.PHOTO], words=("gambar", "poto", "foto")),
    Choice(Form.TEXT.value, FORMS[Form.TEXT], words=("teks", "catatan", "tulis")),
    Choice(Form.VOICE.value, FORMS[Form.VOICE], words=("suara", "vn", "rekaman")),
    Choice(Form.RECIPE.value, FORMS[Form.RECIPE], words=("bahan cara kemasan",)),
)
GIVEN = Choice("given", _("Lihat atau hapus"), words=("hapus", "lihat", "yang sudah"))
MORE = Choice("again", _("Tambah lagi"), words=("tambah", "ya", "lagi", "masih"))
DONE = Choice("done", _("Selesai"), words=("sudah", "cukup", "tidak", "itu saja"))
REMOVE = Choice("remove", _("Hapus"), words=("buang", "ya"))
KEEP = Choice("keep", _("Biarkan"), words=("jangan", "tidak", "tetap"))
SKIP = _("Lewati")


@conversation(
    GIVE_MATERIAL,
    title=_("Kirim bahan"),
    words=(
        "kirim bahan",
        "bagi bahan",
        "kirim resep",
        "bagi resep",
        "bagikan bahan",
        "kirim materi",
        "bagi materi",
        "bagikan materi",
        "kirim foto kelas",
    ),
    roles=holders(Action.RUN_COURSES, Action.KEEP_GROUP_COURSES),
    resumes=False,
)
async def give_material(chat: Chat, course_id: int = 0, session_id: int = 0) -> None:
    if not session_id:
        session_id = await choose_session(chat, course_id, ahead=False)
    if not session_id:
        return await chat.say(_("Belum ada pertemuan yang sudah mulai. Bahannya dikirim setelah itu, ya."))
    seen = await chat.look(look_at, session_id)
    given = await chat.look(list_given, session_id)
    await chat.say(heading(seen))
    chosen = await chat.choose(_("Mau kirim apa?"), [*WHAT, *([GIVEN] if given else []), DONE])
    if chosen.key == DONE.key:
        return await chat.say(_("Baik. Terima kasih."))
    if chosen.key == GIVEN.key:
        return await look_through(chat, session_id)
    await ask_for[Form(chosen.key)](chat, session_id)
    await chat.say(_("Sudah disimpan. Sebentar lagi yang hadir kami kabari."))
    if (await chat.choose(_("Ada lagi untuk pertemuan ini?"), (MORE, DONE))).key == MORE.key:
        await chat.go(GIVE_MATERIAL, 0, session_id)
    return await chat.say(_("Baik. Terima kasih sudah berbagi."))


async def ask_photo(chat: Chat, session_id: int) -> None:
    """A photo of what was made, and a line under it."""
    await chat.say(_("Foto hasil, alat atau bahan saja. Jangan ada wajah orang, ya."))
    sent = await chat.ask(_("Kirim fotonya di sini."), photo())
    caption = await ask_kind(chat, _("Mau tambah tulisan di bawah foto?"), CAPTION_CHARS_MAX, skip=SKIP)
    await keep_file(chat, session_id, Form.PHOTO, sent, caption)


async def ask_voice(chat: Chat, session_id: int) -> None:
    """A voice note of who leads the class; others' voices are theirs."""
    sent = await chat.ask(_("Rekam pesan suara di sini. Cukup suara pelatih, ya."), voice())
    await keep_file(chat, session_id, Form.VOICE, sent, "")


async def keep_file(chat: Chat, session_id: int, form: Form, sent: SentFile, caption: str) -> None:
    await chat.run(give_file, session_id, form, sent.reference, sent.size_bytes, caption)


async def ask_text(chat: Chat, session_id: int) -> None:
    """A short text."""
    words = await ask_kind(chat, _("Tulis di sini. Pendek saja, supaya mudah dibaca."), TEXT_CHARS_MAX)
    await chat.run(give_words, session_id, Form.TEXT, words)


async def ask_recipe(chat: Chat, session_id: int) -> None:
    """Bahan, cara, kemasan, one after the other (source B: B27)."""
    name = await ask_kind(chat, _("Resep apa? Contoh: kue nastar."), NAME_CHARS_MAX)
    ingredients = await ask_kind(chat, _("Apa saja bahannya? Tulis dengan takarannya."), TEXT_CHARS_MAX)
    steps = await ask_kind(chat, _("Bagaimana cara membuatnya? Tulis langkah demi langkah."), TEXT_CHARS_MAX)
    packing = await ask_kind(
        chat, _("Bagaimana kemasannya? Contoh: toples, isi 250 gram."), TEXT_CHARS_MAX, skip=SKIP
    )
    body = packed(Recipe(name=name, ingredients=ingredients, steps=steps, packing=packing))
    await chat.run(give_words, session_id, Form.RECIPE, body)


ask_for = {Form.PHOTO: ask_photo, Form.VOICE: ask_voice, Form.TEXT: ask_text, Form.RECIPE: ask_recipe}


async def ask_kind(chat: Chat, asked: Text, chars_max: int, *, skip: Text | None = None) -> str:
    """Words that hurt nobody and lead nowhere; "" where she skips them."""
    while True:
        words = await chat.ask_or_skip(asked, Words(chars_max=chars_max, skip=skip))
        if words is None:
            return ""
        try:
            check_shared(words)
        except WordsNotKind:
            asked = _("Tulis lagi tanpa nomor HP, tautan, atau kata yang menyinggung.")
        else:
            return words


async def look_through(chat: Chat, session_id: int) -> None:
    """What was given, to take away what should not be there."""
    given = await chat.look(list_given, session_id)
    rows = [Choice(each.key, each.label) for each in given]
    chosen = await chat.choose(_("Yang mana?"), [*rows, DONE])
    if chosen.key == DONE.key:
        return await chat.say(_("Baik. Terima kasih."))
    if (
        await chat.choose(_("Hapus yang ini? Peserta tidak bisa melihatnya lagi."), (REMOVE, KEEP))
    ).key == REMOVE.key:
        await chat.run(take_away, session_id, int(chosen.key[1:]))
        return await chat.say(_("Sudah dihapus."))
    return await chat.say(_("Baik, dibiarkan."))
