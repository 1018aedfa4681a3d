"""How an outreach card and its code are put into words: neutral, so that whoever finds it learns nothing of anybody."""

from collections.abc import Sequence
from datetime import date

from conversation.text import Text, _
from domain.outreach import shown

TITLE = _("Info dan kelas untuk warga")
# What it is for; no word of need, family or office.
LINES = (_("Ada kelas, info usaha, dan tempat bertanya."), _("Gratis, lewat chat di HP."))
TYPE_THIS = _("2. Ketik ini:")
FOOT = _("Kartu ini tidak bernama. Boleh dibuang.")


def how_to(bot: str, code: str) -> Sequence[Text]:
    """What she does with it."""
    return (
        _("1. Buka chat {bot}.", bot=bot),
        _("2. Ketik: {code}", code=shown(code)),
    )


def good_until(day: date) -> Text:
    """The last day on which it opens anything."""
    return _("Berlaku sampai {day}.", day=day)
