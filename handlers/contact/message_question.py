"""The question that somebody else reads: words, a photo, a voice note or a paper, as they come, for the other side.

What is sent is taken as it is: greetings, thanks and "tidak tahu" are part of it, and nobody else is offered. Contacts
and places are not passed on (reliability.md T13): how to say it in words is said kindly.
"""

import json
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
from conversation.text import Text, _
from domain.files import FILE_BYTES_MAX, SentFile, unpacked
from domain.matters import ANSWER_CHARS_MAX, TEXT_CHARS_MAX, MessageKind
from domain.records import dataclass
from domain.relay_words import as_written
from handlers.file_words import TOO_LARGE
from handlers.questions import Asked

# Her screen shows who wrote it and where above the words; together they fit into what one turn may say.
STAFF_CHARS_MAX = ANSWER_CHARS_MAX - 80

# The key of the choice that leaves the line.
END = "end"

_KINDS = {"photo": MessageKind.PHOTO, "voice": MessageKind.VOICE, "document": MessageKind.DOCUMENT}

_NOT_PASSED: dict[str, Text] = {
    "contact": _("Kontak tidak saya teruskan. Tulis saja yang perlu, ya."),
    "location": _("Lokasi tidak saya teruskan. Tulis saja tempatnya, ya."),
    "sticker": _("Stiker belum bisa saya teruskan. Tulis saja, ya."),
}
_WHAT_GOES = _("Yang bisa dikirim: tulisan, foto, suara, atau PDF.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What is to be sent. text: words, or what stands under the file. message_ref: where it stands in its chat.

    answers_ref: the message of that chat which it quotes, "" for none.
    """

    kind: MessageKind
    text: str = ""
    file: SentFile | None = None
    message_ref: str = ""
    answers_ref: str = ""

    def packed(self) -> str:
        """In one word, as it travels through a talk."""
        file = "" if self.file is None else self.file.packed()
        return json.dumps([self.kind.value, self.text, file, self.message_ref, self.answers_ref])


def unpacked_draft(word: str) -> Draft:
    """The draft of that word. Raises ValueError."""
    kind, text, file, message_ref, answers_ref = json.loads(word)
    return Draft(
        kind=MessageKind(kind),
        text=text,
        file=unpacked(file) if file else None,
        message_ref=message_ref,
        answers_ref=answers_ref,
    )


@dataclass(frozen=True, kw_only=True)
class ForOthers(Asked):
    """Anything that may be passed on; the answer is a Draft. ends: the button that leaves, whose answer is None.

    is_line: asked again after each message, it is not shown again: the program is silent between two people.
    """

    chars_max: int = TEXT_CHARS_MAX
    ends: Text | None = None
    is_line: bool = False
    sensitive: bool = True

    @property
    def kind(self) -> str:
        return "relay-line" if self.is_line else "relay"

    @property
    def takes_any_text(self) -> bool:
        return True

    @property
    def takes_digits(self) -> bool:
        return True

    @property
    def relays(self) -> bool:
        """What answers it goes to somebody else (bot/talking.py, bot/quoting.py)."""
        return True

    @property
    def quiet(self) -> bool:
        """Not repeated while it stands (bot/replying.py)."""
        return self.is_line

    @property
    def patient(self) -> bool:
        """However often it is not understood: somebody of the office is being written to already."""
        return True

    @property
    def choices(self) -> Sequence[Choosable]:
        return () if self.ends is None else (Choice(END, self.ends),)

    def read(self, said: Said) -> Reading:
        """What is to be sent; what cannot be passed on is said, with another way."""
        if self.ends is not None and (said.tapped == END or _is(said.text, self.ends)):
            return Understood("")
        kind = _KINDS.get(said.thing, MessageKind.TEXT)
        if said.thing and kind is MessageKind.TEXT:
            return Unclear(_NOT_PASSED.get(said.thing, _WHAT_GOES))
        text = as_written(said.caption if said.thing else said.text)
        if len(text) > self.chars_max:
            return Unclear(_("Terlalu panjang. Tolong kirim dalam beberapa pesan, ya."))
        try:
            file = unpacked(said.reference) if said.thing else None
        except ValueError:
            return Unclear(_WHAT_GOES)
        if file is not None and file.size_bytes > FILE_BYTES_MAX:
            return Unclear(TOO_LARGE)
        if file is None and not text:
            return Unclear(_WHAT_GOES)
        draft = Draft(kind=kind, text=text, file=file, message_ref=said.ref, answers_ref=said.quotes)
        return Understood(draft.packed())

    def restore(self, plain: Plain) -> Draft | None:
        """What is to be sent; None if she has left."""
        if plain == "" and self.ends is not None:
            return None
        if not isinstance(plain, str):
            raise NoLongerFits
        try:
            return unpacked_draft(plain)
        except (ValueError, TypeError) as fault:
            raise NoLongerFits from fault


def _is(text: str, label: Text) -> bool:
    return bool(text) and " ".join(text.split()).casefold() == label.message.casefold()


def hers(*, ends: Text | None = None) -> ForOthers:
    """What a woman sends to the office, once."""
    return ForOthers(ends=ends)


def line(*, ends: Text | None = None) -> ForOthers:
    """What she sends while the line is open: asked again and again, shown once. Begin the talk anew after each one.

    `await chat.go(LINE, matter_id)` after each message keeps her words out of the journal of the talk.
    """
    return ForOthers(ends=ends, is_line=True)


def theirs(*, ends: Text | None = None) -> ForOthers:
    """What somebody of an office sends to a woman."""
    return ForOthers(ends=ends, chars_max=STAFF_CHARS_MAX)
