"""One look before it goes out: the very message above, below it for whom; then it is sent, planned or changed.

Whatever is changed is shown again. Who sees it before it goes has nothing to take back after.
"""

# staff: who announces reads this file's sentences

from datetime import datetime

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _, n_
from domain.announcement_drafts import Draft, FileNotThere, FileNotYet
from domain.announcements import NobodyToTell, RemindedEnough, RemindedLately, SecondPersonNeeded
from domain.counts import Count
from handlers.announce.change import change
from handlers.announce.owner import Owner
from handlers.announce.review_words import heading
from handlers.announce.when import ask_due, is_still_true
from handlers.announce.write_steps import (
    Begun,
    Sight,
    look_over,
    send,
    show_preview,
)
from handlers.refusals import sentence

NOW = Choice("now", _("Kirim sekarang"), words=("kirim", "ya", "sekarang", "oke"))
ASK = Choice("now", _("Minta disetujui"), words=("minta", "kirim", "ya", "setuju"))
LATER = Choice("later", _("Kirim nanti"), words=("nanti", "jadwalkan", "besok"))
# Its key is where "kembali" leads from here: what was written is still all there (bot/talking.py).
CHANGE = Choice("back", _("Ubah"), words=("ganti", "edit", "tambah"))
DROP = Choice("drop", _("Tidak jadi"), words=("hapus", "jangan", "buang"))

NOT_YET = _("Fotonya belum selesai saya ambil. Tunggu sebentar, lalu coba lagi.")
NOT_THERE = _("Foto atau filenya tidak bisa dipakai. Kirim lagi lewat Ubah.")
NOBODY = _("Tidak ada yang bisa dikirimi. Pilih penerima lain lewat Ubah.")
NO_SECOND = _("Belum ada orang lain yang bisa menyetujui. Ubah penerima atau tulisannya.")


async def review(chat: Chat, owner: Owner, draft: Draft) -> None:
    """Until it is sent or dropped."""
    shown: Draft | None = None
    language = "id"
    while True:
        if shown is None or looks_other(shown, draft):
            await chat.run(show_preview, draft, language)
            shown = draft
        sight = await chat.look(look_over, draft)
        await chat.say(heading(draft, sight))
        chosen = await chat.choose(question(draft, sight), choices(draft, sight))
        if chosen.key == DROP.key:
            return await chat.say(_("Baik, tidak jadi. Tidak ada yang dikirim."))
        if chosen.key == CHANGE.key:
            before = draft
            draft = await change(chat, owner, draft, sight)
            language = newly_written(before, draft)
            continue
        due = await ask_due(chat, owner) if chosen.key == LATER.key else None
        if not await is_still_true(chat, owner, draft.text, due):
            await chat.say(_("Baik, belum dikirim. Pilih Ubah untuk memperbaiki."))
            continue
        begun = await try_to_send(chat, draft, due)
        if begun is not None:
            return await say_begun(chat, begun)


def looks_other(shown: Draft, draft: Draft) -> bool:
    """Whether they would see something else than what was shown."""
    return shown.content("") != draft.content("")


def newly_written(before: Draft, draft: Draft) -> str:
    """The language in which it has changed: that one is shown."""
    old = dict(before.texts)
    return next((key for key, words in draft.texts if old.get(key) != words), "id")


def question(draft: Draft, sight: Sight) -> Text:
    """What is asked below."""
    if not can_go(draft, sight):
        return _("Mau diubah?")
    return _("Kirim?") if sight.second < 0 else _("Kirim untuk disetujui?")


def can_go(draft: Draft, sight: Sight) -> bool:
    """Whether there is anybody to get it, and somebody to agree where that is needed."""
    return bool(sight.reach or (draft.chats and sight.chats)) and sight.second != 0


def choices(draft: Draft, sight: Sight) -> tuple[Choice, ...]:
    """What may be done with it."""
    if not can_go(draft, sight):
        return (CHANGE, DROP)
    return (NOW if sight.second < 0 else ASK), LATER, CHANGE


async def try_to_send(chat: Chat, draft: Draft, due: datetime | None) -> Begun | None:
    """It is on its way; None where something is in the way, which is said."""
    try:
        return await chat.run(send, draft, due)
    except FileNotYet:
        await chat.say(NOT_YET)
    except FileNotThere:
        await chat.say(NOT_THERE)
    except NobodyToTell:
        await chat.say(NOBODY)
    except SecondPersonNeeded:
        await chat.say(NO_SECOND)
    except (RemindedLately, RemindedEnough) as refusal:
        await chat.say(sentence(refusal))
    return None


async def say_begun(chat: Chat, begun: Begun) -> None:
    """What happens now."""
    if not begun.waits:
        return await chat.say(_("Baik. Perkembangannya saya kabari di bawah ini."))
    await chat.say(
        n_(
            "Pengumuman {code} menunggu disetujui. {n} orang sudah diberi tahu.",
            "Pengumuman {code} menunggu disetujui. {n} orang sudah diberi tahu.",
            Count(begun.asked),
            code=begun.code,
        )
    )
    await chat.say(_("Belum ada yang dikirim. Nanti dikabari."))
