"""Kabar usaha: how it went on after a course. Four short questions, each may be skipped, none asks for an amount."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.training_outcomes import BEFORE, Answers, Business, Help, Income, State, Uses
from handlers.names import OUTCOME
from handlers.questions import SomeOf
from handlers.training.outcome_steps import (
    ASK,
    LATER,
    STOP,
    Here,
    find_here,
    keep_answers,
    may_talk,
    opening,
    stop_asking,
)

SKIP = _("Lewati")

USES = (
    Choice(Uses.OFTEN.value, _("Sering"), words=("sering", "tiap hari", "masih", "ya")),
    Choice(Uses.SOMETIMES.value, _("Kadang-kadang"), words=("kadang", "jarang", "sesekali")),
    Choice(Uses.NOT_YET.value, _("Belum"), words=("tidak", "belum pernah", "enggak")),
)
INCOME = (
    Choice(Income.UP.value, _("Naik"), words=("lebih banyak", "bertambah", "tambah")),
    Choice(Income.SAME.value, _("Sama"), words=("tetap", "sama saja")),
    Choice(Income.DOWN.value, _("Turun"), words=("kurang", "berkurang")),
)
BUSINESS = (
    Choice(Business.HAS.value, _("Punya"), words=("ada", "sudah", "ya", "jualan")),
    Choice(Business.NONE.value, _("Belum"), words=("tidak", "belum ada", "belum punya")),
)
HELP = (
    Choice(Help.MONEY.value, _("Modal"), words=("uang", "modal usaha")),
    Choice(Help.TOOLS.value, _("Alat atau bahan"), words=("alat", "bahan", "mesin")),
    Choice(Help.BUYERS.value, _("Pembeli"), words=("pasar", "pelanggan", "tempat jualan")),
    Choice(Help.LEARNING.value, _("Belajar lagi"), words=("belajar", "kelas", "latihan")),
    Choice(Help.COMPANY.value, _("Teman usaha"), words=("teman", "kelompok")),
    Choice(Help.NOTHING.value, _("Belum perlu"), words=("tidak ada", "cukup", "tidak perlu")),
)
WANTED = Choice("yes", _("Mau"), words=("ya", "boleh"))
NOT_WANTED = Choice("no", _("Tidak usah"), words=("tidak", "jangan"))
MAY = Choice(ASK, _("Boleh"), words=("ya", "mau"))
NOT_NOW = Choice(LATER, _("Lain hari"), words=("nanti", "nanti saja", "tidak"))
NO_MORE = Choice(STOP, _("Jangan tanya lagi"), words=("jangan", "berhenti"))


@conversation(
    OUTCOME, title=_("Kabar usaha"), words=("kabar usaha", "usaha saya"), sensitive=True, resumes=False
)
async def tell_outcome(chat: Chat, course_id: int = 0, month: int = 0, said: str = "") -> None:
    here = await chat.look(find_here, course_id, month)
    if here is None:
        return await chat.say(_("Belum ada yang perlu kami tanyakan, Bu. Terima kasih."))
    if here.state is State.ANSWERED:
        return await chat.say(_("Yang ini sudah Ibu jawab. Terima kasih, Bu."))
    if here.state is State.DROPPED:
        return await chat.say(_("Yang ini sudah tidak perlu dijawab, Bu. Terima kasih."))
    if not said:
        said = (await chat.choose(opening(here.title, here.month), (MAY, NOT_NOW, NO_MORE))).key
    if said == STOP:
        await chat.run(stop_asking, here.course_id, here.month)
        return await chat.say(_("Baik, Bu. Kami tidak bertanya lagi soal ini."))
    if said == LATER:
        return await chat.say(_("Baik, Bu. Kalau senggang, ketik: kabar usaha."))
    answers = await ask_before(chat, here) if here.month == BEFORE else await ask_after(chat, here)
    wants_talk = may_talk(answers) and await offer_talk(chat)
    await chat.run(keep_answers, here.course_id, here.month, answers.body(), wants_talk)
    await chat.say(_("Terima kasih, Bu. Jawaban Ibu sangat membantu kelas berikutnya."))
    if wants_talk:
        await chat.say(_("Petugas saya kabari. Nanti Ibu disapa."))
    if answers.income is Income.DOWN:
        await chat.say(_("Kalau sedang berat, ketik PETUGAS. Kita cari jalan bersama."))


async def ask_before(chat: Chat, here: Here) -> Answers:
    """What there was before the course."""
    uses = await chat.choose_or_skip(
        _("Sebelum kelas {title}, Ibu pernah mengerjakannya sendiri?", title=here.title), USES, skip=SKIP
    )
    business = await chat.choose_or_skip(
        _("Sekarang Ibu punya usaha sendiri? Jualan kecil juga termasuk."), BUSINESS, skip=SKIP
    )
    return Answers(
        uses=None if uses is None else Uses(uses.key),
        business=None if business is None else Business(business.key),
    )


async def ask_after(chat: Chat, here: Here) -> Answers:
    """How it went on."""
    uses = await chat.choose_or_skip(
        _("Ilmu dari kelas {title} masih Ibu pakai?", title=here.title), USES, skip=SKIP
    )
    income = await chat.choose_or_skip(
        _("Dibanding sebelum kelas, bagaimana uang masuk Ibu sekarang?"), INCOME, skip=SKIP
    )
    business = await chat.choose_or_skip(
        _("Sekarang Ibu punya usaha sendiri? Jualan kecil juga termasuk."), BUSINESS, skip=SKIP
    )
    help_ = await chat.ask_or_skip(
        _("Apa yang bisa membantu usaha Ibu? Boleh lebih dari satu. Contoh: 1 dan 3."),
        SomeOf(of=HELP, none_key=Help.NOTHING.value, skip=SKIP),
    )
    lonely = Help.NOTHING.value  # beside others it says nothing
    return Answers(
        uses=None if uses is None else Uses(uses.key),
        income=None if income is None else Income(income.key),
        business=None if business is None else Business(business.key),
        help=None
        if help_ is None
        else tuple(Help(each) for each in help_ if each != lonely) or (Help.NOTHING,),
    )


async def offer_talk(chat: Chat) -> bool:
    """Whether somebody of the office may speak with her about it."""
    asked = _("Mau petugas menyapa Ibu soal ini? Belum tentu langsung bisa dibantu, ya.")
    return (await chat.choose(asked, (WANTED, NOT_WANTED))).key == WANTED.key
