"""What of somebody's own words may be kept and shown to others: composed letters, no invisible or turning signs.

Control, format (bidi, zero-width), private and unassigned characters go, and letters that only look like a blank; at
most three marks stay on one letter (Unicode Standard Annex #9 and Technical Report #36: spoofing). When such words are
shown, nothing in them acts: no command, no mention, no link (reliability: T15).
"""

import re
import unicodedata

MARKS_MAX = 3

# Joins emoji into one picture; between letters it is only a trick.
_JOINER = "\u200d"

# Letters and signs that show nothing: Hangul fillers and the empty Braille pattern.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")

# Shown as nothing, and no channel takes what it parts for one word. Source: tdlib, MessageEntity.cpp.
_PARTED = "\u2060"

# Where a channel's app makes something to tap: /command and @name, the address behind "://", and t.me or any domain.
_ACTS = re.compile(r"(?<!\w)[/@](?=\w)|:(?=//)|(?<=\w)\.(?=[^\W\d_]{2})")

# Words that run from right to left stay among themselves (UAX #9, isolates): an amount behind them is not turned.
_ISOLATED = ("\u2068", "\u2069")
_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def defused(text: str) -> str:
    """The words as they are shown in a message of ours: they look the same, and tapping them does nothing."""
    parted = _ACTS.sub(lambda found: found[0] + _PARTED, text)
    return parted if parted.isascii() or not _FROM_RIGHT.search(parted) else parted.join(_ISOLATED)


def tidy_text(text: str) -> str:
    """The words without tricks, with single spaces and plain line breaks; may be empty. Twice is the same as once."""
    seen = unicodedata.normalize("NFC", "".join(_seen(text.replace("\r\n", "\n"))))
    lines = (" ".join(line.split()) for line in _few_marks(seen).split("\n"))
    return "\n".join(line for line in lines if line)


def _seen(text: str) -> list[str]:
    """The signs that can be seen; what separates words becomes a space."""
    kept: list[str] = []
    for sign in text:
        category = unicodedata.category(sign)
        shown = sign == "\n" or not (category.startswith("C") or sign in _BLANK)
        if shown or (sign == _JOINER and kept and _is_picture(kept[-1])):
            kept.append(sign)
        elif category == "Cc" or sign in _BLANK:
            kept.append(" ")
    while kept and kept[-1] == _JOINER:
        kept.pop()
    return kept


def _is_picture(sign: str) -> bool:
    """An emoji, its skin colour, or the selector behind it."""
    return unicodedata.category(sign) in ("So", "Sk") or sign == "\ufe0f"


def _few_marks(text: str) -> str:
    """At most MARKS_MAX marks on a letter; none on a space or at the beginning."""
    kept: list[str] = []
    left = 0
    for sign in text:
        if unicodedata.category(sign).startswith("M"):
            left -= 1
            if left < 0:
                continue
        else:
            left = 0 if sign.isspace() else MARKS_MAX
        kept.append(sign)
    return "".join(kept)
