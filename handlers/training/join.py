"""Joining, leaving, changing: she says it herself, a clash is told before, and waiting is told as what it is."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from domain.courses import Part
from domain.purposes import Purpose
from handlers.name_question import PersonName
from handlers.purpose_words import question
from handlers.questions import YesNo
from handlers.training import join_steps
from handlers.training.fit_words import REASONS, reason_text
from handlers.training.own_courses import NAME_CHARS_MAX
from handlers.training.sight import Sight, list_others
from handlers.training.sight_words import label_of

KNOWS = Choice("knows", _("Sudah"), words=("sudah kenal", "kenal", "ada"))
NOBODY = Choice("nobody", _("Belum"), words=("belum kenal", "tidak kenal", "tidak ada"))
SKIP = _("Lewati")


async def join(chat: Chat, here: Sight, area: str) -> None:
    """She takes part, if she still wants to after what she is told."""
    if here.clash is not None and not await chat.confirm(
        _(
            "Jam itu Ibu juga ada kelas {title}, {when}. Tetap daftar?",
            title=here.clash.title,
            when=here.clash.begins,
        ),
        weighty=False,
    ):
        return await chat.say(_("Baik, Bu. Belum saya daftarkan. Ketik JADWAL untuk kelas lain."))
    if not here.consented and not await ask_consent(chat, here):
        await chat.run(join_steps.refuse, here.id)
        return await chat.say(_("Baik, Bu. Tidak ada yang dicatat. Mau lihat jadwal saja? Ketik JADWAL."))
    name = await ask_name(chat, here)
    knows = await chat.choose_or_skip(
        _("Sudah kenal yang lain di kelas ini? Kalau belum, nanti ada yang menyapa Ibu."),
        (KNOWS, NOBODY),
        skip=SKIP,
    )
    newcomer = knows is not None and knows.key == NOBODY.key
    joined = await chat.run(join_steps.join_course, here.id, area, newcomer, not here.consented, name)
    await say_joined(chat, here, joined)


async def ask_consent(chat: Chat, here: Sight) -> bool:
    """Only a clear yes is one (UU 27/2022 PDP, art. 20-22)."""
    return await chat.ask(
        question(Purpose.TRAINING, here.controller),
        YesNo(explicit=True, is_weighty=True, labels=(_("Boleh"), _("Tidak"))),
    )


async def ask_name(chat: Chat, here: Sight) -> str:
    """What stands on the list of who came, asked where nobody knows it; "" for what is known, or is only tried."""
    if here.practice or await chat.look(join_steps.has_name, here.id):
        return ""
    return await chat.ask(
        _("Ibu biasa dipanggil siapa? Untuk daftar hadir."), PersonName(chars_max=NAME_CHARS_MAX)
    )


async def say_joined(chat: Chat, here: Sight, joined: join_steps.Joined) -> None:
    """What became of it, and what she need not worry about."""
    if joined.part is Part.WAITING:
        return await say_waits(chat, joined.waits_at)
    assert here.next is not None, "a course without a session to come takes nobody"
    await chat.say(
        _(
            "Ibu sudah terdaftar di {title}.\n{when}, di {place}.",
            title=here.title,
            when=here.next,
            place=here.place,
        )
    )
    if here.bring:
        await chat.say(_("Bawa: {what}", what=here.bring))
    await chat.say(_("Sebelumnya Ibu saya ingatkan. Kalau berubah, ketik KELAS."))


async def say_waits(chat: Chat, waits_at: int) -> None:
    """Her number, and that it is no promise."""
    await chat.say(_("Ibu nomor {n} di daftar tunggu.", n=waits_at))
    await chat.say(_("Kalau ada tempat, Ibu saya kabari. Belum tentu dapat, ya."))
    await chat.say(_("Tidak mau menunggu lagi? Ketik KELAS."))


async def leave(chat: Chat, here: Sight) -> None:
    """She is in it no more; why is hers to say or not."""
    if here.part is Part.WAITING:
        if not await chat.confirm(_("Berhenti menunggu kelas {title}?", title=here.title), weighty=False):
            return await chat.say(_("Baik, Bu. Tetap menunggu."))
        await chat.run(join_steps.leave_course, here.id, "")
        return await chat.say(_("Sudah, Bu. Ibu tidak menunggu lagi."))
    if not await chat.confirm(leaving(here), weighty=False):
        return await chat.say(_("Baik, Bu. Ibu tetap terdaftar."))
    reason = await chat.choose_or_skip(
        _("Boleh tahu sebabnya? Supaya kelas berikutnya lebih pas."), REASONS, skip=SKIP
    )
    await chat.run(join_steps.leave_course, here.id, "" if reason is None else reason_text(reason.key))
    await chat.say(_("Sudah, Bu. Terima kasih sudah memberi tahu. Boleh ikut lagi kapan saja."))
    if reason is not None and reason.key == "family" and here.childcare:
        await chat.say(_("Di kelas ini, soal anak: {note}", note=here.childcare))


def leaving(here: Sight) -> Text:
    """Asked so that a yes means yes: to "tidak jadi ikut?" nobody knows what "tidak" says."""
    return _("Ibu mau keluar dari kelas {title}? Tempatnya untuk yang menunggu.", title=here.title)


async def change_course(chat: Chat, here: Sight, area: str) -> None:
    """Another day or place for the same skill; hers is given back only when she has the other."""
    others = await chat.look(list_others, here.id, area)
    if not others:
        return await chat.say(_("Belum ada kelas lain seperti ini. Ketik JADWAL untuk melihat semua."))
    rows = [Choice(f"c{each.id}", label_of(each, others)) for each in others]
    chosen = await chat.choose(_("Mau pindah ke kelas yang mana?"), rows)
    other = next(each for each in others if f"c{each.id}" == chosen.key)
    asked = _("{title}, {when}, di {place}. Pindah?", title=other.title, when=other.begins, place=other.place)
    if other.full:
        asked = _("Kelas itu penuh. Ibu menunggu di sana, dan tetap di kelas yang sekarang. Mau?")
    if not await chat.confirm(asked, weighty=False):
        return await chat.say(_("Baik, Bu. Tidak ada yang berubah."))
    joined = await chat.run(join_steps.swap_course, here.id, other.id, area)
    if joined.part is Part.WAITING:
        return await say_waits(chat, joined.waits_at)
    await chat.say(_("Sudah pindah, Bu. {when}, di {place}.", when=other.begins, place=other.place))


async def stay(chat: Chat, here: Sight) -> None:
    """[Saya ikut]: the place that became free is hers."""
    await chat.run(join_steps.stay, here.id)
    if here.next is not None:
        await chat.say(_("Baik, Bu. Ditunggu {when}, di {place}.", when=here.next, place=here.place))
    if here.bring:
        await chat.say(_("Bawa: {what}", what=here.bring))


async def give_back(chat: Chat, here: Sight) -> None:
    """[Tidak jadi]: the next one moves up."""
    if not await chat.confirm(leaving(here), weighty=False):
        return await chat.say(_("Baik, Bu. Tempatnya masih untuk Ibu."))
    await chat.run(join_steps.leave_course, here.id, "")
    await chat.say(_("Sudah, Bu. Terima kasih sudah memberi tahu. Boleh ikut lagi kapan saja."))
