"""Buat pengumuman: for whom, the words, one look at what they will see, and off it goes.

Whoever is in a hurry taps once for whom, writes, and taps once more; all else is behind "Ubah".
"""

# staff: who announces (workers, supervisors, treasurers, chairs) reads this file's sentences

from dataclasses import replace

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from domain.announcement_drafts import Draft, likely_news
from domain.announcements import Audience, NewsKind, Part, PartKind
from domain.permits import Action, holders
from domain.roles import Place
from handlers.announce.audience_question import ask_audience, may_remind
from handlers.announce.news_question import ask_news
from handlers.announce.owner import Owner, choose_owner
from handlers.announce.review import review
from handlers.announce.warnings import SLOTS
from handlers.announce.wording import ask_fit_answers, ask_words, with_day, with_file
from handlers.announce.words import MENDS
from handlers.announce.write_steps import find_followed, written_again
from handlers.names import ANNOUNCE

CORRECTS, REMINDS = PartKind.GOT.value, PartKind.UNANSWERED.value
"""What `whom` may be: those whom an earlier one reached, or who have not answered it; or MENDS, as it was."""


@conversation(
    ANNOUNCE,
    title=_("Pengumuman baru"),
    words=("umumkan", "buat pengumuman", "pengumuman baru", "tulis pengumuman", "kirim pengumuman"),
    roles=holders(Action.ANNOUNCE, Action.ANNOUNCE_TO_GROUP),
)
async def announce(chat: Chat, group_id: int = 0, follows: int = 0, whom: str = "") -> None:
    if follows and whom == MENDS:
        return await mend(chat, follows)
    if follows:
        return await follow(chat, follows, whom)
    owner = await choose_owner(chat, Place(group_id=group_id).key if group_id else "")
    if owner.practice:
        return await chat.say(_("Ini kelompok latihan. Tidak ada yang dikirim ke luar."))
    audience = await ask_audience(chat, owner)
    news = NewsKind.GROUP if owner.is_group else likely_news(audience.those) or await ask_news(chat)
    draft = await write(chat, owner, audience, news)
    await review(chat, owner, draft)


async def follow(chat: Chat, follows: int, whom: str) -> None:
    """To those whom an earlier one reached (a correction), or once more to those who have not answered it."""
    earlier = await chat.look(find_followed, follows)
    owner = await choose_owner(chat, earlier.place)
    if whom != REMINDS:
        audience = Audience(those=(Part(kind=PartKind.GOT, id=follows),))
        await chat.say(_("Ralat untuk {code}: dikirim kepada yang sudah menerima.", code=earlier.code))
        draft = await write(chat, owner, audience, earlier.news)
        return await review(chat, owner, replace(draft, follows=follows))
    await chat.look(may_remind, follows)
    audience = Audience(those=(Part(kind=PartKind.UNANSWERED, id=follows),))
    draft = await chat.look(written_again, follows)
    draft = replace(draft, sender=owner.name, audience=audience, chats=False, follows=follows)
    await review(chat, owner, await with_day(chat, owner, draft))


async def mend(chat: Chat, announcement_id: int) -> None:
    """One that was taken back before it went out, as it was written: what was wrong is changed, the rest stays."""
    draft = await chat.look(written_again, announcement_id)
    owner = await choose_owner(chat, draft.place)
    draft = await with_day(chat, owner, replace(draft, sender=owner.name))
    await review(chat, owner, draft)


async def write(chat: Chat, owner: Owner, audience: Audience, news: NewsKind) -> Draft:
    """The words, and whatever belongs to them; only at the end something is kept, so that "kembali" leads back."""
    await chat.say(_("Ini terisi sendiri untuk tiap orang: {slots}.", slots=SLOTS))
    written = await ask_words(chat, owner, _("Tulis kabarnya. Boleh dengan foto atau PDF."))
    draft = Draft(
        place=owner.key, sender=owner.name, audience=audience, news=news, texts=(("id", written.text),)
    )
    draft = await with_day(chat, owner, draft)
    if "?" in draft.text:
        draft = replace(draft, choices=await ask_fit_answers(chat, owner, draft.text))
    return await with_file(chat, draft, written)
