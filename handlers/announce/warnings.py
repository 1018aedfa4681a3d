"""What its sender looks at once more before many read it, said kindly; she decides."""

# staff: who announces reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from db import members
from db.unit import Unit
from domain.announcement_warnings import Doubt, doubts_of
from domain.placeholders import PLACEHOLDERS, unknown
from domain.reading.distress import read_distress
from domain.roles import Place
from handlers.announce.owner import Owner, look_at
from handlers.names import DOOR

REWRITE = Choice("rewrite", _("Tulis lagi"), words=("ubah", "ganti", "tulis ulang"))
KEEP = Choice("keep", _("Tetap begini"), words=("tetap", "sudah", "benar", "ya"))
MINE = Choice("mine", _("Ini tentang saya"), words=("saya", "tolong"))

# More at once is not read.
SHOWN_MAX = 3

SLOTS = ", ".join(f"[{name}]" for name in PLACEHOLDERS)


async def ask_about(chat: Chat, owner: Owner, text: str, *, before: str = "") -> bool:
    """Whether these words stay as they are; at once where there is nothing to ask about.

    before: the part of them that was looked at already.
    """
    doubts = await chat.look(find_doubts, owner.key, text, before)
    if not doubts:
        return True
    for doubt in doubts[:SHOWN_MAX]:
        await chat.say(in_words(doubt, text, owner))
    if Doubt.HEAVY in doubts and Doubt.SHAME not in doubts:
        chosen = await chat.choose(_("Ini untuk dibaca semua orang?"), (KEEP, REWRITE, MINE))
        if chosen.key == MINE.key:
            sign = read_distress(text)
            await chat.go(DOOR, sign.level.value, sign.kind.value, sign.about.value)
    elif Doubt.SHAME in doubts:
        return False  # it is written anew, and nobody taps once more for that
    elif Doubt.MONEY in doubts:
        chosen = await chat.choose(_("Mau ditulis lagi?"), (REWRITE, KEEP))
    else:
        chosen = await chat.choose(_("Tetap begini?"), (KEEP, REWRITE))
    return chosen.key == KEEP.key


def in_words(doubt: Doubt, text: str, owner: Owner) -> Text:
    """What there is to look at."""
    if doubt is Doubt.HEAVY:
        return _("Ada kata tentang bahaya atau kekerasan.")
    if doubt is Doubt.SHAME:
        return _("Nama dan utang anggota bukan untuk dibaca semua. Bicara langsung dengan orangnya, ya.")
    if doubt is Doubt.MONEY:
        if owner.is_group:
            return _("Semua anggota membaca ini. Nama dan uang sebaiknya tidak disebut.")
        return _("Banyak orang membaca ini. Nama dan uang sebaiknya tidak disebut.")
    if doubt is Doubt.HURTS:
        return _("Ada kata yang bisa menyinggung.")
    if doubt is Doubt.ASKS:
        return _("Ada permintaan uang atau nomor rahasia. Penipu menulis seperti itu.")
    if doubt is Doubt.BLANK:
        return _(
            "{blank} tidak saya kenal. Yang terisi sendiri: {slots}.", blank=unknown(text)[0], slots=SLOTS
        )
    if doubt is Doubt.LINK:
        return _("Ada nomor atau tautan. Pastikan sudah benar.")
    return _("Panjangnya {chars} huruf. Yang pendek lebih mudah dibaca.", chars=len(text))


async def find_doubts(unit: Unit, key: str, text: str, before: str = "") -> tuple[Doubt, ...]:
    """What there is to ask about. Raises NotAllowed.

    Names are compared only with those of the group's own members: an office does not see who is in a group.
    """
    place = Place.read(key)
    await look_at(unit, place)
    own = [] if place.group_id is None else await members.list_members(unit, place.group_id)
    names = [name for each in own for name in (each.name, each.called) if name]
    plain = [name for each in own if not each.offices for name in (each.name, each.called) if name]

    def doubts(words: str) -> tuple[Doubt, ...]:
        return doubts_of(words, names=names, members=plain, of_office=place.organisation_id is not None)

    asked = {*doubts(before), Doubt.LONG} if before else set()
    return tuple(each for each in doubts(text) if each not in asked)
