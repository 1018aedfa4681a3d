"""How she may be reached, in words: to her, as what holds now; to a worker, as what to say on the phone."""

from collections.abc import Mapping
from datetime import time

from conversation.text import Text, _
from domain.contact_wishes import ContactWishes, Named

NOT_WRITTEN_TO = _("Kami tidak menulis lebih dulu ke Ibu.")

# To her: what a worker says when somebody else answers the phone.
NAMED: Mapping[Named, Text] = {
    Named.TRAINING: _("Kalau orang lain yang angkat telepon, petugas bilang dari pelatihan."),
    Named.OFFICE: _("Kalau orang lain yang angkat telepon, petugas bilang dari Dinas Sosial."),
    Named.NOBODY: _("Kalau orang lain yang angkat telepon, petugas tidak bilang apa-apa."),
}

# To the worker who calls her.
TO_SAY: Mapping[Named, Text] = {
    Named.TRAINING: _("Kalau orang lain yang angkat, bilang dari pelatihan."),  # staff
    Named.OFFICE: _("Kalau orang lain yang angkat, boleh bilang dari Dinas Sosial."),  # staff
    Named.NOBODY: _("Kalau orang lain yang angkat, jangan bilang apa-apa."),  # staff
}


def writing_line(wishes: ContactWishes, *, own_phone: bool) -> Text:
    """Whether, when and how openly she is written to. own_phone: on any other phone it is never openly."""
    if not wishes.may_write:
        return NOT_WRITTEN_TO
    openly = wishes.is_open and own_phone
    if wishes.from_min is None or wishes.to_min is None:
        if openly:
            return _("Kami boleh menulis isi kabarnya, kapan saja.")
        return _("Kami hanya menulis bahwa ada kabar, kapan saja.")
    hours = {"start": clock(wishes.from_min), "end": clock(wishes.to_min)}
    if openly:
        return _("Kami boleh menulis isi kabarnya, hanya jam {start}-{end}.", **hours)
    return _("Kami hanya menulis bahwa ada kabar, hanya jam {start}-{end}.", **hours)


def clock(minute: int) -> time:
    """The time of day; the last minute stands for midnight."""
    return time(*divmod(min(minute, 24 * 60 - 1), 60))
