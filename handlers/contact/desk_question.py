"""The question below a matter: something to do with it, or words for her, typed right there.

The law: what is typed here is read back with her name before it goes (handlers/contact/answer.py): nothing reaches a
woman because somebody mistyped a button. Thanks and greetings are for her, not for the program.
"""

from collections.abc import Sequence

from conversation.questions import Choice, Choosable, NoLongerFits, Plain, Reading, Said, Unclear, Understood
from conversation.text import Text
from domain.reading.signals import SMALL_TALK, read_signal
from domain.records import dataclass
from handlers.contact.message_question import STAFF_CHARS_MAX, Draft, ForOthers

# What stands before the key of a choice in the journal; a draft begins with "[".
_CHOSEN = "="


@dataclass(frozen=True, kw_only=True)
class Desk(ForOthers):
    """The key of a choice, or a Draft. Her words above stay on the screen while the answer is written.

    also: understood when they are typed, though they have no button ("daftar").
    """

    of: Sequence[Choice]
    also: Sequence[Choice] = ()
    chars_max: int = STAFF_CHARS_MAX
    sensitive: bool = False

    @property
    def kind(self) -> str:
        return "desk"

    @property
    def takes_any_text(self) -> bool:
        """No: a command without its slash begins what it names, and is never sent to her."""
        return False

    @property
    def takes_digits(self) -> bool:
        return False

    @property
    def patient(self) -> bool:
        return False

    @property
    def choices(self) -> Sequence[Choosable]:
        return self.of

    def read(self, said: Said) -> Reading:
        """A choice by its button, number, label or another word for it; else a draft, as ForOthers reads it."""
        key = said.tapped or ("" if said.thing else self._meant(said.text))
        if key:
            return Understood(_CHOSEN + key) if self._has(key) else Unclear()
        if not said.thing and (_is_control(said.text) or not any(map(str.isalpha, said.text))):
            return Unclear()
        return ForOthers.read(self, said)

    def _meant(self, text: str) -> str:
        """The key of what is said in so many words; nothing is guessed."""
        words = " ".join(text.casefold().split()).strip(" .,!")
        if words.isdecimal():
            return self.of[int(words) - 1].key if 0 < int(words) <= len(self.of) else ""
        for each in (*self.of, *self.also):
            label = each.label.message if isinstance(each.label, Text) else each.label
            if words in (label.casefold(), *each.words):
                return each.key
        return ""

    def _has(self, key: str) -> bool:
        return any(each.key == key for each in (*self.of, *self.also))

    def restore(self, plain: Plain) -> str | Draft:  # type: ignore[override]
        """The key of the choice, or what is to be sent."""
        if isinstance(plain, str) and plain.startswith(_CHOSEN):
            key = plain.removeprefix(_CHOSEN)
            if self._has(key):
                return key
            raise NoLongerFits
        draft = ForOthers.restore(self, plain)
        if draft is None:
            raise NoLongerFits
        return draft


def _is_control(text: str) -> bool:
    """Whether it is for the program and leads away: "ga jadi", "kembali"."""
    signal = read_signal(text)
    return signal is not None and signal not in SMALL_TALK
