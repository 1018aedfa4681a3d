"""The words of her copy about loans: what she asked for, paid, agreed and answered; nobody else is named."""

from collections.abc import Iterator, Mapping

from conversation.text import Text, _
from db.loan_people import FORGIVEN, OPEN, RETURNED
from db.own_loans import Answered, OwnBeside, OwnLoan
from domain.loan_reminders import Answer
from domain.loans import State
from domain.money import Rupiah

STATES: Mapping[State, Text] = {
    State.ASKED: _("menunggu pengurus"),
    State.APPROVED: _("disetujui"),
    State.REFUSED: _("belum bisa"),
    State.WITHDRAWN: _("tidak jadi"),
    State.RUNNING: _("berjalan"),
    State.SETTLED: _("lunas"),
}
HELPS: Mapping[str, Text] = {
    OPEN: _("belum kembali"),
    RETURNED: _("sudah kembali"),
    FORGIVEN: _("diikhlaskan"),
}
ANSWERS: Mapping[str, Text] = {
    Answer.PAID.value: _("sudah bayar"),
    Answer.OTHER_DAY.value: _("tanggal lain"),
    Answer.TALK.value: _("bicara dengan bendahara"),
}


def lines_of(beside: OwnBeside) -> Iterator[Text]:
    """All of it, loan by loan."""
    for loan in beside.loans:
        yield from _loan(loan)
    for each in beside.helps:
        values = {"amount": each.amount, "state": HELPS[each.state]}
        if each.given:
            yield _("Ibu membantu cicilan anggota lain {amount}: {state}.", **values)
        else:
            yield _("Cicilan Ibu dibantu {amount}: {state}.", **values)
    if beside.household:
        yield _("Tercatat serumah dengan {count} anggota lain.", count=beside.household)
    for amount, day in beside.arisan:
        if day is None:
            yield _("Arisan {amount}: belum dapat.", amount=amount)
        else:
            yield _("Arisan {amount}: sudah dapat, {day}.", amount=amount, day=day)
    for look in beside.looks:
        if look.right:
            yield _("Buku tahun {year}, kata Ibu: cocok.", year=str(look.year))
        else:
            yield _("Buku tahun {year}, kata Ibu: ada yang beda.", year=str(look.year))
        if look.note:
            yield _("Kata Ibu: {words}", words=look.note)


def _loan(loan: OwnLoan) -> Iterator[Text]:
    yield _(
        "Pinjaman {code}, diminta {day}: {amount}, {months} bulan. Keadaannya: {state}.",
        code=loan.code,
        day=loan.day,
        amount=loan.amount,
        months=loan.months,
        state=STATES[loan.state],
    )
    if loan.purpose:
        yield _("Untuk: {purpose}", purpose=loan.purpose)
    if loan.helped:
        yield _("Permintaan ini ditulis pengurus untuk Ibu.")
    if loan.reason:
        yield _("Jawaban pengurus: {reason}", reason=loan.reason)
    for plan in loan.plans:
        yield _(
            "Cara bayar sejak {day}: {count} kali, semuanya {total}.",
            day=plan.start,
            count=len(plan.instalments),
            total=plan.total,
        )
    for each in loan.payments:
        yield _(
            "{day}: dibayar {amount}, jasanya {jasa}. No. {number}.",
            day=each.day,
            amount=Rupiah(each.principal + each.jasa + each.fine),
            jasa=Rupiah(each.jasa),
            number=each.entry,
        )
    if loan.outstanding:
        yield _("Pinjaman yang belum kembali {amount}.", amount=loan.outstanding)
    for amount, reason in loan.waived:
        yield _("Keringanan {amount}. Sebabnya: {reason}", amount=amount, reason=reason)
    for answer in loan.answers:
        yield _answer(answer)


def _answer(answer: Answered) -> Text:
    values = {"n": answer.n, "answer": ANSWERS[answer.answer]}
    if answer.day is None:
        return _("Cicilan ke-{n}, jawaban Ibu: {answer}.", **values)
    return _("Cicilan ke-{n}, jawaban Ibu: {answer}, {day}.", day=answer.day, **values)
