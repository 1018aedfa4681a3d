"""Urusan ditawarkan: what colleagues and other offices ask one to take over, and what became of one's own asking.

The law: who is offered it reads what she agreed to, nothing more, until she has accepted; then it is hers and nobody
else's. A refusal says why to who asked, and something kind to the woman.
"""

# staff: who answers women reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.matters import REASON_CHARS_MAX
from domain.permits import Action, holders
from handlers.contact.offered_steps import Row, accept, list_answers, list_offers, open_offer, refuse
from handlers.contact.offered_words import Answered, Offer, answer_line, describe
from handlers.names import MATTER, OFFERED
from handlers.questions import Words

ACCEPT = Choice("accept", _("Terima"), words=("ya", "saya terima", "ambil"))
REFUSE = Choice("refuse", _("Belum bisa"), words=("tidak", "tolak", "tidak bisa"))
LATER = Choice("later", _("Nanti"), words=("nanti saja", "tunggu"))
ANSWERS = Choice("answers", _("Kabar serahan"), words=("kabar", "jawaban"))
DONE = Choice("done", _("Cukup"), words=("sudah", "selesai"))
WRITE = Choice("write", _("Sapa sekarang"), words=("tulis", "buka"))


@conversation(
    OFFERED,
    title=_("Urusan yang ditawarkan"),
    words=("urusan ditawarkan", "tawaran urusan"),
    roles=holders(Action.ANSWER_MATTERS),
    sensitive=True,
    resumes=False,
)
async def show_offered(chat: Chat, move_id: int = 0) -> None:
    if not move_id:
        move_id = await _choose(chat)
        if not move_id:
            return
    offer = await chat.run(open_offer, move_id)
    for line in describe(offer):
        await chat.say(line)
    chosen = await chat.choose(_("Diterima?"), (ACCEPT, REFUSE, LATER), sensitive=True)
    if chosen.key == LATER.key:
        return await chat.say(_("Baik, tawarannya masih ada."))
    if chosen.key == REFUSE.key:
        return await _refuse(chat, offer)
    taken = await chat.run(accept, move_id)
    if not taken.mine:
        await chat.say(_("Diterima. Pengirimnya sudah dibantu {name} di kantor ini.", name=taken.name))
        return await chat.say(_("Titipannya sudah diteruskan ke situ."))
    await chat.say(_("Diterima. Urusan {code} sekarang di akun ini.", code=offer.code))
    await chat.say(_("Pengirim sudah diberi tahu."))
    next_ = await chat.choose(_("Mau menyapa sekarang?"), (WRITE, LATER), sensitive=True)
    if next_.key == WRITE.key:
        await chat.go(MATTER, taken.matter_id)
    return await chat.say(_("Baik. Urusannya ada di pesan warga."))


async def _choose(chat: Chat) -> int:
    """One of what is offered, 0 if there is none or none is wanted."""
    rows = await chat.run(list_offers)
    news = await chat.look(list_answers)
    if not rows and not news:
        await chat.say(_("Tidak ada urusan yang ditawarkan."))
        return 0
    if not rows:
        await chat.say(_("Tidak ada urusan yang ditawarkan."))
        await _say_answers(chat, news)
        return 0
    more = (ANSWERS, DONE) if news else (DONE,)
    choices: list[Row | Choice] = [*rows, *more]
    chosen = await chat.choose(_("Urusan yang mana?"), choices, sensitive=True)
    if chosen.key == ANSWERS.key:
        await _say_answers(chat, news)
        return 0
    if chosen.key == DONE.key:
        await chat.say(_("Baik, tawarannya masih ada."))
        return 0
    return int(chosen.key)


async def _say_answers(chat: Chat, news: tuple[Answered, ...]) -> None:
    await chat.say(_("Yang pernah diserahkan dari akun ini:"))
    for each in news:
        await chat.say(answer_line(each))


async def _refuse(chat: Chat, offer: Offer) -> None:
    reason = await chat.ask(
        _("Apa sebabnya? {name} akan membacanya, pengirim tidak.", name=offer.sender),
        Words(chars_max=REASON_CHARS_MAX, one_line=True, sensitive=True),
    )
    await chat.run(refuse, offer.id, reason)
    await chat.say(_("Sudah dicatat. Urusannya tetap pada {name}.", name=offer.sender))
