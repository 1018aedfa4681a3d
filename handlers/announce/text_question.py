"""The questions for what many will read: its words (with a photo or a PDF, if one comes along), and its answers."""

# staff: who announces reads this file's sentences

import json
from dataclasses import dataclass

from conversation.questions import NoLongerFits, Plain, Reading, Said, Unclear, Understood
from conversation.text import Text, _
from domain.announcement_drafts import Written, answers_in
from domain.announcements import CHOICE_CHARS_MAX, CHOICES_MAX, TEXT_CHARS_MAX
from domain.files import FILE_BYTES_MAX, unpacked
from domain.placeholders import normal
from domain.relay_words import as_written
from handlers.file_words import TOO_LARGE
from handlers.questions import Asked

_PHOTO, _DOCUMENT = "photo", "document"
_NOT_THAT: dict[str, Text] = {
    "voice": _("Pesan suara belum bisa dikirim ke banyak orang. Tulis saja, ya."),
    "sticker": _("Stiker belum bisa dikirim ke banyak orang. Tulis saja, ya."),
    "contact": _("Kontak belum bisa dikirim ke banyak orang. Tulis saja, ya."),
    "location": _("Lokasi belum bisa dikirim ke banyak orang. Tulis saja tempatnya, ya."),
}
_WHAT_GOES = _("Yang bisa dikirim: tulisan, foto, atau PDF.")
_ONLY_WORDS = _("Tulis saja di sini, ya.")


@dataclass(frozen=True, kw_only=True)
class ForMany(Asked):
    """The words of an announcement; the answer is a Written. takes_file: a photo or a PDF may come with it, or instead.

    wants_file: a photo or a PDF has to come.
    """

    takes_file: bool = True
    wants_file: bool = False
    chars_max: int = TEXT_CHARS_MAX

    @property
    def kind(self) -> str:
        return "words-for-many"

    @property
    def takes_any_text(self) -> bool:
        return True

    @property
    def takes_digits(self) -> bool:
        return True

    def read(self, said: Said) -> Reading:
        """What many are to read; too long is said with how long it is."""
        if said.thing:
            return self._file(said)
        text = normal(as_written(said.text))
        if self.skip is not None and text.casefold() == self.skip.message.casefold():
            return Understood(None)
        if self.wants_file:
            return Unclear(_("Kirim foto atau PDF-nya di sini."))
        if not any(sign.isalnum() for sign in text):
            return Unclear(_("Tolong tulis beberapa kata."))
        return self._checked(Written(text=text))

    def _file(self, said: Said) -> Reading:
        if said.thing not in (_PHOTO, _DOCUMENT):
            return Unclear(_NOT_THAT.get(said.thing, _WHAT_GOES))
        if not self.takes_file:
            return Unclear(_ONLY_WORDS)
        try:
            file = unpacked(said.reference)
        except ValueError:
            return Unclear(_WHAT_GOES)
        if file.size_bytes > FILE_BYTES_MAX:
            return Unclear(TOO_LARGE)
        words = normal(as_written(said.caption))
        return self._checked(Written(text=words, file=file, is_photo=said.thing == _PHOTO))

    def _checked(self, written: Written) -> Reading:
        if len(written.text) > self.chars_max:
            return Unclear(
                _(
                    "Panjangnya {chars} huruf. Paling banyak {most}. Tolong pendekkan.",
                    chars=len(written.text),
                    most=self.chars_max,
                )
            )
        file = "" if written.file is None else written.file.packed()
        return Understood(json.dumps([written.text, file, written.is_photo]))

    def restore(self, plain: Plain) -> Written:
        """What was written."""
        try:
            text, file, is_photo = json.loads(plain)
            found = unpacked(file) if file else None
        except (TypeError, ValueError) as fault:
            raise NoLongerFits from fault
        if len(text) > self.chars_max or (found is not None and not self.takes_file):
            raise NoLongerFits
        return Written(text=text, file=found, is_photo=is_photo)


@dataclass(frozen=True, kw_only=True)
class Answers(Asked):
    """What may be answered, as it stands on the buttons."""

    @property
    def kind(self) -> str:
        return "answers-for-many"

    @property
    def takes_any_text(self) -> bool:
        return True

    @property
    def takes_digits(self) -> bool:
        return True

    def read(self, said: Said) -> Reading:
        """Two or three answers with a comma between them, each as short as a button."""
        found = answers_in(said.text) if not said.thing else None
        if found is None:
            return Unclear(
                _(
                    "Paling banyak {most} jawaban, masing-masing {chars} huruf. Contoh: Pagi, Sore.",
                    most=CHOICES_MAX,
                    chars=CHOICE_CHARS_MAX,
                )
            )
        return Understood(list(found))

    def restore(self, plain: Plain) -> tuple[str, ...]:
        """The answers."""
        if not isinstance(plain, list) or answers_in("\n".join(map(str, plain))) != tuple(plain):
            raise NoLongerFits
        return tuple(plain)
