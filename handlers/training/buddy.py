"""Teman belajar: a newcomer may have somebody beside her in a course, if that one would like to.

First the other one says whether she would, then the newcomer hears her name and says whether she wants that; only then
is the newcomer's name told. Either of them ends it without a word to the other.
"""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.buddies import NobodyToAsk
from handlers.names import BUDDY
from handlers.training import buddy_steps as steps
from handlers.training.buddy_steps import LATER, NO, WILLING, YES, Company
from handlers.training.own_courses import ask_name, choose_course, find_courses

ENOUGH = Choice("end", _("Sudah cukup"), words=("berhenti", "selesai ditemani"))
STAY = Choice("stay", _("Tetap"), words=("tetap ditemani", "biarkan"))

NO_COURSE = _("Teman belajar ada di kelas. Ibu belum ikut kelas. Ketik JADWAL untuk melihat kelas.")
NOBODY = _("Belum ada yang bisa menemani, Bu. Pelatih dan petugas tetap siap membantu.")


@dataclass(frozen=True, slots=True)
class Known:
    """A companion she may end with. key: the person, as a button knows her."""

    key: str
    label: str


@conversation(
    BUDDY, title=_("Teman belajar"), words=("teman belajar", "minta teman", "cari teman"), resumes=False
)
async def find_company(chat: Chat, course_id: int = 0, said: str = "", other: int = 0) -> None:
    course = await choose_course(chat, await chat.look(find_courses), course_id)
    if course is None:
        return await chat.say(NO_COURSE)
    company = await chat.look(steps.look_at_company, course.id)
    if said == WILLING or (company.asked_for and not said):
        return await answer_asked(chat, company, course.title, other or company.asked_for[0])
    if said == LATER:
        await chat.run(steps.decline, course.id, other)
        return await chat.say(_("Baik, Bu. Terima kasih sudah menjawab."))
    if said == NO:
        return await say_no(chat, company, other)
    if said == YES:
        return await say_yes(chat, company, other)
    await show_company(chat, company)


async def show_company(chat: Chat, company: Company) -> None:
    """Who keeps her company, who would like to, or whether she wants somebody."""
    if company.offered:
        asked = offer(company.offered_name, company.title)
        if await chat.confirm(asked, weighty=False):
            return await say_yes(chat, company, company.offered)
        return await say_no(chat, company, company.offered)
    if company.friends:
        return await show_friends(chat, company)
    if company.waits:
        return await chat.say(_("Saya masih bertanya ke yang lain. Nanti saya kabari, Bu."))
    await ask_for_company(chat, company)


async def show_friends(chat: Chat, company: Company) -> None:
    """Who learns beside her; it ends as quietly as it began."""
    friends = [Known(str(each.person_id), each.name) for each in company.friends]
    await chat.say(_("Teman belajar Ibu di kelas {course}:", course=company.title))
    for each in friends:
        await chat.say(_("{name}", name=each.label))
    if (await chat.choose(_("Mau tetap bersama?"), (STAY, ENOUGH))).key == STAY.key:
        return await chat.say(_("Baik, Bu. Senang ada teman."))
    friend = friends[0] if len(friends) == 1 else await chat.choose(_("Dengan siapa?"), friends)
    if await chat.confirm(
        _("Berhenti dengan {name}? Dia tidak saya kabari.", name=friend.label), weighty=False
    ):
        await chat.run(steps.end, company.course_id, int(friend.key))
        return await chat.say(_("Baik, Bu. Sudah saya catat."))
    await chat.say(_("Baik, tidak ada yang berubah."))


async def ask_for_company(chat: Chat, company: Company) -> None:
    """Offered, never given out."""
    await chat.say(_("Di kelas baru kadang canggung. Ada yang mungkin mau menemani Ibu."))
    if not await chat.confirm(_("Mau saya carikan teman belajar?"), weighty=False):
        return await chat.say(_("Baik, Bu. Kalau nanti mau, ketik: teman belajar."))
    await ask_name(chat)
    try:
        await chat.run(steps.ask_fellows, company.course_id)
    except NobodyToAsk:
        return await chat.say(NOBODY)
    await chat.say(_("Baik. Saya tanya dulu, tanpa menyebut nama Ibu. Nanti saya kabari."))


# -- what the two say -------------------------------------------------------------------------------------------


async def answer_asked(chat: Chat, company: Company, title: str, newcomer: int) -> None:
    """She may keep somebody company whose name she does not know yet."""
    if newcomer not in company.asked_for:
        return await chat.say(_("Terima kasih, Bu. Dia sudah ada yang menemani."))
    await ask_name(chat)
    asked = _("Menemani peserta baru di kelas {course}: nama Ibu saya sampaikan ke dia. Boleh?", course=title)
    if not await chat.confirm(asked):
        await chat.run(steps.decline, company.course_id, newcomer)
        return await chat.say(_("Baik, Bu. Terima kasih sudah menjawab."))
    if await chat.run(steps.say_willing, company.course_id, newcomer):
        return await chat.say(_("Terima kasih, Bu. Saya sampaikan. Nanti Ibu saya kabari."))
    await chat.say(_("Terima kasih, Bu. Dia sudah ada yang menemani."))


async def say_yes(chat: Chat, company: Company, buddy: int) -> None:
    """The newcomer wants this one."""
    if buddy != company.offered:
        return await chat.say(_("Yang ini sudah dijawab, Bu. Ketik: teman belajar."))
    await chat.run(steps.agree, company.course_id, buddy)
    await chat.say(
        _("Baik, Bu. {name} saya kabari. Sapa dia di pertemuan berikutnya, ya.", name=company.offered_name)
    )


async def say_no(chat: Chat, company: Company, buddy: int) -> None:
    """The newcomer does not want this one, who never learns whom it was about."""
    if buddy != company.offered:
        return await chat.say(_("Yang ini sudah dijawab, Bu. Ketik: teman belajar."))
    await chat.run(steps.refuse, company.course_id, buddy)
    await chat.say(_("Baik, Bu. Tidak apa-apa. Nama Ibu tidak saya sebut."))


def offer(name: str, title: str) -> Text:
    """What the newcomer reads when somebody would keep her company."""
    return _("{name} mau menemani Ibu di kelas {course}. Ibu mau?", name=name, course=title)
