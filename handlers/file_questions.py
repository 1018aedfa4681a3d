"""The questions that expect a file: a photo, a paper (photo or PDF), a voice note, a group's table.

Only such a question takes one; everywhere else a photo is answered kindly and never fetched. The conversation hands
the answer to db.files.want in a step.
"""

from dataclasses import dataclass

from conversation.questions import NoLongerFits, Plain, Reading, Said, Unclear, Understood
from conversation.text import Text, _
from domain.files import FILE_BYTES_MAX, FileFault, SentFile, Wanted, unpacked
from handlers.file_words import SENTENCES
from handlers.questions import Asked

_HOW: dict[Wanted, Text] = {
    Wanted.PHOTO: _("Tolong kirim fotonya di sini, ya."),
    Wanted.PAPER: _("Tolong kirim fotonya atau PDF di sini, ya."),
    Wanted.VOICE: _("Tolong rekam suaranya di sini, ya."),
    Wanted.SHEET: _("Tolong kirim file Excel-nya di sini, ya."),
    Wanted.COURSES: _("Tolong kirim file Excel-nya di sini, ya."),
}

# How the channels call what may hold it; whether it does, its bytes say. Many send a photo "as a file".
_THINGS = {
    Wanted.PHOTO: frozenset({"photo", "document"}),
    Wanted.PAPER: frozenset({"photo", "document"}),
    Wanted.VOICE: frozenset({"voice", "document"}),
    Wanted.SHEET: frozenset({"document"}),
    Wanted.COURSES: frozenset({"document"}),
}


@dataclass(frozen=True, kw_only=True)
class File(Asked):
    """A file of that sort; the answer is a SentFile."""

    wanted: Wanted

    @property
    def kind(self) -> str:
        return f"file-{self.wanted.value}"

    def read(self, said: Said) -> Reading:
        """The file, not yet fetched; what is too large by the channel's own word is said at once."""
        if said.thing not in _THINGS[self.wanted]:
            return Unclear(_HOW[self.wanted])
        try:
            file = unpacked(said.reference)
        except ValueError:
            return Unclear(_HOW[self.wanted])
        if file.size_bytes > FILE_BYTES_MAX:
            return Unclear(SENTENCES[FileFault.TOO_LARGE, self.wanted])
        return Understood(said.reference)

    def restore(self, plain: Plain) -> SentFile:
        """The file as the channel has it."""
        if not isinstance(plain, str):
            raise NoLongerFits
        try:
            return unpacked(plain)
        except ValueError as fault:
            raise NoLongerFits from fault


def photo(*, skip: Text | None = None, person: Text | None = None) -> File:
    """A photo of something she made, a place, a thing; never of a paper of hers."""
    return File(wanted=Wanted.PHOTO, skip=skip, person=person, sensitive=True)


def paper(*, skip: Text | None = None, person: Text | None = None) -> File:
    """A paper, photographed or as PDF. Screening never asks for one."""
    return File(wanted=Wanted.PAPER, skip=skip, person=person, sensitive=True)


def voice(*, skip: Text | None = None, person: Text | None = None) -> File:
    """A voice note."""
    return File(wanted=Wanted.VOICE, skip=skip, person=person, sensitive=True)


def sheet(*, skip: Text | None = None, person: Text | None = None) -> File:
    """A table (XLSX) of what each member has in her group."""
    return File(wanted=Wanted.SHEET, skip=skip, person=person, sensitive=True)


def courses(*, skip: Text | None = None, person: Text | None = None) -> File:
    """A table (XLSX) of classes that are to come."""
    return File(wanted=Wanted.COURSES, skip=skip, person=person, sensitive=True)
