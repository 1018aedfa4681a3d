"""The words of her copy about letters with offices: hers, theirs, where they went, who looked, what was noted."""

from collections.abc import Iterator, Mapping

from conversation.text import Text, _
from db.own_matters import OwnMatter, OwnMatters, OwnMessage, OwnMove
from domain.facts import Facts
from domain.matters import Face, MessageKind, MoveState, NoteKind, Side, State
from handlers.contact.state_words import RESULTS
from handlers.contact.topics import TOPICS
from handlers.request_words import area_label, moment

WRITERS: Mapping[Side, Text] = {
    Side.HER: _("Ibu"),
    Side.STAFF: _("petugas"),
    Side.NOTE: _("program"),
}
FILES: Mapping[MessageKind, Text] = {
    MessageKind.PHOTO: _("(foto)"),
    MessageKind.VOICE: _("(pesan suara)"),
    MessageKind.DOCUMENT: _("(surat)"),
}
FACES: Mapping[Face, Text] = {
    Face.GOOD: _("baik"),
    Face.FAIR: _("lumayan"),
    Face.BAD: _("kurang baik"),
}
MOVES: Mapping[MoveState, Text] = {
    MoveState.ASKED: _("menunggu jawaban Ibu"),
    MoveState.OFFERED: _("menunggu jawaban mereka"),
    MoveState.ACCEPTED: _("diterima"),
    MoveState.DONE: _("sudah selesai"),
    MoveState.NO: _("Ibu bilang jangan"),
    MoveState.REFUSED: _("tidak diterima"),
    MoveState.TAKEN_BACK: _("tidak jadi"),
}
NOTES: Mapping[NoteKind, Text] = {
    NoteKind.MOTIVATION: _("motivasi"),
    NoteKind.VISIT: _("kunjungan"),
    NoteKind.AGREEMENT: _("kesepakatan"),
    NoteKind.FOLLOW_UP: _("tindak lanjut"),
    NoteKind.OUTREACH: _("penjangkauan"),
    NoteKind.BUSINESS: _("bimbingan usaha"),
}
COLLEAGUE = _("petugas lain di kantor itu")


def lines_of(kept: OwnMatters, zone: str, facts: Facts) -> Iterator[Text]:
    """All of it, matter by matter. zone: hers."""
    for matter in kept.matters:
        yield from _matter(matter)
    if kept.older:
        yield _("{count} pesan yang lebih lama tidak muat di sini.", count=kept.older)
    for office, note in kept.notes:
        yield _(
            "{day}, catatan {office} ({kind}): {words}",
            day=moment(note.made_ms, zone).date(),
            office=office,
            kind=NOTES[note.kind],
            words=note.text,
        )
    for at_ms, area in kept.cards:
        yield _(
            "{day}: Ibu membuat kartu ajakan, {area}.",
            day=moment(at_ms, zone).date(),
            area=area_label(facts.areas, area) or _("tempat belum diisi"),
        )


def _matter(matter: OwnMatter) -> Iterator[Text]:
    since = moment(matter.since_ms, matter.zone).date()
    values: dict[str, object] = {"code": matter.code, "office": matter.office, "since": since}
    if matter.complaint:
        yield _("Keluhan {code}, {office}. Mulai {since}.", **values)
    else:
        yield _("Pesan {code}, {office}. Mulai {since}.", **values)
    if matter.topic:
        yield _("Soal: {topic}.", topic=TOPICS.get(matter.topic, Text(matter.topic)))
    if matter.state is State.CLOSED:
        yield _(
            "Ditutup {day}: {result}.",
            day=moment(matter.closed_ms, matter.zone).date(),
            result=RESULTS.get(matter.result, RESULTS["lain"]),
        )
    if matter.face is not Face.UNSAID:
        yield _("Kata Ibu: {face}.", face=FACES[matter.face])
    if matter.contact:
        yield _contact(matter)
    for message in matter.messages:
        yield _message(message, matter.zone)
    for move in matter.moves:
        yield from _move(move, matter.zone)
    for at_ms, words in matter.steps:
        yield _("Langkah petugas, {day}: {words}", day=moment(at_ms, matter.zone).date(), words=words)
    for at_ms, reason in matter.looks:
        yield _(
            "{at}: petugas lain membuka pesan ini. Alasannya: {reason}",
            at=moment(at_ms, matter.zone),
            reason=reason,
        )


def _contact(matter: OwnMatter) -> Text:
    phone = matter.contact.get("phone") or ""
    if phone:
        return _("Ibu minta dihubungi di nomor {phone}.", phone=phone)
    return _("Ibu minta dihubungi di luar chat ini.")


def _message(message: OwnMessage, zone: str) -> Text:
    values: dict[str, object] = {"at": moment(message.at_ms, zone), "who": WRITERS[message.side]}
    if message.taken_back:
        return _("{at}, {who}: (pesan ditarik)", **values)
    if message.kind is MessageKind.TEXT:
        if message.edited:
            return _("{at}, {who} (diubah): {words}", words=message.text, **values)
        return _("{at}, {who}: {words}", words=message.text, **values)
    return _("{at}, {who}: {file} {words}", file=FILES[message.kind], words=message.text, **values)


def _move(move: OwnMove, zone: str) -> Iterator[Text]:
    yield _(
        "{day}: mau diteruskan ke {place}. Keadaannya: {state}.",
        day=moment(move.at_ms, zone).date(),
        place=move.place or COLLEAGUE,
        state=MOVES[move.state],
    )
    if move.words:
        yield _("Yang dibawa: {words}", words=move.words)
