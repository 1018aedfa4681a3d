"""What screening reads: the office of an area, the next question over all sets, what is left to a worker."""

from typing import Any

import pytest

from db.unit import Unit
from handlers.screening_facts import (
    NextQuestion,
    find_offered,
    find_office,
    find_outcomes,
    find_question,
    list_areas,
    list_sensitive,
    results_of,
)
from tests.world import PRSE, UEP, WRSE, Way, World

SETS = {"samarinda": (UEP, PRSE), "junrejo": (WRSE, PRSE), "purwakarta": (PRSE,)}


@pytest.fixture(params=[Way.STEADY])
def way(request: pytest.FixtureRequest) -> Way:
    """No chat here: one way is enough."""
    return Way(request.param)


async def asked(world: World, area: str, answers: dict[str, Any], left: tuple[str, ...] = ()) -> list[str]:
    """The questions that come, each answered with "unknown"."""
    found, known = [], dict(answers)

    async def job(unit: Unit) -> None:
        while isinstance(question := await find_question(unit, area, SETS[area], known, left), NextQuestion):
            found.append(f"{question.number}/{question.total} {question.key}")
            known[question.key] = "unknown"

    await world.run(job)
    return found


async def test_questions_of_several_sets_are_asked_once(world: World) -> None:
    assert await asked(world, "samarinda", {}) == [
        "1/8 usia",
        "2/8 pencari_nafkah",
        "3/8 penghasilan_cukup",
        "4/8 data_terpadu",
        "5/8 penerima_pkh",
        "6/8 penerima_kube",
        "7/8 kemauan",
        "8/8 keterampilan",
    ]


async def test_what_is_left_to_a_worker_is_neither_asked_nor_counted(world: World) -> None:
    async def job(unit: Unit) -> tuple[str, ...]:
        return await list_sensitive(unit, "junrejo", SETS["junrejo"])

    left = await world.run(job)
    assert set(left) == {"status_keluarga", "penghasilan_cukup", "penghasilan_kisaran"}
    assert await asked(world, "junrejo", {}, left) == ["1/2 usia", "2/2 pencari_nafkah"]

    async def offered(unit: Unit) -> list[str]:
        return [each.key for each in await find_offered(unit, "junrejo", SETS["junrejo"], {}, left)]

    assert not set(left) & set(await world.run(offered))


async def test_a_girl_of_sixteen_is_asked_nothing_more(world: World) -> None:
    async def job(unit: Unit) -> object:
        return await find_question(unit, "samarinda", SETS["samarinda"], {"usia": 16})

    assert await world.run(job) == "berhenti_dan_hubungkan_petugas"


async def test_the_office_of_an_area_and_what_it_offers(world: World) -> None:
    await world.add("Siti")

    async def job(unit: Unit) -> list[Any]:
        unit.actor = await world.actor(unit, "Siti")
        found = [await find_office(unit, area) for area in ("samarinda", "purwakarta", "kupang", "nowhere")]
        return [
            office and (office.name, [(offer.set_id, offer.registration) for offer in office.offers])
            for office in found
        ]

    assert await world.run(job) == [
        ("Dinas Sosial Kaltim", [(UEP, "open"), (PRSE, "unknown")]),
        ("Dinas Sosial Purwakarta", [(PRSE, "unknown")]),
        None,
        None,
    ]


async def test_a_result_counts_what_fits_and_gives_the_reason_of_the_rest(world: World) -> None:
    answers = {"usia": 65, "pencari_nafkah": "saya", "penghasilan_cukup": "tidak_cukup"}

    async def job(unit: Unit) -> tuple[Any, Any]:
        (outcome,) = await find_outcomes(unit, "purwakarta", (PRSE,), (PRSE,), answers)
        return outcome, results_of(unit, "purwakarta", (PRSE,), (PRSE,), answers)

    outcome, (kept,) = await world.run(job)
    assert (outcome.overall, outcome.met, outcome.open, outcome.is_example) == ("belum_sesuai", 2, 1, True)
    assert [reason.level for reason in outcome.reasons] == ["belum_sesuai"]
    assert (kept.overall, kept.answers["usia"], kept.is_example) == ("belum_sesuai", 65, True)


async def test_where_the_rules_are_from_is_known_of_what_fits_too(world: World) -> None:
    answers = {"usia": 35, "pencari_nafkah": "saya", "penghasilan_cukup": "tidak_cukup"}

    async def job(unit: Unit) -> tuple[Any, ...]:
        return await find_outcomes(unit, "purwakarta", (PRSE,), (PRSE,), answers)

    (outcome,) = await world.run(job)
    assert (outcome.met, outcome.reasons) == (3, ())
    assert "Aturan ini dari Peraturan Menteri Sosial nomor 8 tahun 2012." in outcome.sources[0]


async def test_an_area_is_known_by_its_own_name(world: World) -> None:
    areas = {area.key: area for area in await world.run(list_areas)}
    assert areas["batu"].words == ("batu",)
    assert areas["kutai_timur"].words == ("kutai timur",)
