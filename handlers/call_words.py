"""A call as it is shown to who answers it: how she may be contacted, and what it is about, in few words."""

# staff: only people who answer calls read this file's sentences

from dataclasses import dataclass
from datetime import datetime

from conversation.text import Text, _
from domain.contact_wishes import Named
from domain.safety import Who
from handlers.contact_words import TO_SAY

KINDS: dict[str, Text] = {
    "violence": _("tanda kekerasan"),
    "wish_to_die": _("tanda ingin mati"),
    "child": _("anak dalam bahaya"),
    "debt": _("ancaman penagih"),
    "fear": _("rasa takut"),
    "none": _("ingin bicara"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A call as it is shown. reads: whether this person may read the notes. held: somebody else has it.

    taken_by: that somebody's name, "" for nobody or where it is not known.
    """

    id: int
    code: str
    kind: str
    about: str
    certain: bool
    unsafe: bool
    quiet: bool
    who: str
    way: str
    from_min: int
    to_min: int
    phone: str
    named: str
    since: datetime
    open: bool
    mine: bool
    held: bool
    taken_by: str
    reads: bool


def describe(seen: Seen) -> list[Text]:
    """What is known, in as few words as it takes."""
    said = [_("Kode {code}. Menunggu sejak {since}.", code=seen.code, since=seen.since)]
    kind = KINDS.get(seen.kind, KINDS["none"])
    if seen.about == "other":
        said.append(_("Tentang orang lain: {kind}.", kind=kind))
    elif seen.certain:
        said.append(_("Tentang: {kind}.", kind=kind))
    else:
        said.append(_("Mungkin tentang: {kind}. Belum pasti.", kind=kind))
    if seen.unsafe:
        said.append(_("Katanya sekarang tidak aman."))
    if seen.taken_by:
        said.append(_("Dipegang {name}.", name=seen.taken_by))
    said.append(_may_be_contacted(seen))
    if _may_phone(seen):
        said.append(TO_SAY[Named(seen.named)])
    if (number := _about_number(seen)) is not None:
        said.append(number)
    return said


def _may_be_contacted(seen: Seen) -> Text:
    if seen.quiet:
        return _("Jangan hubungi dulu. Belum tentu aman membaca sendirian.")
    if seen.who == Who.NOBODY:
        return _("Jangan hubungi. Orangnya akan datang sendiri.")
    if not seen.who:
        return _("Jangan hubungi dulu. Izinnya belum ada.")
    if seen.way == "visit":
        return _("Akan datang sendiri ke kantor.")
    by_woman = seen.who == Who.WOMAN
    if seen.way == "chat":
        return (
            _("Hanya petugas perempuan, lewat chat ini.")
            if by_woman
            else _("Boleh dihubungi lewat chat ini.")
        )
    return _may_be_phoned(seen, by_woman)


def _may_be_phoned(seen: Seen, by_woman: bool) -> Text:
    """When, and at which number: shown to the one who has the call."""
    hours = {"start": _clock(seen.from_min), "end": _clock(seen.to_min)}
    if not seen.phone:
        return (
            _("Hanya petugas perempuan, lewat telepon, jam {start}-{end}.", **hours)
            if by_woman
            else _("Boleh ditelepon, jam {start}-{end}.", **hours)
        )
    if by_woman:
        return _(
            "Hanya petugas perempuan. Telepon {phone}, jam {start}-{end}.",
            phone=seen.phone,
            **hours,
        )
    return _("Boleh ditelepon {phone}, jam {start}-{end}.", phone=seen.phone, **hours)


def _may_phone(seen: Seen) -> bool:
    return seen.way == "phone" and not seen.quiet and seen.who in (Who.WOMAN, Who.ANYBODY)


def _about_number(seen: Seen) -> Text | None:
    """Why no number stands there, to somebody who would call it."""
    if not _may_phone(seen) or seen.phone:
        return None
    if seen.mine:
        return _("Nomornya tidak diberi. Tulis lewat chat saja.")
    return _("Nomornya terlihat sesudah Saya tangani.")


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}.{minute % 60:02d}"
