"""Results on both engines: what she adds later counts for priority only, and only in her own last screening."""

from typing import Any

import pytest

from db import screenings
from db.people import Actor
from db.requests import SetResult, add_answers
from db.unit import Unit
from domain.criteria import AnswerError
from domain.refusals import NotAllowed
from tests.db.office_world import World, result, world

__all__ = ["world"]

ANSWERS = {
    "wilayah": "samarinda",
    "usia": 35,
    "pencari_nafkah": "saya",
    "penghasilan_cukup": "tidak_cukup",
}


async def results_of(world: World, woman: Actor, request_id: int) -> list[SetResult]:
    async def job(unit: Unit) -> list[SetResult]:
        rows = await screenings.list_latest_results(unit, request_id, woman.person_id)
        return [screenings.open_result(unit, row) for row in rows]

    return await world.run(job, by=woman)


async def add(world: World, woman: Actor, request_id: int, **answers: Any) -> None:
    async def job(unit: Unit) -> None:
        await add_answers(unit, request_id, woman.person_id, answers)

    await world.run(job, by=woman)


async def test_a_result_comes_back_as_it_was_kept(world: World) -> None:
    woman = await world.woman()
    kept = result("cocok_awal", usia=35, keterampilan=["menjahit", "memasak"], kemauan="unknown")
    sent = await world.send(woman, "screening", kept)
    assert await results_of(world, woman, sent.request_id) == [kept]


async def test_only_the_last_screening_counts(world: World) -> None:
    woman = await world.woman()
    await world.send(woman, "screening", result("belum_sesuai", usia=35))
    world.pass_time(1)
    sent = await world.send(woman, "screening", result("cocok_awal", usia=36), result("perlu_dicek", usia=36))
    found = await results_of(world, woman, sent.request_id)
    assert [each.overall for each in found] == ["cocok_awal", "perlu_dicek"]


async def test_added_answers_keep_the_overall_and_raise_the_priority(world: World) -> None:
    woman = await world.woman()
    sent = await world.send(woman, "screening", result("perlu_dicek", **ANSWERS))
    await add(world, woman, sent.request_id, status_keluarga="cerai", punya_usaha="belum")
    (found,) = await results_of(world, woman, sent.request_id)
    assert found.answers == {**ANSWERS, "status_keluarga": "cerai", "punya_usaha": "belum"}
    assert (found.overall, found.is_example) == ("perlu_dicek", True)
    assert set(found.levels) == set(found.sources) == set(found.answers)
    priority = (await world.rows("SELECT priority FROM requests"))[0]["priority"]
    assert priority == found.priority > 0


async def test_added_answers_leave_the_history_alone(world: World) -> None:
    woman = await world.woman()
    await world.send(woman, "screening", result("belum_sesuai", **ANSWERS))
    before = await world.rows("SELECT id, result FROM screenings")
    world.pass_time(1)
    sent = await world.send(woman, "screening", result("perlu_dicek", **ANSWERS))
    await add(world, woman, sent.request_id, status_keluarga="cerai")
    after = await world.rows("SELECT id, result FROM screenings WHERE id = $1", before[0]["id"])
    assert bytes(after[0]["result"]) == bytes(before[0]["result"])


async def test_nobody_adds_to_anothers_answers(world: World) -> None:
    woman, other = await world.woman(), await world.woman()
    sent = await world.send(woman, "screening", result("perlu_dicek", **ANSWERS))
    with pytest.raises(NotAllowed):
        await add(world, other, sent.request_id, status_keluarga="cerai")


async def test_an_answer_that_does_not_fit_is_not_kept(world: World) -> None:
    woman = await world.woman()
    sent = await world.send(woman, "screening", result("perlu_dicek", **ANSWERS))
    with pytest.raises(AnswerError):
        await add(world, woman, sent.request_id, status_keluarga="entah")
    (found,) = await results_of(world, woman, sent.request_id)
    assert found.answers == ANSWERS


async def test_where_the_set_has_changed_since_the_answers_are_kept_as_they_came(world: World) -> None:
    woman = await world.woman()
    sent = await world.send(woman, "screening", result("perlu_dicek", usia=35))

    async def older(unit: Unit) -> None:
        unit.write("UPDATE screenings SET set_version = '0'")

    await world.run(older)
    await add(world, woman, sent.request_id, status_keluarga="cerai")
    (found,) = await results_of(world, woman, sent.request_id)
    assert found.answers == {"usia": 35, "status_keluarga": "cerai"}
    assert found.levels == {"usia": "sesuai"}
