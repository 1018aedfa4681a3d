"""How her own message stands, as she reads it: who has it, whether it was answered, what came of it.

What is said is true at this moment; nothing is promised in minutes, and no name is said that she was not told before.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from conversation.text import Text, _, n_
from domain.matters import Result
from domain.organisations import EMERGENCY_NUMBERS, EmergencyNumber
from domain.records import dataclass

RESULTS: Mapping[str, Text] = {
    Result.ANSWERED.value: _("sudah dijawab"),
    Result.HELPED.value: _("sudah dibantu"),
    Result.REFERRED.value: _("dibantu kantor lain"),
    Result.AGREED.value: _("sudah sepakat"),
    Result.SHE_ENDED.value: _("Ibu bilang sudah beres"),
    Result.NO_WORD.value: _("lama tidak ada kabar"),
    Result.OTHER.value: _("sudah selesai"),
}

NUMBERS = {each.key: each.number for each in EMERGENCY_NUMBERS}


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How it stands. name: of who has it, "" for nobody yet. answered: when somebody wrote last, in her zone.

    before: how many others wait longer. reread: whether what was written may be shown here again. undo: whether what
    she wrote last may still be taken back. others: whether
    somebody else there might read it. own: whether nobody else uses this phone.
    """

    matter_id: int
    organisation_id: int
    reader_id: int
    code: str
    office: str
    name: str
    open: bool
    complaint: bool
    waits: bool
    women_only: bool
    only_holder: bool
    result: str
    answered: datetime | None
    before: int
    reread: bool
    undo: bool
    others: bool
    own: bool


def lines(standing: Standing) -> Iterator[Text]:
    """What is true of it now."""
    if not standing.open:
        yield _(
            "Pesan Ibu nomor {code} selesai: {result}.",
            code=standing.code,
            result=RESULTS.get(standing.result, RESULTS[Result.OTHER.value]),
        )
        yield _("Kalau Ibu menulis lagi, pesan itu dibuka lagi.")
        return
    if standing.complaint:
        yield _("Keluhan Ibu ada di {office}. Nomornya {code}.", office=standing.office, code=standing.code)
    elif standing.waits and not standing.name:
        yield _(
            "Pesan Ibu masih menunggu di {office}. Nomornya {code}.",
            office=standing.office,
            code=standing.code,
        )
    elif standing.waits or (standing.name and standing.answered is None):
        yield _(
            "Pesan Ibu ada di {name}, {office}. Nomornya {code}.",
            name=standing.name,
            office=standing.office,
            code=standing.code,
        )
    yield from _answered(standing)
    if standing.before and standing.waits:
        yield others_before(standing.before)


def _answered(standing: Standing) -> Iterator[Text]:
    who: Text | str = standing.name or _("Petugas")
    if standing.waits:
        if standing.name and not standing.answered:
            yield _("Belum dijawab.")
        return
    if standing.answered is not None:
        yield _("{who} sudah menjawab, {when}.", who=who, when=standing.answered)
        if not standing.reread:  # others use this phone: what was pulled once is not shown again
            yield _("Kalau belum sempat dibaca, minta dikirim lagi.")
    elif not standing.complaint and not standing.name:
        yield _("Pesan Ibu nomor {code} masih terbuka.", code=standing.code)


def others_before(count: int) -> Text:
    """How many wait longer: honest, with no promise of minutes."""
    return n_("Ada {n} orang lain yang lebih dulu.", "Ada {n} orang lain yang lebih dulu.", count)


def danger() -> Text:
    """Whom to call if it cannot wait."""
    return _(
        "Kalau sekarang bahaya, telepon {police} atau {sapa}. Bisa juga WhatsApp {whatsapp}.",
        police=NUMBERS["police"],
        sapa=NUMBERS["sapa_phone"],
        whatsapp=NUMBERS["sapa_whatsapp"],
    )


def number_in_words(each: EmergencyNumber) -> Text:
    """A national number with what must be said beside it."""
    if each.extension:
        return _(
            "{service}: {number}, lalu tekan {extension}. {caveat}",
            service=each.service,
            number=each.number,
            extension=each.extension,
            caveat=each.caveat_text,
        )
    if each.caveat_text:
        return _(
            "{service}: {number}. {caveat}",
            service=each.service,
            number=each.number,
            caveat=each.caveat_text,
        )
    return _("{service}: {number}.", service=each.service, number=each.number)
