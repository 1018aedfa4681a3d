"""The words of her copy: all that is kept of her, section by section, for paper. Nothing of anybody else is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from conversation.text import Text, _
from db.own_data import Account, Case, Given, Membership, OwnData, Step
from db.own_savings import OwnSavings
from db.role_names import ROLE_NAMES
from domain.accounts import Account as Saving
from domain.accounts import account_of
from domain.contact_wishes import Named
from domain.disputes import State as DisputeState
from domain.facts import Facts
from domain.money import Rupiah
from domain.purposes import Purpose
from domain.requests import Kind, State, Way
from domain.roles import Role
from handlers.contact_words import NAMED, NOT_WRITTEN_TO, clock
from handlers.meeting.kinds import NAMES
from handlers.own_data_words import reading_line, request_line
from handlers.own_loan_words import lines_of
from handlers.own_matter_words import lines_of as matter_lines
from handlers.own_news_words import lines_of as news_lines
from handlers.own_training_words import lines_of as training_lines
from handlers.purpose_words import STATES as ANSWERS
from handlers.purpose_words import TITLES
from handlers.request_words import KINDS, OVERALLS, STATES, answer_lines, area_label, moment


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading and its lines."""

    heading: Text
    lines: tuple[Text, ...]


PHONES: dict[str, Text] = {
    "own": _("dipakai sendiri"),
    "shared": _("dipakai bersama"),
    "helped": _("dibantu orang"),
    "unknown": _("belum ditanya"),
}
WAYS: dict[str, Text] = {
    Way.CHAT: _("lewat chat"),
    Way.PHONE: _("lewat telepon"),
    Way.VISIT: _("datang sendiri"),
}
SAVING_NAMES: dict[Saving, Text] = {account_of(kind): name for kind, name in NAMES.items()}
DISPUTE_STATES: dict[DisputeState, Text] = {
    DisputeState.OPEN: _("sedang dicek"),
    DisputeState.WITHDRAWN: _("diambil kembali"),
    DisputeState.SOLVED: _("sudah beres"),
}
NOTHING = _("Tidak ada.")
NOT_SAID = _("tidak menjawab")


def title(kept: OwnData) -> Text:
    """What stands on top."""
    return _("Salinan data {name}", name=kept.name) if kept.name else _("Salinan data Ibu")


def introduction(office: str, made: datetime) -> tuple[Text, ...]:
    """What this paper is. office: whose data it is limited to, "" for all of it."""
    first = (
        _("Isinya: data Ibu yang disimpan {office}.", office=office)
        if office
        else _("Isinya: semua data Ibu yang kami simpan.")
    )
    return (
        first,
        _("Dibuat {made}.", made=made),
        _("Simpan baik-baik. Di sini tidak ada data orang lain."),
        _("Obrolan dengan program tidak ikut. Ibu bisa membacanya di chat."),
    )


def sections_of(kept: OwnData, facts: Facts) -> tuple[Section, ...]:
    """Everything, in a steady order; what is empty says so."""
    zone = kept.zone
    return (
        Section(heading=_("Tentang Ibu"), lines=tuple(_about(kept, facts))),
        _section(_("Chat Ibu"), [_account(each, zone) for each in kept.accounts]),
        _section(_("Tugas dan kelompok"), [_membership(each, zone) for each in kept.memberships]),
        *[
            Section(heading=_("Permintaan {code}", code=each.code), lines=tuple(_case(each, facts, zone)))
            for each in kept.cases
        ],
        *[
            Section(heading=_("Simpanan di {group}", group=each.group), lines=tuple(_savings(each)))
            for each in kept.savings
        ],
        _section(_("Kelas dan keterampilan"), list(training_lines(kept.training, zone))),
        _section(_("Pesan dengan petugas"), list(matter_lines(kept.matters, zone, facts))),
        _section(_("Kabar untuk Ibu"), list(news_lines(kept.announcements, zone))),
        _section(_("Izin"), [line for each in kept.consents for line in _given(each, zone)]),
        _section(_("Permintaan tentang data"), [request_line(each, zone) for each in kept.data_requests]),
        _section(_("Siapa yang melihat"), [reading_line(each, zone) for each in kept.readings]),
    )


def _section(heading: Text, lines: list[Text]) -> Section:
    return Section(heading=heading, lines=tuple(lines) or (NOTHING,))


def _about(kept: OwnData, facts: Facts) -> Iterator[Text]:
    yield _("Nama: {name}.", name=kept.name or _("belum ada"))
    yield _("Panggilan: {salutation}.", salutation=kept.salutation or _("belum ada"))
    yield _("Tempat tinggal: {area}.", area=area_label(facts.areas, kept.area) or _("belum ada"))
    yield _("Mulai menulis: {since}.", since=moment(kept.since_ms, kept.zone))
    if kept.safe_hours is not None:
        start, end = kept.safe_hours
        yield _("Jam aman: {start} sampai {end}.", start=clock(start), end=clock(end))
    if not kept.may_write:
        yield NOT_WRITTEN_TO
    if not kept.is_open:
        yield _("Di HP Ibu kami hanya menulis bahwa ada kabar.")
    yield NAMED[Named(kept.named)]
    if kept.paused:
        yield _("Data Ibu sedang dijeda.")


