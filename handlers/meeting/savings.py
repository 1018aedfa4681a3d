"""Setoran of a meeting: by list, by lines as they come, or one woman after another with what is usual."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from domain.accounts import SavingKind
from domain.meetings import Status, Step, Written
from domain.money import Rupiah, Spelled
from handlers.meeting.asking import ask_here, go_to
from handlers.meeting.booking import write
from handlers.meeting.kinds import Kind
from handlers.meeting.listing import listed_members
from handlers.meeting.questions import UsualAmount
from handlers.meeting.scene import Scene, Woman
from handlers.questions import OneOf

EACH = Choice("each", _("Satu per satu"), words=("satu satu", "satu-satu"))
ALL_DONE = Choice("done", _("Sudah semua"), words=("sudah", "selesai", "lanjut"))
NOT_YET = Choice("not_yet", _("Belum setor"), words=("belum", "blm", "tidak", "nanti"))
ENOUGH = Choice("enough", _("Cukup dulu"), words=("cukup", "selesai", "sudah semua", "sudah selesai"))


async def ask_savings(chat: Chat, scene: Scene) -> None:
    """How she wants to write; whatever she types with a name and an amount is a line of the list."""
    text = _("Setoran: tempel daftarnya di sini, atau ketik satu-satu. Contoh: Siti 10rb.")
    chosen = await ask_here(chat, scene, text, OneOf(of=(EACH, ALL_DONE)), lines=True)
    if chosen.key == EACH.key:
        await one_by_one(chat, scene)
    await go_to(chat, scene, Step.INSTALMENTS if scene.waiting_borrowers else Step.SOCIAL)


async def one_by_one(chat: Chat, scene: Scene) -> None:
    """Everybody who came and has nothing written yet for the first kind that is due each time."""
    kind = due_kind(scene)
    for woman in waiting_women(scene, kind):
        amount = await ask_one(chat, scene, woman, kind)
        if isinstance(amount, Choice):
            if amount.key == ENOUGH.key:
                return
            continue
        line = Written(member=woman.number, kind=kind.key, amount=Rupiah(amount))
        if await write(chat, scene, (line,), statuses={woman.number: Status.PRESENT}, once=True):
            await chat.say(_("{name}: {amount}.", name=woman.name, amount=Spelled(amount)))
        else:
            await chat.say(_("Setoran {name} sudah tercatat tadi.", name=woman.name))


async def ask_one(chat: Chat, scene: Scene, woman: Woman, kind: Kind) -> Rupiah | Choice:
    """What she puts in, or what was chosen instead; what is not usual only after a yes to it in words."""
    asked = _("{name}, {kind}: berapa?", name=woman.name, kind=kind.label)
    question = UsualAmount(
        usual=kind.usual,
        of=(NOT_YET, ENOUGH),
        her=woman.key,
        women=listed_members(scene),
        today=scene.today,
    )
    while True:
        amount: Rupiah | Choice = await ask_here(chat, scene, asked, question)
        if isinstance(amount, Choice) or amount == kind.usual:
            return amount
        if await chat.confirm(
            _("{name}, {kind}, {amount}. Benar?", name=woman.name, kind=kind.label, amount=Spelled(amount))
        ):
            return amount


def due_kind(scene: Scene) -> Kind:
    """The kind that everybody pays each time: wajib where the group has it."""
    for wanted in (SavingKind.WAJIB, SavingKind.SUKARELA):
        for each in scene.kinds:
            if each.kind is wanted:
                return each
    return next(
        (each for each in scene.kinds if each.kind is not SavingKind.SOSIAL), scene.kind(SavingKind.WAJIB)
    )


def waiting_women(scene: Scene, kind: Kind) -> list[Woman]:
    """Who is there, or not said to be away, and has nothing written for the kind."""
    written = {each.member for each in scene.saved if each.kind == kind.key}
    return [
        each
        for each in scene.women
        if each.number not in written and scene.statuses.get(each.number, Status.PRESENT) is Status.PRESENT
    ]
