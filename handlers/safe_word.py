"""Kata aman: a word of her own choosing that clears the chat wherever she types it, and what it cannot clear.

The word is kept as a keyed hash; the message in which she types it is deleted where the channel can.
"""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice, NoLongerFits, Plain, Reading, Said, Unclear, Understood
from conversation.registry import conversation
from conversation.text import Text, _
from db import safe_words
from db.unit import Unit
from domain.safe_word import LETTERS_MAX, Fault, find_fault, plain_form
from handlers import names
from handlers.house import CANNOT_READ
from handlers.names import SAFE_WORD
from handlers.questions import Asked

CHANGE = Choice("change", _("Ganti kata"), words=("ganti", "ubah"))
REMOVE = Choice("remove", _("Jangan pakai lagi"), words=("hapus", "tidak", "jangan"))
KEEP = Choice("keep", _("Sudah cukup"), words=("sudah", "cukup", "batal"))

FAULTS: dict[Fault, Text] = {
    Fault.TOO_SHORT: _("Kata itu terlalu pendek, Bu. Paling sedikit 4 huruf."),
    Fault.TOO_LONG: _("Kata itu terlalu panjang, Bu. Satu atau dua kata saja."),
    Fault.USED: _("Kata itu dipakai untuk hal lain, Bu. Coba kata yang jarang Ibu ketik."),
}

# The words that begin a conversation here, as people type them.
TAKEN = frozenset(
    value.replace("_", " ")
    for name, value in vars(names).items()
    if name.isupper() and isinstance(value, str)
)


@dataclass(frozen=True, slots=True)
class Situation:
    """chosen: she has a word here already. unsays: whether messages can be deleted here."""

    chosen: bool
    unsays: bool


@dataclass(frozen=True, kw_only=True)
class OwnWord(Asked):
    """A word that means nothing else here; what is journaled is its plain form."""

    sensitive: bool = True

    @property
    def kind(self) -> str:
        return "own-word"

    @property
    def takes_any_text(self) -> bool:
        return True

    @property
    def takes_digits(self) -> bool:
        return True

    def read(self, said: Said) -> Reading:
        """Her word in its plain form."""
        if said.thing:
            return Unclear(CANNOT_READ)
        fault = find_fault(said.text, TAKEN)
        return Understood(plain_form(said.text)) if fault is None else Unclear(FAULTS[fault])

    def restore(self, plain: Plain) -> str:
        """The plain form."""
        if not isinstance(plain, str) or not 0 < len(plain) <= LETTERS_MAX:
            raise NoLongerFits
        return plain


@conversation(
    SAFE_WORD, title=_("Kata aman"), words=("kata aman",), sensitive=True, resumes=False, unsays=True
)
async def choose_safe_word(chat: Chat) -> None:
    here = await chat.look(find_situation)
    if here.chosen:
        chosen = await chat.choose(
            _("Ibu sudah punya kata aman. Mau diganti?"), (CHANGE, REMOVE, KEEP), sensitive=True
        )
        if chosen.key == KEEP.key:
            return await chat.say(_("Baik, Bu. Kata aman Ibu tetap."))
        if chosen.key == REMOVE.key:
            await chat.run(remove_words)
            return await chat.say(_("Baik, Bu. Kata itu tidak dipakai lagi."))
    await chat.say(_("Kata aman membersihkan chat ini kapan saja. Catatan Ibu tetap ada."))
    if here.unsays:
        await chat.say(_("Pesan yang lebih dari 2 hari tidak bisa saya hapus. Itu Ibu hapus sendiri."))
    else:
        await chat.say(_("Di sini saya tidak bisa menghapus pesan. Saya hanya menutup obrolan."))
        await chat.say(_("Pesannya Ibu hapus sendiri: tekan nama di atas, lalu Bersihkan chat."))
    word = await chat.ask(_("Pilih satu kata yang mudah diingat. Kata apa, Bu?"), OwnWord())
    await chat.run(keep_word, word)
    await chat.say(_("Sudah, Bu. Ketik kata itu saja kalau perlu. HAPUS JEJAK juga selalu bisa."))


async def find_situation(unit: Unit) -> Situation:
    """How it stands on this phone."""
    kept = await safe_words.read(unit, unit.actor.account_id)
    return Situation(chosen=bool(kept), unsays=unit.actor.unsays)


async def keep_word(unit: Unit, plain: str) -> None:
    """From now on this word clears the chat on this phone."""
    await safe_words.add(unit, unit.actor.account_id, plain)


async def remove_words(unit: Unit) -> None:
    """No word of her own clears the chat any more."""
    safe_words.remove_all(unit, unit.actor.account_id)
