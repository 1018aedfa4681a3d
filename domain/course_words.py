"""May these words of a course (its name, its place, why a session is off) stand on a woman's screen?

The law: whoever sees them over her shoulder learns nothing of her (a class called "korban" tells everything), no word
shames her, and nothing in them leads out of this chat: no number to call, no address (domain.md 0.7, 4.5).
"""

import re
import unicodedata

from domain.criteria.plain import plain_faults
from domain.hygiene import tidy_text
from domain.kind_words import is_kind

# What somebody lived through, or is counted as, is nobody's to read on her phone.
_TELLING = frozenset(
    "korban penyintas kekerasan kdrt dianiaya aniaya penganiayaan perkosaan diperkosa pelecehan dilecehkan pemerkosaan "
    "trafficking perdagangan trauma cerai perceraian diceraikan ditinggal narkoba napi narapidana psk wts tunasusila "
    "hiv aids odha cacat gila bodoh gakin kumuh terlantar telantar".split()
)
_TELLING_PHRASES = (
    "rumah aman",
    "tuna susila",
    "tuna sosial",
    "anak haram",
    "orang tua tunggal",
    "ibu tunggal",
)

# How a figure is read inside a word.
_FIGURES = str.maketrans("013457", "oieast")

# Nine figures or more are a telephone's or an identity's; two hours or a year are shorter.
_NUMBER = re.compile(r"(?:\d[\s.\-]?){9,}")
_ADDRESS = re.compile(
    r"https?:|www\.|\b(?:t|wa|bit)\.(?:me|ly)\b|(?<!\w)@\w|\b[\w-]+\.(?:com|id|net|org|me)\b"
)


def is_fit(text: str, *, chars_max: int) -> bool:
    """Whether the words may be shown and pushed."""
    words = _read(text)
    line = " ".join(words)
    return (
        is_kind(text.lower())
        and is_kind(line)
        and not plain_faults(text, chars_max=chars_max)
        and _TELLING.isdisjoint(words)
        and not any(phrase in line for phrase in _TELLING_PHRASES)
        and not leads_out(text)
    )


def _read(text: str) -> list[str]:
    """The words as an eye reads them: also where a figure stands for a letter, or something unseen is between two."""
    plain = unicodedata.normalize("NFKD", tidy_text(text)).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return [word.strip("0123456789").translate(_FIGURES) for word in re.findall(r"[^\W_]+", letters)]


def leads_out(text: str) -> bool:
    """Whether there is a number to call or an address in it."""
    return _NUMBER.search(text) is not None or _ADDRESS.search(text.lower()) is not None
