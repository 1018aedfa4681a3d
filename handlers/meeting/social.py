"""The social fund of a meeting: the same small sum from everybody who came, or only from some."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _
from domain.accounts import SavingKind
from domain.meetings import Status, Step, Written
from domain.money import Rupiah
from handlers.meeting.asking import ask_here, go_to
from handlers.meeting.booking import book
from handlers.meeting.listing import listed_members
from handlers.meeting.naming import Named, WhoIsNot
from handlers.meeting.scene import Scene
from handlers.questions import OneOf

# "Siapa yang belum setor?" "Tidak ada": nobody, so all have paid; the sum is said before it is written.
EVERYBODY = Choice(
    "all", _("Semua setor"), words=("semua", "setor semua", "lengkap", "tidak ada", "ga ada", "ngga ada")
)
NOTHING = Choice("none", _("Tidak dikumpulkan"), words=("lewat", "kosong", "kali ini tidak"))


async def ask_social(chat: Chat, scene: Scene) -> None:
    """Asked where the group has such a fund and nothing of it is written yet; then the costs."""
    fund = next((each for each in scene.kinds if each.kind is SavingKind.SOSIAL), None)
    if fund is None or not scene.awaits_social:
        await go_to(chat, scene, Step.COSTS)
    if fund.usual is None:
        text = _("Dana sosial: ketik nama dan jumlahnya. Contoh: Siti sosial 2rb.")
        await ask_here(chat, scene, text, OneOf(of=(NOTHING,)), lines=True)
        await go_to(chat, scene, Step.COSTS)
    question = WhoIsNot(
        women=listed_members(scene),
        today=scene.today,
        of=(EVERYBODY, NOTHING),
        example=_("Contoh: semua kecuali Imas."),
    )
    text = _("Dana sosial {amount} tiap orang. Siapa yang belum setor?", amount=fund.usual)
    answer = await ask_here(chat, scene, text, question)
    if answer != NOTHING:
        await collect(chat, scene, fund.usual, answer.statuses if isinstance(answer, Named) else {})
    await go_to(chat, scene, Step.COSTS)


async def collect(chat: Chat, scene: Scene, amount: Rupiah, without: dict[int, Status]) -> None:
    """From everybody who came, but for those; said with the sum before it is written."""
    paying = [
        each.number
        for each in scene.women
        if each.number not in without and scene.statuses.get(each.number, Status.PRESENT) is Status.PRESENT
    ]
    lines = tuple(Written(member=number, kind=SavingKind.SOSIAL.value, amount=amount) for number in paying)
    await book(chat, scene, SavingKind.SOSIAL.value, lines)
