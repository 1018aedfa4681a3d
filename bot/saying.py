"""What came in, as a question sees it: words, a thing, or one of the choices under it, typed."""

from bot.channels.base import Incoming, IncomingKind
from bot.reply import Heard
from conversation.limits import SAID_CHARS_MAX
from conversation.questions import MORE, PERSON, SKIP, Said
from conversation.text import Text
from db.talks import Talk
from domain.files import SentFile
from domain.reading.signals import is_command

_THINGS = {
    IncomingKind.PHOTO: "photo",
    IncomingKind.VOICE: "voice",
    IncomingKind.DOCUMENT: "document",
    IncomingKind.CONTACT: "contact",
    IncomingKind.LOCATION: "location",
    IncomingKind.STICKER: "sticker",
    IncomingKind.OTHER: "other",
}

THINGS_AND_WORDS = frozenset({IncomingKind.TEXT, *_THINGS})


def is_on_screen(talk: Talk, text: str) -> bool:
    """Whether she typed one of the labels under the question, or the words with which only that one begins."""
    words = " ".join(text.split()).casefold()
    labels = [label.casefold() for label in talk.labels]
    begun = sum(label.startswith(f"{words} ") for label in labels)
    return words in labels or (begun == 1 and not is_command(text))


def shortcut(talk: Talk, text: str) -> Said | None:
    """`0`, `9` and "lagi" where the question shows them."""
    word = text.casefold()
    for key, label in zip(talk.keys, talk.labels, strict=True):
        if key in (PERSON, SKIP) and word == key and talk.digits:
            return Said(tapped=key)
        if key == SKIP and (word == "lewati" or word == label.casefold()):
            return Said(tapped=key)
        if key == MORE and word in ("lagi", "lainnya", "berikutnya", "lanjut", label.casefold()):
            return Said(tapped=key)
    return None


def words_of(heard: Heard, text: str, aside: Text | None = None) -> Said:
    """Words she wrote, as a question sees them."""
    incoming = heard.incoming
    return Said(text=text, aside=aside, ref=incoming.message_ref, quotes=incoming.reply_to_ref)


def said_of(incoming: Incoming) -> Said:
    """What she sent, as a question sees it; a file stays where it is."""
    if incoming.kind is IncomingKind.TEXT:
        text = incoming.text[:SAID_CHARS_MAX].strip()
        return Said(text=text, ref=incoming.message_ref, quotes=incoming.reply_to_ref)
    media = incoming.media
    return Said(
        thing=_THINGS.get(incoming.kind, "other"),
        reference=SentFile(reference=media.file_ref, size_bytes=media.size_bytes).packed() if media else "",
        contact=incoming.contact_phone if incoming.contact_is_own else "",
        caption=incoming.text[:SAID_CHARS_MAX].strip(),
        ref=incoming.message_ref,
        quotes=incoming.reply_to_ref,
    )
