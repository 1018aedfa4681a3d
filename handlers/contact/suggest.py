"""Ajak warga: a card for a woman who knows nothing of us yet. Nothing about her is asked and nothing is kept.

Whether she comes is hers to decide, and nobody is told (source D: "keputusan tetap pada individu yang bersangkutan").
"""

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from domain.permits import Action, holders
from handlers.contact.card_words import good_until, how_to
from handlers.contact.suggest_steps import list_areas, make_card
from handlers.names import SUGGEST


@conversation(
    SUGGEST,
    title=_("Kartu ajakan"),
    words=("ajak warga", "kartu ajakan", "buat kartu"),
    roles=holders(Action.SUGGEST, Action.SUGGEST_FROM_GROUP),
    resumes=False,
)
async def suggest(chat: Chat) -> None:
    areas = await chat.look(list_areas)
    if not areas:
        return await chat.say(_("Belum ada kantor untuk daerah itu. Ketik PETUGAS untuk bertanya."))
    await chat.say(_("Kartu ini untuk warga yang belum kenal kami. Namanya tidak dicatat."))
    area = areas[0] if len(areas) == 1 else await chat.choose(_("Dia tinggal di mana?"), areas)
    if not await chat.confirm(
        _("Buat satu kartu untuk {area}? Petugasnya dari {office}.", area=area.label, office=area.office),
        weighty=False,
    ):
        return await chat.say(_("Baik, tidak dibuat."))
    card = await chat.run(make_card, area.key)
    await chat.say(_("Berikan gambarnya, atau bacakan dua baris ini:"))
    for line in how_to(card.bot, card.code):
        await chat.say(line)
    await chat.say(good_until(card.until))
    await chat.say(_("Berikan langsung, saat dia sendirian. Jangan lewat HP orang lain."))
    await chat.say(_("Dia yang memutuskan. Kami tidak memberi tahu siapa yang datang."))
