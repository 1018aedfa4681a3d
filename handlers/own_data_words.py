"""Her data in plain words: what is kept, who has looked, and how her requests stand. On the screen and in her copy."""

from collections.abc import Mapping
from datetime import datetime

from conversation.text import Text, _
from db.data_readers import OPERATOR, Reading
from db.data_requests import TAKEN_BACK, DataRequest
from db.role_names import ROLE_NAMES
from domain.rights import Kind, State
from handlers.request_words import moment

KINDS: Mapping[Kind, Text] = {
    Kind.COPY: _("minta salinan"),
    Kind.CORRECTION: _("minta dibetulkan"),
    Kind.ERASURE: _("minta dihapus"),
    Kind.WITHDRAWAL: _("izin dicabut"),
}
STATES: Mapping[State, Text] = {
    State.OPEN: _("menunggu petugas"),
    State.ERASING: _("sedang dihapus"),
    State.DONE: _("selesai"),
    State.REFUSED: _("belum bisa"),
}
FORMER = _("Petugas yang sudah berhenti")
READERS: Mapping[str, Text] = {
    "": FORMER,
    OPERATOR: _("Pengelola program"),
    **{role.value: name for role, name in ROLE_NAMES.items()},
}
THINGS: Mapping[str, Text] = {
    "queue": _("nomor permintaan Ibu"),
    "request": _("permintaan Ibu"),
    "screening": _("jawaban Ibu"),
    "message": _("pesan Ibu"),
    "person": _("nama Ibu"),
    "account": _("nomor chat Ibu"),
    "consent": _("izin Ibu"),
    "role": _("tugas Ibu"),
    "data_request": _("permintaan data Ibu"),
    "copy": _("salinan data Ibu"),
    "book": _("catatan simpanan Ibu"),
    "member": _("nama Ibu di buku kelompok"),
    "approval": _("usul tentang catatan Ibu"),
    "payout": _("uang keluar untuk Ibu"),
    "dispute": _("yang menurut Ibu beda"),
    "joining": _("permintaan gabung Ibu"),
    "loan": _("pinjaman Ibu"),
    "course": _("nama Ibu di kelas"),
    "attendance": _("daftar hadir Ibu"),
    "course_task": _("yang perlu ditanyakan ke Ibu"),
    "mood": _("perasaan Ibu sesudah kelas"),
    "board": _("tulisan Ibu di papan, tanpa nama"),
    "certificate": _("sertifikat Ibu"),
    "matter": _("pesan Ibu ke petugas"),
    "matter_note": _("catatan petugas tentang Ibu"),
    "matter_look": _("pesan Ibu, dengan alasan"),
    "matter_move": _("pesan Ibu yang diteruskan"),
    "matter_step": _("langkah bantuan untuk Ibu"),
    "announcement": _("kabar untuk Ibu"),
}


def reading_line(reading: Reading, zone: str) -> Text:
    """One line of who has looked at what."""
    last = moment(reading.last_ms, zone)
    who = READERS[reading.role]
    what = THINGS[reading.what]
    if not reading.place:
        return _(
            "{who} melihat {what}, {times} kali. Terakhir {last}.",
            who=who,
            what=what,
            times=reading.times,
            last=last,
        )
    return _(
        "{who} {place} melihat {what}, {times} kali. Terakhir {last}.",
        who=who,
        place=reading.place,
        what=what,
        times=reading.times,
        last=last,
    )


def request_line(request: DataRequest, zone: str, *, now_ms: int = 0) -> Text:
    """One of her requests about her data, and how it stands at `now_ms`."""
    if request.state is State.OPEN:
        due: datetime = moment(request.due_ms, zone)
        if 0 < request.due_ms <= now_ms:
            return _(
                "{code}: {kind}. Maaf, batasnya sudah lewat: {due}. Ketik PETUGAS untuk bertanya.",
                code=request.code,
                kind=KINDS[request.kind],
                due=due,
            )
        return _("{code}: {kind}. Paling lambat {due}.", code=request.code, kind=KINDS[request.kind], due=due)
    if request.ground == TAKEN_BACK:
        return _("{code}: {kind}, dibatalkan Ibu.", code=request.code, kind=KINDS[request.kind])
    if request.answer:
        return _(
            "{code}: {kind}, {state}. Kata petugas: {answer}",
            code=request.code,
            kind=KINDS[request.kind],
            state=STATES[request.state],
            answer=request.answer,
        )
    return _(
        "{code}: {kind}, {state}.", code=request.code, kind=KINDS[request.kind], state=STATES[request.state]
    )
