"""How a text fits into a message: cleaned of what cannot be stored or sent, and cut where a reader would.

Lengths are UTF-16 units, the smaller reading of "4096 characters" (the Bot API counts entities that way).
A piece never ends inside a letter with its marks, an emoji of several parts or a flag.
"""

import unicodedata

TEXT_UNITS_MAX = 4096  # Bot API, sendMessage.text; Cloud API, text.body
CAPTION_UNITS_MAX = 1024  # Bot API, sendDocument.caption; Cloud API, caption
CLUSTER_CHARS_MAX = 256  # longer heaps of marks are no letter; they are cut anywhere

_JOINER = "\u200d"
_CUTS = ("\n\n", "\n", ". ", " ")  # the best place first


def clean(text: str) -> str:
    """The text without halves of UTF-16 pairs and without NUL, which no database and no wire takes."""
    if text.isascii() and "\x00" not in text:
        return text
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\x00", "")


def units(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(text: str, most: int = TEXT_UNITS_MAX) -> list[str]:
    """The text in pieces of at most `most` units; joined again they are the text. At least one piece."""
    found: list[str] = []
    while units(text) > most:
        cut = _cut(text, _fitting(text, most))
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text]


def _fitting(text: str, most: int) -> int:
    """How many characters of the text fit into `most` units; at least one."""
    used = 0
    for index, char in enumerate(text):
        used += 2 if char > "\uffff" else 1
        if used > most:
            return max(index, 1)
    return len(text)


def _cut(text: str, end: int) -> int:
    """The best place to cut at or before `end`: a paragraph, a line, a sentence, a word, a letter."""
    for mark in _CUTS:
        place = text.rfind(mark, end // 2, end)
        cut = place + len(mark)
        if place >= 0 and cut <= end and _between_letters(text, cut):
            return cut
    for cut in range(end, max(0, end - CLUSTER_CHARS_MAX), -1):
        if _between_letters(text, cut):
            return cut
    return end


def _between_letters(text: str, place: int) -> bool:
    """Whether a reader sees two signs at this place. Source: Unicode Annex 29, its rules in broad form."""
    if place <= 0 or place >= len(text):
        return True
    before, after = text[place - 1], text[place]
    if before == "\r" and after == "\n":
        return False
    if before == _JOINER or after == _JOINER or _extends(after):
        return False
    if _is_flag_letter(before) and _is_flag_letter(after):
        return _flag_letters_before(text, place) % 2 == 0
    return not (_is_jamo(after) and (_is_jamo(before) or "\uac00" <= before <= "\ud7a3"))


def _extends(char: str) -> bool:
    if char.isascii():
        return False
    skin_tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    tag_or_selector = "\U000e0020" <= char <= "\U000e01ef" or "\ufe00" <= char <= "\ufe0f" or char == "\u200c"
    return skin_tone or tag_or_selector or unicodedata.category(char).startswith("M")


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flag_letters_before(text: str, place: int) -> int:
    start = place
    while start > 0 and _is_flag_letter(text[start - 1]):
        start -= 1
    return place - start


def _is_jamo(char: str) -> bool:
    return "\u1100" <= char <= "\u11ff" or "\ua960" <= char <= "\ua97c" or "\ud7b0" <= char <= "\ud7fb"
