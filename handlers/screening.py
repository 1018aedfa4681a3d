"""Skrining: a few questions, then which help may fit and why. Never a decision: a worker decides.

The rules are data (criteria/*.toml, read by domain/criteria/); questions and result live in screening_steps.py.
"""

from typing import Any

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import consents, people, requests
from db.requests import Contact
from db.unit import Unit
from domain.criteria import UNKNOWN
from domain.purposes import Purpose
from handlers import house
from handlers.consent import CONSENT_VERSION, ask_consent, consent_text
from handlers.contact_way import ask_contact
from handlers.names import INFO, SCREENING
from handlers.parts import say_in_parts
from handlers.screening_facts import (
    SCREENING_PURPOSE,
    Office,
    Outcome,
    find_offered,
    find_office,
    find_outcomes,
    list_sensitive,
    results_of,
)
from handlers.screening_steps import (
    ask_all,
    ask_area,
    ask_one,
    person_label,
    say_papers,
    say_registration,
    summary,
)
from handlers.when_answered import say_when_answered

HERE = Choice("here", _("Jawab di sini"), words=("di sini", "sini", "jawab"))
WITH_WORKER = Choice("worker", _("Dengan petugas"), words=("petugas", "nanti petugas"))

# What she may want to know under the first result; six rows, so a list.
SEND, WHY, RULES, PAPERS, OTHER, DONE = (
    Choice("send", _("Kirim ke petugas"), words=("kirim", "lanjut")),
    Choice("why", _("Lihat alasannya"), words=("alasan", "kenapa")),
    Choice("rules", _("Dari mana aturan ini?"), words=("aturan", "sumber", "dari mana")),
    Choice("papers", _("Surat yang dibawa"), words=("surat", "berkas", "syarat")),
    Choice("other", _("Bantuan lain"), words=("lain", "bantuan lain")),
    Choice("done", _("Selesai"), words=("selesai", "sudah")),
)

NOW = Choice("now", _("Sekarang"))
LATER = Choice("later", _("Nanti saja"), words=("nanti", "lain kali"))


@conversation(SCREENING, title=_("Cari bantuan"), words=("cari bantuan", "screening"))
async def screen(chat: Chat) -> None:
    await chat.say(_("Saya tanya beberapa hal dulu, Bu. Hasilnya belum keputusan."))
    area = await ask_area(chat, person=house.PERSON)
    office = await chat.look(find_office, area.key)
    if office is None or not office.offers:
        return await chat.say(
            _("Belum ada bantuan yang bisa dicek di daerah itu. Ketik PETUGAS untuk bertanya.")
        )
    await say_registration(chat, office)
    if not office.consented and not await ask_consent(chat, office):
        await chat.run(keep_refusal, office.id)
        await chat.say(_("Baik, Bu. Jawaban Ibu tidak dicatat. Ibu tetap bisa lihat syarat bantuan."))
        await chat.go(INFO, area.key)
    set_ids = tuple(offer.set_id for offer in office.offers)
    examples = tuple(offer.set_id for offer in office.offers if offer.is_example)
    answers: dict[str, Any] = {}
    left = await leave_to_worker(chat, area.key, set_ids)
    answers.update(dict.fromkeys(left, UNKNOWN))
    stopped = await ask_all(chat, office, area.key, set_ids, answers, hidden=False, left=left)
    if stopped:
        return await stop_for_a_minor(chat, office, area.key)
    outcomes = await chat.look(find_outcomes, area.key, set_ids, examples, answers)
    if not await show_result(chat, office, outcomes):
        return await chat.say(_("Baik, Bu. Jawaban Ibu tidak dikirim dan tidak disimpan."))
    contact = await ask_contact(chat)
    consent = "" if office.consented else consent_text(office.name)
    code = await chat.run(
        send_request, office.id, area.key, set_ids, examples, answers, contact, bool(left), consent
    )
    await chat.say(_("Sudah dikirim ke {office}. Nomornya {code}.", office=office.name, code=code))
    await say_when_answered(chat, office.id)
    await chat.say(_("Kalau ada yang keliru, ketik PERIKSA LAGI."))
    await offer_more_questions(chat, office, area.key, set_ids, answers, left)


