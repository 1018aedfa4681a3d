"""What an office does with a request, on both engines: who opens it, who decides, what is written, what she reads."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db import casework, course_attendance, people
from db.casework import OpenRequest
from db.people import Actor
from db.requests import Contact, SetResult
from db.unit import Unit
from db.vault import person as owner_of
from domain.aid_steps import NeedsBimtek
from domain.courses import How
from domain.courses import Kind as CourseKind
from domain.refusals import Changed, NotAllowed
from domain.requests import (
    Kind,
    NeedsDecree,
    NeedsReason,
    OwnRequest,
    ReasonNotPlain,
    State,
    WrongOrder,
)
from domain.roles import Role
from tests.db.course_world import course_of, join, sessions
from tests.db.office_world import World, result, world

__all__ = ["world"]

REASON = "Bantuan ini untuk warga Samarinda."
VISIT = Contact(way="visit")


async def open_request(world: World, by: Actor, request_id: int) -> OpenRequest:
    async def job(unit: Unit) -> OpenRequest:
        return await casework.open_request(unit, request_id)

    return await world.run(job, by=by)


async def decide(
    world: World, by: Actor, request_id: int, state: State, *, seen: State = State.MENUNGGU, **details: Any
) -> bool:
    async def job(unit: Unit) -> bool:
        return await casework.decide(unit, request_id, state, expected_state=seen, **details)

    return await world.run(job, by=by)


async def state_of(world: World, request_id: int) -> str:
    return str((await world.rows("SELECT state FROM requests WHERE id = $1", request_id))[0]["state"])


async def test_a_request_opens_with_what_she_gave_and_nothing_else(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    sent = await world.send(woman, "screening", result("cocok_awal", usia=35), contact=VISIT)
    found = await open_request(world, worker, sent.request_id)
    assert (found.code, found.kind, found.state, found.area, found.office) == (
        sent.code,
        Kind.SCREENING,
        State.MENUNGGU,
        "samarinda",
        "Kantor Contoh",
    )
    assert found.contact == VISIT
    assert [(each.overall, each.is_example) for each in found.results] == [("cocok_awal", True)]
    assert (found.reachable, found.helped, found.rechecks, found.reads_answers) == (True, False, False, True)
    assert "usia" not in repr(found)


async def test_opening_is_audited_and_marks_it_seen_by_the_first(world: World) -> None:
    first, second = await world.staff(Role.WORKER), await world.staff(Role.SUPERVISOR)
    woman = await world.woman()
    sent = await world.send(woman)
    for each in (first, second):
        await open_request(world, each, sent.request_id)
    row = (await world.rows("SELECT seen_by, seen_ms FROM requests"))[0]
    assert (row["seen_by"], row["seen_ms"]) == (first.person_id, world.desk.now_ms)
    assert await world.audited("read", "request") == [
        (first.person_id, woman.person_id),
        (second.person_id, woman.person_id),
    ]


async def test_what_she_sends_later_is_unseen_again(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    sent = await world.send(woman)
    await open_request(world, worker, sent.request_id)
    await world.send(woman, "screening", result())
    assert [row["seen_by"] for row in await world.rows("SELECT seen_by FROM requests")] == [None]


async def test_foreign_missing_and_erased_requests_read_the_same(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    worker, stranger = await world.staff(Role.WORKER), await world.staff(Role.WORKER, office=elsewhere)
    woman, erased = await world.woman(), await world.woman()
    sent, gone = await world.send(woman), await world.send(erased)
    await world.desk.storage.vault.destroy([owner_of(erased.person_id)])
    for by, request_id in (
        (stranger, sent.request_id),
        (worker, 1),
        (worker, gone.request_id),
        (woman, sent.request_id),
    ):
        with pytest.raises(NotAllowed):
            await open_request(world, by, request_id)
        with pytest.raises(NotAllowed):
            await decide(world, by, request_id, State.DIPERIKSA)
    assert await world.audited("read", "request") == []


async def test_her_other_open_request_is_pointed_at(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    young = await world.send(woman, "minor", wants_person=True)
    grown = await world.send(woman, "screening", result())
    assert (await open_request(world, worker, grown.request_id)).others == (young.code,)


async def test_who_answered_with_a_helper_and_has_no_chat_is_shown_as_out_of_reach(world: World) -> None:
    worker, helper = await world.staff(Role.WORKER), await world.woman()

    async def add(unit: Unit) -> int:
        person_id = unit.new_id()
        await unit.vault.have([owner_of(person_id)], create=True)
        people.add_person(unit, person_id, unit.now_ms)
        return person_id

    person_id = await world.run(add)
    woman = Actor(
        account_id=0,
        person_id=person_id,
        channel="",
        phone="unknown",
        language="id",
        zone="Asia/Makassar",
        staff=False,
    )
    sent = await world.send(woman, "screening", result(), helper_id=helper.person_id)
    found = await open_request(world, worker, sent.request_id)
    assert (found.helped, found.reachable) == (True, False)
    assert await decide(world, worker, sent.request_id, State.DIPERIKSA) is False


async def test_answers_are_read_by_those_who_decide_and_the_reading_is_audited(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    companion = await world.staff(Role.COMPANION)
    sent = await world.send(woman, "screening", result(usia=35))

    async def read(unit: Unit) -> tuple[SetResult, ...]:
        await casework.note_reading(unit, sent.request_id)
        return await casework.list_results(unit, sent.request_id)

    assert [each.answers for each in await world.run(read, by=worker)] == [{"usia": 35}]
    assert (await open_request(world, companion, sent.request_id)).reads_answers is False
    with pytest.raises(NotAllowed):
        await world.run(read, by=companion)
    assert await world.audited("read", "screening") == [(worker.person_id, woman.person_id)]


async def test_from_proposal_to_the_list_she_is_told_each_step_once(world: World) -> None:
    worker, supervisor = await world.staff(Role.WORKER), await world.staff(Role.SUPERVISOR)
    woman = await world.woman()
    request_id = (await world.send(woman, "screening", result())).request_id
    said = []
    for by, state, seen, details in (
        (worker, State.DIPERIKSA, State.MENUNGGU, {}),
        (worker, State.DIUSULKAN, State.DIPERIKSA, {}),
        (
            supervisor,
            State.DITETAPKAN,
            State.DIUSULKAN,
            {"sk_number": "40.9/33/2026", "sk_date": date(2026, 2, 2)},
        ),
    ):
        assert await decide(world, by, request_id, state, seen=seen, **details) is True
        (told,) = world.told_to(woman)
        said.append(told)
    assert [told.text.message.split(". ")[1].split(".")[0] for told in said] == [
        "Jawaban Ibu sedang diperiksa petugas",
        "Nama Ibu diusulkan",
        "Nama Ibu sudah ada di daftar penerima",
    ]
    assert said[2].text.values == {
        "office": "Kantor Contoh",
        "number": "40.9/33/2026",
        "day": date(2026, 2, 2),
    }
    assert {told.kind for told in said} == {"relay"}
    states = await world.rows("SELECT state, by_person FROM decisions ORDER BY id")
    assert [(row["state"], row["by_person"]) for row in states] == [
        ("diperiksa", worker.person_id),
        ("diusulkan", worker.person_id),
        ("ditetapkan", supervisor.person_id),
    ]
    assert len(await world.audited("decide", "request")) == 3


async def granted(world: World, woman: Actor, *results: Any) -> int:
    """A request of hers on which only the hand-over is left."""
    request_id = (await world.send(woman, "screening", *(results or [result()]))).request_id

    async def job(unit: Unit) -> None:
        unit.write("UPDATE requests SET state = 'ditetapkan' WHERE id = $1", request_id)

    await world.run(job)
    return request_id


async def test_nothing_is_handed_over_before_she_was_in_the_bimtek_of_that_office(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    request_id = await granted(world, woman)
    seen = await open_request(world, worker, request_id)
    assert (seen.needs_bimtek, seen.bimtek, seen.moves) == (True, None, ())
    with pytest.raises(NeedsBimtek):
        await decide(world, worker, request_id, State.DISERAHKAN, seen=State.DITETAPKAN)
    assert await state_of(world, request_id) == "ditetapkan"

    course = await course_of(world, worker, kind=CourseKind.BIMTEK)
    await join(world, course, woman)
    world.pass_time(24 * 60)
    session = (await sessions(world, course))[0]

    async def there(unit: Unit) -> None:
        await course_attendance.record(
            unit, session, woman.person_id, came=True, how=How.STAFF, by=worker.person_id
        )

    await world.run(there, by=worker)
    seen = await open_request(world, worker, request_id)
    assert seen.bimtek is not None
    assert (seen.bimtek.came, seen.bimtek.of, seen.moves) == (1, 4, (State.DISERAHKAN,))
    assert await decide(world, worker, request_id, State.DISERAHKAN, seen=State.DITETAPKAN)
    assert await state_of(world, request_id) == "diserahkan"
    (told,) = world.told_to(woman)
    assert "sudah Ibu terima" in told.text.message


async def test_where_no_set_that_fits_asks_for_a_bimtek_nothing_is_in_the_way(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    other = replace(result("cocok_awal"), set_id="kota-batu-wrse")
    request_id = await granted(world, woman, result("belum_sesuai"), other)
    seen = await open_request(world, worker, request_id)
    assert (seen.needs_bimtek, seen.moves) == (False, (State.DISERAHKAN,))
    assert await decide(world, worker, request_id, State.DISERAHKAN, seen=State.DITETAPKAN)


async def test_the_reason_reaches_her_and_is_sealed_in_the_books(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    request_id = (await world.send(woman, "screening", result())).request_id
    await decide(world, worker, request_id, State.BELUM_BISA, reason=f"  {REASON} ")
    (told,) = world.told_to(woman)
    assert told.text.values["reason"] == REASON
    assert "PERIKSA LAGI" in told.text.message
    assert [button.talk for button in told.buttons] == ["periksa_lagi"]
    detail = bytes((await world.rows("SELECT detail FROM decisions"))[0]["detail"])
    assert b"Samarinda" not in detail


@pytest.mark.parametrize(
    "role, state, seen, details, refusal",
    [
        (Role.WORKER, State.BELUM_BISA, State.MENUNGGU, {}, NeedsReason),
        (Role.WORKER, State.BELUM_BISA, State.MENUNGGU, {"reason": "Ibu ditolak kantor."}, ReasonNotPlain),
        (Role.WORKER, State.DITETAPKAN, State.MENUNGGU, {"sk_number": "1"}, WrongOrder),
        (Role.SUPERVISOR, State.DITETAPKAN, State.DIUSULKAN, {}, NeedsDecree),
        (
            Role.SUPERVISOR,
            State.DITETAPKAN,
            State.DIUSULKAN,
            {"sk_number": "1", "sk_date": date(2026, 2, 4)},
            NeedsDecree,
        ),
        (
            Role.WORKER,
            State.DITETAPKAN,
            State.DIUSULKAN,
            {"sk_number": "1", "sk_date": date(2026, 2, 2)},
            NotAllowed,
        ),
        (Role.COMPANION, State.DIPERIKSA, State.MENUNGGU, {}, NotAllowed),
    ],
)
async def test_what_a_rule_refuses_writes_nothing_and_tells_nobody(
    world: World, role: Role, state: State, seen: State, details: dict[str, Any], refusal: type[Exception]
) -> None:
    by, woman = await world.staff(role), await world.woman()
    request_id = (await world.send(woman, "screening", result())).request_id
    if seen is State.DIUSULKAN:
        await decide(world, await world.staff(Role.WORKER), request_id, seen)
    world.told = []
    with pytest.raises(refusal):
        await decide(world, by, request_id, state, seen=seen, **details)
    assert await state_of(world, request_id) == seen
    assert world.told == []


async def test_nobody_decides_on_a_request_of_her_own(world: World) -> None:
    worker = await world.staff(Role.WORKER, Role.SUPERVISOR)
    request_id = (await world.send(worker, "screening", result())).request_id
    assert (await open_request(world, worker, request_id)).moves == ()
    with pytest.raises(OwnRequest):
        await decide(world, worker, request_id, State.DIUSULKAN)


async def test_of_two_who_decide_at_once_the_second_is_told_that_it_has_changed(world: World) -> None:
    first, second, woman = await world.staff(Role.WORKER), await world.staff(Role.WORKER), await world.woman()
    request_id = (await world.send(woman, "screening", result())).request_id
    await decide(world, first, request_id, State.DIUSULKAN)
    with pytest.raises(Changed):
        await decide(world, second, request_id, State.BELUM_BISA, reason=REASON)
    assert await state_of(world, request_id) == State.DIUSULKAN
    assert len(await world.rows("SELECT id FROM decisions")) == 1


async def test_who_wanted_to_talk_is_taken_and_then_done(world: World) -> None:
    companion, woman = await world.staff(Role.COMPANION), await world.woman()
    request_id = (await world.send(woman, "person", wants_person=True)).request_id
    assert (await open_request(world, companion, request_id)).moves == (State.DIPERIKSA,)
    await decide(world, companion, request_id, State.DIPERIKSA)
    assert "sudah dibaca petugas" in world.told_to(woman)[0].text.message
    await decide(world, companion, request_id, State.SELESAI, seen=State.DIPERIKSA)
    assert await state_of(world, request_id) == State.SELESAI


async def test_a_decision_closes_the_buttons_of_what_was_before_it(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    request_id = (await world.send(woman, "screening", result())).request_id

    async def add_buttons(unit: Unit) -> None:
        for number, matter in enumerate((f"request:{request_id}", f"answer:{request_id}")):
            unit.write(
                "INSERT INTO push_buttons (token_hash, person_id, talk, args, matter, made_ms)"
                " VALUES ($1, $2, 'permintaan', $1, $3, 0)",
                bytes([number]),
                woman.person_id,
                matter,
            )

    async def open_buttons() -> list[str]:
        rows = await world.rows("SELECT matter FROM push_buttons WHERE open = 1 ORDER BY matter")
        return [row["matter"].split(":")[0] for row in rows]

    await world.run(add_buttons)
    await decide(world, worker, request_id, State.DIPERIKSA)
    assert await open_buttons() == ["request"]
    await decide(world, worker, request_id, State.DIUSULKAN, seen=State.DIPERIKSA)
    assert await open_buttons() == []


async def test_words_of_the_office_are_plain_and_audited(world: World) -> None:
    worker, woman = await world.staff(Role.WORKER), await world.woman()
    request_id = (await world.send(woman, "person", wants_person=True)).request_id

    async def send(unit: Unit, words: str) -> bool:
        return await casework.send_words(unit, request_id, words)

    assert await world.run(lambda unit: send(unit, "Ibu bisa datang hari Senin."), by=worker) is True
    assert world.told_to(woman)[0].text.values["words"] == "Ibu bisa datang hari Senin."
    with pytest.raises(ReasonNotPlain):
        await world.run(lambda unit: send(unit, "Anda harus segera datang."), by=worker)
    assert await world.audited("write", "message") == [(worker.person_id, woman.person_id)]


async def test_every_sentence_about_a_decision_names_the_office_and_never_refuses_her(world: World) -> None:
    worker, supervisor = await world.staff(Role.WORKER), await world.staff(Role.SUPERVISOR)
    for state in (State.DIPERIKSA, State.DIUSULKAN, State.MENUNGGU_ANGGARAN, State.BELUM_BISA):
        woman = await world.woman()
        request_id = (await world.send(woman, "screening", result())).request_id
        await decide(
            world, supervisor if state is State.BELUM_BISA else worker, request_id, state, reason=REASON
        )
        (told,) = world.told_to(woman)
        assert told.text.message.startswith("Kabar dari {office}, Bu.")
        assert "tolak" not in told.text.message
