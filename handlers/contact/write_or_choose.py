"""The question that stands beside whom she writes to: she taps a choice, or simply begins to write.

A short answer that says no more than a choice does is that choice; anything longer is what she wanted to say. Nobody
has to find the right button before she may speak.
"""

from collections.abc import Sequence

from conversation.questions import Choice, Choosable, NoLongerFits, Plain, Reading, Said, Unclear, Understood
from conversation.text import Text, _
from domain.matters import MessageKind
from domain.reading.signals import Signal, read_signal
from domain.records import dataclass
from handlers.contact.message_question import Draft, ForOthers
from handlers.names import CLEAR_TRACES, LOCK, NEWS, OWN_DATA, SAVINGS, SCHEDULE, SCREENING
from handlers.smalltalk import aside_for

# No draft begins so: it is a list.
_CHOSEN = "="

# The answer of who wants none of it, in whatever words; and what asks for a person says that she wants to write.
STOP, WRITE = "stop", "write"
_SIGNALS = {
    Signal.BATAL: STOP,
    Signal.MENU: STOP,
    Signal.KEMBALI: STOP,
    Signal.LANJUT: STOP,
    Signal.LEWATI: STOP,
    Signal.PETUGAS: WRITE,
}

# Our texts tell her to type these, with no slash (DESIGN "Names that others rely on"); KUNCI when somebody comes.
COMMANDS = frozenset({LOCK, NEWS, OWN_DATA, SAVINGS, SCHEDULE, SCREENING})

# The label of the menu's way out on a phone that others use too: typed in a hurry it is no message to anybody.
CLOSE_WORD = "tutup"

# Around a choice: "yang perempuan saja bu", "saya mau ditelepon".
_AROUND = frozenset(
    "bu ibu pak ya iya saya aku mau minta dong deh aja saja yang yg pilih nomor no tolong".split()
)

NOT_NOW = _("Itu belum bisa sekarang, Bu.")


@dataclass(frozen=True, kw_only=True)
class WriteOrChoose(ForOthers):
    """The answer is the key of a choice, or a Draft. of: what is offered beside writing.

    absent: what is offered at other times, and is never a message because it is not there now.
    """

    of: Sequence[Choice]
    absent: Sequence[Choice] = ()
    sensitive: bool = False

    @property
    def kind(self) -> str:
        return "write-or-choose"

    @property
    def choices(self) -> Sequence[Choosable]:
        return self.of

    def read(self, said: Said) -> Reading:
        """A choice where she says no more than that; else what she sent, as it is."""
        key = said.tapped or ("" if said.thing else self._meant(said.text))
        if key:
            return Understood(f"{_CHOSEN}{key}") if self._has(key) else Unclear(NOT_NOW)
        aside = None if said.thing else aside_for(read_signal(said.text), said.text)
        if aside is not None:
            return Unclear(aside)  # a greeting is for the program: nobody of the office is woken by it
        if not said.thing and not any(sign.isalpha() for sign in said.text):
            return Unclear()  # a number that stands before nothing, or an emoji
        return super().read(said)

    def _meant(self, text: str) -> str:
        """The key of what she says in so many words, "" where it is more, or anything else.

        Nothing is guessed here: "tanya" is one slip from "hanya", and would be lost.
        """
        said = _core(text)
        if len(said) == 1 and said[0].isdecimal():
            at = int(said[0]) - 1
            return self.of[at].key if 0 <= at < len(self.of) else ""
        for each in (*self.of, *self.absent):
            label = each.label.message if isinstance(each.label, Text) else each.label
            if said in [_core(way) for way in (label, *each.words)]:
                return each.key
        signal = read_signal(text)
        return "" if signal is None else _SIGNALS.get(signal, "")

    def _has(self, key: str) -> bool:
        return key == STOP or any(each.key == key for each in self.of)

    def restore(self, plain: Plain) -> str | Draft:  # type: ignore[override]
        """The key of the choice, or what is to be sent."""
        if isinstance(plain, str) and plain.startswith(_CHOSEN):
            key = plain.removeprefix(_CHOSEN)
            if not self._has(key):
                raise NoLongerFits
            return key
        draft = super().restore(plain)
        if draft is None:
            raise NoLongerFits
        return draft


def leads_to(draft: Draft, *, shared: bool = False) -> str:
    """The talk that these words begin everywhere, so that they are no message; "" for any others."""
    word = words_of(draft)
    if shared and word == CLOSE_WORD:
        return CLEAR_TRACES
    return word if word in COMMANDS else ""


def _core(text: str) -> list[str]:
    """The words that say something; all of them where none does ("ya", "mau")."""
    words = [word.strip(".,!?") for word in text.casefold().split()]
    return [word for word in words if word and word not in _AROUND] or words


def words_of(draft: Draft) -> str:
    """Her words, small and without signs around them, where they are nothing but words; else ""."""
    if draft.kind is not MessageKind.TEXT:
        return ""
    return " ".join(draft.text.casefold().split()).strip(" .,!?")
