"""What of somebody's words crosses to the other side: re-typed, with nothing in them that acts or turns.

The law: what she reads there is what was written, letter by letter as it is seen; no command, mention or link can be
tapped (reliability.md T13-T16). Nothing is forwarded, and there is no markup: what looks like it is text.
"""

import re
from enum import StrEnum

from domain.hygiene import defused, tidy_text

# A net beside people, like domain/kind_words.py: it knows words, not what is meant by them.
_HURTS = re.compile(
    r"\b(bodoh|goblok|goblog|tolol|bego|dungu|malas|males|pemalas|bohong|pembohong|penipu|bandel|memalukan|cerewet|bawel"
    r"|tidak tahu diri|awas (?:kalau|ya|kamu)|jangan (?:lapor|bilang siapa|cerita ke siapa)|kalau (?:berani )?lapor)\b"
)
_ASKS = re.compile(
    r"\b(otp|pin|nomor rahasia|kata sandi|password|uang (?:rokok|terima kasih|administrasi|pelicin|kopi)"
    r"|biaya administrasi|rekening saya|transfer ke saya)\b"
)


class Doubt(StrEnum):
    """Why words of staff are read back before they go. HURTS: they shame or threaten. ASKS: for money or a secret."""

    HURTS = "hurts"
    ASKS = "asks"


def doubt_of(text: str) -> Doubt | None:
    """What somebody of an office should look at once more before a woman reads it; None for nothing."""
    words = " ".join(as_written(text).casefold().split())
    if _ASKS.search(words):
        return Doubt.ASKS
    return Doubt.HURTS if _HURTS.search(words) else None


def as_written(text: str) -> str:
    """The words as they are kept: no invisible or turning signs, paragraphs parted by one empty line; may be ""."""
    paragraphs: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        tidy = tidy_text(line)
        if tidy or (paragraphs and paragraphs[-1]):
            paragraphs.append(tidy)
    return "\n".join(paragraphs).rstrip("\n")


def passed_on(text: str) -> str:
    """The words as the other side sees them: they look the same, and tapping them does nothing. Twice is once."""
    return defused(as_written(text))