def _account(account: Account, zone: str) -> Text:
    since = moment(account.made_ms, zone).date()
    phone = PHONES[account.phone]
    if not account.address:
        return _("{channel}, HP bersama. Sejak {since}.", channel=account.channel, since=since)
    return _(
        "{channel}: {address}. HP {phone}. Sejak {since}.",
        channel=account.channel,
        address=account.address,
        phone=phone,
        since=since,
    )


def _membership(membership: Membership, zone: str) -> Text:
    role, since = ROLE_NAMES[Role(membership.role)], moment(membership.since_ms, zone).date()
    if membership.until_ms is None:
        return _("{role} di {place}, sejak {since}.", role=role, place=membership.place, since=since)
    until = moment(membership.until_ms, zone).date()
    return _(
        "{role} di {place}, dari {since} sampai {until}.",
        role=role,
        place=membership.place,
        since=since,
        until=until,
    )


def _case(case: Case, facts: Facts, zone: str) -> Iterator[Text]:
    yield _(
        "{kind} di {office}. Masuk {made}.",
        kind=KINDS[Kind(case.kind)],
        office=case.office,
        made=moment(case.made_ms, zone),
    )
    yield _("Keadaan: {state}.", state=STATES[State(case.state)])
    if case.wants_person:
        yield _("Ibu minta bicara dengan petugas.")
    if case.helped:
        yield _("Dijawab bersama kader.")
    if case.contact:
        yield _contact(case)
    for screening in case.screenings:
        result = screening.result
        known = facts.sets.get(result.set_id)
        name = Text(known.title) if known is not None else Text(result.set_id)
        overall = OVERALLS.get(result.overall, Text(result.overall))
        day = moment(screening.made_ms, zone).date()
        yield _("Hasil awal, {day}. {name}: {overall}.", day=day, name=name, overall=overall)
        for line in answer_lines(facts, [result]):
            yield _(
                "{question} Jawaban: {answer}.",
                question=Text(line.question),
                answer=Text(line.answer) if line.answer else NOT_SAID,
            )
    for step in case.steps:
        yield from _step(step, zone)


def _savings(savings: OwnSavings) -> Iterator[Text]:
    yield _(
        "Kelompok {group}, {place}. Nomor anggota {number}, sejak {since}.",
        group=savings.group,
        place=savings.place,
        number=savings.number,
        since=savings.since,
    )
    if savings.left is not None:
        yield _("Keluar {left}.", left=savings.left)
    for account, amount in savings.balances:
        yield _("{kind}: {amount}.", kind=SAVING_NAMES[account], amount=amount)
    if savings.target:
        yield _("Target: {target}.", target=savings.target)
    for each in savings.entries:
        values = {
            "day": each.day,
            "kind": SAVING_NAMES[each.account],
            "amount": Rupiah(abs(each.amount)),
            "number": each.number,
        }
        if each.amount < 0:
            yield _("{day}: {kind}, keluar {amount}. No. {number}.", **values)
        else:
            yield _("{day}: {kind}, masuk {amount}. No. {number}.", **values)
    for dispute in savings.disputes:
        yield _(
            "Kata Ibu ada yang beda, nomor {code}: {state}.",
            code=dispute.code,
            state=DISPUTE_STATES[dispute.state],
        )
    yield from lines_of(savings.beside)


def _contact(case: Case) -> Text:
    way, phone = WAYS[case.contact["way"]], case.contact.get("phone") or ""
    if phone:
        return _("Dihubungi {way}, nomor {phone}.", way=way, phone=phone)
    return _("Dihubungi {way}.", way=way)


def _step(step: Step, zone: str) -> Iterator[Text]:
    yield _("{day}: {state}.", day=moment(step.at_ms, zone).date(), state=STATES[State(step.state)])
    if step.reason:
        yield _("Sebabnya: {reason}", reason=step.reason)
    if step.sk_number:
        yield _("Nomor SK: {number}.", number=step.sk_number)
    if step.asked:
        yield _("Kata Ibu: {words}", words=step.asked)


def _given(given: Given, zone: str) -> Iterator[Text]:
    consent = given.consent
    purpose = _purpose(consent.purpose)
    at = moment(consent.at_ms, zone)
    yield _(
        "{purpose}, {place}: {answer}. Dijawab {at}.",
        purpose=purpose,
        place=given.place or _("program ini"),
        answer=ANSWERS[consent.answer],
        at=at,
    )
    if consent.text:
        yield _("Yang dibaca Ibu: {words}", words=consent.text)


def _purpose(value: str) -> Text:
    known = {each.value: text for each, text in TITLES.items()}
    return known.get(value, Text(value)) if value in {each.value for each in Purpose} else Text(value)
