"""Pilih kabar: which announcements she wants; she says no to one kind or to all, and yes again, whenever she likes.

The law: nothing but her own word here changes it, and her no never touches help, receipts, her worker or what she has
joined. After a bare "stop" she is asked what she means: for some it ends a talk, for some it ends all of this.
"""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import news_answers, news_refusals
from db.unit import Unit
from domain.announcements import NewsKind
from handlers.announce.news_words import KINDS
from handlers.names import NEWS_KINDS, STOP_ANNOUNCEMENT

# What a bare "stop" begins it with (bot/unprompted.py).
STOP = "stop"

ALL, THIS = "all", "this"
NOTHING = Choice("nothing", _("Tidak jadi"), words=("batal", "jangan", "tidak", "tetap"))
EVERYTHING = Choice(ALL, _("Semua"), words=("semua kabar", "semuanya"))
ONLY_THIS = Choice(THIS, _("Kabar ini"), words=("ini", "ini saja"))
ALL_AGAIN = Choice("all_again", _("Kirim semua lagi"), words=("semua lagi", "kirim semua", "mau semua"))
NO_MORE = Choice(ALL, _("Hentikan semua"), words=("stop semua", "semua", "berhenti semua"))
THE_SENT = Choice("sent", _("Pengumuman saya"), words=("pengumuman", "yang saya kirim"))
THE_RECEIVED = Choice("received", _("Kabar untuk saya"), words=("kabar", "untuk saya"))
DONE = Choice("done", _("Selesai"), words=("sudah", "cukup"))

WORDS = {
    NewsKind.AID: ("kabar bantuan", "pendaftaran"),
    NewsKind.TRAINING: ("pelatihan", "kelas", "kursus"),
    NewsKind.GROUP: ("kelompok", "grup"),
    NewsKind.OTHER: ("lain", "lain-lain", "lainnya"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """refused: the kinds she wants no more. last: the kind of the newest announcement she got, None for none.

    sends: an announcement of her own is on its way.
    """

    refused: tuple[NewsKind, ...]
    last: NewsKind | None
    sends: bool


@conversation(
    NEWS_KINDS,
    title=_("Pilih kabar"),
    words=("pilih kabar", "stop kabar", "setop kabar", "berhenti kabar", "hentikan kabar", "kabar apa saja"),
    resumes=False,
    for_strangers=True,
)
async def choose_news(chat: Chat, how: str = "") -> None:
    here = await chat.look(find_standing)
    if how == STOP and here.sends:
        await ask_whose(chat)
    if how == STOP and len(here.refused) < len(NewsKind):
        return await ask_what_stops(chat, here)
    for kind, title in KINDS.items():
        if kind in here.refused:
            await chat.say(_("{kind}: tidak dikirim.", kind=title))
        else:
            await chat.say(_("{kind}: dikirim.", kind=title))
    kinds = [Choice(kind.value, title, words=WORDS[kind]) for kind, title in KINDS.items()]
    both = ALL_AGAIN if here.refused else NO_MORE
    chosen = await chat.choose(_("Mau ubah yang mana, Bu?"), [*kinds, both, DONE])
    if chosen.key == DONE.key:
        return await chat.say(_("Baik, Bu. Mau ubah lagi? Ketik PILIH KABAR."))
    if chosen.key == ALL_AGAIN.key:
        await chat.run(take_all_again)
        return await chat.say(_("Baik, Bu. Semua kabar saya kirim lagi."))
    if chosen.key == ALL:
        return await refuse_everything(chat)
    kind = NewsKind(chosen.key)
    await change(chat, kind, refused=kind not in here.refused)
    await chat.go(NEWS_KINDS)


async def ask_whose(chat: Chat) -> None:
    """Whoever is announcing just now means that, more likely than what comes to her: returns only if she does not."""
    # staff
    chosen = await chat.choose(_("Apa yang mau dihentikan?"), (THE_SENT, THE_RECEIVED))
    if chosen.key == THE_SENT.key:
        await chat.go(STOP_ANNOUNCEMENT)


async def ask_what_stops(chat: Chat, here: Standing) -> None:
    """All of it, this kind, or nothing: a "stop" that was meant for something else must cost her nothing."""
    this = here.last if here.last is not None and here.last not in here.refused else None
    if this is None:
        asked, choices = _("Kabar dari kantor dan kelompok mau dihentikan, Bu?"), [EVERYTHING, NOTHING]
    else:
        asked = _("Mau menghentikan kabar, Bu? Yang terakhir: {kind}.", kind=KINDS[this])
        choices = [EVERYTHING, ONLY_THIS, NOTHING]
    chosen = await chat.choose(asked, choices)
    if chosen.key == NOTHING.key:
        return await chat.say(_("Baik, Bu. Tidak ada yang berubah."))
    if chosen.key == ALL:
        return await refuse_everything(chat)
    assert this is not None, "only then it is offered"
    await change(chat, this, refused=True)
    await chat.say(BACK)


BACK = _("Mau kabar lagi? Ketik PILIH KABAR.")
# What her no does not touch (peers.md C12): said each time, so that nobody is afraid to say it.
STAYS = _("Bukti simpanan, jadwal kelas Ibu, dan petugas tetap ada.")


async def refuse_everything(chat: Chat) -> None:
    """Her no to all of it."""
    await chat.run(refuse_all)
    await chat.say(_("Baik, Bu. Kabar dari kantor dan kelompok tidak saya kirim lagi."))
    await chat.say(STAYS)
    await chat.say(BACK)


async def change(chat: Chat, kind: NewsKind, *, refused: bool) -> None:
    """One kind from now on; what goes on all the same is said with a no."""
    await chat.run(keep_one, kind.value, refused)
    if not refused:
        return await chat.say(_("Baik, Bu. {kind} saya kirim lagi.", kind=KINDS[kind]))
    await chat.say(_("Baik, Bu. {kind} tidak saya kirim lagi.", kind=KINDS[kind]))
    await chat.say(STAYS)


# -- what is read and written -----------------------------------------------------------------------------------


async def find_standing(unit: Unit) -> Standing:
    """What she refuses, and what came last."""
    me = unit.actor.person_id
    refused = (await news_refusals.of(unit, [me])).get(me, frozenset())
    return Standing(
        refused=tuple(kind for kind in NewsKind if kind.value in refused),
        last=await news_answers.find_last_kind(unit, me),
        sends=bool(unit.actor.roles) and await news_answers.sends_now(unit, me),
    )


async def keep_one(unit: Unit, kind: str, refused: bool) -> None:
    """Her word about one kind."""
    await news_refusals.set_(unit, unit.actor.person_id, NewsKind(kind), refused)


async def refuse_all(unit: Unit) -> None:
    """Her no to every kind."""
    await news_refusals.set_all(unit, unit.actor.person_id, True)


async def take_all_again(unit: Unit) -> None:
    """Her yes to every kind."""
    await news_refusals.set_all(unit, unit.actor.person_id, False)
