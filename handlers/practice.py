"""Latihan: trying out meetings, savings and corrections in an invented group, before real money is written down."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import practice
from db.unit import Unit
from domain.accounts import SavingKind
from domain.group_rules import KindRule, Rhythm, Rules
from domain.loan_rules import LoanRules, Method
from domain.money import Rupiah
from domain.zones import local_date
from handlers.names import GROUP, IN_ONE_BOOK, PRACTICE

# Invented, and said to be: no woman of a real group finds herself among them.
NAME, PLACE = "Latihan", "Desa Contoh"
OTHERS = [
    "Melati (contoh)",
    "Mawar (contoh)",
    "Kenanga (contoh)",
    "Cempaka (contoh)",
    "Anggrek (contoh)",
    "Dahlia (contoh)",
]
WAJIB, SOSIAL = Rupiah(10_000), Rupiah(2_000)
LOANS = LoanRules(methods=(Method.FLAT, Method.DECLINING), rate=200, months_max=10, savings_percent=300)

GO_ON = Choice("go-on", _("Lanjut latihan"), words=("lanjut", "teruskan"))
AGAIN = Choice("again", _("Mulai dari awal"), words=("awal", "ulang", "mulai lagi"))
END = Choice("end", _("Selesai latihan"), words=("selesai", "berhenti", "sudah"))


@conversation(
    PRACTICE,
    title=_("Latihan"),
    words=("mode latihan", "latihan dulu", "mulai latihan", "selesai latihan"),
    resumes=False,
)
async def practise(chat: Chat) -> None:
    if await chat.look(is_practising):
        chosen = await chat.choose(_("Ibu sedang latihan. Mau apa?"), (GO_ON, AGAIN, END))
        if chosen.key == GO_ON.key:
            await chat.go(GROUP)
        if chosen.key == END.key:
            await chat.run(end_practice)
            return await chat.say(_("Latihan selesai. Sekarang catatan Ibu sungguhan lagi."))
    await chat.say(_("Ini tempat mencoba. Kelompok, nama, dan uangnya bohongan."))
    await chat.say(_("Tidak ada yang dikirim ke orang lain. Salah pun tidak apa-apa."))
    if not await chat.confirm(_("Mulai latihan?"), weighty=False):
        return await chat.say(_("Baik, Bu. Ketik LATIHAN kalau mau mencoba."))
    await chat.run(begin_practice)
    await chat.say(_("Latihan dimulai. Coba ketik RAPAT, SETOR, atau CATAT."))
    await chat.say(_("Kalau sudah ada uangnya, coba ketik PINJAM, lalu CICIL."))
    await chat.say(_("Kalau sudah, ketik SELESAI LATIHAN."))


async def is_practising(unit: Unit) -> bool:
    """Whether she is in a practice now."""
    return bool(unit.actor.practice)


async def begin_practice(unit: Unit) -> None:
    """A new invented group, and from the next message on it is the one that is meant."""
    today = local_date(unit.now, unit.actor.zone)
    rules = Rules(
        kinds=(
            KindRule(kind=SavingKind.WAJIB, amount=WAJIB),
            KindRule(kind=SavingKind.SUKARELA),
            KindRule(kind=SavingKind.SOSIAL, amount=SOSIAL),
        ),
        rhythm=Rhythm.MONTHLY,
        meeting_day=today,
        from_day=today,
        decided_day=today,
        loans=LOANS,
    )
    await practice.begin(
        unit, name=NAME, place=PLACE, others=OTHERS, rules=rules, today=today, talks=IN_ONE_BOOK
    )


async def end_practice(unit: Unit) -> None:
    """From the next message on the real groups are meant again."""
    await practice.end(unit, IN_ONE_BOOK)