async def leave_to_worker(chat: Chat, area: str, set_ids: tuple[str, ...]) -> tuple[str, ...]:
    """On a phone that others read too, the questions about the family may wait for a worker; the keys of those."""
    if await chat.look(is_own_phone):
        return ()
    sensitive = await chat.look(list_sensitive, area, set_ids)
    if not sensitive:
        return ()
    chosen = await chat.choose(
        _(
            "HP ini dipakai bersama. Orang lain mungkin membaca jawaban Ibu."
            " Pertanyaan keluarga bisa dijawab dengan petugas. Mau yang mana, Bu?"
        ),
        (HERE, WITH_WORKER),
    )
    return () if chosen.key == HERE.key else sensitive


async def stop_for_a_minor(chat: Chat, office: Office, area: str) -> None:
    """Under 18 the program stops and a person goes on (UU 27/2022 PDP, art. 25): no answer is kept."""
    await chat.say(_("Terima kasih sudah bercerita. Bantuan ini untuk umur 18 tahun ke atas."))
    await chat.say(_("Jawaban tadi tidak saya simpan. Petugas bisa menemani dan mencarikan jalan."))
    if await chat.confirm(_("Mau dihubungkan ke petugas?"), weighty=False):
        await chat.run(send_minor, office.id, area)
        await chat.say(_("Petugas {office} sudah saya kabari.", office=office.name))
        return await say_when_answered(chat, office.id)
    await chat.say(_("Baik. Kalau nanti perlu, ketik PETUGAS."))


async def show_result(chat: Chat, office: Office, outcomes: tuple[Outcome, ...]) -> bool:
    """The first result, then whatever she wants to know about it; whether it is to be sent."""
    text = summary(outcomes)
    while True:
        chosen = await chat.choose(text, _result_choices(outcomes), person=person_label(office))
        if chosen.key in (SEND.key, DONE.key):
            return chosen.key == SEND.key
        if chosen.key == WHY.key:
            await say_reasons(chat, outcomes)
        elif chosen.key == RULES.key:
            await say_sources(chat, outcomes)
        elif chosen.key == PAPERS.key:
            await say_papers(chat, outcomes)
        else:
            await say_other_help(chat, outcomes)
        text = _("Mau lihat yang lain, Bu?")


def _result_choices(outcomes: tuple[Outcome, ...]) -> list[Choice]:
    choices = [SEND, WHY, RULES]
    if any(outcome.documents for outcome in outcomes):
        choices.append(PAPERS)
    if any(outcome.routes for outcome in outcomes) or len(outcomes) > 1:
        choices.append(OTHER)
    return [*choices, DONE]


async def say_reasons(chat: Chat, outcomes: tuple[Outcome, ...]) -> None:
    """Criterion by criterion what does not fit, then what is to be checked; what fits is only counted."""
    first = outcomes[0]
    met = [n_("{n} syarat sudah cocok.", "{n} syarat sudah cocok.", first.met)] if first.met else []
    not_yet = [
        _("Belum cocok: {reason}", reason=Text(reason.text))
        for reason in first.reasons
        if reason.level == "belum_sesuai"
    ]
    to_check = [
        _("Perlu dicek: {reason}", reason=Text(reason.text))
        for reason in first.reasons
        if reason.level != "belum_sesuai"
    ]
    await say_in_parts(chat, [*met, *not_yet, *to_check])


async def say_sources(chat: Chat, outcomes: tuple[Outcome, ...]) -> None:
    """Where the rules come from, in plain words, each once: of the first set also those of what fits."""
    first = outcomes[0]
    found = {source: Text(source) for source in first.sources or (first.aid_source,)}
    for other in outcomes[1:]:
        for reason in other.reasons:
            text = _("{title}: {result}", title=Text(other.title), result=Text(reason.source))
            found.setdefault(reason.source, text)
    example = [_("Ini masih contoh. Kantor belum mengesahkannya.")] if first.is_example else []
    await say_in_parts(chat, [*found.values(), *example])


