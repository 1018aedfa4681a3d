"""A reason that a woman is going to read: one of a few kind ones, or an officer's own words, as plain and as kind."""

from collections.abc import Mapping

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from domain.criteria.plain import plain_faults
from domain.kind_words import is_kind
from domain.requests import REASON_CHARS_MAX, REASON_WORDS_MIN
from handlers.questions import Words

OTHER = "other"

OWN_WORDS = Choice(OTHER, _("Tulis sendiri"), words=("tulis", "lain", "lainnya"))


async def ask_reason(chat: Chat, asked: Text, known: tuple[Choice, ...]) -> tuple[str, str]:
    """The key of a known reason, or OTHER with the words."""
    chosen = await chat.choose(asked, (*known, OWN_WORDS))
    if chosen.key != OTHER:
        return chosen.key, ""
    return OTHER, await ask_own_words(chat)


async def ask_own_words(chat: Chat) -> str:
    """One short sentence that hurts nobody."""
    text = _("Tulis sebabnya dalam satu kalimat pendek.")
    while True:
        words = await chat.ask(text, Words(chars_max=REASON_CHARS_MAX, one_line=True))
        if len(words.split()) < REASON_WORDS_MIN:
            text = _("Tulis sebabnya sedikit lebih panjang, ya.")
        elif plain_faults(words, chars_max=REASON_CHARS_MAX) or not is_kind(words):
            text = _("Kalimat itu sulit dibaca atau menyinggung. Tulis lebih lembut.")
        else:
            return words


def reason_text(known: Mapping[str, Text], key: str, words: str) -> Text | str:
    """As she reads it."""
    return words if key == OTHER else known[key]
