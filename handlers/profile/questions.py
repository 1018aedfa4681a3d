"""Questions about the lock: a door word, a new PIN, and the PIN itself, which takes anything for an answer."""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import NoLongerFits, Plain, Reading, Said, Unclear, Understood
from conversation.text import Text, _
from db import profiles
from db.unit import Unit
from domain.hygiene import tidy_text
from domain.pins import PIN_DIGITS, TYPED_CHARS_MAX, is_too_easy, read_digits
from domain.reading.answers import read_answer
from domain.reading.signals import read_signal
from handlers.house import CANNOT_READ
from handlers.names import INFO
from handlers.profile.lessons import CHOICES, LESSONS, RECIPES
from handlers.questions import Asked

DOOR_LETTERS_MIN, DOOR_LETTERS_MAX = 4, 20

# Words that anybody may type outside: they must never begin the question for the number.
_OUTSIDE_CHOICES = (*CHOICES, *(choice for choice, _text in (*LESSONS, *RECIPES)))


def is_common(word: str) -> bool:
    """Whether somebody else may type this outside without thinking of a lock."""
    plain = " ".join(word.casefold().split())
    known = {plain_word for choice in _OUTSIDE_CHOICES for plain_word in choice.words}
    known |= {str(getattr(choice.label, "message", choice.label)).casefold() for choice in _OUTSIDE_CHOICES}
    return plain in known | {INFO} or read_signal(word) is not None or read_answer(word) is not None


NOT_THERE = _("Nomor itu tidak ada, Bu.")


def number_question(asked: str) -> Text:
    """The whole number, or two of its places where what she types stays on the screen."""
    if not asked:
        return _("Nomornya berapa, Bu?")
    return _("Angka ke-{first} dan ke-{second} nomornya?", first=asked[0], second=asked[1])


@dataclass(frozen=True, kw_only=True)
class _Typed(Asked):
    """What is typed and never shown again."""

    sensitive: bool = True

    @property
    def takes_any_text(self) -> bool:
        return True

    @property
    def takes_digits(self) -> bool:
        return True

    def restore(self, plain: Plain) -> str:
        """What she typed."""
        if not isinstance(plain, str):
            raise NoLongerFits
        return plain


@dataclass(frozen=True, kw_only=True)
class DoorWord(_Typed):
    """A word of her own choosing that leads to the question for her PIN."""

    @property
    def kind(self) -> str:
        return "door-word"

    def read(self, said: Said) -> Reading:
        """The word; common ones are refused."""
        if said.thing:
            return Unclear(CANNOT_READ)
        word = tidy_text(said.text)
        letters = sum(sign.isalpha() for sign in word)
        if letters < DOOR_LETTERS_MIN or len(word) > DOOR_LETTERS_MAX:
            return Unclear(
                _(
                    "Kata pembuka perlu {least} sampai {most} huruf, Bu.",
                    least=DOOR_LETTERS_MIN,
                    most=DOOR_LETTERS_MAX,
                )
            )
        if is_common(word):
            return Unclear(_("Kata itu mudah terketik orang lain. Pilih kata lain, Bu."))
        return Understood(word)


@dataclass(frozen=True, kw_only=True)
class NewPin(_Typed):
    """A PIN that is not among the first anybody would try."""

    @property
    def kind(self) -> str:
        return "new-pin"

    def read(self, said: Said) -> Reading:
        """The digits."""
        if said.thing:
            return Unclear(CANNOT_READ)
        digits = read_digits(said.text)
        if len(digits) != PIN_DIGITS:
            return Unclear(_("Nomornya perlu {count} angka, Bu.", count=PIN_DIGITS))
        if is_too_easy(digits):
            return Unclear(_("Nomor itu mudah ditebak. Pilih nomor lain, Bu."))
        return Understood(digits)


@dataclass(frozen=True, kw_only=True)
class Secret(_Typed):
    """A PIN that is tried: whatever comes is a try, so that the answer tells nothing."""

    @property
    def kind(self) -> str:
        return "secret"

    def read(self, said: Said) -> Reading:
        """What she typed, cut; a sticker is a wrong try."""
        return Understood(said.text[:TYPED_CHARS_MAX])


async def ask_door_word(chat: Chat) -> str:
    """A door word that leads to nobody else here."""
    while True:
        word = await chat.ask(
            _("Pilih satu kata pembuka, misalnya nama buah. Kata itu untuk masuk nanti."), DoorWord()
        )
        if await chat.look(is_free, word):
            return word
        await chat.say(_("Kata itu mudah terketik orang lain. Pilih kata lain, Bu."))


async def ask_new_pin(chat: Chat, *, unsays: bool) -> str:
    """A PIN she typed twice. unsays: what she types can be deleted here."""
    asked: Text = _("Pilih nomor rahasia, 6 angka. Jangan tanggal lahir atau PIN bank.")
    if not unsays:
        asked = _("Pilih nomor rahasia, 6 angka. Jangan PIN bank. Nanti saya hanya tanya dua angkanya.")
    while True:
        first = await chat.ask(asked, NewPin())
        if await chat.ask(_("Ketik nomor itu sekali lagi."), NewPin()) == first:
            return first
        await chat.say(_("Nomornya tidak sama. Kita ulang, ya, Bu."))


async def is_free(unit: Unit, word: str) -> bool:
    """Whether the word leads to nobody else here."""
    return await profiles.is_free(unit, word)
