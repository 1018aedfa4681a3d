"""Dampingi: a helper (kader) screens beside a woman who cannot type. Consent is read aloud, her spoken yes is kept.

Every question is hidden after its answer, and the helper never sees the answers again: they go to the office only.
"""

from typing import Any

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from db import consents, people, permits, requests
from db.requests import Contact
from db.unit import Unit
from db.vault import person as owner_of
from domain.permits import Action, holders, places
from handlers.consent import CONSENT_VERSION, ask_consent, consent_text
from handlers.contact_way import VISIT
from handlers.name_question import PersonName
from handlers.names import SIT_BESIDE
from handlers.screening_facts import SCREENING_PURPOSE, find_office, find_outcomes, results_of
from handlers.screening_steps import ask_all, ask_area, say_papers, say_registration, summary

NAME_CHARS_MAX = 60


@conversation(
    SIT_BESIDE, title=_("Dampingi warga"), roles=holders(Action.SIT_BESIDE), sensitive=True, resumes=False
)
async def sit_beside(chat: Chat) -> None:
    await chat.say(
        _("Bacakan tiap pertanyaan. Ketik jawaban Ibu itu. Sesudah selesai, hapus obrolan ini.")
    )  # staff
    name = await chat.ask(
        _("Siapa nama panggilan Ibu yang didampingi?"), PersonName(chars_max=NAME_CHARS_MAX, sensitive=True)
    )
    area = await ask_area(chat)
    office = await chat.look(find_office, area.key)
    if office is None or not office.offers:
        return await chat.say(
            _("Belum ada bantuan yang bisa dicek di daerah itu. Ketik PETUGAS untuk bertanya.")
        )
    if not await chat.look(may_sit_beside, office.id):
        return await chat.say(
            _("Daerah itu dilayani {office}. Kadernya yang bisa mendampingi.", office=office.name)
        )  # staff
    await say_registration(chat, office)
    await chat.say(_("Bacakan ini dengan suara, lalu ketik jawaban lisannya:"))  # staff
    if not await ask_consent(chat, office):
        return await chat.say(_("Baik. Tidak ada yang dicatat."))
    set_ids = tuple(offer.set_id for offer in office.offers)
    examples = tuple(offer.set_id for offer in office.offers if offer.is_example)
    answers: dict[str, Any] = {}
    if await ask_all(chat, office, area.key, set_ids, answers, hidden=True):
        return await chat.say(
            _("Bantuan ini untuk umur 18 tahun ke atas. Antar ke petugas, ya. Tidak ada yang dicatat.")
        )
    outcomes = await chat.look(find_outcomes, area.key, set_ids, examples, answers)
    await chat.say(summary(outcomes))
    if not await chat.confirm(_("Kirim ke petugas {office}?", office=office.name)):
        return await chat.say(_("Baik. Tidak ada yang dikirim, tidak ada yang disimpan."))
    code = await chat.run(
        send_for_her, name, office.id, area.key, set_ids, examples, answers, consent_text(office.name)
    )
    await chat.say(
        _("Sudah dikirim. Nomornya {code}. Tulis nomor ini untuk Ibu {name}.", code=code, name=name)
    )
    await say_papers(chat, outcomes)


async def may_sit_beside(unit: Unit, organisation_id: int) -> bool:
    """Whether the actor is a helper of the office that would read the answers."""
    return organisation_id in places(unit.actor.roles, Action.SIT_BESIDE)


async def send_for_her(
    unit: Unit,
    name: str,
    organisation_id: int,
    area: str,
    set_ids: tuple[str, ...],
    examples: tuple[str, ...],
    answers: dict[str, Any],
    consent: str,
) -> str:
    """A person of her own, with her spoken consent and her answers, sealed with her own key; the number for her."""
    await permits.require(unit, Action.SIT_BESIDE, organisation_id=organisation_id)
    person_id = unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    people.add_person(unit, person_id, unit.now_ms, demo=unit.facts.demo)
    await people.set_details(unit, person_id, name=name)
    found = unit.facts.find_area(area)
    if found is not None:
        people.set_area(unit, person_id, area, found.zone)
    consents.record(
        unit,
        person_id=person_id,
        organisation_id=organisation_id,
        purpose=SCREENING_PURPOSE,
        version=CONSENT_VERSION,
        text=consent,
        answer="yes",
        manner="spoken",
        helper_id=unit.actor.person_id,
    )
    submitted = await requests.submit(
        unit,
        person_id=person_id,
        organisation_id=organisation_id,
        kind="screening",
        wants_person=False,
        contact=Contact(way=VISIT.key, from_min=None, to_min=None),
        results=results_of(unit, area, set_ids, examples, answers),
        helper_id=unit.actor.person_id,
    )
    return submitted.code
