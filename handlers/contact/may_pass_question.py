"""How she answers whether something may be passed on: a button, a word, or a no with words of her own.

The law: only a plain yes is one (UU 27/2022 PDP, art. 22), and the narrower one where she does not say which. Every
sentence with a "jangan", "tidak" or "asal" in it is a no, also "boleh, tapi jangan perangkat desa".
"""

from collections.abc import Sequence

from conversation.questions import (
    Choice,
    Choosable,
    NoLongerFits,
    Plain,
    Reading,
    Said,
    Unclear,
    Understood,
)
from conversation.text import _
from domain.hygiene import tidy_text
from domain.matter_moves import HER_NO_CHARS_MAX
from domain.records import dataclass
from handlers.contact.move_words import NO, WORDS
from handlers.house import CANNOT_READ
from handlers.questions import Asked

# "Jangan" in the languages of the offices: Indonesian, Sundanese, Javanese, Kupang Malay, Banjar (domain.md 4.2).
_NOS = frozenset(
    "jangan jgn jangn tidak tdk tak ga gak gk nggak ngga enggak engga ndak tida ojo aja ulah tong emoh moh "
    "sonde son jang kada mboten ora moal embung emong belum blm "
    # A condition is no yes either: it goes back to her worker in her own words.
    "asal asalkan kecuali bukan tapi tetapi selain".split()
)


# What says no more than the no itself.
_BARE = frozenset("ya bu usah mau boleh jadi saja lah deh disampaikan dibawa dikirim dibagi semua".split())


# What may stand beside a yes without making it another sentence ("boleh saya datang besok?" asks something).
_BESIDE_YES = frozenset(
    "bu ibu mbak mba kak pak saya aku itu ini saja aja lah deh kok dong sih nih atuh kasih terima makasih trims "
    "silakan silahkan monggo mangga alhamdulillah bismillah disampaikan dibawa dikirim diteruskan".split()
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """key: words, all or no. said: her own words beside a no, "" for none."""

    key: str
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class MayPass(Asked):
    """Yes to what was read out, yes to everything, or no. of: the choices shown."""

    of: tuple[Choice, ...]
    sensitive: bool = True

    @property
    def kind(self) -> str:
        return "may-pass"

    @property
    def weighty(self) -> bool:
        return True

    @property
    def choices(self) -> Sequence[Choosable]:
        return self.of

    def read(self, said: Said) -> Reading:
        """Her answer, or what is asked once more."""
        if said.tapped:
            return Understood([said.tapped, ""]) if self._has(said.tapped) else Unclear()
        if said.thing:
            return Unclear(CANNOT_READ)
        words = tidy_text(said.text)
        key = read_may_pass(words, self.of)
        if key == NO:
            return Understood([NO, own_words(words)])
        if key:
            return Understood([key, ""])
        return Unclear(_("Ketik BOLEH atau JANGAN, ya. Nanti juga boleh."))

    def _has(self, key: str) -> bool:
        return any(each.key == key for each in self.of)

    def restore(self, plain: Plain) -> Answer:
        """The answer."""
        if not isinstance(plain, list) or len(plain) != 2:
            raise NoLongerFits
        key, said = plain
        if not isinstance(key, str) or not isinstance(said, str) or not self._has(key):
            raise NoLongerFits
        return Answer(key=key, said=said)


def read_may_pass(text: str, choices: Sequence[Choice]) -> str:
    """The key of what she says, "" if it is not clear. Never raises."""
    from domain.reading.answers import Answer as Spoken
    from domain.reading.answers import read_answer_full
    from domain.reading.choices import adds_nothing, match_choice

    labels = [str(each.label.message) if not isinstance(each.label, str) else each.label for each in choices]
    found = match_choice(text, labels, {at: each.words for at, each in enumerate(choices) if each.words})
    if "?" in text:
        return ""
    if text.strip(" .)").isdigit():
        return choices[found.index].key if found.index is not None else ""
    if is_no(text):
        return NO
    spoken = read_answer_full(text, asked_done=False, digits=False)
    if spoken.answer in (Spoken.TIDAK, Spoken.BELUM):
        return NO
    if found.index is not None and adds_nothing(text, labels[found.index]):
        chosen = choices[found.index]
        return chosen.key if _is_all_yes(text, labels[found.index], *chosen.words) else ""
    return WORDS if spoken.answer is Spoken.YA and spoken.explicit and _is_all_yes(text) else ""


def _is_all_yes(text: str, *names: str) -> bool:
    """Whether every word of it is a yes, says no more than one, or stands in one of these names of a choice."""
    from domain.reading.answers import Answer as Spoken
    from domain.reading.answers import read_answer

    named = {word for name in names for word in _words(name)}
    return all(
        word in _BESIDE_YES or word in named or read_answer(word, digits=False) is Spoken.YA
        for word in _words(text)
    )


def _words(text: str) -> list[str]:
    stripped = [word.strip(".,!;:()“”\"'") for word in text.casefold().split()]
    return [word for word in stripped if word]


def is_no(text: str) -> bool:
    """Whether there is a word of refusing in it, wherever it stands."""
    return any(word in _NOS for word in _words(text))


def own_words(text: str) -> str:
    """What she says beside the bare no: "jangan perangkat desa"; "" where it is no more than a no."""
    from domain.reading.answers import read_answer

    words = {word.strip(".,!;:") for word in text.casefold().split()}
    if words <= _NOS | _BARE or read_answer(text, digits=False) is not None:
        return ""
    return text[:HER_NO_CHARS_MAX]
