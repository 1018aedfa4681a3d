"""What she hears who asks something before she says whether she comes; what nobody has written down is said as that."""

from datetime import datetime

from conversation.text import Text, _
from domain.coming import Says


def fact(
    asked: Says,
    *,
    title: str,
    begins: datetime,
    ends: datetime,
    place: str,
    bring: str,
    childcare: str,
    transport: str,
) -> Text:
    """What she wants to know of the session."""
    if asked is Says.ASKS_PLACE:
        return _("{title}: di {place}.", title=title, place=place)
    if asked is Says.ASKS_LATE:
        return _("Agak telat tidak apa-apa, Bu. {title} mulai {begins}.", title=title, begins=begins)
    if asked is Says.ASKS_CHILDREN:
        return _note(_("{title}. Anak: {note}.", title=title, note=_plain(childcare)), childcare)
    if asked is Says.ASKS_FARE:
        return _note(_("{title}. Ongkos: {note}.", title=title, note=_plain(transport)), transport)
    if asked is Says.ASKS_BRING:
        return _note(_("{title}. Bawa: {what}.", title=title, what=_plain(bring)), bring)
    if asked is Says.ASKS_COST:
        return _("{title}: tidak ada catatan soal bayar. Ragu? Ketik PETUGAS.", title=title)
    return _(
        "{title}: {begins}.\nSelesai kira-kira jam {ends}, di {place}.",
        title=title,
        begins=begins,
        ends=ends.time(),
        place=place,
    )


def kept_from(*, title: str, begins: datetime) -> Text:
    """Something keeps her: a kind word, and what it means is asked, not guessed."""
    return _(
        "Semoga dimudahkan, Bu. {title}: {begins}.\n\nJadi, Ibu bisa datang?", title=title, begins=begins
    )


def _note(said: Text, note: str) -> Text:
    if note:
        return said
    return _("Soal itu belum ditulis, Bu. Mau tanya? Ketik PETUGAS.")


def _plain(note: str) -> str:
    return note.rstrip(" .")