async def say_other_help(chat: Chat, outcomes: tuple[Outcome, ...]) -> None:
    """Routes to other help, and the first results of the other sets."""
    routes = dict.fromkeys(route for outcome in outcomes for route in outcome.routes)
    results = [
        _("{title}: {result}", title=Text(other.title), result=Text(other.text, {"n": other.open}))
        for other in outcomes[1:]
    ]
    await say_in_parts(chat, [*[Text(route) for route in routes], *results])


async def offer_more_questions(
    chat: Chat,
    office: Office,
    area: str,
    set_ids: tuple[str, ...],
    answers: dict[str, Any],
    left: tuple[str, ...],
) -> None:
    """The questions that only help to find the right training, never before the result."""
    offered = await chat.look(find_offered, area, set_ids, answers, left)
    if not offered:
        return None
    text = n_(
        "Masih ada {n} pertanyaan supaya pas. Mau sekarang?",
        "Masih ada {n} pertanyaan supaya pas. Mau sekarang?",
        len(offered),
    )
    if (await chat.choose(text, (NOW, LATER))).key == LATER.key:
        return await chat.say(_("Baik, Bu. Kapan saja boleh."))
    more: dict[str, Any] = {}
    for question in offered:
        more[question.key] = await ask_one(chat, office, question, hidden=False)
    await chat.run(send_more, more)
    await chat.say(_("Terima kasih, Bu. Sudah saya tambahkan."))


async def is_own_phone(unit: Unit) -> bool:
    """Whether nobody else reads this phone."""
    return unit.actor.phone == "own"


async def keep_refusal(unit: Unit, organisation_id: int) -> None:
    """That she was asked and said no; nothing else is kept."""
    consents.record(
        unit,
        person_id=unit.actor.person_id,
        organisation_id=organisation_id,
        purpose=SCREENING_PURPOSE,
        version=CONSENT_VERSION,
        text="",
        answer="no",
        manner="typed",
    )


async def send_request(
    unit: Unit,
    organisation_id: int,
    area: str,
    set_ids: tuple[str, ...],
    examples: tuple[str, ...],
    answers: dict[str, Any],
    contact: Contact | None,
    by_worker: bool,
    consent: str,
) -> str:
    """Keep consent, answers and result, and put her into the office's queue; the number she is given."""
    person_id = unit.actor.person_id
    found = unit.facts.find_area(area)
    if found is not None:
        people.set_area(unit, person_id, area, found.zone)
    consents.end_pause(unit, person_id)
    if consent:
        consents.record(
            unit,
            person_id=person_id,
            organisation_id=organisation_id,
            purpose=SCREENING_PURPOSE,
            version=CONSENT_VERSION,
            text=consent,
            answer="yes",
            manner="typed",
        )
    else:
        await consents.require(unit, person_id, Purpose.SCREENING, organisation_id=organisation_id)
    submitted = await requests.submit(
        unit,
        person_id=person_id,
        organisation_id=organisation_id,
        kind="screening",
        wants_person=by_worker,
        contact=contact,
        results=results_of(unit, area, set_ids, examples, answers),
    )
    return submitted.code


async def send_minor(unit: Unit, organisation_id: int, area: str) -> None:
    """A worker is asked to talk to somebody under 18; nothing else is kept."""
    found = unit.facts.find_area(area)
    if found is not None:
        people.set_area(unit, unit.actor.person_id, area, found.zone)
    await requests.submit(
        unit,
        person_id=unit.actor.person_id,
        organisation_id=organisation_id,
        kind="minor",
        wants_person=True,
        contact=None,
    )


async def send_more(unit: Unit, answers: dict[str, Any]) -> None:
    """Add the answers that only help the worker to her latest request."""
    latest = await requests.find_latest(unit, unit.actor.person_id)
    if latest is not None:
        await requests.add_answers(unit, latest.id, unit.actor.person_id, answers)
