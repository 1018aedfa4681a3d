"""Who sent a copied line, and when? Takes the stamp of WhatsApp or Telegram off, in every form their apps write.

"[3/2 13.41] Neneng: ...", "[13.41, 3/2/2026] Bu Yuyun: ...", "03/02/26 13.41 - Neneng: ...",
"[03/02/26 13.41.22] ~ Neneng: ...", "3/2/26, 1:41 PM - Neneng: ...", "Neneng, [3 Feb 2026 13.41]:".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOCK = r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:[\s\u202f\u00a0]*[AaPp]\.?[Mm]\.?)?(?:\s*WI[BT]A?)?"
_DATE = r"\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{1,4})?|\d{1,2} [A-Za-z]{3,9}(?: \d{2,4})?"
_SENDER = r"\s*~?\s*(?P<sender>[^:\n]{1,60}?)\s*:(?=\s|$)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\[(?P<date>{_DATE})[,\s]+{_CLOCK}\]{_SENDER}",
        rf"\[{_CLOCK}[,\s]+(?P<date>{_DATE})\]{_SENDER}",
        rf"\[{_CLOCK}\]{_SENDER}",
        rf"(?P<date>{_DATE}),?\s+(?:pukul\s+)?{_CLOCK}\s+[-\u2013]{_SENDER}",
        rf"(?P<sender>[^\[\]\n]{{1,60}}?),?\s*\[(?P<date>{_DATE})[,\s]+(?:at\s+)?{_CLOCK}\]\s*:?",
        rf"(?P<sender>[^\[\]\n]{{1,60}}?),?\s*\[{_CLOCK}[,\s]+(?P<date>{_DATE})\]\s*:?",
        rf"(?P<date>{_DATE}),?\s+(?:pukul\s+)?{_CLOCK}\s+[-\u2013](?P<sender>)\s",
        rf"\[(?P<date>{_DATE})[,\s]+{_CLOCK}\](?P<sender>)\s*",
    )
)
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MONTH_FIRST = re.compile(r"^(\d{1,2})([/.-])(1[3-9]|2\d|3[01])(?!\d)")
_SYSTEM = re.compile(
    r"<[^<>]{0,40}(?:media|disertakan|omitted|diedit|edited)[^<>]{0,40}>|pesan (?:ini )?(?:telah )?dihapus"
    r"|anda (?:telah )?menghapus pesan|this message was deleted|terenkripsi secara end-to-end|end-to-end encrypted"
    r"|menambahkan \+?\d|bergabung menggunakan|keluar dari grup|kode keamanan|security code"
    r"|mengubah (?:subjek|ikon|deskripsi)"
    r"|(?:gambar|stiker|video|audio|dokumen|foto|sticker|image) (?:tidak disertakan|omitted)|null",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stamped:
    """text: what was said. sender: as written, None where the line has no stamp. day: the digits of its date."""

    text: str
    sender: str | None = None
    day: str = ""


def take_stamp(line: str) -> Stamped:
    """The line without its stamp and without what the app itself says ("<Media tidak disertakan>")."""
    plain = _MARKS.sub("", line).strip()
    head = plain[:140]
    for form in _FORMS:
        found = form.match(head)
        if not found:
            continue
        told = found.groupdict()
        day = _MONTH_FIRST.sub(r"\3\2\1", told.get("date") or "", count=1)
        return Stamped(_said(plain[found.end() :]), (told["sender"] or "").strip(" ~"), day)
    return Stamped(_said(plain))


def _said(text: str) -> str:
    edited = re.sub(r"<[^<>]{0,40}(?:diedit|edited)[^<>]{0,20}>", " ", text[-80:], flags=re.IGNORECASE)
    text = text[:-80] + edited
    return (
        ""
        if _SYSTEM.search(text[:200]) and not re.search(r"\d\s*(?:rb|ribu|k\b|\.000)", text[:200])
        else text
    )
