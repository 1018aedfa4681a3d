"""The question for a name that others will read: one line, no pictures, and never the office's or the program's."""

from dataclasses import dataclass

from conversation.questions import Reading, Said, Unclear, Understood
from conversation.text import _
from domain.names import looks_official, name_in
from domain.reading.answers import read_answer
from handlers.questions import Words


@dataclass(frozen=True, kw_only=True)
class PersonName(Words):
    """What she is called."""

    def read(self, said: Said) -> Reading:
        """The name as it may be shown to others."""
        reading = super().read(said)
        if not isinstance(reading, Understood) or reading.plain is None:
            return reading
        name = name_in(reading.plain)
        if looks_official(reading.plain) or looks_official(name):
            return Unclear(_("Nama itu dipakai kantor. Tolong pakai nama panggilan sendiri."))
        if read_answer(name) is not None or not any(sign.isalpha() for sign in name):
            return Unclear(_("Tolong ketik nama panggilannya saja."))
        return Understood(name)
