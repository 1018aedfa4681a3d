"""What of somebody's own words may be kept and shown to others: composed letters, no invisible or turning signs.

Control, format (bidi, zero-width), private and unassigned characters go; at most three marks stay on one letter
(Unicode Standard Annex #9 and Technical Report #36: spoofing).
"""

import unicodedata

MARKS_MAX = 3

# Joins emoji and some scripts' letters; alone it is only a trick.
_JOINERS = {"\u200d", "\u200c"}


def tidy_text(text: str) -> str:
    """The words without tricks, with single spaces and plain line breaks; may be empty."""
    kept: list[str] = []
    marks = 0
    for sign in unicodedata.normalize("NFC", text.replace("\r\n", "\n")):
        category = unicodedata.category(sign)
        if category.startswith("M"):
            marks += 1
            if marks > MARKS_MAX or not kept:
                continue
        else:
            marks = 0
        if sign == "\n" or not category.startswith("C") or (sign in _JOINERS and kept):
            kept.append(sign)
        elif category == "Cc":
            kept.append(" ")
    lines = (" ".join(line.split()) for line in "".join(kept).split("\n"))
    return "\n".join(line for line in lines if line).strip("\u200c\u200d \n")
