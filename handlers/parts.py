"""What is longer than one turn may be is said in parts; after each she is asked whether she wants the rest."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _, n_

REST = Choice("rest", _("Lihat sisanya"), words=("lihat", "lanjut", "sisa", "ya", "mau"))
ENOUGH = Choice("enough", _("Cukup"), words=("cukup", "sudah", "tidak"))

# Of the 500 characters of one message, the rest is for the question below and its choices.
PART_CHARS_MAX = 400

# "Minggu, 28 September 2026, jam 09.00 WITA" is the longest; without the hour it is a day.
MOMENT_CHARS_MAX = 42
DAY_CHARS_MAX = 25


async def say_in_parts(chat: Chat, texts: Sequence[Text], *, then: Text | None = None) -> None:
    """Say them all in one turn if they fit, else as much as she wants to read.

    then: a long question the caller asks next; room is kept for it below the last of them.
    """
    whole = [*texts] if then is None or not texts else [*texts, then]
    left = len(whole)
    for part in parts_of(whole):
        for text in part:
            if text is not then:
                await chat.say(text)
        left -= len(part)
        if left and not await _wants_rest(chat, left):
            return


async def _wants_rest(chat: Chat, left: int) -> bool:
    text = n_("Masih ada {n} lagi. Mau lihat?", "Masih ada {n} lagi. Mau lihat?", left)
    return (await chat.choose(text, (REST, ENOUGH))).key == REST.key


def parts_of(texts: Iterable[Text]) -> list[list[Text]]:
    """The paragraphs in parts of at most PART_CHARS_MAX characters; a longer one stands alone."""
    parts: list[list[Text]] = []
    left = 0
    for text in texts:
        length = length_of(text)
        if not parts or length > left:
            parts.append([])
            left = PART_CHARS_MAX
        parts[-1].append(text)
        left -= length
    return parts


def length_of(text: Text) -> int:
    """How long a paragraph is at most once its values are in it, with the empty line after it."""
    placeholders = sum(len(name) + 2 for name in text.values)
    return len(text.message) - placeholders + sum(map(_width, text.values.values())) + 2


def _width(value: object) -> int:
    if isinstance(value, Text):
        return length_of(value)
    if isinstance(value, datetime):
        return MOMENT_CHARS_MAX
    return DAY_CHARS_MAX if isinstance(value, date) else len(str(value))
