"""The rest of the demo: a second group, and who waits in the offices' queues; invented people, marked as demo.

Written once, when the program is up, so that the first answer does not wait for it.
"""

from collections.abc import Mapping

from bot.demo import add_group, add_people
from bot.demo_people import DemoGroup, DemoMember
from db import consents, meta, organisations, people, requests
from db.screenings import SetResult
from db.unit import Unit
from domain.criteria import Value, answers_for, evaluate, plan, prefill_all, sets_for_area
from domain.records import dataclass
from domain.requests import Contact, Kind
from domain.zones import WITA
from handlers.consent import CONSENT_VERSION, consent_text
from handlers.screening_facts import SCREENING_PURPOSE

FILLED = "demo_rest_filled"

# Two tables of the source: ages 20-24: 3, 25-29: 9, 30-34: 7, 35-39: 4, 40-44: 2; schooling SD 8, SMP 12, SMA 5.
_RINDU = (
    ("Yohana", 20, "smp"),
    ("Maria", 22, "sma"),
    ("Adriana", 24, "smp"),
    ("Marselina", 25, "sma"),
    ("Yuliana", 25, "smp"),
    ("Dorkas", 26, "smp"),
    ("Fransina", 26, "sd"),
    ("Margarita", 27, "sma"),
    ("Ester", 27, "smp"),
    ("Naomi", 28, "smp"),
    ("Ribka", 28, "sma"),
    ("Selfina", 29, "smp"),
    ("Yublina", 30, "smp"),
    ("Orpa", 30, "sd"),
    ("Rahel", 31, "smp"),
    ("Agustina", 32, "sma"),
    ("Marta", 32, "smp"),
    ("Debora", 33, "sd"),
    ("Ferderika", 34, "smp"),
    ("Salomina", 35, "sd"),
    ("Welmince", 36, "smp"),
    ("Yakoba", 37, "sd"),
    ("Katarina", 39, "sd"),
    ("Paulina", 41, "sd"),
    ("Antonia", 44, "sd"),
)

RINDU_SEJAHTERA = DemoGroup(
    name="Rindu Sejahtera",
    place="Desa Penfui Timur, Kecamatan Kupang Tengah, Kabupaten Kupang",
    area="kupang",
    zone=WITA,
    members=tuple(DemoMember(name=name, age=age, education=education) for name, age, education in _RINDU),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Somebody in an office's queue. answers: by criterion id; none: she asked for a person and nothing else."""

    name: str
    area: str
    contact: Contact
    answers: Mapping[str, Value]
    wants_person: bool = False


_CHAT = Contact(way="chat", from_min=None, to_min=None)
_MORNING_CALL = Contact(way="phone", from_min=480, to_min=660)
_VISIT = Contact(way="visit", from_min=None, to_min=None)

QUEUE = (
    Waiting(
        name="Sulastri (contoh)",
        area="junrejo",
        contact=_CHAT,
        answers={
            "usia": 43,
            "status_keluarga": "suami_meninggal",
            "pencari_nafkah": "saya",
            "penghasilan_cukup": "tidak_cukup",
            "tanggungan": 4,
            "pendidikan": "sd",
            "pekerjaan": "buruh_tani",
            "minat_pelatihan": ["kue_kering", "memasak"],
        },
    ),
    Waiting(
        name="Wiwik (contoh)",
        area="bumiaji",
        contact=_VISIT,
        answers={
            "usia": 36,
            "status_keluarga": "unknown",
            "pencari_nafkah": "berdua",
            "penghasilan_cukup": "kadang_cukup",
        },
    ),
    Waiting(name="Endang (contoh)", area="batu", contact=_MORNING_CALL, answers={}, wants_person=True),
    Waiting(
        name="Norhayati (contoh)",
        area="samarinda",
        contact=_CHAT,
        answers={
            "usia": 29,
            "pencari_nafkah": "saya",
            "penghasilan_cukup": "tidak_cukup",
            "data_terpadu": "unknown",
            "penerima_pkh": "tidak",
            "penerima_kube": "tidak",
            "punya_usaha": "belum",
            "kemauan": "mau",
            "keterampilan": ["menjahit"],
        },
    ),
    Waiting(
        name="Jumiati (contoh)",
        area="kutai_kartanegara",
        contact=_MORNING_CALL,
        answers={
            "usia": 52,
            "pencari_nafkah": "saya",
            "penghasilan_cukup": "tidak_cukup",
            "data_terpadu": "ya",
            "penerima_pkh": "ya",
            "penerima_kube": "tidak",
            "kemauan": "mau",
            "keterampilan": ["warung", "memasak_kue"],
        },
    ),
)


async def fill_rest(unit: Unit) -> None:
    """Write it, unless it is there or this is no demo of ours. Nobody is told of those who have waited before."""
    if not await meta.read(unit, meta.DEMO_SEEDED) or await meta.read(unit, FILLED):
        return
    await add_group(unit, RINDU_SEJAHTERA)
    offices = {
        area: (each.row_id, each.office.name)
        for each in await organisations.list_all(unit)
        if each.demo
        for area in each.areas
    }
    await _add_queue(unit, offices)
    unit.told.clear()
    meta.store(unit, FILLED, "1")


async def _add_queue(unit: Unit, offices: dict[str, tuple[int, str]]) -> None:
    ids = await add_people(unit, len(QUEUE))
    for person_id, waiting in zip(ids, QUEUE, strict=True):
        organisation_id, office = offices[waiting.area]
        area = unit.facts.find_area(waiting.area)
        assert area is not None, "the demo's areas are in criteria/areas.toml"
        people.begin_details(unit, person_id, name=waiting.name)
        people.set_area(unit, person_id, area.key, area.zone)
        if waiting.answers:
            _consent(unit, person_id, organisation_id, office)
        await requests.submit(
            unit,
            person_id=person_id,
            organisation_id=organisation_id,
            kind=Kind.SCREENING if waiting.answers else Kind.PERSON,
            wants_person=waiting.wants_person,
            contact=waiting.contact,
            results=results_of(unit, waiting) if waiting.answers else (),
        )


def _consent(unit: Unit, person_id: int, organisation_id: int, office: str) -> None:
    consents.record(
        unit,
        person_id=person_id,
        organisation_id=organisation_id,
        purpose=SCREENING_PURPOSE,
        version=CONSENT_VERSION,
        text=consent_text(office),
        answer=consents.YES,
        manner=consents.TYPED,
    )


def results_of(unit: Unit, waiting: Waiting) -> list[SetResult]:
    """What her answers come to, by the rules of today."""
    area = unit.facts.find_area(waiting.area)
    assert area is not None, "the demo's areas are in criteria/areas.toml"
    sets = sets_for_area(unit.facts.sets.values(), area)
    given = prefill_all(sets, area)
    asked = plan(sets, {}, given=given)
    answers = {
        question.key: waiting.answers[question.criterion.id]
        for question in (*asked.counting, *asked.offered)
        if question.criterion.id in waiting.answers
    }
    found = []
    for criteria_set in sets:
        evaluation = evaluate(criteria_set, answers_for(sets, criteria_set, {**given, **answers}))
        found.append(
            SetResult(
                set_id=criteria_set.id,
                set_version=criteria_set.version,
                overall=evaluation.overall,
                priority=evaluation.priority_points,
                is_example=True,
                answers={each.criterion.id: each.answer for each in evaluation.findings},
                levels={name: level.value for name, level in evaluation.levels.items()},
                sources={each.criterion.id: each.source.key for each in evaluation.findings},
            )
        )
    return found
